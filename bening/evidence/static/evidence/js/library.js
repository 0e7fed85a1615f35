/* The library on wide screens: choosing a row shows it beside the list, its title opens it on phones. */

const wide = matchMedia("(min-width: 992px)");

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-evidence-pick]");
  if (!link || !wide.matches || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  const place = new URL(location.href);
  place.searchParams.set("pilih", link.dataset.evidencePick);
  event.preventDefault();
  show(place, link).catch(() => { location.href = link.href; });
});

async function show(place, link) {
  const response = await fetch(place, { headers: { "X-Part": "1" }, credentials: "same-origin" });
  if (!response.ok) throw new Error(String(response.status));
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.getElementById("pratinjau");
  const panel = document.getElementById("pratinjau");
  if (!fresh || !panel) throw new Error("no panel");
  panel.replaceChildren(...fresh.childNodes);
  window.htmx?.process(panel);
  for (const row of document.querySelectorAll(".b-lib tr")) row.classList.toggle("is-selected", row.contains(link));
  history.replaceState(null, "", place);
}
