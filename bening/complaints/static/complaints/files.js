/* Pictures and files of a case, one after the other. A picture is made smaller here, which also takes
   out where it was taken; what the line loses is sent again, and the same content counts once. */

const LONGEST_SIDE = 2000; // pixels
const PICTURES = new Set(["image/jpeg", "image/png", "image/webp"]);
const FIRST_WAIT = 5;
const LAST_WAIT = 60; // seconds
const COME_BACK = new Set([408, 425, 429, 500, 502, 503, 504, 507]);

async function smaller(file) {
  if (!PICTURES.has(file.type)) return file;
  try {
    const picture = await createImageBitmap(file);
    const share = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * share);
    canvas.height = Math.round(picture.height * share);
    const pen = canvas.getContext("2d");
    pen.fillStyle = "white";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((ready) => canvas.toBlob(ready, "image/jpeg", 0.85));
    if (!blob) return file;
    return new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
  } catch {
    return file; // a picture this browser can't open goes as it is
  }
}

const waiting = (seconds) =>
  new Promise((ready) => {
    const clock = setTimeout(go, seconds * 1000);
    function go() {
      clearTimeout(clock);
      removeEventListener("online", go);
      ready();
    }
    addEventListener("online", go);
  });

async function post(form, file) {
  const body = new FormData();
  body.append("files", file, file.name);
  const answer = await fetch(form.action, {
    method: "POST",
    body,
    headers: { Accept: "application/json" },
    credentials: "omit",
    cache: "no-store",
  });
  if (answer.ok) return "";
  if (COME_BACK.has(answer.status)) throw new Error("later");
  try {
    return (await answer.json()).said || String(answer.status);
  } catch {
    return String(answer.status);
  }
}

async function sendOne(form, list, file) {
  const row = list.appendChild(document.createElement("li"));
  const name = row.appendChild(document.createElement("span"));
  const state = row.appendChild(document.createElement("small"));
  name.textContent = file.name;
  state.textContent = form.dataset.textSending;
  const sent = await smaller(file);
  for (let seconds = FIRST_WAIT; ; seconds = Math.min(LAST_WAIT, seconds * 2)) {
    try {
      const fault = await post(form, sent);
      row.classList.toggle("is-refused", Boolean(fault));
      const changed = sent === file ? "" : ` (${form.dataset.textSmaller})`;
      state.textContent = fault || form.dataset.textDone + changed;
      return !fault;
    } catch {
      state.textContent = form.dataset.textWaits;
      await waiting(seconds);
      state.textContent = form.dataset.textSending;
    }
  }
}

for (const form of document.querySelectorAll("form[data-files]")) {
  const input = form.querySelector("input[type=file]");
  const list = form.querySelector("[data-files-list]");
  const button = form.querySelector("button");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const files = [...input.files];
    input.value = "";
    if (!files.length) return input.focus();
    button.disabled = true;
    let isAll = true;
    for (const file of files) isAll = (await sendOne(form, list, file)) && isAll;
    button.disabled = false;
    const after = new URL(form.dataset.after, location.href);
    if (isAll && after.pathname === location.pathname) location.reload();
  });
}
