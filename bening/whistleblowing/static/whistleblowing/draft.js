/* The draft of a form, for this browser alone.

     <form data-draft="NAME" data-draft-fields="what who …" data-fresh>
     [data-draft-tools] hidden until drafts are kept, [data-draft-without] shown until then
     [data-draft-stay]   the tick that keeps it on the device; without one it is the tab's only
     [data-draft-drop]   empties both
     [data-draft-close]  a link that ends with this form on purpose: empties both
     [data-draft-status] says what became of it; its words are data-restored and data-dropped
     [data-draft-sent="NAME"] a page that says so: it was sent

   Only the named fields are kept: no file, nothing about the reporter, nothing hidden. */
import { drop, keep, read } from "./kept.js";

const PAUSE = 250; // milliseconds
const one = (name) => document.querySelector(`[data-draft-${name}]`);

for (const sent of document.querySelectorAll("[data-draft-sent]")) drop(sent.dataset.draftSent);
const form = document.querySelector("form[data-draft]");
if (form) start(form);

function start(form) {
  const name = form.dataset.draft;
  const names = form.dataset.draftFields.split(" ");
  const [tools, without, stay, status] = ["tools", "without", "stay", "status"].map(one);
  let timer = 0;
  let isOff = false;
  let wasSent = false;

  const parts = () => [...form.elements].filter((part) => names.includes(part.name));
  const isTick = (part) => part.type === "radio" || part.type === "checkbox";
  const say = (word) => (status.textContent = status.dataset[word]);

  function typed() {
    const fields = Object.fromEntries(names.map((each) => [each, []]));
    for (const part of parts()) {
      if (!isTick(part) || part.checked) fields[part.name].push(part.value);
    }
    return fields;
  }

  function fill(fields) {
    for (const part of parts()) {
      const values = fields[part.name] || [];
      if (isTick(part)) part.checked = values.includes(part.value);
      else part.value = values[0] ?? "";
    }
  }

  function save() {
    clearTimeout(timer);
    timer = 0;
    if (!isOff) keep(name, typed(), Boolean(stay?.checked));
  }

  function end(word) {
    clearTimeout(timer);
    timer = 0;
    isOff = true;
    drop(name);
    if (stay) stay.checked = false;
    if (word) say(word);
  }

  const held = read(name);
  if (held && stay) stay.checked = held.stays;
  if (held && "fresh" in form.dataset) {
    fill(held.fields);
    say("restored");
  } else if (!held && !keep(name, typed(), false)) {
    return; // this browser keeps nothing: the page goes on saying so
  } else if (!held) {
    drop(name);
  }
  tools.hidden = false;
  without.hidden = true;

  form.addEventListener("input", (event) => {
    if (isOff || !names.includes(event.target.name)) return;
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", () => {
    save();
    wasSent = true;
  });
  stay?.addEventListener("change", () => {
    isOff = false;
    save();
  });
  one("drop").addEventListener("click", () => end("dropped"));
  one("close")?.addEventListener("click", () => end(""));
  addEventListener("w:leaving", () => {
    clearTimeout(timer);
    isOff = true;
  });
  addEventListener("pagehide", () => timer && save());
  addEventListener("pageshow", (event) => {
    if (event.persisted && wasSent && !read(name)) form.reset(); // sent: coming back shows nothing
  });
}
