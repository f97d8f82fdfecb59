// What happens without the popup: the key command, and fetching the list anew when the
// browser starts and the last one is a week old. Nothing runs while pages are read.

import { markInTab } from "./modules/marking.js";
import { keptList, renewList } from "./modules/server.js";
import { readHome, recall, remember } from "./modules/store.js";

const WEEK = 7 * 24 * 60 * 60 * 1000;

chrome.runtime.onInstalled.addListener(async ({ reason }) => {
  if (reason !== "install") return;
  const { server, key } = await readHome();
  if (server && !(await recall()).server) await remember({ server, key });
  await chrome.runtime.openOptionsPage();
});

chrome.runtime.onStartup.addListener(async () => {
  const { server, list, fetchedAt, renews } = await recall();
  if (!server || !list || !renews || Date.now() - fetchedAt < WEEK) return;
  await renewList().catch(() => null); // the last list stays good; the popup says its age
});

chrome.commands.onCommand.addListener(async (command, tab) => {
  const list = command === "mark-links" && tab?.id ? await keptList() : null;
  // some pages, such as the browser's own, may not be changed
  if (list) await markInTab(tab.id, tab.url ?? "", list).catch(() => null);
});
