// Says what goes on while a form's answer takes its time, and keeps it from being sent twice. Without this script the browser alone
// shows that it waits.
(() => {
  "use strict";
  const buttons = (form) => form.querySelectorAll("button:not([type=button])");
  for (const form of document.querySelectorAll("form[data-waiting]")) {
    const words = form.querySelector("[data-waiting-here]");
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) {
        event.preventDefault();
        return;
      }
      form.dataset.sent = "true";
      words.textContent = form.dataset.waiting;
      for (const button of buttons(form)) {
        button.setAttribute("aria-disabled", "true");
      }
    });
    // A user who comes back to the page finds the form as it was.
    window.addEventListener("pageshow", () => {
      delete form.dataset.sent;
      words.textContent = "";
      for (const button of buttons(form)) {
        button.removeAttribute("aria-disabled");
      }
    });
  }
})();
