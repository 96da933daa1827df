// Brings the secret of a link, which stands behind the # and never reaches a server, to the page that it opens. Without this script a person
// pastes the link.
"use strict";
const secret = /[#&]jeton=([A-Za-z0-9_-]+)/.exec(window.location.hash);
if (secret) {
  const form = document.getElementById("open-link");
  form.elements.jeton.value = secret[1];
  form.submit();
}
