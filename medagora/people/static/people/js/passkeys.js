// Passkeys: the browser's part of making one, and of showing that one has it.
// A form says by data-passkey what it wants (create, use, sign-in); its options come
// from the server, its sentences from the page's language. Nothing else is sent.

const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) =>
    letter.charCodeAt(0));

const toText = (buffer) =>
  btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

const withBytes = (list) => list?.map((one) => ({ ...one, id: toBytes(one.id) }));

function forCreation({ publicKey }, alone) {
  const selection = { ...publicKey.authenticatorSelection };
  if (alone !== null) {
    selection.residentKey = alone ? "required" : "discouraged";
    selection.requireResidentKey = alone;
    selection.userVerification = alone ? "required" : selection.userVerification;
  }
  return {
    ...publicKey,
    challenge: toBytes(publicKey.challenge),
    user: { ...publicKey.user, id: toBytes(publicKey.user.id) },
    excludeCredentials: withBytes(publicKey.excludeCredentials) ?? [],
    authenticatorSelection: selection,
  };
}

const forUse = ({ publicKey }) => ({
  ...publicKey,
  challenge: toBytes(publicKey.challenge),
  allowCredentials: withBytes(publicKey.allowCredentials) ?? [],
});

function toSend(credential) {
  const { response } = credential;
  const answer = { clientDataJSON: toText(response.clientDataJSON) };
  if (response.attestationObject) {
    answer.attestationObject = toText(response.attestationObject);
    answer.transports = response.getTransports?.() ?? [];
  } else {
    answer.authenticatorData = toText(response.authenticatorData);
    answer.signature = toText(response.signature);
    answer.userHandle = response.userHandle ? toText(response.userHandle) : null;
  }
  return {
    type: credential.type,
    id: credential.id,
    rawId: toText(credential.rawId),
    response: answer,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function optionsOf(form) {
  const there = form.querySelector("script[type='application/json']");
  if (there) return JSON.parse(there.textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  return answer.json();
}

async function ask(form) {
  const options = await optionsOf(form);
  if (form.dataset.passkey !== "create") {
    const publicKey = forUse(options.request_options);
    return navigator.credentials.get({ publicKey });
  }
  const box = form.querySelector("input[name='passwordless']");
  const alone = box ? box.checked : null;
  const publicKey = forCreation(options.creation_options, alone);
  return navigator.credentials.create({ publicKey });
}

// Browsers tie a passkey to a name; under a bare number there is none.
const isNumber = /^[\d.]+$|^\[/.test(location.hostname);

function sentenceFor(form, problem) {
  const words = form.dataset;
  if (problem.name === "NotAllowedError" || problem.name === "AbortError") {
    return words.cancelled;
  }
  if (problem.name === "InvalidStateError") return words.known;
  return words.failed;
}

function say(form, sentence) {
  const place = form.querySelector("[data-passkey-message]");
  place.textContent = sentence;
  place.hidden = false;
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const usable = window.PublicKeyCredential && !isNumber;
  // Who wants to sign in sees the other ways; an excuse would only be in the way.
  form.hidden = !usable && form.dataset.passkey === "sign-in";
  if (!usable) {
    say(form, isNumber ? form.dataset.number : form.dataset.unsupported);
    for (const button of form.querySelectorAll("button")) button.disabled = true;
    continue;
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const credential = await ask(form);
      form.elements.credential.value = JSON.stringify(toSend(credential));
      form.submit();
    } catch (problem) {
      say(form, sentenceFor(form, problem));
    }
  });
}
