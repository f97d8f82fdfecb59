// What can be seen of the open page on the reader's own machine: markup, and phrases
// from the server's word lists. It is the server's engine made small. What it does not
// find it leaves open ("cannot_tell"), except where the markup settles it.
//
// A finding: {criterion, answer: "present" | "absent" | "cannot_tell", words: […],
// count, isInText}. Present is not always good: see "claims" or "trackers". Words that
// are not in the text stand in the page's code.

import { Phrases, makeFold, wordsIn } from "./phrases.js";

// Criteria whose phrases stand in the main text, in the group of the same name.
const CONTENT = [
  "claims",
  "selling",
  "how_it_works",
  "benefits",
  "harms",
  "uncertainty",
  "alternatives",
  "doing_nothing",
  "quality_of_life",
  "shared_decision",
  "costs",
];
// Criteria whose phrases may stand anywhere on the page.
const TRUST = ["funding", "conflicts", "complements", "privacy"];
// Said of something only to deny it or to warn of it: such a sentence does not count.
const DENIABLE = new Set(["claims", "selling", "harms"]);
// What only the server's engine, or only a person, can look at.
export const NOT_LOOKED_AT = [
  "stop_medicine",
  "credentials",
  "owner",
  "dates_agree",
  "not_retracted",
  "more_support",
  "advertising",
  "aim",
  "audience",
  "absolute_numbers",
  "action",
  "pop_ups",
  "reading_level",
  "summary",
  "contrast",
  "news_cost",
  "news_benefits",
  "news_harms",
  "news_evidence",
  "news_mongering",
  "news_funding",
  "news_alternatives",
  "news_availability",
  "news_novelty",
  "news_language",
];
const MOST_WORDS = 5;
const LONGEST = 200;

// `knowledge` is what the package holds: {fold, lists: {en: …}, trackers}.
export function readPage(snapshot, knowledge) {
  const language = snapshot.language.split(/[-_]/)[0].toLowerCase();
  const list = knowledge.lists[language] ?? null;
  const findings = [...markupFindings(snapshot), ...loadFindings(snapshot, knowledge.trackers)];
  if (list) findings.push(...phraseFindings(snapshot, list, makeFold(knowledge.fold)));
  // what would worry a reader comes first
  findings.sort((one, other) => isWorrying(other) - isWorrying(one));
  const leftOut = list ? NOT_LOOKED_AT : [...CONTENT, ...TRUST, ...NOT_LOOKED_AT];
  return { language, hasWords: Boolean(list), findings, leftOut };
}

function isWorrying({ criterion, answer }) {
  return answer === "present" && ["claims", "selling", "trackers"].includes(criterion);
}

function finding(criterion, answer, words = [], count = 0) {
  const shown = [...new Set(words.filter(Boolean).map((word) => word.slice(0, LONGEST)))];
  return { criterion, answer, words: shown.slice(0, MOST_WORDS), count, isInText: false };
}

function fromText(criterion, quotes) {
  return { ...ifFound(criterion, quotes), isInText: true };
}

// Found is present; not found is left open.
function ifFound(criterion, words, count = words.length) {
  return finding(criterion, count ? "present" : "cannot_tell", words, count);
}

function markupFindings(page) {
  const data = linkedData(page.linkedData);
  const head = (...names) => names.map((name) => page.head[name]).filter(Boolean);
  const of = (...names) => data.flatMap((thing) => names.flatMap((name) => namesIn(thing[name])));
  const times = (name) => page.times.filter(([prop]) => prop === name).map(([, date]) => date);
  const reach = page.links.filter(([address]) => /^(mailto|tel):/i.test(address));
  const sources = page.links.filter(([address]) => isSource(address));
  return [
    finding("https", page.isHttps ? "present" : "absent"),
    ifFound("author", [
      ...of("author"),
      ...head("author", "citation_author", "article:author", "dc.creator").filter(isName),
      ...page.bylines,
    ]),
    ifFound("reviewer", of("reviewedBy")),
    ifFound("written", [
      ...of("datePublished"),
      ...head("article:published_time", "citation_publication_date", "dc.date", "date"),
      ...times("datePublished"),
    ]),
    ifFound("updated", [
      ...of("dateModified"),
      ...head("article:modified_time", "og:updated_time", "last-modified", "dc.date.modified"),
      ...times("dateModified"),
    ]),
    ifFound("reviewed", of("lastReviewed")),
    ifFound("references", sources.map(([, words]) => words), sources.length),
    ifFound("contact", reach.map(([address]) => address)),
    finding("language_marked", page.language ? "present" : "absent", [page.language]),
    headings(page.headingLevels),
    images(page.images, page.imagesWithoutText),
  ];
}

function isName(text) {
  return !/^https?:/.test(text);
}

const SOURCES =
  /^https?:\/\/((dx\.)?doi\.org\/10\.|(www\.)?ncbi\.nlm\.nih\.gov\/(pubmed|pmc)\/|pubmed\.ncbi\.nlm\.nih\.gov\/\d|pmc\.ncbi\.nlm\.nih\.gov\/|(www\.)?cochranelibrary\.com\/|(www\.)?nice\.org\.uk\/guidance\/)/i;

function isSource(address) {
  return SOURCES.test(address);
}

function headings(levels) {
  const skips = levels.some((level, place) => place > 0 && level - levels[place - 1] > 1);
  if (!levels.length) return finding("headings", "cannot_tell");
  const isGood = levels.filter((level) => level === 1).length === 1 && !skips;
  return finding("headings", isGood ? "present" : "absent", [], levels.length);
}

function images(count, without) {
  if (!count) return finding("image_texts", "cannot_tell");
  return finding("image_texts", without ? "absent" : "present", [], without || count);
}

// Objects of the page's JSON-LD, graphs flattened, at most 200.
function linkedData(scripts) {
  const found = [];
  const take = (value, depth) => {
    if (found.length >= 200 || depth > 5 || value === null || typeof value !== "object") return;
    if (Array.isArray(value)) {
      for (const part of value.slice(0, 200)) take(part, depth + 1);
      return;
    }
    found.push(value);
    if (value["@graph"]) take(value["@graph"], depth + 1);
    if (value.mainEntity) take(value.mainEntity, depth + 1);
  };
  for (const script of scripts) {
    try {
      take(JSON.parse(script), 0);
    } catch {
      // a page's broken JSON-LD says nothing
    }
  }
  return found;
}

// The names in a value of schema.org: a text, a thing with a name, or several.
function namesIn(value) {
  if (Array.isArray(value)) return value.slice(0, 10).flatMap(namesIn);
  if (typeof value === "string") return [value.trim()];
  return typeof value?.name === "string" ? [value.name.trim()] : [];
}

function loadFindings(page, trackers) {
  const home = registeredDomain(hostOf(page.address));
  const foreign = page.loaded.filter((address) => {
    const host = hostOf(address);
    return host && registeredDomain(host) !== home && !host.endsWith(`.${home}`);
  });
  const hosts = new Set(foreign.map(hostOf));
  const known = new Set(foreign.filter((address) => isTracker(address, trackers)).map(hostOf));
  return [
    finding("trackers", known.size ? "present" : "absent", [...known], known.size),
    finding("third_parties", hosts.size ? "present" : "absent", [...hosts].sort(), hosts.size),
  ];
}

function hostOf(address) {
  return /^https?:/.test(address) && URL.canParse(address) ? new URL(address).hostname : "";
}

// As the server's (medagora/appraisal/domain/criteria/domains.py): under a country's
// ending, such a second label belongs to the ending.
const SECOND = new Set(
  (
    "ac asso co com edu gob gouv gov govt gv go health info ltd me mil ne net nhs nom or " +
    "org plc police sch school"
  ).split(" "),
);

function registeredDomain(host) {
  const labels = host.toLowerCase().split(".").filter(Boolean);
  if (labels.length > 2 && labels[0] === "www") labels.shift();
  if (labels.length <= 2 || /^\d+$/.test(labels.at(-1))) return labels.join(".");
  const isLonger = labels.at(-1).length === 2 && SECOND.has(labels.at(-2));
  return labels.slice(isLonger ? -3 : -2).join(".");
}

// `trackers`: host -> the beginnings of paths that count, "" for all.
function isTracker(address, trackers) {
  const url = new URL(address);
  const labels = url.hostname.split(".");
  return labels.some((_, place) => {
    const host = labels.slice(place).join(".");
    const paths = Object.hasOwn(trackers, host) ? trackers[host] : [];
    return paths.some((path) => (url.pathname + url.search).startsWith(path));
  });
}

function phraseFindings(page, list, fold) {
  const phrases = new Phrases(list, fold);
  const main = reading(page.main, phrases, fold);
  const whole = page.main === page.whole ? main : reading(page.whole, phrases, fold);
  return [
    ...CONTENT.map((criterion) => fromText(criterion, main.quotes(criterion))),
    ...TRUST.map((criterion) => fromText(criterion, whole.quotes(criterion))),
  ];
}

// The hits of a text by group, and whether their sentences deny them.
function reading(text, phrases, fold) {
  const hits = phrases.find(wordsIn(text, fold));
  const spoilers = hits.filter(({ group }) => /^(negation|negation_after|warning)$/.test(group));
  const harmless = hits.filter(({ group }) => group === "not_negation");
  const isSpoilt = (hit) => {
    const [start, end] = sentenceAround(text, hit.start);
    if (/[?؟]["'”’»)]*\s*$/.test(text.slice(start, end))) return true;
    return spoilers.some(
      (no) =>
        no.start >= start &&
        no.end <= end &&
        !(no.start < hit.end && hit.start < no.end) &&
        !harmless.some((yes) => yes.start <= no.start && no.end <= yes.end),
    );
  };
  return {
    quotes(criterion) {
      const own = hits.filter(({ group }) => group === criterion).slice(0, 200);
      return own
        .filter((hit) => !own.some((other) => isPartOf(hit, other)))
        .filter((hit) => !DENIABLE.has(criterion) || !isSpoilt(hit))
        .map((hit) => text.slice(hit.start, hit.end));
    },
  };
}

// "miracle" says nothing more where "miracle cure" stands.
function isPartOf(hit, other) {
  const isInside = other.start <= hit.start && hit.end <= other.end;
  return isInside && other.end - other.start > hit.end - hit.start;
}

const ENDS = /[.!?؟。…\n]/;

function sentenceAround(text, at) {
  let start = at;
  while (start > 0 && at - start < 300 && !ENDS.test(text[start - 1])) start -= 1;
  let end = at;
  while (end < text.length && end - at < 300 && !ENDS.test(text[end])) end += 1;
  return [start, Math.min(end + 1, text.length)];
}
