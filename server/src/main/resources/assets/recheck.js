// Shows how far the check of a campaign's kept numbers is, and its result once it is there. Without this script the browser waits
// for the page, as it does for any other.
(() => {
  "use strict";
  const FASTEST = 500;
  const SLOWEST = 5000;
  const page = document.currentScript.dataset.page;
  if (!window.fetch) {
    return;
  }
  // While a form is under way its answer brings the result. A request for an earlier content of the page stops.
  let sent = false;
  let turn = 0;

  const later = (wait) => {
    const mine = turn;
    window.setTimeout(() => look(wait, mine), wait);
  };

  const parsed = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");

  const show = (whole) => {
    turn++;
    const content = document.getElementById("content");
    content.replaceChildren(...whole.getElementById("content").childNodes);
    document.title = whole.title;
    const notice = content.querySelector(".notice") || content;
    notice.tabIndex = -1;
    notice.focus();
    begin();
  };

  const look = async (wait, mine) => {
    try {
      const answer = await fetch(page + "/verification/avancement", { headers: { Accept: "text/html" } });
      const part = answer.ok && !answer.redirected && (await parsed(answer)).getElementById("recheck-part");
      const over = part && part.dataset.running === "false" && !sent;
      const whole = over && (await parsed(await fetch(page, { headers: { Accept: "text/html" } })));
      if (mine !== turn) {
        return;
      }
      if (whole) {
        show(whole);
        return;
      }
      if (part) {
        document.getElementById("recheck-part").replaceWith(part);
      }
    } catch (e) {
      // The connection may be away for a moment.
    }
    if (mine === turn) {
      later(Math.min(SLOWEST, wait * 1.3));
    }
  };

  const send = async (form) => {
    sent = true;
    form.hidden = true;
    const heading = document.getElementById("keeping");
    heading.tabIndex = -1;
    heading.focus();
    later(FASTEST);
    try {
      const body = new URLSearchParams(new FormData(form));
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "text/html" } });
      if (answer.redirected && new URL(answer.url).pathname !== page) {
        // Signed out meanwhile.
        window.location.assign(answer.url);
        return;
      }
      sent = false;
      show(await parsed(answer));
    } catch (e) {
      window.location.assign(page);
    }
  };

  const begin = () => {
    const part = document.getElementById("recheck-part");
    const form = document.getElementById("recheck");
    const reload = document.getElementById("recheck-reload");
    if (reload) {
      reload.hidden = true;
    }
    if (form) {
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        send(form);
      });
    }
    if (part && part.dataset.running === "true") {
      later(FASTEST);
    }
  };

  begin();
})();
