/* Drop zones: `form[data-drop]` is a plain upload form; here it takes dropped, picked, pasted and
   photographed files and fires `b:files` on itself with `detail.files`. The feature's module sends them
   and reports through the row of each: `const row = uploadRow(list, file, {onCancel})`, then
   `row.progress(done, total)`, `row.fail(text)`, `row.done()` (removes it: the server's row replaces it).
   When nobody listens (`preventDefault` on the event), the plain form is submitted. */

const MEGA = 1e6;

function size(bytes) {
  const mega = bytes / MEGA;
  return mega >= 1
    ? `${mega.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} MB`
    : `${Math.max(1, Math.round(bytes / 1000)).toLocaleString(document.documentElement.lang)} KB`;
}

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** A row for one file in `list` (`[data-drop-list]`, which carries the words). */
export function uploadRow(list, file, { onCancel } = {}) {
  const words = list.dataset;
  const el = document.createElement("li");
  el.className = "b-ev";
  const mark = document.createElement("span");
  mark.className = "b-ev__ico";
  mark.setAttribute("aria-hidden", "true");
  mark.textContent = "↑";
  const middle = document.createElement("div");
  const name = document.createElement("span");
  name.className = "b-ev__t";
  name.textContent = file.name;
  const bar = document.createElement("progress");
  bar.className = "b-progress";
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  const line = document.createElement("div");
  line.className = "b-meta";
  line.textContent = size(file.size);
  middle.append(name, bar, line);
  const stop = document.createElement("button");
  stop.type = "button";
  stop.className = "btn b-btn-icon";
  stop.textContent = "×";
  stop.setAttribute("aria-label", fill(words.textCancel || "{name}", { name: file.name }));
  stop.addEventListener("click", () => { onCancel?.(); el.remove(); });
  el.append(mark, middle, stop);
  list.append(el);
  const started = performance.now();
  return {
    el,
    progress(done, total) {
      bar.value = total ? (done / total) * 100 : 0;
      const parts = [fill(words.textProgress || "{done} / {total}", { done: size(done), total: size(total) })];
      const left = done ? ((performance.now() - started) / done) * (total - done) / 1000 : 0;
      if (left >= 90) parts.push(fill(words.textMinutes || "", { minutes: Math.round(left / 60) }));
      else if (left >= 2) parts.push(fill(words.textSeconds || "", { seconds: Math.round(left) }));
      line.textContent = parts.filter(Boolean).join(", ");
    },
    wait(text) { line.textContent = text; },
    fail(text) {
      bar.remove();
      line.className = "b-ev__fault";
      line.setAttribute("role", "alert");
      line.textContent = text;
    },
    done() { el.remove(); },
  };
}

function offer(form, files) {
  if (!files.length) return;
  const event = new CustomEvent("b:files", { bubbles: true, cancelable: true, detail: { files: [...files] } });
  if (!form.dispatchEvent(event)) return;
  const input = form.querySelector("input[type=file]");
  if (input.files !== files) {
    const carried = new DataTransfer();
    for (const file of files) carried.items.add(file);
    input.files = carried.files;
  }
  form.requestSubmit();
}

export function startDrops() {
  for (const form of document.querySelectorAll("form[data-drop]")) ready(form);
  document.addEventListener("htmx:load", (event) => {
    for (const form of event.detail.elt.querySelectorAll?.("form[data-drop]") || []) ready(form);
  });
}

function ready(form) {
  if (form.dataset.ready) return;
  form.dataset.ready = "1";
  const input = form.querySelector("input[type=file]");
  const pick = form.querySelector("[data-drop-pick]");
  const camera = form.querySelector("[data-drop-camera]");
  if (pick) {
    pick.hidden = false;
    pick.addEventListener("click", () => { input.removeAttribute("capture"); input.click(); });
  }
  if (camera && matchMedia("(pointer: coarse)").matches) {
    camera.hidden = false;
    camera.addEventListener("click", () => { input.setAttribute("capture", "environment"); input.click(); });
  }
  input.addEventListener("change", () => offer(form, input.files));
  for (const kind of ["dragenter", "dragover"]) {
    form.addEventListener(kind, (event) => {
      if (![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault();
      form.classList.add("is-over");
    });
  }
  form.addEventListener("dragleave", (event) => { if (!form.contains(event.relatedTarget)) form.classList.remove("is-over"); });
  form.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    form.classList.remove("is-over");
    offer(form, event.dataTransfer.files);
  });
  form.addEventListener("paste", (event) => {
    if (event.clipboardData.files.length) offer(form, event.clipboardData.files);
  });
}
