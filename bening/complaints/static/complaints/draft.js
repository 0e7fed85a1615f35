/* What a reporter types stays on this device until the office has it.

     <form method="post" action="…" data-draft="name" [data-draft-restores] [data-draft-sends]>

   Each change is kept in local storage, hidden fields too: the retry key goes along, so what is sent
   again is the same report. A page with `data-draft-restores` takes up what was kept. A form with
   `data-draft-sends` is sent from here; without a line it waits and is sent again by itself, also
   after the page was closed and opened again. Without script all of these are plain forms. */

const PREFIX = "bening.laporan.";
const DAYS = 30;
const PATIENCE = 30_000; // milliseconds that a slow line is waited for
const AGAIN = 15; // seconds until it is tried again
const COME_BACK = new Set([408, 425, 429, 500, 502, 503, 504, 507]);
const OWN = new Set(["step", "kind", "bahasa"]); // of the page that is open, not of the draft

function load(name) {
  try {
    const draft = JSON.parse(localStorage.getItem(PREFIX + name));
    if (draft && Array.isArray(draft.fields) && Date.now() - draft.keptAt < DAYS * 86_400_000) return draft;
  } catch { /* nothing kept, or nothing that can be read */ }
  return null;
}

function keep(name, draft) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify({ ...draft, keptAt: Date.now() }));
    return true;
  } catch {
    return false; // no room: the page still holds it
  }
}

function forget(name) {
  try {
    localStorage.removeItem(PREFIX + name);
  } catch { /* nothing was kept */ }
}

const listed = (form) =>
  [...new FormData(form)].filter(([, value]) => typeof value === "string");
const hasWords = (fields) =>
  fields.some(([name, value]) => (name === "story" || name === "text") && value.trim());

class Draft {
  constructor(form) {
    this.form = form;
    this.name = form.dataset.draft;
    this.said = form.querySelector("[data-draft-said]");
    this.kept = null; // what waits to be sent, when this page does not show all of it
    this.clock = 0;
    this.isSending = false;
    if ("draftRestores" in form.dataset) this.restore();
    else if (hasWords(listed(form))) this.keep();
    form.addEventListener("input", () => this.keep());
    form.addEventListener("submit", (event) => this.submitted(event));
    form.querySelector("[data-draft-drop]")?.addEventListener("click", () => this.drop());
    addEventListener("online", () => this.waits && this.send());
  }

  get waits() {
    return Boolean(load(this.name)?.waits);
  }

  fields() {
    if (!this.kept) return listed(this.form);
    const now = new Map(listed(this.form).filter(([name]) => !OWN.has(name)));
    return this.kept.map(([name, value]) => [name, now.has(name) ? now.get(name) : value]);
  }

  keep(waits = this.waits) {
    const fields = this.fields();
    if (!hasWords(fields)) return forget(this.name);
    if (keep(this.name, { fields, waits }) && !waits) this.say("textKept");
  }

  restore() {
    const draft = load(this.name);
    if (!draft) return;
    if (this.form.querySelector("[aria-invalid=true]")) return; // the page shows what was typed
    for (const [name, value] of draft.fields) {
      const field = this.form.elements.namedItem(name);
      if (field && !OWN.has(name) && "value" in field) field.value = value;
    }
    if (draft.waits) {
      this.kept = draft.fields;
      this.send();
    } else this.say("textKept", draft.keptAt);
  }

  submitted(event) {
    if (!("draftSends" in this.form.dataset) || event.submitter?.name || !this.form.checkValidity()) return;
    event.preventDefault();
    this.keep(true);
    this.send();
  }

  async send() {
    if (this.isSending) return;
    clearTimeout(this.clock);
    this.isSending = true;
    this.say("textSending");
    const fields = this.fields();
    const ended = new AbortController();
    const patience = setTimeout(() => ended.abort(), PATIENCE);
    try {
      const answer = await fetch(this.form.action, {
        method: "POST",
        body: new URLSearchParams(fields),
        headers: { Accept: "application/json" },
        credentials: "omit",
        cache: "no-store",
        signal: ended.signal,
      });
      if (answer.ok) {
        const { url } = await answer.json();
        forget(this.name);
        location.assign(url);
        return;
      }
      if (COME_BACK.has(answer.status)) {
        this.later(Number(answer.headers.get("Retry-After")) || AGAIN, "textBusy");
      } else this.asPage(fields);
    } catch {
      this.later(AGAIN, "textWaits");
    } finally {
      clearTimeout(patience);
      this.isSending = false;
    }
  }

  later(seconds, word) {
    this.say(word);
    this.clock = setTimeout(() => this.send(), seconds * 1000);
  }

  /* Something is to be put right: the server's own page says what. */
  asPage(fields) {
    this.keep(false);
    for (const [name, value] of fields) {
      const field = this.form.elements.namedItem(name);
      if (field && "value" in field) field.value = value;
    }
    this.form.submit();
  }

  say(word, at = Date.now()) {
    if (!this.said) return;
    const time = new Date(at);
    const clock = `${time.getHours()}.${String(time.getMinutes()).padStart(2, "0")}`;
    this.said.hidden = false;
    this.said.classList.toggle("is-waiting", word === "textWaits" || word === "textBusy");
    const words = this.said.querySelector("[data-draft-words]");
    const text = (this.form.dataset[word] || "").replace("{clock}", clock);
    if (words.textContent !== text) words.textContent = text;
  }

  drop() {
    clearTimeout(this.clock);
    forget(this.name);
    this.kept = null;
    for (const field of this.form.querySelectorAll("textarea, input:not([type=hidden], [type=radio], [type=checkbox])")) field.value = "";
    if (this.said) this.said.hidden = true;
    if (this.form.elements.namedItem("step")) location.assign(this.form.action);
  }
}

const done = document.querySelector("[data-report-done]");
if (done) forget(done.dataset.reportDone);
for (const form of document.querySelectorAll("form[data-draft]")) new Draft(form);
