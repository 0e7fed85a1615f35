/* Choosing: the number this phone has already, and one post for two quick taps. */

import { forgetMine, installWorker, mine } from "./mine.js";

const hall = document.querySelector("[data-queue-hall]");
if (hall) {
  const slug = hall.dataset.queueHall;
  const kept = mine(slug);
  const today = new Date();
  const day = [today.getFullYear(), today.getMonth() + 1, today.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
  if (kept && kept.day >= day) {
    const link = hall.querySelector("[data-queue-mine-link]");
    link.textContent = kept.label;
    link.href = kept.address;
    hall.querySelector("[data-queue-mine]").hidden = false;
  } else if (kept) {
    forgetMine(slug);
  }
}

document.querySelector("[data-queue-take]")?.addEventListener("submit", (event) => {
  const form = event.currentTarget;
  if (form.dataset.sent) {
    event.preventDefault();
  } else {
    form.dataset.sent = "1";
    setTimeout(() => delete form.dataset.sent, 8000);
  }
});
addEventListener("pageshow", () => {
  const form = document.querySelector("[data-queue-take]");
  if (form) delete form.dataset.sent;
});

installWorker("/antrean/");
