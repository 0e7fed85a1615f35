// Reads the page anew every so many seconds while nobody is filling in anything.
const page = document.querySelector("[data-again]");

if (page) {
  const every = Number(page.dataset.again) * 1000;
  setInterval(() => {
    const busy = document.activeElement?.closest("form") || document.querySelector("input:checked");
    const typed = [...document.querySelectorAll("main input[type=text]")].some((one) => one.value);
    if (!busy && !typed && !document.hidden) location.reload();
  }, every);
}
