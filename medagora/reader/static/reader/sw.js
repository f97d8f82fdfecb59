// Keeps the reader's pages so that they can be read offline. It answers for pages of
// the reader, for our own static files and for pictures of entries; everything else,
// and whatever is sent (POST), passes it by.
//
// It also shows notices that are pushed to this browser; see the end.
//
// Pages say whose they are (X-Reader-Owner). There is a cache for one owner at a
// time: as soon as a page of somebody else comes, what was kept before is gone. When
// somebody signs out, the server has the browser forget everything (Clear-Site-Data).

const VERSION = "1";
const PAGES = `reader-pages-${VERSION}-`;
const FILES = `reader-files-${VERSION}`;
const PICTURES = `reader-pictures-${VERSION}`;
const NOTES = `reader-notes-${VERSION}`;
const OWNER = "X-Reader-Owner";
const STATE = "X-Reader-State";
const QUIETLY = { "X-Reader-Quiet": "1" };
const PATIENCE = 4000; // milliseconds for the line, if there is a copy
const MOST_FILES = 150;
const MOST_PICTURES = 200;
const MOST_PAGES = 260;
const AT_ONCE = 2;
const ENTRY = /\/reader\/entry\/\d+\/$/;
const HASHED = /\.[0-9a-f]{12}\./;

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([self.clients.claim(), forgetOldVersions()]));
});

self.addEventListener("message", (event) => {
  if (event.data?.do === "keep") event.waitUntil(keepAhead(event.data.list));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/static/")) event.respondWith(file(request));
  else if (url.pathname.startsWith("/reader/image/")) event.respondWith(picture(request));
  else if (request.mode === "navigate") event.respondWith(page(event));
});

// ---- whose ---------------------------------------------------------------------
async function owner() {
  const note = await (await caches.open(NOTES)).match("/owner");
  return note ? note.text() : "";
}

async function setOwner(name) {
  if ((await owner()) === name) return;
  for (const cache of await caches.keys()) {
    if (cache.startsWith("reader-pages-") && cache !== PAGES + name) {
      await caches.delete(cache);
    }
  }
  await caches.delete(PICTURES);
  await (await caches.open(NOTES)).put("/owner", new Response(name));
}

async function forgetOldVersions() {
  const known = [FILES, PICTURES, NOTES];
  for (const cache of await caches.keys()) {
    const isOurs = cache.startsWith("reader-");
    if (isOurs && !known.includes(cache) && !cache.startsWith(PAGES)) {
      await caches.delete(cache);
    }
  }
}

// ---- pages: the line first, the copy when it does not come ----------------------
async function page(event) {
  const { request } = event;
  const asked = fetch(request).then((answer) => {
    event.waitUntil(keepPage(request.url, answer.clone()));
    return answer;
  });
  event.waitUntil(asked.catch(() => {}));
  const copy = await kept(request.url);
  if (!copy) return asked.catch(() => fallback());
  return Promise.race([asked.catch(() => copy), wait(PATIENCE).then(() => copy)]);
}

function wait(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}

// An entry is the same from whichever list one comes, unless something was asked of it.
function placeOf(address) {
  const url = new URL(address);
  if (ENTRY.test(url.pathname)) url.search = "";
  url.hash = "";
  return url.href;
}

async function kept(address) {
  const cache = await caches.open(PAGES + (await owner()));
  return cache.match(placeOf(address), { ignoreVary: true });
}

async function keepPage(address, answer) {
  const name = answer.headers.get(OWNER);
  const isPlain = answer.ok && !answer.redirected && answer.type === "basic";
  const isAsked = /[?&](play|whole|new)=/.test(address);
  if (!name || !isPlain || isAsked) return false;
  await setOwner(name);
  const cache = await caches.open(PAGES + name);
  await cache.put(placeOf(address), answer);
  return true;
}

async function fallback() {
  const cache = await caches.open(NOTES);
  const place = await cache.match("/fallback");
  const copy = place && (await kept(new URL(await place.text(), location.href).href));
  return copy || Response.error();
}

// ---- files and pictures: the copy first, as they do not change -------------------
async function file(request) {
  const cache = await caches.open(FILES);
  const copy = await cache.match(request, { ignoreVary: true });
  if (copy && HASHED.test(request.url)) return copy;
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(request, answer.clone());
    return answer;
  } catch (reason) {
    if (copy) return copy;
    throw reason;
  }
}

async function picture(request) {
  const cache = await caches.open(PICTURES);
  const copy = await cache.match(request, { ignoreVary: true });
  if (copy) return copy;
  const answer = await fetch(request);
  if (answer.ok) {
    await cache.put(request, answer.clone());
    await trim(PICTURES, MOST_PICTURES);
  }
  return answer;
}

async function trim(name, most) {
  const cache = await caches.open(name);
  const keys = await cache.keys(); // the oldest first
  for (const key of keys.slice(0, Math.max(0, keys.length - most))) {
    await cache.delete(key);
  }
}

// ---- ahead ----------------------------------------------------------------------
let isKeeping = false;

async function keepAhead(list) {
  if (isKeeping) return;
  isKeeping = true;
  try {
    const headers = { Accept: "application/json", ...QUIETLY };
    const answer = await fetch(list, { headers });
    if (answer.ok) await keepAll(await answer.json());
  } catch {
    // the line went away: next time
  } finally {
    isKeeping = false;
  }
}

async function keepAll(wanted) {
  await setOwner(wanted.owner);
  await (await caches.open(NOTES)).put("/fallback", new Response(wanted.fallback));
  await fetchAhead(wanted.fallback);
  await fetchAhead(wanted.home);
  const missing = [];
  for (const path of wanted.pages) {
    if (!(await isKeptAs(path, wanted.states[path]))) missing.push(path);
  }
  const turns = Array.from({ length: AT_ONCE }, async () => {
    while (missing.length) await fetchAhead(missing.shift());
  });
  await Promise.all(turns);
  await letGo(wanted);
  await trim(FILES, MOST_FILES);
}

// What was said about a paper later makes a copy of its page stale.
async function isKeptAs(path, state) {
  const copy = await kept(new URL(path, location.href).href);
  return Boolean(copy) && copy.headers.get(STATE) === state;
}

// Quietly: it does not count as opened, and no cookie changes by it.
async function fetchAhead(path) {
  const address = new URL(path, location.href).href;
  const answer = await fetch(address, { headers: QUIETLY });
  const copy = answer.clone();
  if (await keepPage(address, answer)) await keepFilesOf(await copy.text());
}

const NAMED_IN_PAGE = /(?:href|src)="(\/static\/[^"]+)"/g;
const NAMED_IN_SCRIPT = /(?:from|import)\s*"(\.[^"]+)"/g;

async function keepFilesOf(html) {
  const cache = await caches.open(FILES);
  const wanted = [...html.matchAll(NAMED_IN_PAGE)].map(([, path]) => path);
  while (wanted.length) {
    const address = new URL(wanted.pop(), location.href).href;
    if (await cache.match(address, { ignoreVary: true })) continue;
    const answer = await fetch(address);
    if (!answer.ok) continue;
    await cache.put(address, answer.clone());
    if (!address.endsWith(".js")) continue;
    for (const [, path] of (await answer.text()).matchAll(NAMED_IN_SCRIPT)) {
      wanted.push(new URL(path, address).href);
    }
  }
}

// Only what is not wanted any more goes, what was opened last goes last.
async function letGo(wanted) {
  const paths = [wanted.home, wanted.fallback, ...wanted.pages];
  const places = new Set(paths.map((path) => placeOf(new URL(path, location.href).href)));
  const cache = await caches.open(PAGES + wanted.owner);
  const keys = await cache.keys(); // the oldest first
  const others = keys.filter((key) => !places.has(key.url));
  for (const key of others.slice(0, Math.max(0, keys.length - MOST_PAGES))) {
    await cache.delete(key);
  }
}

// ---- notices -------------------------------------------------------------------
// What is pushed says the words, the page they lead to and, by its tag, which earlier
// notice it takes the place of. A browser takes the right to push away from a site
// that is pushed to and shows nothing, so something is shown whatever came.
self.addEventListener("push", (event) => event.waitUntil(showNotice(event.data)));

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openPage(event.notification.data?.url || "/"));
});

async function showNotice(data) {
  const notice = readNotice(data);
  await self.registration.showNotification(notice.title, {
    tag: notice.tag,
    renotify: Boolean(notice.tag),
    lang: notice.lang,
    dir: notice.dir,
    data: { url: notice.url },
  });
}

function readNotice(data) {
  try {
    const notice = data.json();
    if (typeof notice.title === "string") return notice;
  } catch {
    // not ours
  }
  return { title: location.hostname };
}

// Our own pages only, and a window that shows the page already comes to the front.
async function openPage(path) {
  const address = new URL(path, location.href);
  if (address.origin !== location.origin) return;
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const shown = windows.find((one) => one.url === address.href);
  await (shown ? shown.focus() : self.clients.openWindow(address.href));
}
