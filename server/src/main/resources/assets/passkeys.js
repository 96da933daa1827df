/* Passkeys: asks the server what to sign, lets the browser have it signed, and sends the form with the answer in it. Where the
   browser knows no passkeys the forms stay hidden, and the words beside them name the other way. */
(() => {
  "use strict";

  if (!window.PublicKeyCredential || !navigator.credentials || !window.isSecureContext) {
    return;
  }

  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const known = (list) => list.map((one) => ({ ...one, id: bytes(one.id) }));

  const make = async (options) => {
    const made = await navigator.credentials.create({
      publicKey: {
        ...options,
        challenge: bytes(options.challenge),
        user: { ...options.user, id: bytes(options.user.id) },
        excludeCredentials: known(options.excludeCredentials),
      },
    });
    return {
      attestationObject: text(made.response.attestationObject),
      clientDataJSON: text(made.response.clientDataJSON),
      transports: made.response.getTransports ? made.response.getTransports() : [],
      id: made.rawId,
    };
  };

  const use = async (options) => {
    const used = await navigator.credentials.get({
      publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: known(options.allowCredentials) },
    });
    return {
      authenticatorData: text(used.response.authenticatorData),
      clientDataJSON: text(used.response.clientDataJSON),
      signature: text(used.response.signature),
      userHandle: used.response.userHandle ? text(used.response.userHandle) : undefined,
      id: used.rawId,
    };
  };

  const ask = async (form) => {
    const answer = await fetch(form.dataset.ask, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new URLSearchParams(new FormData(form)),
    });
    const json = await answer.json();
    if (!answer.ok) {
      throw Object.assign(new Error(), { told: [json.detail, json.cure].filter(Boolean).join(" ") });
    }
    return json;
  };

  const words = (form, error) => {
    if (error.told) {
      return error.told;
    }
    if (error.name === "InvalidStateError") {
      return form.dataset.known;
    }
    return error.name === "NotAllowedError" || error.name === "AbortError" ? form.dataset.cancelled : form.dataset.failed;
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const button = form.querySelector("button");
    const wrong = form.querySelector("[role=alert]");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      button.disabled = true;
      wrong.textContent = "";
      try {
        const { id, ...response } = await (form.dataset.passkey === "make" ? make : use)(await ask(form));
        form.elements.answer.value = JSON.stringify({
          id: text(id),
          rawId: text(id),
          type: "public-key",
          clientExtensionResults: {},
          response,
        });
        form.submit();
      } catch (error) {
        wrong.textContent = words(form, error);
        button.disabled = false;
      }
    });
    form.hidden = false;
  }
  for (const otherwise of document.querySelectorAll("[data-passkey-otherwise]")) {
    otherwise.hidden = true;
  }
})();
