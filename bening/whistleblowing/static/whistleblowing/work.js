// While the form is filled in, the browser works for it; then it may be sent without waiting.
const form = document.querySelector("form[data-work]");

if (form && window.Worker && window.isSecureContext) {
  const { worker: address, nonce, salt, prefix } = form.dataset;
  const worker = new Worker(address);
  worker.addEventListener("message", ({ data }) => {
    worker.terminate();
    if (!data || !Number.isInteger(data.counter)) return;
    form.querySelector("[data-work-answer]").value = String(data.counter);
    form.querySelector("[data-wait]").hidden = true;
  });
  worker.postMessage({
    type: "work",
    challenge: { parameters: { algorithm: "SHA-256", cost: 1, nonce, salt, keyPrefix: prefix } },
    timeout: 0,
  });
}
