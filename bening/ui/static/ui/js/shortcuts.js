/* Keyboard shortcuts, one key each, never while typing.
   - `data-shortcut="KEY"` on a control: focuses a field, clicks anything else.
   - `shortcut(key, act)` for modules; the function it returns takes it back.
   - `?` opens the dialog `#b-shortcuts` where the page has one.
   A person may switch all single-key shortcuts off (WCAG 2.1.4): `[data-shortcuts-switch]` checkbox. */

const KEY = "bening.shortcuts";
const acts = new Map();

export function shortcutsOn() {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
}

/** Bind `key` (as in KeyboardEvent.key, lower case) to `act(event)`. */
export function shortcut(key, act) {
  acts.set(key, act);
  return () => acts.delete(key);
}

const typing = (element) =>
  element.isContentEditable ||
  (element.matches("input, textarea, select") && !element.matches("[type=radio], [type=checkbox], [type=button], [type=submit]"));

function visible(element) {
  return element.offsetParent !== null && !element.closest("[hidden], [inert]");
}

function byAttribute(key) {
  const candidates = document.querySelectorAll(`[data-shortcut="${CSS.escape(key)}"]`);
  return [...candidates].find(visible);
}

export function startShortcuts() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !shortcutsOn()) return;
    if (!(event.target instanceof Element) || typing(event.target)) return;
    const modal = document.querySelector("dialog[open]");
    if (modal && !modal.contains(event.target)) return;
    const key = event.key.toLowerCase();
    if (!modal && acts.has(key)) {
      acts.get(key)(event);
      return;
    }
    if (key === "?") {
      const dialog = document.getElementById("b-shortcuts");
      if (dialog && !dialog.open) { dialog.showModal(); event.preventDefault(); }
      return;
    }
    if (modal) return;
    const control = byAttribute(key);
    if (!control) return;
    event.preventDefault();
    if (control.matches("input:not([type=checkbox], [type=radio], [type=submit]), textarea, select")) {
      control.focus();
      control.select?.();
    } else {
      control.click();
    }
  });
  for (const box of document.querySelectorAll("[data-shortcuts-switch]")) box.checked = shortcutsOn();
  document.addEventListener("change", (event) => {
    if (!event.target.matches?.("[data-shortcuts-switch]")) return;
    try {
      if (event.target.checked) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, "off");
    } catch { /* nothing to remember it in */ }
  });
}
