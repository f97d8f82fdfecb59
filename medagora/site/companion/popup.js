// What the popup shows: is the open page in the catalogue, what can be seen of it here,
// and, on request, what the server sees. Nothing is asked of anybody before a button
// says so.

import { readPage } from "./modules/engine.js";
import { Finder } from "./modules/list.js";
import { inPage, markInTab } from "./modules/marking.js";
import { hideWords, showWords, takeSnapshot, takeSource } from "./modules/page_side.js";
import { appraise, fetchDetails, keptList, renewList } from "./modules/server.js";
import { readPacked, recall } from "./modules/store.js";
import { dateOf, fill, language, make, say, sentenceFor } from "./modules/text.js";

const WORDS_LOOK = `
  ::highlight(medagora-words) { background-color: #f6e7b4; color: #1f1c18; }
  ::highlight(medagora-words-chosen) { background-color: #0d4f4d; color: #fdfcf8; }
  mark[data-medagora-words] { background-color: #f6e7b4; color: #1f1c18; }
`;
const DAY = 24 * 60 * 60 * 1000;

const at = (id) => document.getElementById(id);
const state = { tab: null, kept: null, list: null, quotes: [] };

async function start() {
  fill();
  at("options").addEventListener("click", () => chrome.runtime.openOptionsPage());
  [state.tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  state.kept = await recall();
  state.list = await keptList().catch(() => null);
  showStatus();
  if (!isWeb(state.tab?.url)) return;
  await showSeen();
  showServer();
  showLinks();
}

function isWeb(address) {
  return /^https?:/.test(address ?? "");
}

// ---- the catalogue ---------------------------------------------------------------

function showStatus() {
  const { kept, list, tab } = state;
  at("details").replaceChildren();
  at("list-age").textContent = list ? ageOf(list, kept) : "";
  if (!kept.server) {
    at("status").replaceChildren(make("p", {}, say("no_server")), optionsButton());
  } else if (!list) {
    at("status").replaceChildren(make("p", {}, say("no_list", kept.server)), renewButton());
  } else if (!isWeb(tab?.url)) {
    at("status").replaceChildren(make("p", { class: "verdict" }, say("not_a_page")));
  } else {
    showMatch(new Finder(list).find(tab.url));
  }
}

function ageOf(list, kept) {
  const age = say("list_age", dateOf(kept.fetchedAt), list.count.toLocaleString(language()));
  return Date.now() - kept.fetchedAt > 30 * DAY ? `${age} ${say("list_is_old")}` : age;
}

function showMatch(match) {
  const how = match?.how ?? "none";
  at("status").replaceChildren(make("p", { class: `verdict ${how}` }, say(`status_${how}`)));
  if (!match) return;
  const button = make("button", { type: "button", id: "why" }, say("why"));
  button.addEventListener("click", () => whileBusy(button, "why-said", () => showDetails(match)));
  at("details").replaceChildren(
    make("p", { class: "soft" }, say("why_what", state.kept.server)),
    button,
    make("p", { id: "why-said", role: "status" }),
  );
}

async function showDetails(match) {
  const { kept, list } = state;
  const found = await fetchDetails(kept.server, match.key, list.bucketBits, language());
  if (!found) {
    at("status").replaceChildren(make("p", { class: "verdict" }, say("chance")));
    at("details").replaceChildren();
    return;
  }
  const page = `${kept.server}/${language()}/resource/${encodeURIComponent(found.uid)}/`;
  const said = [
    make("h3", { lang: found.title_language || null, dir: "auto" }, String(found.title)),
    make("p", { lang: found.description_language || null, dir: "auto" }, String(found.description)),
  ];
  if (found.is_unconfirmed) said.push(make("p", { class: "soft" }, say("unconfirmed")));
  else if (found.reviewed_on) {
    said.push(make("p", { class: "soft" }, say("reviewed_on", dateOf(new Date(found.reviewed_on)))));
  }
  said.push(make("p", {}, make("a", { href: page, target: "_blank", rel: "noreferrer" }, say("open_entry"))));
  at("details").replaceChildren(...said);
}

function optionsButton() {
  const button = make("button", { type: "button" }, say("choose_server"));
  button.addEventListener("click", () => chrome.runtime.openOptionsPage());
  return button;
}

function renewButton() {
  const button = make("button", { type: "button", id: "renew" }, say("list_renew"));
  const said = make("p", { id: "renewed", role: "status" });
  button.addEventListener("click", () =>
    whileBusy(button, "renewed", async () => {
      state.list = await renewList();
      state.kept = await recall();
      showStatus();
      showLinks();
    }),
  );
  return make("div", {}, button, said);
}

// ---- links -----------------------------------------------------------------------

function showLinks() {
  at("links").hidden = !state.list || !isWeb(state.tab?.url);
  at("mark").onclick = () =>
    whileBusy(at("mark"), "marked", async () => {
      const count = await markInTab(state.tab.id, state.tab.url, state.list);
      at("marked").textContent = count ? say("marked", count) : say("marked_none");
    });
}

// ---- what is seen here -----------------------------------------------------------

async function showSeen() {
  let snapshot = null;
  try {
    snapshot = await inPage(state.tab.id, takeSnapshot);
  } catch {
    snapshot = null; // the browser keeps some pages from every extension
  }
  at("seen").hidden = false;
  if (!snapshot) {
    at("no-words").textContent = say("cannot_read");
    at("no-words").hidden = false;
    return;
  }
  const seen = readPage(snapshot, await readPacked("knowledge.json"));
  if (!seen.hasWords) {
    at("no-words").textContent = seen.language ? say("no_words", seen.language) : say("no_language");
    at("no-words").hidden = false;
  }
  showFindings(seen.findings.map((finding) => ({ ...finding, told: toldOf(finding) })));
  showLeftOut(seen.leftOut);
}

function toldOf({ criterion, answer, count }) {
  const name = `told_${criterion}_${answer}`;
  const told = chrome.i18n.getMessage(name, [count.toLocaleString(language())]);
  return told || "";
}

function showLeftOut(criteria) {
  at("left-out").replaceChildren(...criteria.map((name) => make("li", {}, nameOf(name))));
}

function nameOf(criterion) {
  return chrome.i18n.getMessage(`criterion_${criterion}`) || criterion.replaceAll("_", " ");
}

// What is there first, because it can be shown; what cannot be told is folded away.
function showFindings(findings) {
  const of = (answer) => findings.filter((finding) => finding.answer === answer);
  const told = [...of("present"), ...of("absent")];
  const open = findings.filter((finding) => !told.includes(finding));
  state.quotes = [];
  at("findings").replaceChildren(...told.map(findingLine));
  at("open").hidden = !open.length;
  at("open-head").textContent = say("open_head", open.length.toLocaleString(language()));
  at("open-findings").replaceChildren(...open.map(findingLine));
}

function findingLine({ criterion, answer, told, words, isInText }) {
  const known = ["present", "absent"].includes(answer) ? answer : "cannot_tell";
  const line = make(
    "li",
    { "data-criterion": criterion, "data-answer": known },
    make(
      "div",
      { class: "finding-head" },
      make("strong", {}, nameOf(criterion)),
      make("span", { class: `answer ${known}` }, say(`answer_${known}`)),
    ),
  );
  if (told) line.append(make("p", { class: "told", dir: "auto" }, told));
  for (const word of words) {
    line.append(isInText ? quoteButton(word) : make("code", { class: "words", dir: "auto" }, word));
  }
  return line;
}

// Pressing it shows the words in the page.
function quoteButton(quote) {
  const chosen = state.quotes.push(quote) - 1;
  const button = make(
    "button",
    { type: "button", class: "words", dir: "auto", title: say("show_words") },
    `“${quote}”`,
  );
  button.addEventListener("click", () => showInPage(chosen, button));
  return button;
}

async function showInPage(chosen, button) {
  const tabId = state.tab.id;
  try {
    await chrome.scripting.insertCSS({ target: { tabId }, css: WORDS_LOOK });
    await inPage(tabId, showWords, state.quotes, chosen);
  } catch {
    button.disabled = true;
    return;
  }
  at("clear").hidden = false;
  at("clear").onclick = async () => {
    await inPage(tabId, hideWords);
    at("clear").hidden = true;
  };
}

// ---- the server ------------------------------------------------------------------

function showServer() {
  const { server } = state.kept;
  at("server").hidden = !server;
  at("ask-what").textContent = say("ask_what", server);
  at("ask").onclick = () =>
    whileBusy(at("ask"), "asked", async () => {
      const page = await inPage(state.tab.id, takeSource);
      const answer = await appraise(server, page, language());
      showFindings(answer.findings.slice(0, 100).map(fromServer));
      showLeftOut((answer.not_assessed ?? []).slice(0, 100).map(String));
      at("left-out-what").textContent = say("left_out_by_server");
      at("no-words").hidden = true;
      at("seen-head").textContent = say("seen_by_server", new URL(server).host);
      const report = `${server}/judge/${encodeURIComponent(answer.token)}/`;
      at("asked").replaceChildren(
        make("a", { href: report, target: "_blank", rel: "noreferrer" }, say("open_report")),
      );
      at("seen-head").scrollIntoView();
    });
}

function fromServer(finding) {
  const quotes = Array.isArray(finding.quotes) ? finding.quotes : [];
  const isInText = quotes.some((quote) => quote.where === "text");
  const shown = quotes.filter((quote) => !isInText || quote.where === "text");
  return {
    criterion: String(finding.criterion),
    answer: String(finding.answer),
    told: String(finding.sentence ?? ""),
    isInText,
    words: shown.slice(0, 8).map((quote) => String(quote.words ?? "").slice(0, 300)),
  };
}

// ---- waiting, and what went wrong ------------------------------------------------

async function whileBusy(button, place, work) {
  button.disabled = true;
  at(place).textContent = say("busy");
  at(place).classList.remove("fault");
  try {
    await work();
    if (at(place)?.textContent === say("busy")) at(place).textContent = "";
  } catch (fault) {
    at(place).textContent = sentenceFor(fault);
    at(place).classList.add("fault");
  } finally {
    button.disabled = false;
  }
}

start();
