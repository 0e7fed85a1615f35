/* Files that wait to be sent, kept in IndexedDB so that they survive a reload and a lost line. Where
   the browser refuses to keep them (private windows), they live as long as the page. */

const DATABASE = "bening-uploads";
const STORE = "files";
const KEPT = 7 * 24 * 3600 * 1000; // as long as the server keeps what has arrived

let opened = null;

function database() {
  opened ||= new Promise((resolve) => {
    try {
      const request = indexedDB.open(DATABASE, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "key" });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve(null);
      request.onblocked = () => resolve(null);
    } catch {
      resolve(null);
    }
  });
  return opened;
}

async function within(mode, act) {
  const db = await database();
  if (!db) return null;
  return new Promise((resolve) => {
    const transaction = db.transaction(STORE, mode);
    const request = act(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve(request.result ?? null);
    transaction.onabort = () => resolve(null);
    transaction.onerror = () => resolve(null);
  });
}

/** Keep an entry `{key, person, tab, touched, place, file, remote}`. */
export const keep = (entry) => within("readwrite", (store) => store.put(entry));

/** Forget an entry by its key. */
export const forget = (key) => within("readwrite", (store) => store.delete(key));

/** The entries of a person; those older than the server's patience are forgotten. */
export async function kept(person) {
  const all = (await within("readonly", (store) => store.getAll())) || [];
  const now = Date.now();
  for (const entry of all) if (now - entry.added > KEPT) forget(entry.key);
  return all.filter((entry) => entry.person === person && now - entry.added <= KEPT);
}

/** A name of this tab that a reload keeps. */
export function tabName() {
  const key = "bening-tab";
  try {
    const name = sessionStorage.getItem(key) || random();
    sessionStorage.setItem(key, name);
    return name;
  } catch {
    return random();
  }
}

/** 32 hexadecimal digits; `crypto.randomUUID` wants HTTPS, this does not. */
export function random() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
