/* The page of a number, live: figures are put in as they come, another state draws the page anew.

   Without streams it asks every fifteen seconds. What is older than a minute says so loudly. */

import { forgetMine, installWorker, keepMine } from "./mine.js";

const STALE = 60_000;
const ASK_EVERY = 15_000;
const TRY_STREAM_AGAIN = 60_000;
const NEAR = 2;
const ENDED = new Set(["done", "cancelled", "expired"]);

let box = document.getElementById("tiket");
let heard = Date.now();
let heardText = "";
let source = null;
let polling = 0;
let sound = null;
let nearTold = false;
let asking = false;
let lastKey = "";

const find = (name) => box.querySelector(`[data-ticket-${name}]`);
const put = (name, text) => {
  const place = find(name);
  if (place && place.textContent !== String(text)) place.textContent = text;
};
const clock = (text) => (document.documentElement.lang === "en" ? text.replaceAll(".", ":") : text);

/* ---------- keeping the number on this phone ---------- */

function remember() {
  const { hall, kind, label, day, address } = box.dataset;
  if (ENDED.has(kind)) {
    forgetMine(hall);
    navigator.serviceWorker?.controller?.postMessage({ forget: location.pathname });
  } else if (label) keepMine(hall, { label, day, address });
}

/* ---------- sound, after a tap ---------- */

function beep(times) {
  navigator.vibrate?.(times > 1 ? [300, 150, 300, 150, 300] : [200]);
  if (!sound) return;
  for (let at = 0; at < times; at += 1) {
    const tone = sound.createOscillator();
    const loud = sound.createGain();
    const start = sound.currentTime + at * 0.45;
    tone.frequency.value = at % 2 ? 660 : 880;
    loud.gain.setValueAtTime(0.0001, start);
    loud.gain.exponentialRampToValueAtTime(0.5, start + 0.03);
    loud.gain.exponentialRampToValueAtTime(0.0001, start + 0.4);
    tone.connect(loud).connect(sound.destination);
    tone.start(start);
    tone.stop(start + 0.42);
  }
}

let ringing = 0;
function ring() {
  stopRinging();
  let left = 5;
  beep(3);
  ringing = setInterval(() => {
    left -= 1;
    if (left > 0) beep(3);
    else stopRinging();
  }, 3000);
}
function stopRinging() {
  clearInterval(ringing);
  navigator.vibrate?.(0);
}

const row = document.querySelector("[data-ticket-sound-row]");
const canRing = Boolean(window.AudioContext || navigator.vibrate);
if (row && canRing) {
  const button = row.querySelector("[data-ticket-sound]");
  button.addEventListener("click", () => {
    if (window.AudioContext) {
      sound ??= new AudioContext();
      sound.resume();
    }
    navigator.wakeLock?.request("screen").catch(() => {});
    button.setAttribute("aria-pressed", "true");
    button.textContent = button.dataset.on;
    beep(1);
  });
}

/* ---------- what comes ---------- */

function fresh(text) {
  heard = Date.now();
  if (text) heardText = clock(text);
  put("at", heardText || find("at")?.textContent || "");
  box.classList.remove("is-cut");
  const cut = find("cut");
  if (cut) cut.hidden = true;
}

/* A page that the worker kept is cut off from its first moment on. */
function checkStale() {
  const isKept = box.dataset.kept !== undefined;
  if (!isKept && (!box.dataset.stream || Date.now() - heard < STALE)) return;
  const cut = find("cut");
  if (!cut || !cut.hidden) return;
  const since = new Date(heard);
  const at = [since.getHours(), since.getMinutes()].map((part) => String(part).padStart(2, "0"));
  const words = find("cut-words");
  const shown = isKept ? box.dataset.at : clock(at.join("."));
  words.textContent = words.dataset.words.replace("%n", shown);
  cut.hidden = false;
  box.classList.add("is-cut");
}

function show(state) {
  if (state.key !== box.dataset.key) {
    if (state.key !== lastKey) {
      lastKey = state.key;
      redraw();
    }
    return;
  }
  lastKey = "";
  fresh(state.at);
  if (state.ahead === undefined) return;
  const before = Number(find("ahead")?.textContent);
  put("ahead", state.ahead);
  put("wait", state.wait);
  put("serving", state.serving);
  const serving = find("serving-row");
  if (serving) serving.hidden = !state.serving;
  find("fill")?.setAttribute("width", state.now);
  find("hand")?.setAttribute("x", state.now);
  const minute = find("minute");
  if (minute) {
    minute.setAttribute("x", state.label);
    minute.textContent = minute.dataset.words.replace("%n", state.minute);
  }
  if (before !== state.ahead) told(state.ahead);
}

function told(ahead) {
  const said = document.querySelector("[data-ticket-say]");
  const words = said.dataset.ahead.replace("%n", ahead);
  said.textContent = words;
  document.title = `${box.dataset.label}: ${words}`;
  if (ahead <= NEAR && !nearTold) {
    nearTold = true;
    beep(2);
  }
}

async function redraw() {
  if (asking) return;
  asking = true;
  try {
    const answer = await fetch(box.dataset.address, { cache: "no-store" });
    if (!answer.ok || answer.headers.get("x-kept")) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.getElementById("tiket");
    if (!next) return;
    const was = box.dataset.kind;
    const held = box.contains(document.activeElement);
    box.replaceWith(document.adoptNode(next));
    box = document.getElementById("tiket");
    document.title = page.title;
    heardText = "";
    fresh("");
    remember();
    dress();
    if (held) document.getElementById("isi").focus();
    if (was !== box.dataset.kind) turned(was);
    if (!box.dataset.stream) end();
  } catch {
    lastKey = "";
  } finally {
    asking = false;
  }
}

function turned(was) {
  if (box.dataset.kind === "called") ring();
  else stopRinging();
  if (was === "called" || was === "away") nearTold = false;
}

const RINGS = new Set(["waiting", "late", "away"]);

function dress() {
  if (row && canRing) row.hidden = !RINGS.has(box.dataset.kind);
  const coming = find("coming");
  if (coming) {
    coming.hidden = false;
    coming.addEventListener("click", () => {
      stopRinging();
      coming.hidden = true;
    });
  }
  find("again")?.addEventListener("click", (event) => {
    event.preventDefault();
    redraw();
  });
}

/* ---------- the stream, and asking where there is none ---------- */

function listen() {
  if (!box.dataset.stream) return;
  if (!window.EventSource) {
    ask();
    return;
  }
  source = new EventSource(box.dataset.stream);
  source.onmessage = (event) => {
    stopAsking();
    show(JSON.parse(event.data));
  };
  source.onerror = () => {
    if (source.readyState === EventSource.CLOSED) {
      ask();
      setTimeout(listen, TRY_STREAM_AGAIN);
    }
  };
}

function ask() {
  if (!polling) polling = setInterval(redraw, ASK_EVERY);
}

function stopAsking() {
  clearInterval(polling);
  polling = 0;
}

function end() {
  source?.close();
  stopAsking();
}

if (box) {
  remember();
  dress();
  checkStale();
  listen();
  setInterval(checkStale, 5000);
  addEventListener("offline", checkStale);
  addEventListener("online", redraw);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && box.dataset.stream && Date.now() - heard > ASK_EVERY) redraw();
  });
  installWorker("/tiket/");
}
