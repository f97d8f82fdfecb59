// Many phrases found in one walk over the words of a text: the same reading of phrases
// as the server's (medagora/appraisal/domain/phrases.py), without its word lists'
// finer rules. Tests compare the two.

const WORD = /\p{Nd}+(?:[.,]\p{Nd}+)*|[\p{L}\p{Nl}\p{No}]+(?:[’'][\p{L}\p{Nl}\p{No}]+)*/gu;
const BREAK = /[.!?؟。:;\n]/;
// What Arabic writes together with the next word: the article, with a letter before it,
// or such a letter alone.
const ARABIC_ARTICLE = /^[وف]?(?:[بك]?ال|لل)/;
const ARABIC_JOINED = /^(?:[وف][بلك]?|[بلك])/;
// What French writes together with the next word: l'effet, qu'un.
const ELISION = /^(?:[cdjlmnst]|(?:jusqu|lorsqu|puisqu|qu))[’']/i;
const SHORTEST_STEM = 3;

// The same as text.fold on the server, for one word.
export function makeFold({ cases, same, combining }) {
  const runs = combining.map((run) => run.map((point) => `\\u{${point.toString(16)}}`).join("-"));
  const marks = new RegExp(`[${runs.join("")}]`, "gu");
  const lower = (text) => Array.from(text, (c) => cases[c] ?? c.toLowerCase()).join("");
  const alike = (text) => Array.from(text, (c) => same[c] ?? c).join("");
  const known = new Map();
  const fold = (text) => {
    if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase().replace(/[^a-z0-9_]+/g, "");
    const bare = alike(lower(text.normalize("NFKC"))).normalize("NFKD").replace(marks, "");
    return alike(lower(bare)).normalize("NFC").replace(/[^\p{L}\p{N}_]+/gu, "");
  };
  return (text) => {
    let folded = known.get(text);
    if (folded === undefined) {
      folded = fold(text);
      known.set(text, folded);
    }
    return folded;
  };
}

export function wordsIn(text, fold) {
  const words = [];
  let last = 0;
  for (const found of text.matchAll(WORD)) {
    const start = found.index;
    const end = start + found[0].length;
    const folded = fold(found[0]);
    const elided = found[0].match(ELISION);
    words.push({
      forms: elided ? [folded, fold(found[0].slice(elided[0].length))] : formsOf(folded),
      start,
      end,
      isAfterBreak: BREAK.test(text.slice(last, start)),
    });
    last = end;
  }
  return words;
}

export class Phrases {
  #whole = new Map();
  #stems = new Map();

  constructor(groups, fold) {
    for (const [group, phrases] of Object.entries(groups)) {
      for (const written of phrases) this.#add({ group, parts: partsOf(written, fold) });
    }
  }

  #add(phrase) {
    const first = phrase.parts[0];
    const [map, key] = first.endsWith("*")
      ? [this.#stems, first.slice(0, SHORTEST_STEM)]
      : [this.#whole, first];
    if (!map.has(key)) map.set(key, []);
    map.get(key).push(phrase);
  }

  // [{group, start, end}] in order of their place.
  find(words) {
    const hits = [];
    words.forEach((word, index) => {
      for (const form of word.forms) {
        for (const phrase of this.#beginningWith(form)) {
          const last = endOf(phrase.parts, words, index, form);
          if (last >= 0) {
            hits.push({ group: phrase.group, start: word.start, end: words[last].end });
          }
        }
      }
    });
    return hits;
  }

  *#beginningWith(form) {
    yield* this.#whole.get(form) ?? [];
    if (isNumber(form)) yield* this.#whole.get("#") ?? [];
    yield* this.#stems.get(form.slice(0, SHORTEST_STEM)) ?? [];
  }
}

function partsOf(written, fold) {
  return written.split(/\s+/).filter(Boolean).map((part) => {
    if (part === "#" || part === "_") return part;
    return fold(part.replace(/\*+$/, "")) + (part.endsWith("*") ? "*" : "");
  });
}

// The word, and without what Arabic joins to its front.
function formsOf(folded) {
  if (!(folded >= "\u0621" && folded[0] <= "\u064a")) return [folded];
  const joined = folded.match(ARABIC_ARTICLE) ?? folded.match(ARABIC_JOINED);
  if (!joined) return [folded];
  const shorter = [folded.slice(joined[0].length), folded[0] === "ا" ? "" : folded.slice(1)];
  return [...new Set([folded, ...shorter.filter((form) => form.length >= SHORTEST_STEM)])];
}

function endOf(parts, words, index, first) {
  if (!fits(parts[0], first)) return -1;
  for (let step = 1; step < parts.length; step += 1) {
    const word = words[index + step];
    if (!word || word.isAfterBreak) return -1;
    if (!word.forms.some((form) => fits(parts[step], form))) return -1;
  }
  return index + parts.length - 1;
}

function fits(part, form) {
  if (part === "_") return true;
  if (part === "#") return isNumber(form);
  if (part.endsWith("*")) return form.startsWith(part.slice(0, -1));
  return form === part;
}

function isNumber(form) {
  return /^\p{Nd}/u.test(form);
}
