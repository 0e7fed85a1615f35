/* Drafts: what a person typed stays on this device until the server has it.

   In a page, without any code of the feature:

     <form data-draft="answer:SHEET:CODE" data-draft-autosave action="…" method="post" hx-post="…" …>
       <input type="hidden" name="version" value="7" data-draft-base>
       … <span data-draft-state></span>
     </form>

   - `data-draft` names the draft; the same name on every page that shows the same thing.
   - `data-draft-base` marks the field that says which version was edited. It is restored with the draft,
     so a save after a crash still meets the newer version as a conflict (409) instead of overwriting it.
   - `data-draft-autosave` submits the form by itself: at once for a choice, after a pause or on leaving
     for text. Without it only the draft is kept, and the person's own submit sends it.
   - `data-draft-state` shows "Menyimpan", "Tersimpan 10.42" or "Belum terkirim …"; the words come from
     `<body data-text-…>`. One outside the form is found by `data-draft-state="the name"` or `"*"`.

   The server has a draft when an htmx request of the form ends with 2xx, when a form that is sent whole leads
   on to another page (`bening/ui/kept_drafts.py` says so in a cookie), when `acknowledge` is called, or when a
   page shows the same values without a fault. A draft is never dropped for any other reason within KEEP_DAYS.
   A lost line or a server error marks it "unsent": it is sent again when the line is back, when the page
   is shown again and every RETRY seconds, also from other pages. 409 and 422 mark it "refused": the page
   that shows the form deals with it. 401 and 403 leave it until the person has signed in again.

   For modules:
     draft(name)            → {read(), keep(fields, options), acknowledge(stamp), mark(state), drop()}
     fields(form)           → [[name, value], …] without files and the CSRF token
     fill(form, list, base) → puts them back; `base` false leaves `data-draft-base` fields alone
     saved(form)            the server has what the form last sent
     waiting()              → drafts of this person that the server does not have
     flush()                → Promise; sends what waits and has no form on this page
   Events on the form, bubbling: `b:draft-kept`, `b:draft-restored` (detail: the draft),
   `b:draft-sent`, `b:draft-unsent`, `b:draft-refused` (detail: {status}).
   Drafts belong to the signed-in person (`<meta name="b-person">`); another person never sees them. */

import { toast } from "./announce.js";
import { clearCopies } from "./copies.js";
import { ask } from "./dialogs.js";
import { csrfToken } from "./requests.js";

const PREFIX = "bening.draft:";
const KEEP_DAYS = 60;
const RETRY = 20;
const PAUSE = 1200;
const SENT = "b-draft";          // field of a form that is sent whole: which draft it is
const TAKEN = "bening-draft";    // cookie of the answer: the server has this one
const FAULTS = "[aria-invalid=true], [role=alert]";
const TEXT = "textarea, input:not([type=radio], [type=checkbox], [type=hidden], [type=file])";

const person = () => document.querySelector("meta[name=b-person]")?.content || "";
const place = (name) => `${PREFIX}${person()}:${name}`;
const word = (name) => document.body.dataset[name] || "";
let count = 0;

function load(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

/** One draft; `name` as in `data-draft`. */
export function draft(name) {
  const key = place(name);
  return {
    name,
    read: () => load(key),
    /** Keep `list` ([[field, value], …]); returns the stamp that `acknowledge` wants. */
    keep(list, { action = "", page = location.href, rebase = false } = {}) {
      const stamp = `${Date.now()}-${(count += 1)}`;
      const value = { fields: list, stamp, state: "kept", at: Date.now(), action, page, rebase };
      try {
        localStorage.setItem(key, JSON.stringify(value));
      } catch {
        toast(word("textFull"), { kind: "unmet" });
      }
      return stamp;
    },
    /** The server has the draft of this stamp; a newer one stays and moves on to the new version. */
    acknowledge(stamp) {
      const value = load(key);
      if (!value) return;
      if (!stamp || value.stamp === stamp) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify({ ...value, rebase: true }));
    },
    mark(state) {
      const value = load(key);
      if (value) localStorage.setItem(key, JSON.stringify({ ...value, state }));
    },
    drop: () => localStorage.removeItem(key),
  };
}

/** Names and drafts of the signed-in person that the server does not have. */
export function waiting() {
  const start = `${PREFIX}${person()}:`;
  const found = [];
  for (let i = 0; i < localStorage.length; i += 1) {
    const key = localStorage.key(i);
    const value = key.startsWith(start) ? load(key) : null;
    if (value) found.push({ name: key.slice(start.length), ...value });
  }
  return found;
}

const IGNORED = new Set(["csrfmiddlewaretoken", SENT]);

/** What the form holds now: every named field but files and the CSRF token. */
export function fields(form) {
  const data = [...new FormData(form)];
  return data.filter(([name, value]) => typeof value === "string" && !IGNORED.has(name));
}

/** Put `list` back into the form. */
export function fill(form, list, base = true) {
  const values = new Map();
  for (const [name, value] of list) values.set(name, [...(values.get(name) || []), value]);
  for (const control of form.elements) {
    if (!control.name || control.type === "file" || IGNORED.has(control.name)) continue;
    if (!base && "draftBase" in control.dataset) continue;
    const given = values.get(control.name) || [];
    if (control.type === "radio" || control.type === "checkbox") control.checked = given.includes(control.value);
    else if (control.multiple) for (const option of control.options) option.selected = given.includes(option.value);
    else if (values.has(control.name) && control.type !== "submit") control.value = given[0];
  }
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const formsOf = (name) => [...document.querySelectorAll("form[data-draft]")].filter((form) => form.dataset.draft === name);

function tell(form, kind, detail) {
  form.dispatchEvent(new CustomEvent(`b:draft-${kind}`, { bubbles: true, detail }));
}

function show(name, state) {
  const places = [...document.querySelectorAll("[data-draft-state]")].filter((one) => {
    const wanted = one.dataset.draftState;
    return wanted === "*" || wanted === name || (!wanted && one.closest("form")?.dataset.draft === name);
  });
  const clock = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const words = { sending: word("textSaving"), saved: word("textSaved").replace("{clock}", clock), unsent: word("textUnsent"), refused: word("textRefused") }[state];
  for (const one of places) {
    one.classList.add("b-save");
    one.classList.toggle("b-save--held", state === "unsent" || state === "refused");
    const line = one.querySelector("[data-draft-words]") || one;
    if (words !== undefined && line.textContent !== words) line.textContent = words;
  }
  for (const badge of document.querySelectorAll("[data-drafts-waiting]")) {
    const unsent = waiting().filter((one) => one.state !== "kept").length;
    badge.hidden = !unsent;
    badge.textContent = word("textWaiting").replace("{count}", unsent);
  }
}

/* ---- forms on this page ---- */

const stamps = new WeakMap();   // form → stamp of what it last sent
const pauses = new WeakMap();   // form → timer of the next save by itself

function keep(form) {
  const held = draft(form.dataset.draft);
  const before = held.read();
  held.keep(fields(form), { action: form.getAttribute("hx-post") || form.action, rebase: before?.rebase || false });
  tell(form, "kept");
}

function saveSoon(form, wait) {
  clearTimeout(pauses.get(form));
  pauses.set(form, setTimeout(() => {
    if (form.isConnected && draft(form.dataset.draft).read()) form.requestSubmit();
  }, wait));
}

/** The server has what the form last sent: for features that send without htmx. */
export function saved(form) {
  draft(form.dataset.draft).acknowledge(stamps.get(form));
  show(form.dataset.draft, "saved");
  tell(form, "sent");
}

/** A form that is sent whole says which draft it is; the next page learns whether it was taken. */
function nameDraft(form) {
  const { stamp } = draft(form.dataset.draft).read() ?? {};
  if (!stamp) return;
  stamps.set(form, stamp);
  let field = form.elements.namedItem(SENT);
  if (!field) {
    field = Object.assign(document.createElement("input"), { type: "hidden", name: SENT });
    form.append(field);
  }
  field.value = `${form.dataset.draft} ${stamp}`;
}

/** Lets go of the draft that the server took before it led to this page. */
function letGoOfTaken() {
  const cookie = document.cookie.split("; ").find((one) => one.startsWith(`${TAKEN}=`));
  if (!cookie) return;
  document.cookie = `${TAKEN}=; Path=/; Max-Age=0; SameSite=Lax`;
  const [name, stamp] = decodeURIComponent(cookie.slice(TAKEN.length + 1)).split(" ");
  draft(name).acknowledge(stamp);
}

function unsent(form) {
  draft(form.dataset.draft).mark("unsent");
  show(form.dataset.draft, "unsent");
  tell(form, "unsent");
}

function refused(form, status) {
  draft(form.dataset.draft).mark("refused");
  show(form.dataset.draft, "refused");
  tell(form, "refused", { status });
}

function restore(form) {
  if (form.dataset.draftReady) return;
  form.dataset.draftReady = "1";
  const held = draft(form.dataset.draft);
  const value = held.read();
  if (!value) return;
  const shown = fields(form);
  const bases = new Set([...form.querySelectorAll("[data-draft-base]")].map((one) => one.name));
  const words = (list) => list.filter(([name]) => !bases.has(name));
  if (same(words(shown), words(value.fields))) {
    if (!form.querySelector(FAULTS)) held.drop();
    return;
  }
  fill(form, value.fields, !value.rebase);
  if (value.rebase) keep(form);
  show(form.dataset.draft, "unsent");
  tell(form, "restored", value);
  if (value.state === "unsent" || "draftAutosave" in form.dataset) saveSoon(form, 300);
}

/* ---- drafts whose form is on another page ---- */

async function send(one) {
  const body = new URLSearchParams(one.fields);
  const headers = { "X-CSRFToken": csrfToken(), "HX-Request": "true", "X-Draft": "1" };
  const response = await fetch(one.action, { method: "POST", body, headers, credentials: "same-origin", redirect: "manual" });
  const held = draft(one.name);
  if (response.ok) held.acknowledge(one.stamp);
  else if (response.status === 409 || response.status === 422) held.mark("refused");
  return response.status;
}

async function flushAll() {
  if (!navigator.onLine) return;
  for (const one of waiting()) {
    if (one.state !== "unsent") continue;
    const here = formsOf(one.name)[0];
    if (here) saveSoon(here, 0);
    else if (one.action) {
      let status = 0;
      try {
        status = await send(one);
      } catch {
        return; // still no line
      }
      if (status === 0 || status === 401 || status === 403) return; // signed out
      show(one.name, status < 400 ? "saved" : undefined);
    }
  }
}

/** Send what waits; one tab at a time. */
export function flush() {
  if (!navigator.locks) return flushAll();
  return navigator.locks.request("bening.drafts", { ifAvailable: true }, (lock) => (lock ? flushAll() : undefined));
}

/* ---- start ---- */

function listen() {
  const formOf = (event) => {
    const form = event.target.form ?? event.target.closest?.("form");
    return form?.matches?.("[data-draft]") ? form : null;
  };
  document.addEventListener("input", (event) => {
    const form = formOf(event);
    if (!form) return;
    keep(form);
    if ("draftAutosave" in form.dataset) saveSoon(form, event.target.matches(TEXT) ? PAUSE : 0);
  });
  document.addEventListener("change", (event) => {
    const form = formOf(event);
    if (form && "draftAutosave" in form.dataset && event.target.matches(TEXT)) saveSoon(form, 0);
  });
  document.addEventListener("submit", (event) => {
    const form = formOf(event);
    if (!form) return;
    clearTimeout(pauses.get(form));
    keep(form);
    show(form.dataset.draft, "sending");
    if (form.hasAttribute("hx-post")) return; // its request may have to wait behind one under way
    nameDraft(form);
    if (!navigator.onLine) {
      event.preventDefault();
      unsent(form);
    }
  }, true); // kept before htmx hears of it and asks what is sent
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = formOf(event);
    if (form && event.detail.requestConfig?.verb !== "get") stamps.set(form, draft(form.dataset.draft).read()?.stamp);
  });
  document.addEventListener("htmx:beforeOnLoad", (event) => settle(event));
  for (const lost of ["htmx:sendError", "htmx:timeout", "htmx:sendAbort"]) {
    document.addEventListener(lost, (event) => {
      const form = formOf(event) || event.detail.elt?.closest?.("form[data-draft]");
      if (form) unsent(form);
    });
  }
  document.addEventListener("htmx:load", (event) => scan(event.detail.elt));
}

/* As soon as the answer is there, while the form that was sent still stands in the page. */
function settle(event) {
  const sender = event.detail.requestConfig?.elt || event.target;
  const form = sender.closest?.("form[data-draft]");
  if (!form || event.detail.requestConfig?.verb === "get") return;
  const { status } = event.detail.xhr;
  if (status >= 200 && status < 300) saved(form);
  else if (status === 409 || status === 422) refused(form, status);
  else unsent(form);
}

function scan(root) {
  if (root.matches?.("form[data-draft]")) restore(root);
  for (const form of root.querySelectorAll?.("form[data-draft]") || []) restore(form);
}

function forgetOld() {
  const limit = Date.now() - KEEP_DAYS * 86_400_000;
  const old = [];
  for (let i = 0; i < localStorage.length; i += 1) {
    const key = localStorage.key(i);
    if (key.startsWith(PREFIX) && (load(key)?.at ?? 0) < limit) old.push(key);
  }
  for (const key of old) localStorage.removeItem(key);
}

function guardSignOut() {
  document.addEventListener("submit", async (event) => {
    const form = event.target.closest?.("form[data-drafts-guard]");
    if (!form || form.dataset.confirmed) return;
    event.preventDefault();
    const left = waiting().length;
    const text = word("textWaitingStays");
    if (left && !(await ask({ title: word("textWaiting").replace("{count}", left), text, act: form.textContent.trim() }))) return;
    form.dataset.confirmed = "1";
    await clearCopies().catch(() => undefined);
    form.requestSubmit();
  });
}

export function startDrafts() {
  try {
    forgetOld();
  } catch {
    return; // no storage on this device: forms work as plain forms
  }
  listen();
  guardSignOut();
  letGoOfTaken();
  scan(document);
  show("", undefined);
  flush();
  window.addEventListener("online", () => flush());
  document.addEventListener("visibilitychange", () => { if (!document.hidden) flush(); });
  setInterval(() => flush(), RETRY * 1000);
}
