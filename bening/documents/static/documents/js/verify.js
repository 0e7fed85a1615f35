/* Compares a file with a document's SHA-256. The file is read here and sent nowhere. */

const section = document.querySelector("[data-verify]");
const answer = document.querySelector("[data-verify-answer]");

function say(kind) {
  const words = section.querySelector(`[data-verify-${kind}]`);
  answer.replaceChildren(words.content.cloneNode(true));
  const first = document.querySelector("[data-verify-first]");
  if (first) first.hidden = true;
  answer.focus();
}

async function compare(file) {
  answer.replaceChildren();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  say(found === section.dataset.verify ? "same" : "different");
}

function start() {
  if (!globalThis.crypto?.subtle) {
    section.querySelector("[data-verify-insecure]").hidden = false;
    return;
  }
  const input = section.querySelector("[data-verify-file]");
  const drop = section.querySelector("[data-verify-drop]");
  section.querySelector("[data-verify-form]").hidden = false;
  section.querySelector("[data-verify-by-hand]").open = false;
  input.addEventListener("change", () => {
    if (input.files.length) compare(input.files[0]);
    input.value = "";
  });
  // Anywhere on the page: a file that misses its place would be opened by the browser instead.
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("is-over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) drop.classList.remove("is-over");
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("is-over");
    if (event.dataTransfer.files.length) compare(event.dataTransfer.files[0]);
  });
}

if (section && answer) start();
