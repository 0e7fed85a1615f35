/* The dialog "Pakai ulang" over a page that shows the question: what is chosen appears behind it. On the
   page of its own, and where the question is not shown, the form posts as it is. */

document.addEventListener("submit", async (event) => {
  const form = event.target.closest?.("form[data-evidence-attach]");
  const dialog = form?.closest("dialog");
  const part = form && document.querySelector(`[data-evidence-of="${CSS.escape(form.dataset.evidenceAttach)}"]`);
  if (!dialog || !part || !window.htmx) return;
  event.preventDefault();
  const values = Object.fromEntries(new FormData(form));
  await window.htmx.ajax("POST", form.action, { target: part, swap: "outerHTML", values });
  dialog.close();
});
