/* Sends one file in chunks below 1 MiB and goes on where the server says, whatever happens to the line.
   `send(entry, tell, signal)` resolves with what the file became, or throws `Refused` with the
   server's sentence. `tell` hears `progress(done, total)` and `wait(why)`. */

import { csrfToken } from "../../ui/js/requests.js";
import { sha256 } from "./sha256.js";

const CHUNK = 512 * 1024;
const PATIENCE = 60000; // milliseconds for one chunk
const LONGEST_PAUSE = 30000;

/** The server said no, and why. */
export class Refused extends Error {}
/** The file on this device is not readable any more. */
export class Lost extends Error {}

class Offline extends Error {}
class SignedOut extends Error {}
class Gone extends Error {}

const pause = (milliseconds, signal) => new Promise((resolve, reject) => {
  const end = () => { clearTimeout(timer); removeEventListener("online", end); resolve(); };
  const timer = setTimeout(end, milliseconds);
  addEventListener("online", end, { once: true });
  signal.addEventListener("abort", () => { clearTimeout(timer); reject(signal.reason); }, { once: true });
});

async function ask(method, url, { body, json, signal }) {
  const limit = AbortSignal.timeout ? AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]) : signal;
  const headers = { Accept: "application/json", "X-CSRFToken": csrfToken() };
  if (json !== undefined) {
    headers["Content-Type"] = "application/json";
    body = JSON.stringify(json);
  } else if (body) headers["Content-Type"] = "application/octet-stream";
  let response;
  try {
    response = await fetch(url, { method, headers, body, signal: limit, redirect: "manual", credentials: "same-origin" });
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw new Offline(String(error));
  }
  if (response.type === "opaqueredirect" || response.status === 401) throw new SignedOut();
  let answer = {};
  try {
    answer = response.status === 204 ? {} : await response.json();
  } catch {
    if (response.status === 403) throw new SignedOut(); // the page's token is older than the session
    if (response.status !== 404 && response.status < 500) throw new Refused("");
  }
  return { status: response.status, answer };
}

/** Bytes from `start` to `end`, or Lost when the file changed under our hands. */
async function read(file, start, end) {
  try {
    return new Uint8Array(await file.slice(start, end).arrayBuffer());
  } catch {
    throw new Lost();
  }
}

async function begin(entry, signal) {
  const { name, size } = entry.file;
  const { status, answer } = await ask("POST", entry.place.begin, { json: { filename: name, size, ...entry.place.target }, signal });
  if (status === 201) return { url: answer.url };
  throw status === 507 || status >= 500 ? new Offline() : new Refused(answer.title);
}

async function whereItStands(entry, signal) {
  const { status, answer } = await ask("GET", entry.remote.url, { signal });
  if (status === 200) return answer.offset;
  if (status === 404) throw new Gone();
  throw new Offline();
}

async function attempt(entry, tell, signal, remember) {
  if (!entry.remote) {
    entry.remote = await begin(entry, signal);
    await remember(entry);
  }
  const { file } = entry;
  let offset = await whereItStands(entry, signal);
  const hash = sha256();
  while (hash.length < offset) hash.add(await read(file, hash.length, Math.min(offset, hash.length + CHUNK)));
  tell.progress(offset, file.size);
  while (offset < file.size) {
    const chunk = await read(file, offset, Math.min(offset + CHUNK, file.size));
    const { status, answer } = await ask("PUT", `${entry.remote.url}?offset=${offset}`, { body: chunk, signal });
    if (status === 200) {
      hash.add(chunk);
      offset = answer.offset;
      await remember(entry);
    } else if (status === 409) throw new Offline(); // begins again from where it stands
    else if (status === 404) throw new Gone();
    else if (status === 507 || status >= 500) { tell.wait("room", answer.title); throw new Offline(); } else throw new Refused(answer.title);
    tell.progress(offset, file.size);
  }
  tell.wait("checking");
  const { status, answer } = await ask("POST", `${entry.remote.url}selesai/`, { json: { sha256: hash.hex() }, signal });
  if (status === 200) return answer;
  if (status === 404) throw new Gone();
  if (status === 409 || status >= 500) throw new Offline();
  throw new Refused(answer.title);
}

/** What the file became; tries again until it is there, refused, or `signal` ends it. */
export async function send(entry, tell, signal, remember) {
  let wait = 1000;
  let again = 0;
  for (;;) {
    const before = entry.sent || 0;
    try {
      return await attempt(entry, { ...tell, progress: (done, total) => { entry.sent = done; tell.progress(done, total); } }, signal, remember);
    } catch (error) {
      if (error instanceof Gone && again < 2) {
        again += 1;
        entry.remote = null;
        continue;
      }
      if (error instanceof SignedOut) tell.wait("session");
      else if (error instanceof Offline) tell.wait("offline");
      else throw error;
      if ((entry.sent || 0) > before) wait = 1000;
      await pause(wait, signal);
      wait = Math.min(wait * 2, LONGEST_PAUSE);
    }
  }
}

/** Ends an upload on the server; a lost line does no harm, it is swept after a week. */
export function cancel(entry) {
  if (!entry.remote) return;
  ask("DELETE", entry.remote.url, { signal: new AbortController().signal }).catch(() => {});
}
