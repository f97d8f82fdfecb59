// The only file that speaks to anybody: to the server that the reader chose, without
// cookies, without saying where from, and never on to another host.

import { ListFault, crowdOf, isSignedBy, readList } from "./list.js";
import { hexOf } from "./sha256.js";
import { fromBase64, recall, remember, toBase64 } from "./store.js";

const LARGEST = 20_000_000;

// `code`: unreachable, refused, too_often, and what ListFault has.
export class ServerFault extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

// The address of a server as typed: its origin, or "" when it is none.
export function serverOf(text) {
  const typed = text.trim();
  const address = /^[a-z]+:\/\//i.test(typed) ? typed : `https://${typed}`;
  // some browsers make an address of any words: "not%20an%20address"
  if (!typed || /\s/.test(typed) || !URL.canParse(address)) return "";
  const url = new URL(address);
  const isWeb = url.protocol === "https:" || url.protocol === "http:";
  return isWeb && !url.username && !url.password ? url.origin : "";
}

async function ask(server, path, options = {}) {
  let response;
  try {
    response = await fetch(server + path, {
      credentials: "omit",
      referrerPolicy: "no-referrer",
      redirect: "error",
      signal: AbortSignal.timeout(60_000),
      ...options,
    });
  } catch {
    throw new ServerFault("unreachable");
  }
  if (response.status === 429) throw new ServerFault("too_often");
  if (!response.ok) throw new ServerFault("refused");
  if (Number(response.headers.get("Content-Length")) > LARGEST) throw new ServerFault("refused");
  return response;
}

async function askForJson(server, path, options) {
  const response = await ask(server, path, options);
  try {
    return await response.json();
  } catch {
    throw new ServerFault("refused");
  }
}

export async function fetchKey(server) {
  const { public_key: key } = await askForJson(server, "/companion/key", { cache: "no-cache" });
  if (typeof key !== "string" || !/^[A-Za-z0-9+/]{87}=$/.test(key)) {
    throw new ServerFault("refused");
  }
  return key;
}

// What two people can read to each other to compare a key: as the site's page shows it.
export async function fingerprintOf(key) {
  const digest = await crypto.subtle.digest("SHA-256", fromBase64(key));
  const hex = Array.from(new Uint8Array(digest, 0, 16), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
  return hex.match(/.{4}/g).join(" ");
}

// Fetches the list and keeps it, when the key that is kept has signed it. Without a
// key the server's own is kept from now on: trust at first use. Gives the list.
export async function renewList() {
  const kept = await recall();
  if (!kept.server) throw new ServerFault("unreachable");
  const key = kept.key || (await fetchKey(kept.server));
  const response = await ask(kept.server, "/companion/list", { cache: "no-cache" });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const list = readList(bytes);
  if (!(await isSignedBy(bytes, fromBase64(key)))) throw new ListFault("signature");
  if (kept.list && readList(fromBase64(kept.list)).madeAt > list.madeAt) {
    throw new ListFault("older");
  }
  await remember({ key, list: toBase64(bytes), fetchedAt: Date.now() });
  return list;
}

// The last list that was fetched, or null. Works without a connection.
export async function keptList() {
  const { list } = await recall();
  return list ? readList(fromBase64(list)) : null;
}

// What the server says of a listed address: {uid, title, …}, or null when the match
// was chance. Asks for a part of the catalogue that about a hundred resources share
// and picks the right one here, so the server does not learn which.
export async function fetchDetails(server, key, bits, language) {
  const { number, state } = crowdOf(key, bits);
  const path = `/companion/bucket/${bits}/${number}?language=${encodeURIComponent(language)}`;
  const { pages } = await askForJson(server, path);
  const wanted = hexOf(state);
  return Array.isArray(pages) ? (pages.find((page) => page.hash === wanted) ?? null) : null;
}

const PATIENCE = 60;

// The server's own reading of a page, which is sent to it. The body is JSON under the
// plain type that needs no question beforehand whether it may be sent.
export async function appraise(server, page, language) {
  let report = await askForJson(server, "/api/v1/appraise", {
    method: "POST",
    headers: { "Content-Type": "text/plain" },
    body: JSON.stringify({ ...page, reader: language }),
  });
  const path = `/api/v1/appraise/${encodeURIComponent(report.token)}?reader=${language}`;
  for (let second = 0; report.state === "waiting" && second < PATIENCE; second += 1) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    report = await askForJson(server, path, { cache: "no-cache" });
  }
  if (report.state !== "read" || !Array.isArray(report.findings)) throw new ServerFault("refused");
  return report;
}
