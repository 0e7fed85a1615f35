/* What-if: every change of the simulation's boxes, and of answers while it is on, asks the server for
   the score as it would be. Nothing is stored; the address holds the whole simulation. */

import { announce } from "../../ui/js/announce.js";

let running = null;


/** Swap the panel, the tree and the score at the foot for those of `address`; the rest stays. */
async function show(address) {
  running?.abort();
  running = new AbortController();
  let page;
  try {
    const response = await fetch(address, { credentials: "same-origin", signal: running.signal });
    if (!response.ok || response.redirected) return location.assign(address);
    page = new DOMParser().parseFromString(await response.text(), "text/html");
  } catch (failure) {
    if (failure.name !== "AbortError") throw failure;
    return undefined;
  }
  const focus = document.activeElement?.id;
  for (const selector of ["#nilai", ".b-tree", "#skor"]) {
    const fresh = page.querySelector(selector);
    const stale = document.querySelector(selector);
    if (fresh && stale) stale.innerHTML = fresh.innerHTML;
  }
  window.htmx?.process(document.getElementById("nilai"));
  if (focus) document.getElementById(focus)?.focus();
  history.replaceState(null, "", address);
  const total = document.querySelector("[data-simulated]")?.textContent;
  const words = document.querySelector("[data-sheet]")?.dataset.textTried;
  if (total && words) announce(words.replace("{total}", total));
  return undefined;
}

/** The simulation stands in the form of the panel and, for tried answers, in the page's address. */
function tried(form) {
  const before = new URLSearchParams(location.search);
  const here = new FormData(form);
  const code = form.dataset.try;
  for (const name of [...before.keys()]) {
    if (name === `coba:${code}` || name.startsWith(`coba:${code}:`)) before.delete(name);
  }
  for (const [name, value] of here) {
    if (name === `coba:${code}` || name.startsWith(`coba:${code}:`)) {
      if (value !== "") before.set(name, value);
    }
  }
  before.set("simulasi", "1");
  return `${form.action.split("#")[0].split("?")[0]}?${before}`;
}

function boxes(form) {
  const before = new URLSearchParams(location.search);
  for (const box of form.querySelectorAll("input[type=checkbox][name^='coba:']")) {
    before.delete(box.name);
    for (const name of [...before.keys()]) if (name.startsWith(`${box.name}:`)) before.delete(name);
    if (box.checked) before.set(box.name, box.value);
  }
  before.set("simulasi", "1");
  return `${form.action.split("#")[0].split("?")[0]}?${before}`;
}

export function startSimulation() {
  document.addEventListener("change", (event) => {
    const panel = event.target.closest?.("form[data-simulation]");
    if (panel) {
      const address = boxes(panel);
      if ("simulating" in document.querySelector("[data-sheet]").dataset) show(address);
      else location.assign(`${address}#nilai`);
      return;
    }
    const card = event.target.closest?.("form[data-try]");
    if (card) show(tried(card));
  });
  document.addEventListener("submit", (event) => {
    const card = event.target.closest?.("form[data-try]");
    if (!card) return;
    event.preventDefault();
    show(tried(card));
  });
}
