// What runs inside the open page, and only after its reader has clicked: each function
// is handed over by chrome.scripting as its own text, so it may use nothing from
// around it. The page's scripts cannot reach it; they can see what it changes.

// What a page shows and loads, in plain values, bounded.
export function takeSnapshot() {
  const most = { text: 300_000, links: 5_000, scripts: 50, other: 2_000 };
  const head = {};
  for (const element of document.querySelectorAll("meta[name][content], meta[property][content]")) {
    const name = (element.getAttribute("name") ?? element.getAttribute("property")).toLowerCase();
    head[name] ??= element.getAttribute("content").slice(0, 500);
  }
  const within = (selector, limit = most.other) =>
    Array.from(document.querySelectorAll(selector)).slice(0, limit);
  const seen = (element) => (element?.innerText ?? "").slice(0, most.text);
  const mains = within("main, [role=main], article", 20).map(seen);
  const whole = seen(document.querySelector("body"));
  const main = mains.sort((one, other) => other.length - one.length)[0] ?? "";
  const loaded = within("script[src], iframe[src], img[src], link[rel=stylesheet][href]").map(
    (element) => element.src || element.href,
  );
  for (const entry of performance.getEntriesByType("resource").slice(0, most.other)) {
    loaded.push(entry.name);
  }
  const images = within("img");
  const headings = within("h1, h2, h3, h4, h5, h6", 500);
  return {
    address: location.href.slice(0, 4_000),
    title: document.title.slice(0, 500),
    language: document.querySelector("html")?.getAttribute("lang")?.slice(0, 40) ?? "",
    isHttps: location.protocol === "https:",
    whole,
    // a page whose main part is hardly marked is read whole
    main: main.length > 400 && main.length * 4 > whole.length ? main : whole,
    links: within("a[href]", most.links).map((link) => [
      String(link.href).slice(0, 4_000),
      (link.textContent ?? "").slice(0, 200).trim(),
    ]),
    head,
    linkedData: within('script[type="application/ld+json"]', most.scripts).map((script) =>
      script.textContent.slice(0, 100_000),
    ),
    bylines: within("[itemprop=author], [rel=author], .author, .byline", 20).map((element) =>
      (element.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 120),
    ),
    times: within("time[datetime], [itemprop=datePublished], [itemprop=dateModified]", 20).map(
      (element) => [
        element.getAttribute("itemprop") ?? "time",
        (element.getAttribute("datetime") ?? element.getAttribute("content") ?? "").slice(0, 40),
      ],
    ),
    loaded: loaded.map((address) => String(address).slice(0, 500)),
    images: images.length,
    imagesWithoutText: images.filter((image) => !image.hasAttribute("alt")).length,
    headingLevels: headings.map((heading) => Number(heading.localName[1])),
  };
}

// The page as the server gets it, when its reader asks for that.
export function takeSource() {
  return {
    address: location.href,
    html: document.documentElement.outerHTML.slice(0, 4_500_000),
  };
}

// Marks words in the page and scrolls to the first of them; gives how many were found.
// `quotes` are texts; `chosen` is the one to go to, or -1.
export function showWords(quotes, chosen) {
  const NAME = "medagora-words";
  const walker = document.createTreeWalker(
    document.querySelector("body") ?? document.documentElement,
    NodeFilter.SHOW_TEXT,
    (node) =>
      node.parentElement?.closest("script, style, noscript, template, textarea")
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT,
  );
  // one long text without spaces, and where each of its characters stands
  const nodes = [];
  let text = "";
  const starts = [];
  while (walker.nextNode() && text.length < 1_000_000) {
    nodes.push(walker.currentNode);
    starts.push(text.length);
    text += walker.currentNode.data.replace(/\s+/g, "");
  }
  const placeOf = (index) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= index) low = middle;
      else high = middle - 1;
    }
    const data = nodes[low].data;
    let left = index - starts[low];
    for (let at = 0; at < data.length; at += 1) {
      if (/\s/.test(data[at])) continue;
      if (left === 0) return [nodes[low], at];
      left -= 1;
    }
    return [nodes[low], data.length];
  };
  const ranges = quotes.map((quote) => {
    const wanted = quote.replace(/\s+/g, "");
    const found = wanted.length > 1 ? text.indexOf(wanted) : -1;
    if (found < 0) return null;
    const range = document.createRange();
    range.setStart(...placeOf(found));
    const [node, at] = placeOf(found + wanted.length - 1);
    range.setEnd(node, Math.min(at + 1, node.data.length));
    return range;
  });
  const all = ranges.filter(Boolean);
  const target = chosen >= 0 ? ranges[chosen] : null;
  target?.startContainer.parentElement?.scrollIntoView({ block: "center" });
  if (globalThis.Highlight && CSS.highlights) {
    CSS.highlights.set(NAME, new Highlight(...all));
    if (target) CSS.highlights.set(`${NAME}-chosen`, new Highlight(target));
    else CSS.highlights.delete(`${NAME}-chosen`);
    return all.length;
  }
  // without the Highlight API: elements around the words, one for each piece of text
  for (const mark of document.querySelectorAll(`mark[data-${NAME}]`)) {
    mark.replaceWith(...mark.childNodes);
  }
  for (const range of all.reverse()) {
    if (range.startContainer !== range.endContainer) continue;
    const mark = document.createElement("mark");
    mark.setAttribute(`data-${NAME}`, "");
    range.surroundContents(mark);
  }
  return all.length;
}

export function hideWords() {
  const NAME = "medagora-words";
  CSS.highlights?.delete(NAME);
  CSS.highlights?.delete(`${NAME}-chosen`);
  for (const mark of document.querySelectorAll(`mark[data-${NAME}]`)) {
    mark.replaceWith(...mark.childNodes);
  }
}

export function listLinks() {
  return Array.from(document.querySelectorAll("a[href]"))
    .slice(0, 5_000)
    .map((link) => String(link.href).slice(0, 4_000));
}

// Writes words after each link that is in the catalogue; gives how many. `found` maps
// the link's address to "page" or "site", `labels` has the words for both.
export function markLinks(found, labels, language, direction) {
  const NAME = "data-medagora-link";
  for (const old of document.querySelectorAll(`[${NAME}]`)) old.remove();
  let count = 0;
  for (const link of Array.from(document.querySelectorAll("a[href]")).slice(0, 5_000)) {
    const how = Object.hasOwn(found, link.href) ? found[link.href] : "";
    // a link around a picture has no words to stand beside
    if (!how || !link.textContent.trim()) continue;
    const mark = document.createElement("span");
    mark.setAttribute(NAME, how);
    mark.lang = language;
    mark.dir = direction;
    mark.textContent = `✓ ${labels[how]}`;
    (link.querySelector("h2, h3") ?? link).append(mark);
    count += 1;
  }
  return count;
}

export function unmarkLinks() {
  for (const mark of document.querySelectorAll("[data-medagora-link]")) mark.remove();
}
