/* Native dialogs.
   - `<button data-dialog-open="ID">` opens `<dialog id="ID">`; `data-dialog-close` closes the one around it.
   - `<a href="…" data-dialog-load>` loads the page's `[data-dialog-part]` (or `main`) into `#b-dialog`;
     without script the link goes to the page.
   - `data-confirm="Question"` on a form or submit button asks first, in words of its own:
     `data-confirm-title`, `data-confirm-do` (the verb on the button). Without script the server asks. */

function shared() {
  return document.getElementById("b-dialog");
}

/** Open a dialog; focus goes to `[autofocus]` or its first control, and returns on close. */
export function openDialog(dialog) {
  if (!dialog || dialog.open) return;
  const from = document.activeElement;
  dialog.addEventListener("close", () => from?.focus?.(), { once: true });
  dialog.showModal();
}

/** Ask a yes/no question; resolves to true for the named act. */
export function ask({ title, text, act, dismiss }) {
  const dialog = shared();
  const words = document.body.dataset;
  dialog.replaceChildren();
  const form = document.createElement("form");
  form.method = "dialog";
  form.className = "b-dialog__body";
  const head = document.createElement("h2");
  head.id = "b-dialog-title";
  head.textContent = title;
  form.append(head);
  if (text) {
    const paragraph = document.createElement("p");
    paragraph.textContent = text;
    form.append(paragraph);
  }
  const row = document.createElement("div");
  row.className = "b-dialog__act";
  for (const [label, value, look] of [[dismiss || words.textCancel || "Batal", "", "btn-outline-secondary"], [act, "yes", "btn-ink"]]) {
    const button = document.createElement("button");
    button.className = `btn ${look}`;
    button.value = value;
    button.textContent = label;
    row.append(button);
  }
  form.append(row);
  dialog.append(form);
  dialog.returnValue = "";
  openDialog(dialog);
  row.firstElementChild.focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

async function loadInto(link) {
  const response = await fetch(link.href, { headers: { "X-Dialog": "1" }, credentials: "same-origin" });
  if (!response.ok) throw new Error(String(response.status));
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const part = page.querySelector("[data-dialog-part]") || page.querySelector("main");
  const heading = part?.querySelector("h1, h2");
  const dialog = shared();
  if (!part || !dialog) throw new Error("nothing to show");
  if (heading) heading.id = "b-dialog-title";
  const body = document.createElement("div");
  body.className = "b-dialog__body";
  body.append(...part.childNodes);
  const close = document.createElement("button");
  close.type = "button";
  close.className = "btn btn-outline-secondary";
  close.dataset.dialogClose = "";
  close.textContent = document.body.dataset.textClose || "Tutup";
  const row = document.createElement("div");
  row.className = "b-dialog__act";
  row.append(close);
  body.append(row);
  dialog.replaceChildren(body);
  window.htmx?.process(dialog);
  openDialog(dialog);
}

/* A form's own text is all of its fields: the word for the act is that of the button that sends it. */
function question(element, submitter) {
  const named = element.matches("form") ? submitter || element.querySelector("button:not([type=button])") || element : element;
  return {
    title: element.dataset.confirmTitle || element.dataset.confirm,
    text: element.dataset.confirmTitle ? element.dataset.confirm : "",
    act: element.dataset.confirmDo || named.textContent.trim(),
  };
}

export function startDialogs() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog-open]");
    if (opener) {
      event.preventDefault();
      openDialog(document.getElementById(opener.dataset.dialogOpen));
    }
    const closer = event.target.closest("[data-dialog-close]");
    if (closer) closer.closest("dialog")?.close();
    const link = event.target.closest("a[data-dialog-load]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
      event.preventDefault();
      loadInto(link).catch(() => { location.href = link.href; });
    }
    if (event.target instanceof HTMLDialogElement && event.target.open) {
      const box = event.target.getBoundingClientRect();
      const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
      if (!inside && (event.clientX || event.clientY)) event.target.close();
    }
  });
  document.addEventListener("submit", async (event) => {
    const asking = event.submitter?.closest("[data-confirm]") || (event.target.matches("[data-confirm]") ? event.target : null);
    if (!asking || event.target.dataset.confirmed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!(await ask(question(asking, event.submitter)))) return;
    event.target.dataset.confirmed = "1";
    event.target.requestSubmit(event.submitter || undefined);
    delete event.target.dataset.confirmed;
  }, true);
  document.addEventListener("htmx:confirm", (event) => {
    const asking = event.target.closest("[data-confirm]");
    if (!asking || asking.matches("form")) return;
    event.preventDefault();
    ask(question(asking)).then((yes) => { if (yes) event.detail.issueRequest(true); });
  });
}
