// Shows how far a submission is, and its result once it is there. Without this script a link reloads the page.
(() => {
  "use strict";
  const FASTEST = 500;
  const SLOWEST = 5000;
  const submission = document.getElementById("submission");
  const announced = document.getElementById("announced");
  if (!submission || !announced || !window.fetch) {
    return;
  }
  const page = submission.dataset.page;
  let wait = FASTEST;

  const later = () => {
    window.setTimeout(look, wait);
    wait = Math.min(SLOWEST, wait * 1.3);
  };

  const parsed = async (address) => {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) {
      throw new Error("no page");
    }
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  };

  const finish = async () => {
    const whole = await parsed(page);
    const fresh = whole.getElementById("submission");
    submission.replaceChildren(...fresh.childNodes);
    const ended = { REFUSED: announced.dataset.refused, HELD: announced.dataset.held };
    announced.textContent = ended[fresh.dataset.state] || announced.dataset.ready;
  };

  const look = async () => {
    try {
      const part = (await parsed(page + "/avancement")).getElementById("progress-part");
      if (part.dataset.settled === "true") {
        await finish();
        return;
      }
      document.getElementById("progress-part").replaceWith(part);
    } catch (e) {
      // The connection may be away for a moment; a user who is signed out finds it at the next reload.
    }
    later();
  };

  const reload = document.getElementById("reload");
  if (reload) {
    reload.hidden = true;
  }
  look();
})();
