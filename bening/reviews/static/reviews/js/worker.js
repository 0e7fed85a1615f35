/* The worker behind a worksheet that was taken along. The server writes `const RELEASE` before this:
   {version, files: [address, …], prefix: the address that static files begin with, days}.

   It answers without a line, and only with what is kept already: files of the release, and what the
   person took along (`offline.js` puts it there). It keeps no page by itself, and what is sent passes
   by it. With a line the server answers; its refusal of a page removes the copy of it. */

const STATIC = `bening.static:${RELEASE.version}`;
const STATICS = "bening.static:";
const COPY = "bening.copy:";
const PATIENCE = 8000; // milliseconds that a copy waits for a slow line
const NO_ANSWER = new Set([502, 503, 504]);
const REFUSED = new Set([401, 403, 404, 410]);

const namesOf = async (start) => (await caches.keys()).filter((name) => name.startsWith(start));

async function keepFiles() {
  const cache = await caches.open(STATIC);
  await cache.addAll(RELEASE.files);
  await self.skipWaiting();
}

/** Files of an older release stay as long as a copy is made of them. */
async function dropOlder() {
  const needed = new Set([STATIC]);
  for (const name of await namesOf(COPY)) {
    const page = await (await caches.open(name)).match(pathOf(name));
    if (page) needed.add(`${STATICS}${page.headers.get("X-Release")}`);
  }
  for (const name of await namesOf(STATICS)) if (!needed.has(name)) await caches.delete(name);
  await self.clients.claim();
}

/** The address of the page that a cache was made for: what follows its owner. */
const pathOf = (name) => name.slice(COPY.length).replace(/^[^:]*:/, "");

const tooOld = (page) => Date.now() - Date.parse(page.headers.get("X-Taken-At")) > RELEASE.days * 86_400_000;

/** The kept answer to a request with the name of its cache, or undefined. A page is only given as a page. */
async function copyOf(request, url) {
  for (const name of await namesOf(COPY)) {
    if (request.mode === "navigate" && pathOf(name) !== url.pathname) continue;
    const cache = await caches.open(name);
    const page = await cache.match(pathOf(name));
    if (page && tooOld(page)) await caches.delete(name);
    else if (page) {
      const answer = await cache.match(url.origin + url.pathname);
      if (answer) return { name, answer };
    }
  }
  return undefined;
}

const slow = () => new Promise((_, lost) => { setTimeout(() => lost(new Error("slow")), PATIENCE); });

async function lineOrCopy(request, url) {
  const copy = await copyOf(request, url);
  if (!copy) return fetch(request);
  let answer;
  try {
    answer = await Promise.race([fetch(request), slow()]);
  } catch {
    return copy.answer;
  }
  if (NO_ANSWER.has(answer.status)) return copy.answer;
  const isPage = url.pathname === pathOf(copy.name);
  if (isPage && (REFUSED.has(answer.status) || answer.type === "opaqueredirect")) await caches.delete(copy.name);
  return answer;
}

async function keptFile(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(keepFiles()));
self.addEventListener("activate", (event) => event.waitUntil(dropOlder()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith(RELEASE.prefix)) event.respondWith(keptFile(request));
  else if (!url.pathname.startsWith("/api/")) event.respondWith(lineOrCopy(request, url));
});
