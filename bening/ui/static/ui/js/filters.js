/* `form[data-filter]` (GET) submits itself when a choice changes, and shortly after typing in a search. */

const WAIT = 500;

export function startFilters() {
  let timer = 0;
  const send = (form) => {
    clearTimeout(timer);
    form.requestSubmit();
  };
  document.addEventListener("change", (event) => {
    const form = event.target.closest?.("form[data-filter]");
    if (form) send(form);
  });
  document.addEventListener("input", (event) => {
    const form = event.target.closest?.("form[data-filter][data-filter-live]");
    if (!form || !event.target.matches("input[type=search], input[type=text]")) return;
    clearTimeout(timer);
    timer = setTimeout(() => send(form), WAIT);
  });
}
