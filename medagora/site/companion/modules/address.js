// When two addresses are the same page: the rules of the server's canonical address
// and its key (medagora/catalogue/domain/addresses.py). Tests hold the two together.

const LONGEST = 1000;
// Parameters that say where a visitor came from, never what the page is.
const TRACKING =
  "utm_W|mtm_W|pk_W|piwik_W|matomo_W|hsa_W|_hsW|vero_W|" +
  "fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|igsh|" +
  "ttclid|li_fat_id|mc_cid|mc_eid|mkt_tok|oly_W_id|__s|s_cid|_ga|_gl|" +
  "ref_src|ref_url|cmpid|xtor|wt_mc|at_medium|at_campaign|ns_W|spm";
const TRACKING_NAME = new RegExp(`^(${TRACKING.replaceAll("W", "\\w+")})$`, "i");
// For names outside ASCII, which hardly anybody uses: compiling it takes milliseconds.
const trackingAnywhere = () =>
  new RegExp(`^(${TRACKING.replaceAll("W", "[\\p{L}\\p{N}_]+")})$`, "iu");

function isTracking(name) {
  return TRACKING_NAME.test(name) || (/[^\x00-\x7f]/.test(name) && trackingAnywhere().test(name));
}

const MOBILE = /^(m|mobile|amp|touch|wap)\.(?=[^.]+\.[^.]+)/;
const WIKI_MOBILE = /^([a-z-]+)\.m\.(?=(wikipedia|wiktionary|wikimedia)\.org$)/;
const INDEX = /\/(index|default|home)\.(html?|php|aspx?|jsp|cfm)$/i;
const HOST_LABEL = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/;

// Paths and queries that are in their one spelling already, as most are.
const PLAIN_PATH = /^[\w\-.~!$&'()*+,;=:@/]*$/;

// The key of an absolute address, or "" for one that no catalogue can hold.
export function keyOf(address) {
  const url = parsed(address);
  return url ? keyOfUrl(url) : "";
}

export function keyOfUrl(url) {
  const host = publicHost(url.hostname);
  if (!host) return "";
  const port = url.port ? `:${url.port}` : "";
  const plain = url.pathname;
  const path = PLAIN_PATH.test(plain) ? plain : plain.split("/").map(oneSpelling).join("/");
  const pairs = pairsOf(url.search);
  const query = encoded(pairs);
  const length = url.protocol.length + 2 + host.length + port.length + path.length;
  if (length + (query ? query.length + 1 : 0) > LONGEST) return "";
  const place = withoutWww(host) + port + path.replace(INDEX, "/").replace(/\/+$/, "");
  if (!query) return place;
  return `${place}?${pairs.length > 1 ? encoded(pairs.sort(byCodePoints)) : query}`;
}

// An address of the web without a name or password in it, or null.
export function parsed(address) {
  if (typeof address !== "string" || address.length > 4 * LONGEST) return null;
  let url;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  const isWeb = url.protocol === "https:" || url.protocol === "http:";
  return isWeb && !url.username && !url.password ? url : null;
}

// An address as browsers write nearly every link: what stands between "//" and the next
// slash is its host as it is, without a port, a name, or letters in need of another
// spelling.
const PLAIN_HOST = /^https?:\/\/([a-z0-9._-]+)(?:[/?#]|$)/;

// The host of an address that can be read without taking it apart, or "".
export function plainHostOf(address) {
  return (typeof address === "string" && PLAIN_HOST.exec(address)?.[1]) || "";
}

// The host as keys have it, or "" for one that no catalogue can hold.
export function hostInKeys(name) {
  return withoutWww(publicHost(name));
}

function withoutWww(host) {
  return host.replace(/^www\./, "").replace(MOBILE, "");
}

function pairsOf(search) {
  if (search.length < 2) return [];
  return [...new URLSearchParams(search)].filter(([name]) => !isTracking(name));
}

function publicHost(name) {
  const host = name.replace(/\.+$/, "").toLowerCase();
  if (/^[\d.]+$/.test(host)) return "";
  const labels = host.split(".");
  if (labels.length < 2 || !labels.every((label) => HOST_LABEL.test(label))) return "";
  return host.replace(WIKI_MOBILE, "$1.");
}

function oneSpelling(segment) {
  let plain = segment;
  try {
    plain = decodeURIComponent(segment);
  } catch {
    return quoted(segment).replaceAll("%25", "%");
  }
  if (/[/%\x00-\x1f]/.test(plain)) return quoted(segment).replaceAll("%25", "%");
  return quoted(plain);
}

const PLAIN_IN_PATHS = /%(24|26|2B|2C|3B|3D|3A|40)/g;

function quoted(text) {
  return encodeURIComponent(text).replace(PLAIN_IN_PATHS, (code) => decodeURIComponent(code));
}

const NOT_IN_QUERIES = { "!": "%21", "'": "%27", "(": "%28", ")": "%29", "*": "%2A", "%20": "+" };

function encodedPart(text) {
  if (/^[\w.~-]*$/.test(text)) return text;
  return encodeURIComponent(text).replace(/[!'()*]|%20/g, (found) => NOT_IN_QUERIES[found]);
}

function encoded(pairs) {
  return pairs.map(([name, value]) => `${encodedPart(name)}=${encodedPart(value)}`).join("&");
}

function byCodePoints([name, value], [otherName, otherValue]) {
  return compared(name, otherName) || compared(value, otherValue);
}

// Sorted as the server sorts: by code points, not by halves of surrogate pairs.
function compared(one, other) {
  if (one === other) return 0;
  const [a, b] = [Array.from(one), Array.from(other)];
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
    const difference = a[i].codePointAt(0) - b[i].codePointAt(0);
    if (difference) return difference;
  }
  return a.length - b.length;
}

// Search engines that lead through an address of their own, and where they put the
// real one.
const LED_THROUGH = [
  [/(^|\.)google\.[a-z.]+$/, /^\/url$/, ["url", "q"]],
  [/(^|\.)duckduckgo\.com$/, /^\/l\/$/, ["uddg"]],
  [/(^|\.)yandex\.[a-z.]+$/, /^\/clck\//, ["url"]],
];

const SEARCHES = /(google|duckduckgo|yandex|bing|yahoo)\./;

export function mayLeadElsewhere(host) {
  return SEARCHES.test(host);
}

// Where a link of a page of search results leads in the end, or null when it leads
// where it says.
export function destinationOf(url) {
  if (!mayLeadElsewhere(url.hostname)) return null;
  for (const [host, path, names] of LED_THROUGH) {
    if (!host.test(url.hostname) || !path.test(url.pathname)) continue;
    const target = names.map((name) => url.searchParams.get(name)).find(Boolean);
    if (target && /^https?:\/\//.test(target)) return target;
  }
  return throughBing(url) ?? throughYahoo(url);
}

// bing.com/ck/a?…&u=a1<the address in base64url>
function throughBing(url) {
  const coded = url.searchParams.get("u") ?? "";
  if (!/(^|\.)bing\.com$/.test(url.hostname) || !coded.startsWith("a1")) return null;
  try {
    const target = atob(coded.slice(2).replaceAll("-", "+").replaceAll("_", "/"));
    return /^https?:\/\//.test(target) ? target : null;
  } catch {
    return null;
  }
}

// r.search.yahoo.com/…/RU=<the address, percent-encoded>/RK=…
function throughYahoo(url) {
  if (url.hostname !== "r.search.yahoo.com") return null;
  const coded = url.pathname.match(/\/RU=([^/]+)\//);
  try {
    return coded ? decodeURIComponent(coded[1]) : null;
  } catch {
    return null;
  }
}
