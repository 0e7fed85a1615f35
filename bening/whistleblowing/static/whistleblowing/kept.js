// What a reporter typed, kept by this browser and by nobody else: in the tab, or for DAYS on the
// device where the reporter asked for it. Nothing here is ever sent.
const PREFIX = "isian:";
const DAYS = 7;
const DAY = 24 * 60 * 60 * 1000;

const inTab = () => window.sessionStorage;
const onDevice = () => window.localStorage;

// A browser that keeps nothing throws; then nothing is kept.
function tried(act) {
  try {
    return act();
  } catch {
    return null;
  }
}

function found(place, name) {
  return tried(() => JSON.parse(place().getItem(PREFIX + name)));
}

const isLapsed = (draft) => !(draft && Math.abs(Date.now() - draft.at) < DAYS * DAY);

// {fields, stays}: what was typed, and whether it lies on the device; null where there is none.
export function read(name) {
  dropLapsed();
  const stayed = found(onDevice, name);
  const draft = found(inTab, name) || stayed;
  return draft && { fields: draft.fields, stays: Boolean(stayed) };
}

// Whether the tab has it now.
export function keep(name, fields, stays) {
  const draft = JSON.stringify({ at: Date.now(), fields });
  const has = tried(() => (inTab().setItem(PREFIX + name, draft), true));
  tried(() => (stays ? onDevice().setItem(PREFIX + name, draft) : onDevice().removeItem(PREFIX + name)));
  return Boolean(has);
}

export function drop(name) {
  for (const place of [inTab, onDevice]) tried(() => place().removeItem(PREFIX + name));
}

function dropAll(place, isOut) {
  tried(() => {
    for (const key of Object.keys(place())) {
      if (key.startsWith(PREFIX) && isOut(key.slice(PREFIX.length))) place().removeItem(key);
    }
  });
}

// Every draft of the tab, of whichever page.
export const dropTab = () => dropAll(inTab, () => true);

export const dropLapsed = () => dropAll(onDevice, (name) => isLapsed(found(onDevice, name)));
