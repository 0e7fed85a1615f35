/* Questions kept for a lost line.

   Each question that was opened is kept as long as the page stays open. `[data-ready-offline]` fetches
   all of the list and has the browser draw their pictures; on a field worksheet it takes the whole
   sheet along: its page, questions and pictures go into a cache of this person, from which `worker.js`
   answers when the page is opened again without a line. What is typed waits in `ui/js/drafts.js`.
   Browsers have workers only with HTTPS or on localhost; elsewhere the words say so. */

import { toast } from "../../ui/js/announce.js";
import { copyName } from "../../ui/js/copies.js";

const AT_ONCE = 3;
const SETTLED = 4000; // milliseconds after the last save before the copy of the page is made anew
const place = (url) => new URL(url, location.href).pathname;
const pages = new Map();
let prepared = false;
let copy = null; // the cache of what was taken along
let settling = 0;
let picturesLeft = 0;

const screen = () => document.querySelector("[data-review]");
const words = () => screen().dataset;
const person = () => document.querySelector("meta[name=b-person]")?.content || "";
const cacheName = () => copyName(person(), place(words().sheet));
const canTake = () => Boolean(words().worker) && window.isSecureContext && "serviceWorker" in navigator;
const isCopy = () => "copyTaken" in document.documentElement.dataset;

/** The fragment of a question, or undefined. */
export const kept = (url) => pages.get(place(url));

export function remember(url, html) {
  pages.set(place(url), html);
  copy?.put(place(url), fragment(html)).catch(() => undefined);
}

/** A kept question is out of date once its value was saved: a prepared one is fetched anew. */
export function forget(url) {
  if (!url) return;
  pages.delete(place(url));
  if (!prepared) return;
  fetchOne(url).catch(() => undefined);
  renewSoon();
}

const fragment = (html) => new Response(html, { headers: { "Content-Type": "text/html; charset=utf-8" } });

async function ask(url, headers = {}) {
  const response = await fetch(url, { headers, credentials: "same-origin", redirect: "manual" });
  if (!response.ok) throw new Error(String(response.status));
  return response;
}

async function fetchOne(url) {
  const html = await (await ask(url, { "HX-Request": "true" })).text();
  pages.set(place(url), html);
  await copy?.put(place(url), fragment(html));
  const part = new DOMParser().parseFromString(html, "text/html");
  for (const picture of part.querySelectorAll("img")) {
    const source = picture.getAttribute("src");
    if (!copy) new Image().src = source;
    else if (!(await copy.match(source))) await takePicture(source);
  }
}

/** A picture that is not there or finds no room leaves its question as it is. */
async function takePicture(source) {
  try {
    await copy.put(place(source), await ask(source));
  } catch {
    picturesLeft += 1;
  }
}

async function fetchAll(urls, tell) {
  const left = [...urls];
  let done = 0;
  const work = async () => {
    while (left.length) {
      await fetchOne(left.shift());
      done += 1;
      tell(done);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/* ---- what is taken along ---- */

/** The worker of the field worksheet, once it answers. */
async function worker() {
  const found = await navigator.serviceWorker.register(words().worker, { scope: words().scope });
  const coming = found.installing ?? found.waiting;
  if (found.active || !coming) return;
  await new Promise((resolve, reject) => {
    coming.addEventListener("statechange", () => {
      if (coming.state === "activated") resolve();
      if (coming.state === "redundant") reject(new Error(coming.state));
    });
  });
}

const clock = (iso, dateStyle = "long") => new Date(iso).toLocaleString(document.documentElement.lang, { dateStyle, timeStyle: "short" });

/** The copy says so at the head of the page, and in the bar that stays in sight. */
function sign(page, taken) {
  page.documentElement.dataset.copyTaken = taken;
  const note = page.querySelector("[data-copy-note]");
  note.hidden = false;
  note.querySelector("time").dateTime = taken;
  note.querySelector("time").textContent = clock(taken);
  const mark = page.createElement("span");
  mark.className = "b-save b-save--held";
  mark.dataset.copyMark = "";
  mark.textContent = words().textCopy.replace("{at}", clock(taken, "short"));
  page.querySelector(".b-top__end").prepend(mark);
}

/** The whole sheet as a page that says it is a copy, with the headers that it came with. */
async function fetchPage() {
  const response = await ask(`${words().sheet}?saring=semua`);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const taken = new Date().toISOString();
  sign(page, taken);
  const headers = new Headers(response.headers);
  for (const name of ["Content-Encoding", "Content-Length", "Vary"]) headers.delete(name);
  headers.set("X-Taken-At", taken);
  headers.set("X-Release", page.querySelector("[data-review]").dataset.release);
  const html = `<!doctype html>${page.documentElement.outerHTML}`;
  const urls = [...page.querySelectorAll("tr[data-row]")].map((row) => row.dataset.panel);
  return { answer: new Response(html, { headers }), urls, taken };
}

async function take(tell) {
  await worker();
  picturesLeft = 0;
  copy = await caches.open(cacheName());
  const before = await copy.match(place(words().sheet));
  try {
    const { answer, urls, taken } = await fetchPage();
    await fetchAll(urls, (done) => tell(done, urls.length));
    await copy.put(place(words().sheet), answer); // last: what is there is whole
    showCopy(taken);
    return urls.length;
  } catch (fault) {
    if (!before) await drop(); // an earlier copy stays until a whole one is there
    throw fault;
  }
}

async function drop() {
  await caches.delete(cacheName());
  copy = null;
  prepared = false;
  showCopy("");
}

/** What was saved since is in the copy too, once the files of its release are kept. */
async function renew() {
  if (!copy || !navigator.onLine || !(await caches.has(cacheName()))) return;
  const { answer, taken } = await fetchPage();
  if (!(await caches.has(`bening.static:${answer.headers.get("X-Release")}`))) return;
  await copy.put(place(words().sheet), answer);
  showCopy(taken);
}

/** The copy is made anew when nothing was saved for a while. */
function renewSoon() {
  clearTimeout(settling);
  settling = setTimeout(() => renew().catch(() => undefined), SETTLED);
}

function showCopy(taken) {
  const line = document.querySelector("[data-copy-state]");
  if (!line) return;
  line.hidden = !taken;
  line.querySelector("[data-copy-words]").textContent = taken ? words().textTaken.replace("{at}", clock(taken)) : "";
}

async function findCopy() {
  if (!canTake() || !(await caches.has(cacheName()))) return;
  const held = await caches.open(cacheName());
  const page = await held.match(place(words().sheet));
  if (!page) return;
  copy = held;
  prepared = true;
  showCopy(page.headers.get("X-Taken-At"));
  if (!isCopy()) renewSoon();
}

/* ---- start ---- */

async function prepare(rows, tell) {
  prepared = true;
  if (canTake()) {
    toast(words().textReadyTaken.replace("{count}", await take(tell)));
    if (picturesLeft) toast(words().textPictures.replace("{count}", picturesLeft), { kind: "caution" });
    return;
  }
  const urls = rows().map((row) => row.dataset.panel);
  await fetchAll(urls, (done) => tell(done, urls.length));
  toast(words().textReady.replace("{count}", urls.length));
  if (!window.isSecureContext) toast(words().textInsecure, { kind: "caution" });
}

/** The question that the address of a copy names; the copy itself shows the one it was taken at. */
export const askedOfCopy = () => (isCopy() ? new URLSearchParams(location.search).get("butir") : "");

export function startOffline(rows) {
  const button = document.querySelector("[data-ready-offline]");
  if (!button) return;
  button.hidden = false;
  const label = button.textContent;
  const insecure = document.querySelector("[data-copy-insecure]");
  if (insecure) insecure.hidden = window.isSecureContext;
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await prepare(rows, (done, of) => { button.textContent = `${label} ${done}/${of}`; });
    } catch {
      toast(document.body.dataset.textFailed, { kind: "unmet" });
    }
    button.textContent = label;
    button.disabled = false;
  });
  document.querySelector("[data-copy-drop]")?.addEventListener("click", () => drop().then(() => button.focus()));
  findCopy().catch(() => undefined);
}
