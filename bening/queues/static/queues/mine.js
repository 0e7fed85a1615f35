/* Which number this phone took in a hall, kept on the phone alone, for its day. */

const name = (hall) => `bening.antrean.${hall}`;

export function keepMine(hall, kept) {
  try {
    localStorage.setItem(name(hall), JSON.stringify(kept));
  } catch {
    /* private mode: the page still works */
  }
}

export function forgetMine(hall) {
  try {
    localStorage.removeItem(name(hall));
  } catch {
    /* nothing was kept */
  }
}

export function mine(hall) {
  try {
    return JSON.parse(localStorage.getItem(name(hall)) || "null");
  } catch {
    return null;
  }
}

/* The worker keeps the page of a number for when there is no connection. */
export function installWorker(scope) {
  if ("serviceWorker" in navigator) {
    navigator.serviceWorker.register(`${scope}pekerja.js`, { scope }).catch(() => {});
  }
}
