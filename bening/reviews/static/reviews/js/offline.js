/* Questions kept for a lost line, as long as the page stays open.

   Each question that was opened is kept; `[data-ready-offline]` fetches all of the list and has the
   browser draw their pictures. What is typed waits in `ui/js/drafts.js` and is sent when the line is
   back. Only a page served by HTTPS could be opened again without a line: the words say so. */

import { toast } from "../../ui/js/announce.js";

const AT_ONCE = 3;
const pages = new Map();
let prepared = false;

/** The fragment of a question, or undefined. */
export const kept = (url) => pages.get(url);

export function remember(url, html) {
  pages.set(url, html);
}

/** A kept question is out of date once its value was saved: a prepared one is fetched anew. */
export function forget(url) {
  if (!pages.delete(url) || !prepared) return;
  fetchOne(url).catch(() => undefined);
}

async function fetchOne(url) {
  const response = await fetch(url, { headers: { "HX-Request": "true" }, credentials: "same-origin", redirect: "manual" });
  if (!response.ok) throw new Error(String(response.status));
  const html = await response.text();
  pages.set(url, html);
  const part = new DOMParser().parseFromString(html, "text/html");
  for (const picture of part.querySelectorAll("img")) new Image().src = picture.getAttribute("src");
}

async function fetchAll(urls, tell) {
  const left = [...urls];
  let done = 0;
  const work = async () => {
    while (left.length) {
      await fetchOne(left.shift());
      done += 1;
      tell(done);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

export function startOffline(rows, screen) {
  const button = document.querySelector("[data-ready-offline]");
  if (!button) return;
  button.hidden = false;
  const label = button.textContent;
  button.addEventListener("click", async () => {
    button.disabled = true;
    const urls = rows().map((row) => row.dataset.panel);
    try {
      prepared = true;
      await fetchAll(urls, (done) => { button.textContent = `${label} ${done}/${urls.length}`; });
      toast(screen().dataset.textReady.replace("{count}", urls.length));
      if (!window.isSecureContext) toast(screen().dataset.textInsecure, { kind: "caution" });
    } catch {
      toast(document.body.dataset.textFailed, { kind: "unmet" });
    }
    button.textContent = label;
    button.disabled = false;
  });
}
