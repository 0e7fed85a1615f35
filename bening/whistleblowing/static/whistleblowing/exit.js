// "Tutup cepat" leaves no page to go back to; without script the link itself leads away.
document.addEventListener("click", (event) => {
  const exit = event.target instanceof Element ? event.target.closest("[data-exit]") : null;
  if (!exit) return;
  event.preventDefault();
  document.documentElement.hidden = true;
  location.replace(exit.href);
});
