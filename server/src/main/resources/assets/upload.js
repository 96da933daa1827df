// Sends the file of the new submission's form in pieces, so that it can pause and go on after a cut. Without this script the
// same form sends it in one piece.
(() => {
  "use strict";
  const PIECE = 8 * 1024 * 1024;
  const LONGEST_WAIT = 30000;
  const form = document.getElementById("submission");
  const input = document.getElementById("file");
  const drop = document.getElementById("drop");
  const panel = document.getElementById("upload");
  const bar = document.getElementById("upload-bar");
  const share = document.getElementById("upload-share");
  const state = document.getElementById("upload-state");
  const pause = document.getElementById("upload-pause");
  const resume = document.getElementById("upload-resume");
  if (!form || !input || !window.fetch || !window.Blob) {
    return;
  }
  const text = form.dataset;
  const token = form.querySelector("input[name=_csrf]");
  let request = null;
  let upload = null;
  let paused = false;
  let failures = 0;
  let timer = 0;

  const say = (words) => {
    if (state.textContent !== words) {
      state.textContent = words;
    }
  };

  const size = (bytes) => {
    const units = text.units.split(" ");
    let unit = 0;
    while (bytes >= 1000 && unit < units.length - 1) {
      bytes /= 1000;
      unit++;
    }
    const digits = unit === 0 || bytes >= 100 ? 0 : 1;
    return bytes.toLocaleString(document.documentElement.lang, { maximumFractionDigits: digits }) + "\u00a0" + units[unit];
  };

  const show = (sent, all) => {
    bar.value = all > 0 ? sent / all : 0;
    share.textContent = size(sent) + " / " + size(all);
  };

  // What an upload is known by when the page was left and the same file is chosen again.
  const memory = (file) => "upload:" + [file.name, file.size, file.lastModified].join(":");
  const remember = (file, address) => {
    try {
      localStorage.setItem(memory(file), address);
    } catch (e) {
      // Private windows may keep nothing: then a cut means to begin again.
    }
  };
  const recall = (file) => {
    try {
      return localStorage.getItem(memory(file));
    } catch (e) {
      return null;
    }
  };
  const forget = (file) => {
    try {
      localStorage.removeItem(memory(file));
    } catch (e) {
      // see above
    }
  };

  const headers = () => ({ Accept: "application/json", "X-XSRF-TOKEN": token ? token.value : "" });

  const problem = async (response) => {
    try {
      const told = await response.json();
      return (told.detail || text.failed) + " " + (told.cure || "");
    } catch (e) {
      return text.failed;
    }
  };

  const stop = (words) => {
    upload = null;
    panel.hidden = true;
    form.hidden = false;
    fault(words);
  };

  const fault = (words) => {
    let place = document.getElementById("file-error");
    if (!place) {
      place = document.createElement("p");
      place.id = "file-error";
      place.className = "field-error";
      place.setAttribute("role", "alert");
      input.before(place);
      input.setAttribute("aria-describedby", "file-hint file-error");
    }
    place.textContent = words;
    if (words === text.session) {
      const link = document.createElement("a");
      link.href = window.location.pathname + window.location.search;
      link.textContent = text.signIn;
      place.append(" ", link);
    }
    input.setAttribute("aria-invalid", "true");
    drop.classList.add("wrong");
    input.focus();
  };

  const begin = async (file) => {
    const earlier = recall(file);
    if (earlier) {
      const answer = await fetch(earlier, { headers: headers() });
      if (answer.ok) {
        return answer.json();
      }
      if (answer.status === 401) {
        throw new Error(text.session);
      }
      forget(file);
    }
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && name !== "_csrf") {
        fields.append(name, value);
      }
    }
    fields.append("name", file.name);
    fields.append("length", String(file.size));
    const answer = await fetch(text.begin, { method: "POST", headers: headers(), body: fields });
    if (!answer.ok) {
      throw new Error(answer.status === 401 ? text.session : await problem(answer));
    }
    const begun = await answer.json();
    remember(file, begun.upload);
    return begun;
  };

  const retry = (file) => {
    failures++;
    say(text.lost);
    timer = window.setTimeout(() => ask(file), Math.min(LONGEST_WAIT, 1000 * 2 ** (failures - 1)));
  };

  // After a cut only the server knows how much arrived.
  const ask = async (file) => {
    try {
      const answer = await fetch(upload.upload, { headers: headers() });
      if (!answer.ok) {
        if (answer.status >= 500) {
          return retry(file);
        }
        if (answer.status === 401) {
          return stop(text.session);
        }
        forget(file);
        return stop(await problem(answer));
      }
      upload = await answer.json();
      send(file);
    } catch (e) {
      retry(file);
    }
  };

  const send = (file) => {
    if (upload.page) {
      forget(file);
      show(upload.length, upload.length);
      say(text.opening);
      window.location.assign(upload.page);
      return;
    }
    show(upload.offset, file.size);
    if (paused) {
      say(text.paused);
      return;
    }
    say(text.sending);
    const from = upload.offset;
    request = new XMLHttpRequest();
    request.open("POST", upload.upload + "?octet=" + from);
    for (const [name, value] of Object.entries(headers())) {
      request.setRequestHeader(name, value);
    }
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = (event) => show(from + event.loaded, file.size);
    request.onerror = () => retry(file);
    request.onload = () => {
      if (request.status === 200) {
        failures = 0;
        upload = JSON.parse(request.responseText);
        send(file);
      } else if (request.status === 409 || request.status >= 500) {
        retry(file);
      } else if (request.status === 401) {
        stop(text.session);
      } else {
        forget(file);
        let told = {};
        try {
          told = JSON.parse(request.responseText);
        } catch (e) {
          // An answer without words.
        }
        stop((told.detail || text.failed) + " " + (told.cure || ""));
      }
    };
    request.send(file.slice(from, from + PIECE));
  };

  const start = async (file) => {
    paused = false;
    failures = 0;
    form.hidden = true;
    panel.hidden = false;
    document.getElementById("upload-name").textContent = file.name;
    show(0, file.size);
    say(text.sending);
    pause.hidden = false;
    resume.hidden = true;
    pause.focus();
    try {
      upload = await begin(file);
      send(file);
    } catch (e) {
      stop(e instanceof TypeError ? text.failed : e.message);
    }
  };

  pause.addEventListener("click", () => {
    paused = true;
    window.clearTimeout(timer);
    if (request) {
      request.abort();
    }
    say(text.paused);
    pause.hidden = true;
    resume.hidden = false;
    resume.focus();
  });

  resume.addEventListener("click", () => {
    paused = false;
    pause.hidden = false;
    resume.hidden = true;
    pause.focus();
    ask(input.files[0]);
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (input.files.length === 1) {
      start(input.files[0]);
    } else {
      fault(text.none);
    }
  });

  const here = drop.querySelector(".drop-here");
  here.hidden = false;
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  for (const kind of ["dragleave", "drop"]) {
    drop.addEventListener(kind, () => drop.classList.remove("over"));
  }
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length === 1) {
      input.files = event.dataTransfer.files;
      form.requestSubmit();
    } else {
      fault(text.one);
    }
  });

  window.addEventListener("beforeunload", (event) => {
    if (upload && !upload.page && !paused) {
      event.preventDefault();
    }
  });
})();
