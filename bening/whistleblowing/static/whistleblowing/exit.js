// "Tutup cepat" empties the tab's drafts and leaves no page to go back to; without script the link
// itself leads away. Every page lets go of drafts whose days are over.
import { dropLapsed, dropTab } from "./kept.js";

dropLapsed();
document.addEventListener("click", (event) => {
  const exit = event.target instanceof Element ? event.target.closest("[data-exit]") : null;
  if (!exit) return;
  event.preventDefault();
  document.documentElement.hidden = true;
  dispatchEvent(new Event("w:leaving")); // what is still about to be kept is not
  dropTab();
  location.replace(exit.href);
});
