/* What htmx does with refusals and lost lines. Every refusal of the server reaches an htmx request
   either as the feature's own fragment (409, 422) or as a toast (`HX-Retarget: #b-toasts`). */

import { announce, toast } from "./announce.js";

const words = () => document.body.dataset;

export function startRequests() {
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    if (xhr.status < 400 || xhr.status === 409 || xhr.status === 422) return;
    if (xhr.getResponseHeader("HX-Retarget")) return;
    event.detail.shouldSwap = false;
    toast(words().textFailed, { kind: "unmet" });
  });
  for (const lost of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(lost, () => toast(words().textFailed, { kind: "unmet" }));
  }
  document.addEventListener("htmx:afterSwap", (event) => {
    const said = event.detail.xhr?.getResponseHeader("X-Announce");
    if (said) announce(decodeURIComponent(said));
  });
  window.addEventListener("offline", () => toast(words().textOffline, { kind: "caution" }));
}

/** The CSRF token that the body carries for htmx, for requests of other modules. */
export function csrfToken() {
  const carried = document.querySelector("[hx-headers]")?.getAttribute("hx-headers");
  if (carried) return JSON.parse(carried)["X-CSRFToken"];
  return document.querySelector("input[name=csrfmiddlewaretoken]")?.value || "";
}
