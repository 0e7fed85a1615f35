/* The living page only: buttons that show a toast, and an upload that never ends. */

import { toast } from "./announce.js";

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-toast-show]");
  if (button) toast(button.dataset.toastShow, { kind: button.dataset.toastKind || "info" });
});
