// The list of published addresses: read, checked, searched. docs/companion.md has the
// format; the server writes it in medagora/site/domain/companion_list.py.

import {
  destinationOf, hostInKeys, keyOf, keyOfUrl, mayLeadElsewhere, parsed, plainHostOf,
} from "./address.js";
import { hashText, stateAfter } from "./sha256.js";

const MAGIC = "MDGL";
const VERSION = 1;
// Bytes of a host's hash, and of an address's.
const HOST = 3;
const REST = 4;
const PREFIX = HOST + REST;
const HEAD = 16;
const SALT = 64;
const SIGNATURE = 64;
// The longest path, with its host, that stands for everything below it.
const DEEPEST = 8;

// `code` says what is wrong: broken, version, signature, older.
export class ListFault extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

// What the bytes hold. Throws ListFault; says nothing of who signed them.
export function readList(bytes) {
  if (bytes.length < HEAD + SALT + SIGNATURE) throw new ListFault("broken");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (String.fromCharCode(...bytes.subarray(0, 4)) !== MAGIC) throw new ListFault("broken");
  if (bytes[4] !== VERSION || bytes[5] !== PREFIX) throw new ListFault("version");
  const count = view.getUint32(12);
  if (bytes.length !== HEAD + SALT + count * PREFIX + SIGNATURE) throw new ListFault("broken");
  const columns = bytes.subarray(HEAD + SALT, HEAD + SALT + count * PREFIX);
  return {
    bucketBits: bytes[6],
    madeAt: view.getUint32(8),
    count,
    begun: stateAfter(bytes.subarray(HEAD, HEAD + SALT)),
    hosts: joined(columns, 0, HOST, count),
    rests: joined(columns, HOST, PREFIX, count),
  };
}

// Columns of bytes as numbers, a row each.
function joined(columns, first, end, count) {
  const rows = new Uint32Array(count);
  for (let place = first; place < end; place += 1) {
    const from = place * count;
    for (let row = 0; row < count; row += 1) {
      rows[row] = (rows[row] << 8) | columns[from + row];
    }
  }
  return rows;
}

// Whether the owner of the key signed these bytes.
export async function isSignedBy(bytes, publicKey) {
  if (bytes.length <= SIGNATURE) return false;
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  const cut = bytes.length - SIGNATURE;
  try {
    const key = await crypto.subtle.importKey("raw", publicKey, curve, false, ["verify"]);
    const scheme = { name: "ECDSA", hash: "SHA-256" };
    return await crypto.subtle.verify(scheme, key, bytes.subarray(cut), bytes.subarray(0, cut));
  } catch {
    return false; // no point of the curve
  }
}

// Looks addresses up in a list; remembers the hosts it has met.
export class Finder {
  #list;
  #hosts = new Map();
  // Hosts as links have them, and whether a link there is worth taking apart.
  #worthIt = new Map();

  constructor(list) {
    this.#list = list;
  }

  // {how: "page" | "site", key} of the listed address, or null. "site": the page lies
  // below an address that is listed as a whole.
  find(address) {
    return this.#findKey(keyOf(address));
  }

  // As find, for a link that may lead through a search engine.
  findLink(address) {
    const host = plainHostOf(address);
    if (host && !this.#isWorthIt(host)) return null;
    const url = parsed(address);
    if (!url) return null;
    const end = destinationOf(url);
    return this.#findKey(end === null ? keyOfUrl(url) : keyOf(end));
  }

  // Most links lead to hosts that are not listed: their paths and queries, whose one
  // spelling costs more than all the rest, need not be looked at.
  #isWorthIt(host) {
    let isWorthIt = this.#worthIt.get(host);
    if (isWorthIt === undefined) {
      const inKeys = hostInKeys(host);
      isWorthIt = mayLeadElsewhere(host) || (inKeys !== "" && this.#rowsOf(inKeys) !== null);
      this.#worthIt.set(host, isWorthIt);
    }
    return isWorthIt;
  }

  #findKey(key) {
    const end = key.search(/[/?]/);
    const rows = key ? this.#rowsOf(end < 0 ? key : key.slice(0, end)) : null;
    if (!rows) return null;
    if (this.#has(key, rows)) return { how: "page", key };
    const parts = key.split("?", 1)[0].split("/");
    for (let depth = Math.min(parts.length, DEEPEST); depth > 0; depth -= 1) {
      const site = parts.slice(0, depth).join("/");
      if (this.#has(`${site}/`, rows)) return { how: site === key ? "page" : "site", key: site };
    }
    return null;
  }

  // The first row of a host and the one after its last, or null: most hosts have none.
  #rowsOf(host) {
    let rows = this.#hosts.get(host);
    if (rows === undefined) {
      const { begun, hosts } = this.#list;
      const wanted = hashText(host, begun)[0] >>> 8;
      const first = placeOf(hosts, wanted, 0, hosts.length);
      rows = hosts[first] === wanted ? [first, placeOf(hosts, wanted + 1, first, hosts.length)] : null;
      this.#hosts.set(host, rows);
    }
    return rows;
  }

  #has(text, [first, end]) {
    const { begun, rests } = this.#list;
    const wanted = hashText(text, begun)[0];
    const place = placeOf(rests, wanted, first, end);
    return place < end && rests[place] === wanted;
  }
}

// Where a value stands, or would stand, in a sorted part of an array.
function placeOf(values, wanted, first, end) {
  let low = first;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

// The part of the catalogue in which a listed address lies, and its full hash: only
// the number of the part is told to the server.
export function crowdOf(key, bits) {
  const state = hashText(key);
  return { number: bits ? state[0] >>> (32 - bits) : 0, state };
}
