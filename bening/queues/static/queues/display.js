/* The display of a hall: follows the stream of its zones, hands calls to the voice, and says loudly
   when nothing was heard for twenty seconds. Where no stream comes through, it asks every five. */

const STALE = 20_000; // milliseconds without news after which the display says that it is cut off
const ASK = 5_000; // between questions where the stream is silent
const QUIET = 12_000; // milliseconds after which a silent stream is not waited for

const body = document.body;
const clock = new Intl.DateTimeFormat("id-ID", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: body.dataset.zone });
const day = new Intl.DateTimeFormat("id-ID", { weekday: "long", day: "numeric", month: "long", timeZone: body.dataset.zone });
const parser = new DOMParser();

const handed = new Set(); // calls that the voice has; each state carries those of the last minutes
let heard = performance.now();
let heardAt = Date.now(); // by the server's clock
let ahead = 0; // how far the server's clock is before that of this machine
let stream = null;
let asked = 0;

function time(at) {
  return clock.format(at).replace(":", ".");
}

/** Puts in what changed, so that nothing on the display starts anew without need. */
function show(html) {
  for (const part of parser.parseFromString(html, "text/html").querySelectorAll("[data-part]")) {
    const place = body.querySelector(`[data-part="${part.dataset.part}"]`);
    if (!place || place.isEqualNode(part)) continue;
    const isCall = part.dataset.part === "call" && place.dataset.call !== part.dataset.call;
    for (const name of [...place.getAttributeNames()]) if (!part.hasAttribute(name)) place.removeAttribute(name);
    for (const name of part.getAttributeNames()) place.setAttribute(name, part.getAttribute(name));
    place.replaceChildren(...part.childNodes);
    if (isCall) flash(place);
  }
}

function flash(place) {
  place.classList.remove("is-new");
  requestAnimationFrame(() => place.classList.add("is-new"));
  setTimeout(() => place.classList.remove("is-new"), 4000);
}

function take(state) {
  heard = performance.now();
  heardAt = state.now;
  ahead = state.now - Date.now();
  const flashing = body.querySelector(".d-call.is-new");
  flashing?.classList.remove("is-new");
  show(state.html);
  if (flashing) flashing.classList.add("is-new");
  for (const call of state.calls) {
    if (handed.has(call.id)) continue;
    handed.add(call.id);
    document.dispatchEvent(new CustomEvent("bening:announce", { detail: { ...call, now: state.now } }));
  }
  tick();
}

function listen() {
  if (!("EventSource" in window)) return;
  stream = new EventSource(body.dataset.display);
  stream.addEventListener("message", (event) => take(JSON.parse(event.data)));
  stream.addEventListener("error", () => {
    if (stream.readyState === EventSource.CLOSED) { stream.close(); setTimeout(listen, 3000); } // refused: browsers give up then
  });
}

async function ask() {
  const now = performance.now();
  if (now - heard < QUIET || now - asked < ASK) return;
  asked = now;
  try {
    const answer = await fetch(location.href, { headers: { accept: "application/json" }, cache: "no-store", signal: AbortSignal.timeout(ASK) });
    if (answer.ok) take(await answer.json());
  } catch { /* still cut off: the display says so */ }
}

function tick() {
  const now = Date.now() + ahead;
  const shown = body.querySelector("[data-clock]");
  shown.textContent = time(now);
  shown.dateTime = clock.format(now);
  body.querySelector("[data-date]").textContent = day.format(now);
  const isStale = performance.now() - heard > STALE;
  if (body.classList.contains("is-stale") === isStale) return;
  body.classList.toggle("is-stale", isStale);
  const since = body.querySelector("[data-cut-since]");
  since.textContent = since.dataset.text.replace("{jam}", time(heardAt));
  body.querySelector("[data-cut]").hidden = !isStale;
}

const voice = body.querySelector("[data-voice]");
voice.querySelector("[data-voice-mute]").hidden = false;

listen();
tick();
setInterval(() => { tick(); ask(); }, 1000);
