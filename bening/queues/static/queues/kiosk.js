/* The kiosk: back at its start when nobody touches it, reads aloud, prints, keeps the time.
   Every page also works by plain links and posts. */

const body = document.body;
const { start, idle, print, zone } = body.dataset;
const WARNED = 20; // seconds before the start in which the way to stay is counted down
const MORE = 60; // seconds that "more time" adds

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone });
const separator = document.documentElement.lang === "en" ? ":" : ".";
let leaves = start === undefined ? Infinity : performance.now() + Number(idle) * 1000;

function leave() {
  speechSynthesis?.cancel();
  location.replace(start);
}

function tick() {
  const shown = document.querySelector("[data-clock]");
  const now = clock.format(new Date());
  shown.dateTime = now;
  shown.textContent = now.replace(":", separator);
  const left = Math.ceil((leaves - performance.now()) / 1000);
  if (left <= 0) { leave(); return; }
  const more = document.querySelector("[data-more]");
  if (!more || left === Infinity) return;
  more.hidden = false;
  const words = more.querySelector("[data-left]");
  words.textContent = left <= WARNED ? words.dataset.text.replace("{detik}", left) : "";
}

function touched(least = Number(idle)) {
  if (leaves !== Infinity) leaves = Math.max(leaves, performance.now() + least * 1000);
}

function speak(button) {
  const voice = speechSynthesis;
  if (voice.speaking) { voice.cancel(); button.setAttribute("aria-pressed", "false"); return; }
  const words = [...document.querySelectorAll("[data-read]")].map((part) => part.innerText.trim()).filter(Boolean).join(". ");
  const said = new SpeechSynthesisUtterance(words);
  said.lang = document.documentElement.lang === "en" ? "en" : "id-ID";
  said.rate = 0.9;
  said.addEventListener("end", () => button.setAttribute("aria-pressed", "false"));
  said.addEventListener("boundary", () => touched());
  button.setAttribute("aria-pressed", "true");
  voice.speak(said);
}

/** A number is printed once, also when its page is shown again. */
function printOnce() {
  const key = `bening-printed-${location.pathname}${location.search}`;
  try {
    if (sessionStorage.getItem(key)) return;
    sessionStorage.setItem(key, "1");
  } catch { /* printed again at worst */ }
  window.print();
}

const speaker = document.querySelector("[data-speak]");
if (speaker && "speechSynthesis" in window) {
  speaker.hidden = false;
  speaker.addEventListener("click", () => speak(speaker));
}
const again = document.querySelector("[data-again]");
if (again && print === "1") {
  again.hidden = false;
  again.addEventListener("click", () => window.print());
}
document.querySelector("[data-stay]")?.addEventListener("click", () => { leaves = performance.now() + (Number(idle) + MORE) * 1000; tick(); });
for (const kind of ["pointerdown", "keydown", "scroll"]) document.addEventListener(kind, () => touched(), { passive: true });

// A page that was left is not shown again by the way back: the next person would find it.
window.addEventListener("pageshow", (event) => { if (event.persisted && start !== undefined) leave(); });
for (const form of document.forms) {
  form.addEventListener("submit", () => { for (const button of form.querySelectorAll("button")) button.setAttribute("aria-disabled", "true"); });
}

tick();
setInterval(tick, 1000);
if (print === "1") window.addEventListener("load", printOnce);
