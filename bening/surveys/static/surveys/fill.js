/* One question on the screen at a time, without asking the server between them. The page brings every
   screen; answers stay on the device until they are sent. Without this module the same screens come
   one by one from the server. */

import { forgetDrafts, keepDraft, readDraft } from "./draft.js";
import { postAsPage, sendAnswer } from "./send.js";

const LONGEST_PAUSE = 120; // seconds counted for one screen, however long it lay open
const PERSONAL = [
  /(?:\d[\W_]{0,3}){16}/,
  /(?:\+62|\b62|\b0)[\s.-]?[1-9](?:[\s.-]?\d){6,12}/,
  /\b8[1-9](?:[\s.-]?\d){7,10}\b/,
  /[\w.+%-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+\.[\w.-]+/i,
  /@\s?[\w.]{2,}/,
];

class Survey {
  constructor(root) {
    this.root = root;
    this.own = root.dataset;
    this.stage = root.querySelector("[data-survey-stage]");
    this.start = root.querySelector("[data-survey-start]");
    this.begin = root.querySelector("[data-survey-begin]");
    this.screens = new Map();
    for (const form of root.querySelector("[data-survey-screens]").content.querySelectorAll("[data-screen]")) {
      this.screens.set(form.dataset.screen, form);
    }
    this.isShared = this.own.mode === "kiosk" || this.own.mode === "assisted";
    this.draft = readDraft(this.isShared ? "" : this.own.key);
    this.draft.once ||= this.begin.elements.once.value;
    if (this.own.service) this.draft.answers["a-service"] = this.own.service;
    this.depth = 0;
    this.sending = false;
    this.timer = 0;
    this.title = document.title;
  }

  run() {
    this.begin.addEventListener("submit", (event) => { event.preventDefault(); this.open(this.draft.at || this.keys()[0]); });
    this.stage.addEventListener("submit", (event) => { event.preventDefault(); this.answered(event.target, event.submitter); });
    this.stage.addEventListener("input", (event) => this.typed(event.target));
    window.addEventListener("popstate", (event) => this.wentBack(event.state));
    window.addEventListener("online", () => this.draft.waits && this.send());
    this.root.querySelector("[data-survey-again]").addEventListener("click", () => this.send());
    const forget = this.root.querySelector("[data-survey-forget]");
    forget.addEventListener("click", () => { forgetDrafts(this.own.key); location.reload(); });
    if (this.draft.waits) {
      this.send();
    } else if (this.draft.at) {
      this.root.querySelector("[data-survey-resume]").hidden = false;
      const go = this.root.querySelector("[data-survey-go]");
      go.textContent = go.dataset.textResume;
    }
  }

  keys() {
    const wasAsked = this.draft.answers.incident === "y";
    return [...this.screens.keys()].filter((key) => key !== "handover" || wasAsked);
  }

  beside(key, by) {
    const keys = this.keys();
    return keys[keys.indexOf(key) + by] || "";
  }

  keep() {
    if (!this.isShared) keepDraft(this.own.key, this.draft);
  }

  /** Goes on to a screen, so that the browser's own way back leads to the one before. */
  open(key) {
    if (!this.isShared) history.pushState({ survey: key }, "");
    this.depth += 1;
    this.show(key);
  }

  back(key) {
    if (this.depth > 1 && !this.isShared) history.back();
    else this.show(this.beside(key, -1) || key);
  }

  wentBack(state) {
    this.depth = Math.max(0, this.depth - 1);
    if (state?.survey && this.screens.has(state.survey)) {
      this.show(state.survey);
    } else {
      this.stage.hidden = true;
      this.start.hidden = false;
      document.title = this.title;
    }
  }

  show(key) {
    const form = (this.screens.get(key) || this.screens.values().next().value).cloneNode(true);
    this.draft.at = form.dataset.screen;
    this.since = performance.now();
    this.fill(form);
    this.start.hidden = true;
    this.stage.hidden = false;
    this.stage.replaceChildren(form);
    document.title = this.titleOf(form);
    window.scrollTo(0, 0);
    form.querySelector("h1").focus({ preventScroll: true });
    this.keep();
  }

  titleOf(form) {
    const { kind, number } = form.dataset;
    if (kind === "review" || kind === "handover") return form.querySelector("h1").textContent;
    const total = Math.max(...[...this.screens.values()].map((one) => Number(one.dataset.number)));
    return this.own.textTitle.replace("%n", number).replace("%m", total);
  }

  /** Puts what was answered before into a screen. */
  fill(form) {
    const { answers } = this.draft;
    for (const button of form.querySelectorAll("button[value]")) {
      if (button.value && answers[button.name] === button.value) button.setAttribute("aria-pressed", "true");
    }
    for (const field of form.querySelectorAll("select, textarea")) field.value = answers[field.name] || "";
    for (const line of form.querySelectorAll("[data-tariff]")) {
      line.hidden = Boolean(answers["a-service"]) && line.dataset.tariff !== answers["a-service"];
    }
    for (const box of form.querySelectorAll(".ps-tariffs")) box.hidden = !box.querySelector("[data-tariff]:not([hidden])");
    for (const line of form.querySelectorAll("[data-answer]")) {
      const said = line.querySelector("[data-said]");
      said.textContent = this.label(line.dataset.answer) || said.dataset.blank;
    }
    if (form.querySelector("[data-survey-suggestion]")) this.hint(form);
  }

  /** The words of an answer, as they stand on its screen. */
  label(name) {
    const value = this.draft.answers[name];
    if (!value || name === "suggestion") return value;
    for (const form of this.screens.values()) {
      const found = form.querySelector(`button[name="${name}"][value="${CSS.escape(value)}"], select[name="${name}"] option[value="${CSS.escape(value)}"]`);
      if (found) return found.textContent.trim();
    }
    return value;
  }

  take(name, value) {
    if (value) this.draft.answers[name] = value;
    else delete this.draft.answers[name];
  }

  typed(field) {
    if (!field.name) return;
    this.take(field.name, field.value);
    this.keep();
    if (field.matches("[data-survey-suggestion]")) this.hint(field.form);
  }

  hint(form) {
    const text = form.querySelector("[data-survey-suggestion]").value;
    const place = form.querySelector("[data-survey-found]");
    const said = PERSONAL.some((one) => one.test(text)) ? place.dataset.text : "";
    if (place.textContent !== said) place.textContent = said;
  }

  answered(form, button) {
    const key = form.dataset.screen;
    this.draft.seconds += Math.min(LONGEST_PAUSE, (performance.now() - this.since) / 1000);
    for (const field of form.querySelectorAll("select, textarea")) this.take(field.name, field.value);
    if (button?.hasAttribute("data-survey-back")) {
      this.back(key);
    } else if (button?.name === "to") {
      this.open(button.value);
    } else if (button?.hasAttribute("data-survey-send")) {
      this.send();
    } else {
      if (button?.name) this.take(button.name, button.value);
      this.open(this.beside(key, 1) || key);
    }
  }

  fields() {
    const { token, mode, language } = this.begin.elements;
    return {
      token: token.value,
      once: this.draft.once,
      mode: mode.value,
      language: language.value,
      seconds: String(Math.round(this.draft.seconds)),
      late: this.draft.isLate ? "1" : "0",
      ...this.draft.answers,
    };
  }

  async send() {
    if (this.sending) return;
    this.sending = true;
    clearTimeout(this.timer);
    this.draft.waits = true;
    this.keep();
    this.say("sending");
    const done = await sendAnswer(this.own.send, this.fields());
    this.sending = false;
    if (done.receipt) {
      forgetDrafts(this.own.key);
      const hall = this.own.mode === "kiosk" ? "&layar=1" : "";
      location.replace(`${this.own.thanks}?n=${encodeURIComponent(done.receipt)}${hall}`);
    } else if (done.refused) {
      this.draft.waits = false;
      this.keep();
      postAsPage(this.own.send, this.fields());
    } else {
      if (!done.busy) {
        this.draft.isLate = true;
        this.keep();
      }
      this.say(done.busy ? "busy" : this.isShared ? "offlineHall" : "offline");
      this.timer = setTimeout(() => this.send(), done.later * 1000);
    }
  }

  say(what) {
    const words = this.root.querySelector("[data-survey-words]").dataset;
    this.root.querySelector("[data-survey-said]").textContent = words[what];
    this.root.querySelector("[data-survey-again]").hidden = what === "sending";
    this.root.querySelector("[data-survey-wait]").hidden = false;
  }
}

const root = document.querySelector("[data-survey]");
if (root) new Survey(root).run();
