/* The sheet: keyboard, current question, what happens to answers that were refused, lost or met by
   another's. Saving itself is htmx with `ui/js/drafts.js`: each question is a form that sends itself,
   and the answer of the server replaces small parts of the page by their ids, never a field in which
   somebody types. */

import { announce } from "../../ui/js/announce.js";
import { draft, fields, waiting } from "../../ui/js/drafts.js";
import { shortcut } from "../../ui/js/shortcuts.js";
import { startSimulation } from "./simulation.js";

const sheet = () => document.querySelector("[data-sheet]");
const questions = () => [...document.querySelectorAll("[data-question]")].filter((one) => one.offsetParent !== null);
const current = () => document.querySelector(".b-q--now");

/* ---- the current question ---- */

function become(article) {
  const before = current();
  if (!article || before === article) return;
  before?.classList.remove("b-q--now");
  article.classList.add("b-q--now");
}

/** Go to a question: open it, fold the one left behind if going opened it, put the focus on its head. */
function go(article) {
  if (!article) return;
  const left = current()?.querySelector("[data-fold][data-went]");
  if (left && !article.contains(left)) left.open = false;
  const fold = article.querySelector("[data-fold]");
  if (fold && !fold.open) {
    fold.open = true;
    fold.dataset.went = "";
  }
  become(article);
  const head = article.querySelector("summary");
  head?.focus({ preventScroll: true });
  article.scrollIntoView({ block: "start", behavior: "auto" });
}

function step(by) {
  const all = questions();
  const here = all.indexOf(current());
  go(all[Math.min(Math.max(here + by, 0), all.length - 1)]);
}

const isOpen = (article) => article.querySelector(".b-key--none") !== null;

function nextOpen() {
  const all = questions();
  const here = all.indexOf(current());
  const found = [...all.slice(here + 1), ...all.slice(0, here)].find(isOpen);
  if (found) go(found);
  else announce(sheet().dataset.textEnd);
}

function choose(place) {
  const options = current()?.querySelectorAll("fieldset:not([disabled]) input[type=radio]") || [];
  const option = options[place - 1];
  if (!option) return;
  option.focus();
  option.click();
}

function startKeys() {
  shortcut("j", () => step(1));
  shortcut("k", () => step(-1));
  shortcut("o", nextOpen);
  for (let place = 1; place <= 5; place += 1) shortcut(String(place), () => choose(place));
  shortcut("u", () => current()?.querySelector("[data-use-proposal]")?.click());
  shortcut("n", (event) => reach(event, "[data-note]"));
  shortcut("e", (event) => reach(event, "[data-drop-pick]:not([hidden])", "[data-evidence-of] a"));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !event.target.closest?.("[data-question]")) return;
    if (event.target.matches("textarea, input")) event.target.closest("[data-question]").querySelector("summary")?.focus();
  });
}

/** Focus the first of `selectors` that the current question has, opening it where it is folded. */
function reach(event, ...selectors) {
  const article = current();
  const fold = article?.querySelector("[data-fold]");
  if (fold && !fold.open) go(article);
  const found = selectors.map((one) => article?.querySelector(one)).find(Boolean);
  if (!found) return;
  event.preventDefault();
  found.scrollIntoView({ block: "nearest" });
  found.focus();
}

/* ---- folds and parts that load when opened ---- */

function startFolds() {
  document.addEventListener("toggle", (event) => {
    const fold = event.target;
    if (!(fold instanceof HTMLDetailsElement) || !fold.open) return;
    fold.dispatchEvent(new CustomEvent("b:open"));
  }, true);
  for (const event of ["focusin", "click"]) {
    document.addEventListener(event, (happened) => become(happened.target.closest?.("[data-question]")));
  }
  const aimed = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  if (aimed?.matches("[data-question]")) go(aimed);
}

/** A question whose body is not in the page yet is filled where something typed in it waits on this
    device, so that its form restores the draft and sends it as if it had been open. */
function fillWaiting() {
  const start = `sheet:${sheet()?.dataset.sheet}:`;
  for (const { name } of waiting()) {
    if (!name.startsWith(start)) continue;
    const article = document.getElementById(`q-${name.slice(start.length)}`);
    if (article && !article.querySelector("form[data-answer]")) {
      article.querySelector("[data-fold]")?.dispatchEvent(new CustomEvent("b:open"));
    }
  }
}

/* ---- answers on their way ---- */

const lost = new Map();      // question → what was sent and never acknowledged
const sent = new WeakMap();  // form → what it sent last

const content = (form) => JSON.stringify(fields(form).filter(([name]) => name !== "seen" && name !== "use"));
const answerOf = (event) => {
  const form = event.detail.requestConfig?.elt ?? event.target;
  return form.closest?.("form[data-answer]");
};

function storedIn(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const choice = page.querySelector("[data-versus]");
  return choice ? { version: choice.dataset.version, content: choice.dataset.stored } : null;
}

/** A conflict with what this very page had sent before the line broke is none: go on from there. */
function isOwnLostSave(form, text) {
  const stored = storedIn(text);
  const code = form.closest("[data-question]").dataset.question;
  if (!stored || !lost.has(code) || lost.get(code) !== normal(stored.content)) return false;
  form.querySelector("[name=seen]").value = stored.version;
  lost.delete(code);
  return true;
}

const normal = (text) => JSON.stringify(JSON.parse(text));

async function renewToken() {
  const response = await fetch(location.href, { credentials: "same-origin", redirect: "manual" });
  if (!response.ok) return false;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const carried = page.body.getAttribute("hx-headers");
  if (!carried) return false;
  document.body.setAttribute("hx-headers", carried);
  const token = JSON.parse(carried)["X-CSRFToken"];
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
  return true;
}

function startSaving() {
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = answerOf(event);
    if (form) sent.set(form, content(form));
  });
  for (const name of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, (event) => {
      const form = answerOf(event);
      if (form) lost.set(form.closest("[data-question]").dataset.question, sent.get(form));
    });
  }
  document.addEventListener("htmx:beforeSwap", (event) => {
    const form = answerOf(event);
    const { xhr } = event.detail;
    if (!form || xhr.status < 400) return;
    if (xhr.status === 409 && isOwnLostSave(form, xhr.responseText)) {
      event.detail.shouldSwap = false;
      form.requestSubmit();
    } else if (xhr.status === 409) {
      setTimeout(tellChoices, 60);
    } else if (xhr.status === 403 && !form.dataset.renewed) {
      event.detail.shouldSwap = false;
      form.dataset.renewed = "1";
      renewToken().then((renewed) => { if (renewed) form.requestSubmit(); });
    }
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = answerOf(event);
    if (!form) return;
    const { status } = event.detail.xhr;
    if (status < 300 && status > 0) {
      delete form.dataset.renewed;
      lost.delete(form.closest("[data-question]").dataset.question);
    }
    requestAnimationFrame(() => markFaults(form.closest("[data-question]")));
  });
}

/** The field that was refused carries the mark of it; the others lose theirs. */
function markFaults(article) {
  const place = article?.querySelector(".b-q__fault");
  if (!place) return;
  for (const field of article.querySelectorAll("[data-input], [data-note]")) {
    const name = field.dataset.input ?? "note";
    const wrong = place.dataset.field === name && place.querySelector(".b-fault");
    if (wrong) {
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", place.id);
    } else if (field.getAttribute("aria-invalid")) {
      field.removeAttribute("aria-invalid");
    }
  }
}

/* ---- evidence that was attached or taken away ---- */

/** Its count, what the checks find and the score's surroundings are asked for again. */
function startEvidence() {
  document.addEventListener("evidence:changed", (event) => {
    const article = event.target.closest?.("[data-question]");
    document.body.dispatchEvent(new CustomEvent("b:counts"));
    if (article?.dataset.parts) window.htmx?.ajax("GET", article.dataset.parts, { swap: "none", source: article });
  });
}

/* ---- two versions of one answer ---- */

/** The save state names what waits for a choice. */
function tellChoices() {
  const open = document.querySelectorAll("[data-versus]").length;
  const words = document.querySelector(".b-workhead [data-draft-words]");
  if (open && words) words.textContent = sheet().dataset.textChoice.replace("{count}", open);
}

function startVersus() {
  document.addEventListener("submit", (event) => {
    const form = event.target.closest?.("form[data-settle]");
    if (form) draft(form.dataset.settle).drop();
  }, true);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-settle]");
    if (link) draft(link.dataset.settle).drop();
  }, true);
}

startFolds();
startKeys();
startSaving();
startVersus();
startEvidence();
startSimulation();
window.addEventListener("load", fillWaiting);  // after htmx has bound what loads when opened
