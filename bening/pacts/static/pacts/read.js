/* The pact is signed with one tap after reading: the box below the text, which works by itself
   without script, is ticked by scrolling to the end of the text. */

const form = document.querySelector("[data-read-to-sign]");
const end = document.querySelector("[data-read-end]");

if (form && end) {
  const box = form.querySelector("input[name=read]");
  const button = form.querySelector("button[data-sign]");
  const show = () => {
    button.disabled = !box.checked;
  };
  if (button && !button.hasAttribute("data-closed")) {
    box.addEventListener("change", show);
    new IntersectionObserver((seen, observer) => {
      if (seen.some((entry) => entry.isIntersecting)) {
        box.checked = true;
        observer.disconnect();
        show();
      }
    }).observe(end);
    show();
  }
}
