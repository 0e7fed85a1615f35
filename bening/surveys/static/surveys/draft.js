/* What somebody has filled in so far, kept on the device until it is sent. The name under which it is
   kept comes from the server: the survey and a keyed hash. No token is ever kept. */

const PREFIX = "bening.survei.";
const DAYS = 30;

/** The draft of a name; an empty one where there is none that can be read. */
export function readDraft(name) {
  try {
    const draft = JSON.parse(localStorage.getItem(PREFIX + name));
    const old = Date.now() - draft.keptAt > DAYS * 86_400_000;
    if (draft.form === 1 && !old && typeof draft.answers === "object") return draft;
  } catch { /* nothing kept, or nothing that can be read */ }
  return { form: 1, answers: {}, at: "", once: "", seconds: 0, waits: false };
}

/** Keeps a draft; without room it lives as long as the page. */
export function keepDraft(name, draft) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify({ ...draft, keptAt: Date.now() }));
  } catch { /* the page still holds it */ }
}

/** Forgets the drafts whose name begins so. */
export function forgetDrafts(start) {
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(PREFIX + start)) localStorage.removeItem(name);
    }
  } catch { /* nothing is kept where nothing may be */ }
}
