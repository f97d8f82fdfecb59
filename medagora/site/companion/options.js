// Choosing the server, fetching its list, believing a new key, forgetting everything.

import { fetchKey, fingerprintOf, keptList, renewList, serverOf } from "./modules/server.js";
import { forget, recall, remember } from "./modules/store.js";
import { dateOf, fill, language, say, sentenceFor } from "./modules/text.js";

const at = (id) => document.getElementById(id);

async function show() {
  const { server, key, fetchedAt, renews } = await recall();
  const list = await keptList().catch(() => null);
  at("server").value = server;
  at("list").hidden = !server;
  at("renews").checked = renews;
  at("fingerprint").textContent = key ? await fingerprintOf(key) : "–";
  at("list-state").textContent = list
    ? say("list_age", dateOf(fetchedAt), list.count.toLocaleString(language()))
    : say("list_none");
}

async function chooseServer(event) {
  event.preventDefault();
  const server = serverOf(at("server").value);
  at("server-fault").textContent = server ? "" : say("server_wrong");
  at("server").setAttribute("aria-invalid", String(!server));
  if (!server) {
    at("server").focus();
    return;
  }
  if (server !== (await recall()).server) {
    // another server has another key and list
    await remember({ server, key: "", list: "", fetchedAt: 0 });
  }
  await show();
  await renew();
}

async function renew() {
  at("renew").disabled = true;
  at("renewed").className = "";
  at("renewed").textContent = say("busy");
  at("new-key").hidden = true;
  try {
    const list = await renewList();
    at("renewed").textContent = say("list_renewed", list.count.toLocaleString(language()));
  } catch (fault) {
    at("renewed").className = "fault";
    at("renewed").textContent = sentenceFor(fault);
    if (fault.code === "signature") await offerNewKey();
  } finally {
    at("renew").disabled = false;
  }
  await show();
}

// The list is signed by another key than the kept one: only the reader can say whether
// that is right, so nothing is chosen for them.
async function offerNewKey() {
  const { server, key } = await recall();
  const offered = await fetchKey(server).catch(() => "");
  if (!offered || offered === key) return;
  at("new-fingerprint").textContent = await fingerprintOf(offered);
  at("new-key").hidden = false;
  at("trust").onclick = async () => {
    // the new key's owner may begin anew, also with an older list
    await remember({ key: offered, list: "", fetchedAt: 0 });
    await renew();
  };
}

async function forgetAll() {
  await forget();
  await show();
  at("renewed").textContent = "";
  at("forgotten").textContent = say("forgotten");
}

async function showKeys() {
  const commands = await chrome.commands.getAll();
  const of = (name) => commands.find((command) => command.name === name)?.shortcut || "–";
  at("key-open").textContent = of("_execute_action");
  at("key-mark").textContent = of("mark-links");
}

fill();
document.title = say("name");
at("server-form").addEventListener("submit", chooseServer);
at("renew").addEventListener("click", renew);
at("renews").addEventListener("change", () => remember({ renews: at("renews").checked }));
at("forget").addEventListener("click", forgetAll);
show();
showKeys();
