/* The officer's counter: news of the hall, the clock, how long ago, and Space for the main act.
   Without this module the page works by plain posts; htmx alone looks every five seconds. */

import { shortcut } from "../ui/js/shortcuts.js";

const STALE = 15000; // milliseconds without an answer after which the page says so
const INTERACTIVE = "a, button, summary, input, select, textarea, [tabindex='0'] *";
let stream = null;
let streamed = "";
let heard = Date.now();

const desk = () => document.querySelector("[data-desk]");

function look() {
  const place = desk();
  if (place) window.htmx?.trigger(place, "moved");
}

function listen() {
  const address = desk()?.dataset.stream ?? "";
  if (address === streamed || !("EventSource" in window)) return;
  stream?.close();
  stream = null;
  streamed = address;
  if (!address) return;
  stream = new EventSource(address);
  stream.addEventListener("message", look);
}

function pad(number) {
  return String(number).padStart(2, "0");
}

function tick() {
  const place = desk();
  if (!place) return;
  const now = new Date();
  const separator = document.documentElement.lang === "en" ? ":" : ".";
  for (const ago of place.querySelectorAll("[data-since]")) {
    const seconds = Math.max(0, Math.floor((now - new Date(ago.dataset.since)) / 1000));
    ago.textContent = ago.dataset.text.replace("{m}", Math.floor(seconds / 60)).replace("{d}", seconds % 60);
  }
  const again = place.dataset.againAt;
  if (again && now >= new Date(again)) {
    delete place.dataset.againAt;
    window.htmx?.ajax("GET", location.pathname, { target: "#loket", swap: "outerHTML" });
  }
  const lost = Date.now() - heard > STALE;
  place.classList.toggle("is-lost", lost);
  const live = place.querySelector("[data-live]");
  const words = lost ? `${place.dataset.textOff} ${pad(new Date(heard).getHours())}${separator}${pad(new Date(heard).getMinutes())}` : place.dataset.textOn;
  if (live && live.textContent !== words) live.textContent = words;
}

document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) heard = Date.now();
});

/* A part that comes anew leaves the reader where they were: what was open stays open, and where the
   button that was pressed can't be pressed any more the heading is focused, which says why. */
let opened = [];
let focused = "";
document.addEventListener("htmx:beforeSwap", () => {
  const place = desk();
  opened = [...(place?.querySelectorAll("details[open][id]") ?? [])].map((one) => one.id);
  focused = place?.contains(document.activeElement) ? document.activeElement.id : "";
});
document.addEventListener("htmx:afterSwap", () => {
  for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
  const before = focused && document.getElementById(focused);
  if (focused && (!before || before.disabled)) document.getElementById("kini")?.focus();
  listen();
  tick();
});
document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });

shortcut(" ", (event) => {
  if (event.target.closest(INTERACTIVE)) return; // Space presses what is focused
  const button = document.querySelector(".b-desk-act--main:not(:disabled)");
  if (!button || event.repeat) return;
  event.preventDefault();
  button.click();
});

listen();
tick();
setInterval(tick, 1000);
