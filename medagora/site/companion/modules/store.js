// What the companion remembers, all of it on this machine: the server, its key, its
// last list, and whether the list is fetched anew now and then. Never an address that
// its reader has visited.

const DEFAULTS = { server: "", key: "", list: "", fetchedAt: 0, renews: true };

export async function recall() {
  return { ...DEFAULTS, ...(await chrome.storage.local.get(Object.keys(DEFAULTS))) };
}

export async function remember(changes) {
  await chrome.storage.local.set(changes);
}

// Forgets everything, also the server.
export async function forget() {
  await chrome.storage.local.clear();
}

// The server and key that the package came with, from the site that handed it out.
export async function readHome() {
  return readPacked("home.json");
}

export async function readPacked(name) {
  const response = await fetch(chrome.runtime.getURL(name));
  return response.json();
}

export function toBase64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return btoa(text);
}

export function fromBase64(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text); // newer browsers
  const plain = atob(text);
  const bytes = new Uint8Array(plain.length);
  for (let at = 0; at < plain.length; at += 1) bytes[at] = plain.charCodeAt(at);
  return bytes;
}
