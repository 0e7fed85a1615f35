// Passkeys: binds form[data-passkey="login" | "confirm" | "add"].
// The button works only where the browser allows passkeys; otherwise the text beside it says why.

const OPTIONS = "passkey-options";

function bytes(text) {
  const padded = text.replace(/-/g, "+").replace(/_/g, "/").padEnd(Math.ceil(text.length / 4) * 4, "=");
  return Uint8Array.from(atob(padded), (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function asked(options) {
  const key = structuredClone(options.publicKey);
  key.challenge = bytes(key.challenge);
  for (const list of [key.allowCredentials, key.excludeCredentials]) {
    for (const one of list ?? []) one.id = bytes(one.id);
  }
  if (key.user) key.user.id = bytes(key.user.id);
  return { publicKey: key };
}

function answer(credential) {
  const from = credential.response;
  const response = { clientDataJSON: text(from.clientDataJSON) };
  if (from.attestationObject) {
    response.attestationObject = text(from.attestationObject);
    response.transports = from.getTransports ? from.getTransports() : [];
  } else {
    response.authenticatorData = text(from.authenticatorData);
    response.signature = text(from.signature);
    response.userHandle = from.userHandle ? text(from.userHandle) : null;
  }
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

async function optionsOf(form) {
  if (form.dataset.passkey !== "login") {
    const given = JSON.parse(document.getElementById(OPTIONS).textContent);
    return given.creation_options ?? given.request_options;
  }
  const reply = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!reply.ok) throw new Error(`passkey options: ${reply.status}`);
  return (await reply.json()).request_options;
}

async function ceremony(form) {
  if (form.dataset.passkey === "add") {
    const options = asked(await optionsOf(form));
    options.publicKey.authenticatorSelection = {
      ...options.publicKey.authenticatorSelection,
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    };
    return navigator.credentials.create(options);
  }
  return navigator.credentials.get(asked(await optionsOf(form)));
}

function reason(form) {
  if (!window.isSecureContext) return form.dataset.textInsecure;
  if (!window.PublicKeyCredential) return form.dataset.textUnsupported;
  if (form.dataset.host && form.dataset.host !== window.location.hostname) return form.dataset.textHost;
  return "";
}

function bind(form) {
  const button = form.querySelector("button[type=submit]");
  const words = document.getElementById(button.getAttribute("aria-describedby"));
  const refused = reason(form);
  words.textContent = refused || form.dataset.textReady;
  button.disabled = Boolean(refused);
  if (refused) return;
  form.addEventListener("submit", async (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    button.disabled = true;
    try {
      form.elements.credential.value = JSON.stringify(answer(await ceremony(form)));
      form.submit();
    } catch {
      words.textContent = form.dataset.textStopped;
      button.disabled = false;
      button.focus();
    }
  });
}

document.querySelectorAll("form[data-passkey]").forEach(bind);
