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
  window.speechSynthesis?.cancel();
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

/** Whether this machine speaks the language of the page; many have no Indonesian voice. */
function canSpeak() {
  const language = document.documentElement.lang;
  return "speechSynthesis" in window && speechSynthesis.getVoices().some((voice) => voice.lang.toLowerCase().startsWith(language));
}

let playing = null; // the recording that is heard now

function quiet(button) {
  playing?.pause();
  playing = null;
  window.speechSynthesis?.cancel();
  button.setAttribute("aria-pressed", "false");
}

/** The recordings that are shipped, one after another: they need no voice of the machine. */
async function play(button) {
  button.setAttribute("aria-pressed", "true");
  for (const address of button.dataset.clips.split(" ")) {
    const sound = playing = new Audio(address);
    touched();
    const ended = new Promise((done) => { sound.onended = done; sound.onerror = done; });
    try { await sound.play(); } catch { break; }
    await ended;
    if (playing !== sound) return; // silenced meanwhile
  }
  quiet(button);
}

function help(button) {
  if (button.getAttribute("aria-pressed") === "true") quiet(button);
  else if (canSpeak()) speak(button);
  else play(button);
}

function speak(button) {
  const voice = speechSynthesis;
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
if (speaker) {
  const offer = () => { speaker.hidden = !speaker.dataset.clips && !canSpeak(); };
  offer();
  window.speechSynthesis?.addEventListener?.("voiceschanged", offer); // some browsers know them late
  speaker.addEventListener("click", () => help(speaker));
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
