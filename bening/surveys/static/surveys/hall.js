/* A screen that stands in the hall: back to its start when nobody touches it, unless somebody asks for
   more time; and the quick rating, which is sent with one tap. */

import { postAsPage, sendAnswer } from "./send.js";

const WARN = 20; // seconds without a touch until the screen asks
const GONE = 20; // seconds more until it starts anew
const MORE = 60; // seconds that somebody gets who asks for them

const bar = document.querySelector("[data-hall]");
const isHome = () => bar.dataset.hall === location.pathname + location.search;
let left = WARN + GONE;

function touched(event) {
  if (bar.contains(event.target)) return; // its button answers by itself, and must still be there to
  left = Math.max(left, WARN + GONE);
  if (!bar.hidden) bar.hidden = true;
}

function tick() {
  left -= 1;
  if (left <= 0) {
    left = WARN + GONE;
    if (isHome()) document.querySelectorAll("form").forEach((form) => form.reset());
    else location.replace(bar.dataset.hall);
  } else if (left <= GONE && !isHome()) {
    bar.hidden = false;
  }
}

if (bar) {
  if (bar.dataset.seconds) left = Number(bar.dataset.seconds);
  for (const kind of ["pointerdown", "keydown", "input"]) document.addEventListener(kind, touched, { passive: true });
  bar.querySelector("[data-hall-more]").addEventListener("click", () => { left = MORE + WARN + GONE; bar.hidden = true; });
  setInterval(tick, 1000);
}

const rating = document.querySelector("[data-rate]");
rating?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const fields = Object.fromEntries(new FormData(rating, event.submitter));
  const buttons = rating.querySelectorAll("button");
  buttons.forEach((one) => { one.disabled = true; });
  const done = await sendAnswer(rating.action, fields);
  const thanks = new URLSearchParams({ n: done.receipt, layar: 1, nilai: 1, layanan: fields["a-service"] || "" });
  if (done.receipt) location.replace(`${rating.dataset.rate}?${thanks}`);
  else if (done.refused) postAsPage(rating.action, fields);
  else {
    buttons.forEach((one) => { one.disabled = false; });
    document.querySelector("[data-rate-said]").textContent = rating.dataset.textLater;
  }
});
