/* Theme switch: `[data-theme-switch]` holds buttons `[data-theme-choice=system|light|dark]`.
   It is hidden in the page and shown here, since it can do nothing without script. */

const KEY = "bening.theme";

export function chosenTheme() {
  try {
    return localStorage.getItem(KEY) || "system";
  } catch {
    return "system";
  }
}

/** Show `choice` and remember it on this device. */
export function chooseTheme(choice) {
  const root = document.documentElement;
  if (choice === "system") root.removeAttribute("data-bs-theme");
  else root.setAttribute("data-bs-theme", choice);
  try {
    if (choice === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, choice);
  } catch { /* it holds for this page only */ }
  for (const button of document.querySelectorAll("[data-theme-choice]")) {
    button.setAttribute("aria-pressed", String(button.dataset.themeChoice === choice));
  }
}

export function startTheme() {
  for (const part of document.querySelectorAll("[data-theme-switch]")) part.hidden = false;
  chooseTheme(chosenTheme());
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-theme-choice]");
    if (button) chooseTheme(button.dataset.themeChoice);
  });
}
