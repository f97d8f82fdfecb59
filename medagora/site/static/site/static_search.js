// Searches a copy of the site that has no server. A classic script, because a page
// opened from a disk may load neither modules nor data, only scripts beside it.
(() => {
  const MOST = 100;
  const tables = {};
  const waiting = {};

  // The files of the index call this with what they hold.
  window.medagoraIndex = (kind, content) => {
    tables[kind] = content;
    waiting[kind]?.();
  };

  function load(kind, address) {
    return new Promise((resolve, reject) => {
      waiting[kind] = resolve;
      const script = document.createElement("script");
      script.src = address;
      script.onerror = reject;
      document.head.append(script);
    });
  }

  // The same as text.fold on the server: two writings of one word become equal.
  function makeFold({ cases, same, combining }) {
    const marks = new RegExp(
      `[${combining
        .map((run) => run.map((point) => `\\u{${point.toString(16)}}`).join("-"))
        .join("")}]`,
      "gu",
    );
    const lower = (text) =>
      Array.from(text, (c) => cases[c] ?? c.toLowerCase()).join("");
    const alike = (text) => Array.from(text, (c) => same[c] ?? c).join("");
    return (text) => {
      const lowered = alike(lower(text.normalize("NFKC")));
      const bare = lowered.normalize("NFKD").replace(marks, "");
      const folded = alike(lower(bare)).normalize("NFC");
      return folded.replace(/[^\p{L}\p{N}_]+/gu, " ").trim();
    };
  }

  // Arabic words are looked for with and without their article.
  const bare = (text) => text.replace(/(^| )ال(?=\p{L}{3})/gu, "$1");

  // How well a word of the query fits a folded text: a whole word, a beginning, not.
  function fits(text, word) {
    const padded = ` ${text} `;
    if (padded.includes(` ${word} `)) return 2;
    return padded.includes(` ${word}`) ? 1 : 0;
  }

  function findTopics(fold, query) {
    const found = [];
    for (const [slug, names, words] of tables.topics) {
      const folded = words.map(fold);
      const exact = folded.includes(query);
      const begins = query.length > 2 && folded.some((word) => word.startsWith(query));
      if (exact || begins) found.push({ slug, names, rank: exact ? 0 : 1 });
    }
    return found.sort((a, b) => a.rank - b.rank);
  }

  function findResources(fold, query, topics) {
    const words = query.split(" ");
    const named = new Set(topics.filter((t) => t.rank === 0).map((t) => t.slug));
    const found = [];
    for (const [uid, title, description, language, covers] of tables.resources) {
      const head = fold(title);
      const body = fold(description);
      const ranks = words.map((word) => fits(head, word) * 3 || fits(body, word));
      let rank = ranks.every(Boolean) ? ranks.reduce((a, b) => a + b, 0) / words.length : 0;
      if (covers.some((slug) => named.has(slug))) rank += 4;
      if (rank) found.push({ uid, title, description, language, rank });
    }
    return found.sort((a, b) => b.rank - a.rank);
  }

  function link(address, words, language) {
    const element = document.createElement("a");
    element.href = address;
    element.textContent = words;
    if (language) {
      element.lang = language;
      element.dir = "auto";
    }
    return element;
  }

  function show(place, query, topics, resources) {
    const reader = place.dataset.reader;
    const status = place.querySelector("[role=status]");
    const count = topics.length + resources.length;
    status.textContent = count
      ? `${status.dataset.found} ${count}`
      : status.dataset.none;
    const lists = [
      [place.querySelector("[data-topics]"), topics, (topic) => {
        const item = document.createElement("li");
        const name = topic.names[reader] ?? topic.names.en ?? topic.slug;
        item.append(link(`../topics/${topic.slug}/index.html`, name));
        return item;
      }],
      [place.querySelector("[data-resources]"), resources, (resource) => {
        const item = document.createElement("li");
        const card = document.createElement("article");
        const heading = document.createElement("h3");
        const reason = document.createElement("p");
        card.className = "card";
        const address = `../resource/${resource.uid}/index.html`;
        heading.append(link(address, resource.title, resource.language));
        reason.textContent = resource.description;
        reason.lang = resource.language;
        reason.dir = "auto";
        card.append(heading, reason);
        item.append(card);
        return item;
      }],
    ];
    for (const [list, found, draw] of lists) {
      list.replaceChildren(...found.slice(0, MOST).map(draw));
      list.previousElementSibling.hidden = found.length === 0;
    }
  }

  async function start() {
    const place = document.getElementById("static-search");
    const asked = new URLSearchParams(location.search);
    const words = document.getElementById("static-search-words");
    const language = document.getElementById("static-search-language");
    words.value = asked.get("q") ?? "";
    const wanted = asked.get("language");
    if (wanted && [...language.options].some((o) => o.value === wanted)) {
      language.value = wanted;
    }
    if (!words.value.trim() || !language.value) return;
    const { index } = place.dataset;
    await Promise.all([
      load("fold", `${index}fold.js`),
      load("topics", `${index}topics.js`),
      load("resources", `${index}${language.value}.js`),
    ]);
    const plainFold = makeFold(tables.fold);
    const fold = (text) => bare(plainFold(text));
    const query = fold(words.value);
    const topics = query ? findTopics(fold, query) : [];
    const resources = query ? findResources(fold, query, topics) : [];
    show(place, query, topics, resources);
  }

  window.medagoraFold = () => makeFold(tables.fold);
  start();
})();
