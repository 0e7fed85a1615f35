/* Slips that an officer hands over: the printing window opens by itself. */

const button = document.querySelector("[data-slips] [data-print]");
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
  window.addEventListener("load", () => window.print());
}
