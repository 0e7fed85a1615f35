/* Words for screen readers, and toasts that everybody sees. */

let timer = 0;

/** Say `text` politely through the live region `#b-announce`; the last of quick ones is said. */
export function announce(text) {
  const region = document.getElementById("b-announce");
  if (!region || !text) return;
  region.textContent = "";
  clearTimeout(timer);
  timer = setTimeout(() => { region.textContent = text; }, 60);
}

/** Show `text` in `#b-toasts`; `kind` is "info", "unmet" or "caution". It stays until closed when it
    is a refusal, otherwise it goes after `seconds` unless pointed at or focused. Returns the element. */
export function toast(text, { kind = "info", seconds = 6 } = {}) {
  const place = document.getElementById("b-toasts");
  if (!place) return null;
  const box = document.createElement("div");
  box.className = `b-toast b-toast--${kind}`;
  box.setAttribute("role", kind === "unmet" ? "alert" : "status");
  box.dataset.toast = String(kind === "unmet" ? 0 : seconds);
  const words = document.createElement("p");
  words.textContent = text;
  box.append(words);
  place.append(box);
  readyToast(box);
  return box;
}

/** Give a toast (made here or sent by the server) its close button and its clock. */
export function readyToast(box) {
  if (box.dataset.ready) return;
  box.dataset.ready = "1";
  const close = document.createElement("button");
  close.type = "button";
  close.className = "b-toast__close";
  close.textContent = document.body.dataset.textClose || "Tutup";
  close.addEventListener("click", () => box.remove());
  box.append(close);
  const seconds = Number(box.dataset.toast || 0);
  if (!seconds) return;
  let clock = setTimeout(() => box.remove(), seconds * 1000);
  const hold = () => clearTimeout(clock);
  const go = () => { clearTimeout(clock); clock = setTimeout(() => box.remove(), 2000); };
  box.addEventListener("pointerenter", hold);
  box.addEventListener("focusin", hold);
  box.addEventListener("pointerleave", go);
  box.addEventListener("focusout", go);
}

export function startToasts() {
  const place = document.getElementById("b-toasts");
  if (!place) return;
  place.querySelectorAll("[data-toast]").forEach(readyToast);
  new MutationObserver(() => place.querySelectorAll("[data-toast]").forEach(readyToast))
    .observe(place, { childList: true });
}
