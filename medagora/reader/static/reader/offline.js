// Reading offline: starts the worker that keeps pages (sw.js), tells it on My page to
// fetch the newest entries ahead, and keeps what was marked without a line until
// there is one again.

const QUEUE = "reader-waiting";
const SEEN = "reader-seen";
const LONGEST_QUEUE = 500;
// Where the pages of an entry and of lists send their marks.
const MARKS = /\/reader\/(entry\/\d+\/)?mark\/(\?|$)/;
const script = document.querySelector("script[data-worker]");

// ---- keeping pages -------------------------------------------------------------
async function startWorker() {
  if (!navigator.serviceWorker || !window.isSecureContext) return;
  const { worker, scope, list } = script.dataset;
  // noted before anything is awaited: who leaves at once has been here all the same
  const isWanted = list && !isFirstVisit() && !isMetered();
  try {
    await navigator.serviceWorker.register(worker, { scope });
    if (!isWanted) return;
    const { active } = await navigator.serviceWorker.ready;
    active.postMessage({ do: "keep", list });
  } catch {
    // a browser that keeps nothing reads online as ever
  }
}

function isMetered() {
  const line = navigator.connection;
  return Boolean(line && (line.saveData || /2g/.test(line.effectiveType || "")));
}

// Who only looks in shall not be made to load two hundred pages.
function isFirstVisit() {
  const before = stored(SEEN);
  store(SEEN, "1");
  return before === null;
}

// ---- marks made without a line -------------------------------------------------
function stored(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function store(name, value) {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // nothing can be kept here
  }
}

function waiting() {
  try {
    const found = JSON.parse(stored(QUEUE) || "[]");
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
}

function keepForLater(path, body) {
  const kept = waiting().filter((mark) => mark.path !== path || mark.body !== body);
  kept.push({ path, body });
  store(QUEUE, JSON.stringify(kept.slice(-LONGEST_QUEUE)));
}

function cookie(name) {
  const found = document.cookie.split("; ").find((part) => part.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

async function send(path, body) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "X-CSRFToken": cookie("csrftoken"), "HX-Request": "true" },
    body: new URLSearchParams(body),
    keepalive: true,
  });
  return answer.status < 500;
}

// In their order, each forgotten only when it is done: what fails for want of a line
// stays, what is refused goes. Of several windows one does it.
async function sendWaiting() {
  if (!waiting().length) return;
  if (navigator.locks) await navigator.locks.request(QUEUE, sendAll);
  else await sendAll();
}

async function sendAll() {
  for (let [mark] = waiting(); mark; [mark] = waiting()) {
    try {
      if (!(await send(mark.path, mark.body))) return;
    } catch {
      return; // the line is gone again
    }
    store(QUEUE, JSON.stringify(waiting().slice(1)));
  }
}

document.addEventListener("htmx:sendError", (event) => {
  const { path, parameters } = event.detail.requestConfig;
  if (!MARKS.test(path)) return;
  const words = new URLSearchParams(parameters);
  words.delete("csrfmiddlewaretoken");
  keepForLater(path, words.toString());
  const status = event.target.querySelector?.("[data-kept]");
  if (status) status.textContent = status.dataset.kept;
});

// A page that was kept ahead did not count as opened: now somebody reads it.
async function noteOpened() {
  const entry = document.querySelector("[data-unopened]");
  if (!entry || !entry.dataset.unopened || location.search.includes("new=")) return;
  try {
    if (await send(entry.dataset.unopened, "do=opened")) return;
  } catch {
    // below
  }
  keepForLater(entry.dataset.unopened, "do=opened");
}

window.addEventListener("online", sendWaiting);
if (script) {
  startWorker();
  sendWaiting().then(noteOpened);
}
