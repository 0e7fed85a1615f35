/* Keeps the page of the last number, and what it needs, for when there is no connection.

   The network comes first, always: a kept page is only shown when nothing answers, on the day of its
   number, and it says itself, before any other script runs, that it is cut off and since when. KEPT
   and OFFLINE are written before this text by the server. */

const SHELL = "bening-antrean-1";
const NUMBERS = "bening-nomor-1";
const TICKET = /^\/tiket\/[-\w]{16,32}\/$/;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(SHELL)
      .then((cache) => cache.addAll([...KEPT, OFFLINE]))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names
            .filter((one) => one.startsWith("bening-") && one !== SHELL && one !== NUMBERS)
            .map((one) => caches.delete(one)),
        ),
      )
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("message", (event) => {
  if (event.data?.forget) {
    event.waitUntil(caches.open(NUMBERS).then((cache) => cache.delete(event.data.forget)));
  }
});

async function keepNumber(path, answer) {
  const cache = await caches.open(NUMBERS);
  for (const one of await cache.keys()) await cache.delete(one); /* one number at a time */
  await cache.put(path, answer);
}

function today() {
  const now = new Date();
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}

/* The page as it was seen, dressed as what it is: old. Null once its day is over. */
async function keptNumber(pathname) {
  const cache = await caches.open(NUMBERS);
  const kept = await cache.match(pathname);
  if (!kept) return null;
  const text = await kept.text();
  const [, day] = text.match(/ data-day="([-\d]+)"/) || ["", ""];
  if (day < today()) {
    await cache.delete(pathname);
    return null;
  }
  const [, at] = text.match(/ data-at="([.:\d]+)"/) || ["", ""];
  const headers = new Headers(kept.headers);
  headers.set("X-Kept", "1");
  const old = text
    .replace('<div id="tiket"', '<div id="tiket" class="is-cut" data-kept')
    .replace("data-ticket-cut hidden", "data-ticket-cut")
    .replace(/(<strong data-ticket-cut-words data-words="([^"]*)">)/, (_all, tag, words) => tag + words.replace("%n", at));
  return new Response(old, { headers });
}

async function page(request) {
  const { pathname } = new URL(request.url);
  try {
    const answer = await fetch(request);
    if (answer.ok && TICKET.test(pathname)) await keepNumber(pathname, answer.clone());
    return answer;
  } catch {
    return (await keptNumber(pathname)) || (await caches.match(OFFLINE)) || Response.error();
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate" || TICKET.test(url.pathname)) {
    event.respondWith(page(request));
  } else if (url.pathname.startsWith("/static/")) {
    event.respondWith(caches.match(request).then((kept) => kept || fetch(request)));
  }
});
