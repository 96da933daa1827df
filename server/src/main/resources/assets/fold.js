// The fold at the top closes when it is left, by Escape too. Without this it closes as it opened.
"use strict";
// A form that was refused: its errors are what is read first. Browsers that honour autofocus have done it already.
document.querySelector("[role=alert][autofocus]")?.focus();
for (const fold of document.querySelectorAll("details.fold")) {
  fold.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && fold.open) {
      fold.open = false;
      fold.querySelector("summary").focus();
    }
  });
  fold.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !fold.contains(event.relatedTarget)) {
      fold.open = false;
    }
  });
  document.addEventListener("click", (event) => {
    if (!fold.contains(event.target)) {
      fold.open = false;
    }
  });
}
