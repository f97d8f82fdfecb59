// Marks the links of the open page that are in the catalogue: for the popup's button
// and for the key command.

import { Finder } from "./list.js";
import { listLinks, markLinks } from "./page_side.js";
import { direction, language, say } from "./text.js";

const LOOK = `
  [data-medagora-link] {
    all: revert; display: inline-block; margin-inline-start: .4em; padding: .1em .45em;
    border: 1px solid #0d4f4d; border-radius: 3px; background: #e4efeb; color: #07302f;
    font: 600 12px/1.5 system-ui, sans-serif; text-decoration: none;
    white-space: nowrap; vertical-align: middle;
  }
  [data-medagora-link=site] { border-style: dashed; font-weight: 400; }
`;

export async function inPage(tabId, func, ...args) {
  const [answer] = await chrome.scripting.executeScript({ target: { tabId }, func, args });
  return answer.result;
}

// Gives how many links were marked. A link back to the page's own site says nothing
// new there, so links within one host stay as they are.
export async function markInTab(tabId, address, list) {
  const finder = new Finder(list);
  const here = URL.canParse(address) ? new URL(address).host : "";
  const found = {};
  for (const link of new Set(await inPage(tabId, listLinks))) {
    if (URL.canParse(link) && new URL(link).host === here && finder.find(link)) continue;
    const match = finder.findLink(link);
    if (match) found[link] = match.how;
  }
  if (!Object.keys(found).length) return 0;
  await chrome.scripting.insertCSS({ target: { tabId }, css: LOOK });
  const labels = { page: say("mark_page"), site: say("mark_site") };
  return inPage(tabId, markLinks, found, labels, language(), direction());
}
