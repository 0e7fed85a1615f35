/* Upload zones: `[data-upload]` around a drop form of the kit (`b:files`).
   data-upload-begin: where uploads begin; data-upload-unit, -sheet and -code, or -evidence: what for.
   data-upload-refresh: the fragment that replaces `[data-evidence-of]` when a file is there;
   data-upload-reload: the page is loaded again when the last one is.
   Fires `evidence:changed` (bubbles) on the fresh fragment when what it shows was changed here. Two files at a time; the rest wait. */

import { announce, toast } from "../../ui/js/announce.js";
import { uploadRow } from "../../ui/js/drop.js";
import "./reuse.js";
import { Lost, Refused, cancel, send } from "./sending.js";
import { forget, keep, kept, random, tabName } from "./waiting.js";

const AT_ONCE = 2;
const OTHER_TAB = 15000; // milliseconds after which a file that another tab held is free
const tab = tabName();
const queue = [];
const active = new Map();
const changed = new Map(); // code -> how many requests will bring its fragment back different
const refused = new Set(); // their rows stay until they are closed

const person = () => document.querySelector("[data-upload-person]")?.dataset.uploadPerson || "";

function placeOf(zone) {
  const { uploadBegin: begin, uploadUnit: unit, uploadSheet: sheet, uploadCode: code, uploadEvidence: evidence, uploadRefresh: refresh } = zone.dataset;
  const target = evidence ? { evidence } : sheet ? { sheet, code } : { unit };
  return { begin, target, refresh: refresh || "" };
}

function zoneOf(place) {
  return [...document.querySelectorAll("[data-upload]")].find(
    (zone) => JSON.stringify(placeOf(zone).target) === JSON.stringify(place.target),
  );
}

const anyZone = () => document.querySelector("[data-upload]");
const words = (item) => (zoneOf(item.entry.place) || anyZone())?.dataset || {};
const listOf = (zone) => zone?.querySelector("[data-drop-list]");

function showRow(item) {
  const list = listOf(zoneOf(item.entry.place));
  if (item.row?.el.isConnected || !list) return;
  if (item.row) list.append(item.row.el);
  else {
    item.row = uploadRow(list, item.entry.file, { onCancel: () => stop(item) });
    item.row.wait?.(words(item).textWaiting || "");
  }
}

function stop(item) {
  if (refused.delete(item)) return;
  item.controller.abort(new Error("cancelled"));
  const at = queue.indexOf(item);
  if (at >= 0) queue.splice(at, 1);
  active.delete(item.entry.key);
  forget(item.entry.key);
  cancel(item.entry);
  next();
}

function add(entry) {
  const item = { entry, controller: new AbortController(), row: null };
  queue.push(item);
  showRow(item);
}

function next() {
  while (active.size < AT_ONCE && queue.length) {
    const item = queue.shift();
    active.set(item.entry.key, item);
    work(item).finally(() => {
      active.delete(item.entry.key);
      next();
    });
  }
}

async function work(item) {
  const { entry } = item;
  const remember = (changed) => {
    changed.touched = Date.now();
    return keep(changed);
  };
  const tell = {
    progress: (done, total) => item.row?.progress(done, total),
    wait: (why, text) => {
      const said = { checking: "textChecking", offline: "textOffline", session: "textSession" }[why];
      item.row?.wait?.(text || words(item)[said] || "");
    },
  };
  try {
    const became = await send(entry, tell, item.controller.signal, remember);
    await forget(entry.key);
    item.row?.done();
    for (const said of became.words || []) toast(said, { kind: "caution", seconds: 20 });
    announce((words(item).textDone || "").replace("{name}", became.filename));
    await refresh(entry.place);
  } catch (error) {
    if (item.controller.signal.aborted) return;
    refused.add(item);
    await forget(entry.key);
    if (error instanceof Lost) item.row?.fail(words(item).textLost || "");
    else item.row?.fail((error instanceof Refused && error.message) || words(item).textFailed || "");
    if (!item.row) toast(`${entry.file.name}: ${error.message}`, { kind: "unmet" });
  }
}

let refreshing = Promise.resolve();

/** One after another: a fragment that was replaced meanwhile can't be swapped any more. */
function refresh(place) {
  refreshing = refreshing.then(() => bring(place)).catch(() => {});
  return refreshing;
}

async function bring(place) {
  if (!navigator.onLine) {
    addEventListener("online", () => refresh(place), { once: true });
    return;
  }
  const zone = zoneOf(place);
  if (!zone) return;
  if ("uploadReload" in zone.dataset) {
    const same = (item) => JSON.stringify(item.entry.place.target) === JSON.stringify(place.target);
    if (queue.some(same) || [...active.values()].filter(same).length > 1) return;
    if (listOf(zone)?.querySelector("[role=alert]")) return; // a refusal stands there to be read
    location.reload();
    return;
  }
  const part = zone.closest("[data-evidence-of]");
  if (!place.refresh || !part || !window.htmx) return;
  expectChange(part.dataset.evidenceOf);
  await window.htmx.ajax("GET", place.refresh, { target: part, swap: "outerHTML" });
}

function expectChange(code) {
  changed.set(code, (changed.get(code) ?? 0) + 1);
}

/** Whether a fragment that came back was asked for by a change; each request answers for one. */
function wasChanged(code) {
  const left = changed.get(code) ?? 0;
  if (left > 1) changed.set(code, left - 1);
  else changed.delete(code);
  return left > 0;
}

/** Rows of running uploads move into the fragment that replaced theirs. */
function settle(event) {
  for (const item of [...active.values(), ...queue, ...refused]) showRow(item);
  const code = event.detail?.elt?.dataset?.evidenceOf;
  if (code && wasChanged(code)) event.detail.elt.dispatchEvent(new CustomEvent("evidence:changed", { bubbles: true, detail: { code } }));
}

async function resume() {
  const mine = person();
  if (!mine) return;
  for (const entry of await kept(mine)) {
    const known = active.has(entry.key) || queue.some((item) => item.entry.key === entry.key);
    const held = entry.tab !== tab && Date.now() - entry.touched < OTHER_TAB;
    if (known || held) continue;
    entry.tab = tab;
    await keep({ ...entry, touched: Date.now() });
    add(entry);
  }
  next();
}

document.addEventListener("b:files", async (event) => {
  const zone = event.target.closest("[data-upload]");
  if (!zone) return;
  event.preventDefault();
  const place = placeOf(zone);
  for (const file of event.detail.files) {
    const now = Date.now();
    const entry = { key: random(), person: person(), tab, added: now, touched: now, place, file, remote: null };
    add(entry);
    keep(entry);
  }
  const input = zone.querySelector("input[type=file]");
  if (input) input.value = "";
  next();
});

/* Phones open the camera only for a field that wants pictures. */
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-drop-camera], [data-drop-pick]");
  const input = button?.closest("[data-upload] form")?.querySelector("input[type=file]");
  if (!input) return;
  input.dataset.accept ??= input.accept;
  input.accept = button.matches("[data-drop-camera]") ? "image/*" : input.dataset.accept;
}, true);

document.addEventListener("htmx:beforeRequest", (event) => {
  const part = event.detail.target?.closest?.("[data-evidence-of]");
  if (part && event.detail.requestConfig.verb === "post") expectChange(part.dataset.evidenceOf);
});
document.addEventListener("htmx:load", settle);
setInterval(resume, OTHER_TAB);
resume();
