/* Copies of pages that a person took along, in caches that name their owner.

   A device keeps copies for one person at a time: they go when that person signs out, when a page
   is shown to somebody else, and when the sign-in page is shown. What was typed stays in `drafts.js`. */

export const COPY = "bening.copy:";
const KEPT = "bening.";

/** The name of the cache that holds what `person` took along of the page at `path`. */
export const copyName = (person, path) => `${COPY}${person}:${path}`;

const can = () => window.isSecureContext && "caches" in window;

/** Remove every copy, the files of the release and the worker that answers with them. */
export async function clearCopies() {
  if (!can()) return;
  const names = (await caches.keys()).filter((name) => name.startsWith(KEPT));
  await Promise.all(names.map((name) => caches.delete(name)));
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.all(workers.map((worker) => worker.unregister()));
}

/** What another person took along goes before this one reads anything. */
export async function startCopies() {
  if (!can()) return;
  const person = document.querySelector("meta[name=b-person]")?.content || "";
  const names = (await caches.keys()).filter((name) => name.startsWith(COPY));
  const others = names.filter((name) => !name.startsWith(copyName(person, "")));
  if (person && others.length) await Promise.all(others.map((name) => caches.delete(name)));
  else if (!person && document.querySelector("meta[name=b-nobody]")) await clearCopies();
}
