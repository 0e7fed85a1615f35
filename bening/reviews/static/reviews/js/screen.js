/* The review screen by keyboard, with values that save themselves once they are complete.

   The page works without this: every question, file and filter has an address, every form posts. Here
   a question is put beside the list without leaving the page, by htmx. What was typed is kept on the
   device by `ui/js/drafts.js` until the server has it; `offline.js` keeps questions for a lost line. */

import { announce, toast } from "../../ui/js/announce.js";
import { draft, waiting } from "../../ui/js/drafts.js";
import { shortcut } from "../../ui/js/shortcuts.js";
import { clock } from "./clock.js";
import { askedOfCopy, forget, kept, remember, startOffline } from "./offline.js";

const screen = () => document.querySelector("[data-review]");
const panel = () => document.getElementById("panel");
const rows = () => [...document.querySelectorAll("tr[data-row]")];
const code = () => panel()?.querySelector("[data-code]")?.dataset.code || "";
const rowOf = (wanted) => rows().find((row) => row.dataset.row === wanted);
const form = () => panel()?.querySelector("form[data-mark]");
const words = () => screen().dataset;

/* ---- going from question to question ---- */

let wantedCode = "";  // where somebody is going
let goesOn = false;  // whether the next request of the form asks for the question after it

/** The row of what the panel shows is the current one. */
function markRow() {
  for (const row of rows()) {
    const here = row.dataset.row === code();
    row.classList.toggle("is-selected", here);
    const link = row.querySelector(".b-rev__q");
    if (here) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

/** Mark the row of what the panel shows, and keep it in sight and in the address. */
function show() {
  const now = code();
  window.htmx.process(panel()); // at once: the next key may come before htmx settles
  wantedCode = now;
  markRow();
  rowOf(now)?.scrollIntoView({ block: "nearest" });
  const address = new URL(location.href);
  address.searchParams.set("butir", now);
  address.searchParams.delete("berkas");
  history.replaceState(null, "", address.pathname + address.search);
  panel().scrollTop = 0;
  clock.begin(now);
  complete();
}

/** The next question has come with what was saved. */
function arrive() {
  show();
  focusHead();
}

function focusHead() {
  panel().querySelector("[data-panel-head]")?.focus({ preventScroll: window.innerWidth >= 1200 });
}

/** Open a question; what is complete in the form that is left is sent first. */
async function go(row, { focus = true } = {}) {
  if (!row || row.dataset.row === code()) return;
  wantedCode = row.dataset.row;
  if (!(await left())) return;
  if (wantedCode !== row.dataset.row) return; // somebody pressed on meanwhile
  const url = row.dataset.panel;
  if (!navigator.onLine && kept(url)) return put(row, kept(url), focus);
  try {
    await window.htmx.ajax("GET", url, { target: "#panel", swap: "innerHTML", source: panel() });
  } catch { /* the line is lost: what is kept is shown below */ }
  if (code() !== row.dataset.row && kept(url)) put(row, kept(url), focus);
  else if (code() !== row.dataset.row && !navigator.onLine) toast(words().textGone, { kind: "caution" });
  else if (focus) focusHead();
}

/** Show a kept question. Its form restores what waits on the device. */
function put(row, html, focus) {
  panel().innerHTML = html;
  window.htmx.process(panel());
  panel().dispatchEvent(new CustomEvent("htmx:load", { bubbles: true, detail: { elt: panel() } }));
  const head = document.body.getAttribute("hx-headers");
  const token = head ? JSON.parse(head)["X-CSRFToken"] : "";
  for (const field of panel().querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
  show();
  if (focus) focusHead();
}

/** Send what is complete and not sent yet. False where the server refused it: then one stays. */
function left() {
  const open = form();
  const waits = open ? draft(open.dataset.draft).read() : null;
  if (!open || !waits || !isComplete(open) || waits.state === "refused") return Promise.resolve(true);
  return new Promise((resolve) => {
    const done = (event) => {
      if ((event.detail.requestConfig?.elt ?? event.target) !== open) return;
      document.removeEventListener("htmx:afterRequest", done);
      const { status } = event.detail.xhr;
      resolve(status !== 409 && status !== 422);
    };
    document.addEventListener("htmx:afterRequest", done);
    open.requestSubmit();
  });
}

function step(by) {
  const all = rows();
  const here = all.findIndex((row) => row.dataset.row === (wantedCode || code()));
  const next = all[Math.min(Math.max(here + by, 0), all.length - 1)];
  if (next && next.dataset.row === code()) announce(words().textEnd);
  go(next);
}

function nextUntouched() {
  const all = rows();
  const here = all.findIndex((row) => row.dataset.row === code());
  const found = [...all.slice(here + 1), ...all.slice(0, here)].find((row) => "untouched" in row.dataset);
  if (found) go(found);
  else announce(words().textEnd);
}

/* ---- the form of a question ---- */

const valueOf = (open) => {
  if (open.dataset.kind === "choice") return open.querySelector("[name=value]:checked")?.value ?? "";
  return [...open.querySelectorAll("[data-proposed-count]")].map((one) => one.value.trim()).join("|");
};
const proposedOf = (open) => {
  if (open.dataset.kind === "choice") return open.dataset.proposed;
  return [...open.querySelectorAll("[data-proposed-count]")].map((one) => one.dataset.proposedCount).join("|");
};
const isEmpty = (value) => value.replaceAll("|", "") === "";

function needsNote(open) {
  if (open.elements.note.value.trim()) return false;
  return open.dataset.noteRule === "always" || valueOf(open) !== proposedOf(open);
}

function isComplete(open) {
  const empty = isEmpty(valueOf(open)) && open.elements.same.value !== "1";
  return !empty && !needsNote(open);
}

/** A form saves itself as soon as it is complete, not before: a value without its note is refused. */
function complete() {
  const open = form();
  if (!open) return;
  if (isComplete(open)) open.dataset.draftAutosave = "";
  else delete open.dataset.draftAutosave;
}

const typed = (element) => element.dispatchEvent(new Event("input", { bubbles: true }));

function choose(place) {
  const open = form();
  if (!open) return;
  const options = open.querySelectorAll("[name=value][type=radio], [data-proposed-count]");
  const option = options[place - 1];
  if (!option) return;
  option.focus();
  if (option.type === "radio") option.click();
  else option.select();
  if (option.type === "radio" && needsNote(open)) announce(words().textNote);
}

/** As the stage before: its value is put into the form. */
function same() {
  const open = form();
  if (!open || !open.querySelector("[data-same]")) return;
  if (isEmpty(proposedOf(open))) {
    open.elements.same.value = "1";
    for (const one of open.querySelectorAll("[name=value]:checked")) one.checked = false;
    for (const one of open.querySelectorAll("[data-proposed-count]")) one.value = "";
    typed(open.elements.same);
  } else if (open.dataset.kind === "choice") {
    const option = open.querySelector("[data-proposed]");
    option.checked = true;
    option.focus();
    typed(option);
  } else {
    let last = null;
    for (const one of open.querySelectorAll("[data-proposed-count]")) {
      one.value = one.dataset.proposedCount;
      last = one;
    }
    if (last) typed(last);
  }
  if (needsNote(open)) announce(words().textNote);
}

function saveAndGo() {
  const open = form();
  if (!open) return step(1);
  if (isEmpty(valueOf(open)) && open.elements.same.value !== "1") {
    announce(words().textChoice);
    toast(words().textChoice, { kind: "caution" });
    return undefined;
  }
  goesOn = true;
  open.requestSubmit();
  return undefined;
}

function reach(event, selector, { unfold = "" } = {}) {
  const fold = unfold ? panel().querySelector(unfold) : null;
  if (fold) fold.open = true;
  const found = panel().querySelector(selector);
  if (!found) return;
  event.preventDefault();
  found.scrollIntoView({ block: "nearest" });
  found.focus();
}

/* ---- files ---- */

function turn(by) {
  const files = [...panel().querySelectorAll("[data-proof]")];
  const here = files.findIndex((one) => !one.hidden);
  if (files.length < 2) return;
  files[here].hidden = true;
  const next = files[(here + by + files.length) % files.length];
  next.hidden = false;
  announce(next.getAttribute("aria-label"));
}

/* ---- start ---- */

function startKeys() {
  shortcut("j", () => step(1));
  shortcut("k", () => step(-1));
  shortcut("o", nextUntouched);
  for (let place = 1; place <= 5; place += 1) shortcut(String(place), (event) => { event.preventDefault(); choose(place); });
  shortcut("s", same);
  shortcut("n", (event) => reach(event, "[data-note]"));
  shortcut("c", (event) => reach(event, "[data-canned] [data-insert], [data-canned] summary", { unfold: "[data-canned]" }));
  document.addEventListener("toggle", (event) => {
    if (event.target.matches("[data-canned]") && event.target.open) event.target.dispatchEvent(new CustomEvent("b:open"));
  }, true);
  shortcut("b", (event) => reach(event, ".rv-verdict input"));
  shortcut("r", (event) => reach(event, "[data-recommendation]", { unfold: "[data-advice]" }));
  shortcut("d", (event) => reach(event, "[data-talk] [name=text]", { unfold: "[data-talk]" }));
  shortcut("[", () => turn(-1));
  shortcut("]", () => turn(1));
  shortcut("f", (event) => {
    const chip = document.querySelector("#rv-chips [aria-current], #rv-chips a");
    event.preventDefault();
    chip?.focus();
  });
  shortcut("enter", (event) => {
    if (event.target.closest("a, button, summary, select")) return;
    event.preventDefault();
    saveAndGo();
  });
  document.addEventListener("keydown", (event) => {
    if (!panel()?.contains(event.target)) return;
    if (event.key === "Escape" && event.target.matches("textarea, input")) focusHead();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.form?.matches("[data-mark]")) {
      event.preventDefault();
      saveAndGo();
    }
    if (event.target.matches("[data-insert]") && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      const all = [...panel().querySelectorAll("[data-insert]")];
      const here = all.indexOf(event.target);
      event.preventDefault();
      all[(here + (event.key === "ArrowDown" ? 1 : all.length - 1)) % all.length].focus();
    }
  });
}

function insert(text) {
  const note = form()?.elements.note;
  if (!note) return;
  note.value = note.value.trim() ? `${note.value.trim()} ${text}` : text;
  note.focus();
  typed(note);
}

function startClicks() {
  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    const link = event.target.closest(".b-rev__q");
    if (link) {
      event.preventDefault();
      go(link.closest("tr"));
    }
    const stepper = event.target.closest("[data-go]");
    if (stepper) {
      event.preventDefault();
      step(Number(stepper.dataset.go));
    }
    const file = event.target.closest("[data-file]");
    if (file) {
      event.preventDefault();
      turn(Number(file.dataset.file));
    }
    const large = event.target.closest("[data-enlarge]");
    if (large?.closest("[data-proof]").requestFullscreen) {
      event.preventDefault();
      if (document.fullscreenElement) document.exitFullscreen();
      else large.closest("[data-proof]").requestFullscreen();
    }
    const note = event.target.closest("[data-insert]");
    if (note) insert(note.textContent.trim());
  });
  for (const kind of ["submit", "click"]) {
    document.addEventListener(kind, (event) => {
      const settled = event.target.closest?.("[data-settle]");
      if (settled && (kind === "submit") === settled.matches("form")) draft(settled.dataset.settle).drop();
    }, true);
  }
}

/** The field that was refused carries the mark of it; the others lose theirs. */
function markFault() {
  const place = panel().querySelector(".b-q__fault");
  const wrong = place?.querySelector(".b-fault") ? place.dataset.field : "";
  for (const field of panel().querySelectorAll("[data-input]")) {
    if (wrong && field.dataset.input === wrong) {
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", place.id);
      field.focus();
    } else if (field.getAttribute("aria-invalid")) {
      field.removeAttribute("aria-invalid");
      field.removeAttribute("aria-describedby");
    }
  }
}

/** What was sent from outside its form has changed the list: it is read anew. */
async function renew() {
  const response = await fetch(location.href, { credentials: "same-origin", redirect: "manual" });
  if (!response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const place of [...rows(), ...document.querySelectorAll("#rv-strip, #rv-chips, #rv-time")]) {
    const fresh = page.getElementById(place.id);
    if (fresh) place.innerHTML = fresh.innerHTML;
  }
  markUnsent();
}

let unsent = new Set();

/** Rows whose value is on this device only say so. */
function markUnsent() {
  const start = `review:${screen().dataset.review}:`;
  const held = new Set(waiting().filter((one) => one.name.startsWith(start)).map((one) => one.name.split(":")[3]));
  for (const row of rows()) {
    const mark = row.querySelector(".rv-unsent");
    const waits = held.has(row.dataset.row);
    mark.hidden = !waits;
    mark.textContent = waits ? words().textUnsent : "";
  }
  const sent = [...unsent].filter((one) => !held.has(one));
  for (const one of sent) forget(rowOf(one)?.dataset.panel);
  if (sent.length && navigator.onLine) renew().catch(() => undefined);
  unsent = new Set([...held].filter((one) => one !== code()));
}

function startSaving() {
  document.addEventListener("input", (event) => {
    const open = event.target.form;
    if (!open?.matches?.("[data-mark]")) return;
    if (event.target.matches("[name=value], [data-proposed-count]")) open.elements.same.value = "";
    complete();
  }, true);
  document.addEventListener("htmx:configRequest", (event) => {
    if (!event.detail.elt.matches?.("form[data-mark]")) return;
    event.detail.parameters.seconds = String(clock.take(code()));
    if (goesOn) event.detail.parameters.next = "1";
    goesOn = false;
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const open = event.detail.requestConfig?.elt;
    if (!open?.matches?.("form[data-mark]")) return;
    const { status } = event.detail.xhr;
    const saved = status >= 200 && status < 300;
    if (saved) forget(rowOf(open.dataset.mark)?.dataset.panel);
    else clock.giveBack();
    requestAnimationFrame(() => {
      // "save and go on" waited behind this one, whose answer took its form away: it is sent now
      if (goesOn && saved) form()?.requestSubmit();
      else goesOn = false;
      markFault();
      markUnsent();
      if (panel().querySelector("[data-at-end]")) announce(words().textEnd);
    });
  });
  // what htmx says after a swap is said by the form, which may be gone: the swap follows at once
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    if (event.detail.target.id === "panel") queueMicrotask(arrive);
    else if (event.detail.target.matches("tr[data-row]")) queueMicrotask(markRow);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target?.id !== "panel") return;
    if (event.detail.xhr?.status === 200 && rowOf(code())) remember(rowOf(code()).dataset.panel, event.detail.xhr.responseText);
    show();
  });
  document.addEventListener("b:draft-unsent", markUnsent);
  document.addEventListener("b:draft-kept", markUnsent);
  document.addEventListener("b:draft-sent", markUnsent);
  document.addEventListener("b:draft-restored", complete);
}

/** Without a line "save and go on" goes on: the value waits on the device. */
function startGoingOn() {
  for (const lost of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(lost, (event) => {
      const open = event.detail.requestConfig?.elt;
      if (open?.matches?.("form[data-mark]") && event.detail.requestConfig.parameters?.next) step(1);
    });
  }
}

if (screen()) {
  startKeys();
  startClicks();
  startSaving();
  startGoingOn();
  startOffline(rows);
  if (code()) {
    clock.begin(code());
    wantedCode = code();
    complete();
  }
  if (form() && draft(form().dataset.draft).read()?.state === "refused" && isComplete(form())) form().requestSubmit();
  const asked = rowOf(askedOfCopy());
  if (asked) go(asked);
  markUnsent();
  setInterval(() => { if (unsent.size) markUnsent(); }, 1500);
}

