// <push-switch>: asks the browser whether it shows notices of this site, and tells the
// server where to send them. Nothing is asked before somebody presses the button.
// Its form, its sentences and the key come with the page.

const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) =>
    letter.charCodeAt(0));

async function digest(text) {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}

// A subscription belongs to one registration of the worker; there may be others, which
// keep pages for reading offline.
async function find() {
  for (const registration of await navigator.serviceWorker.getRegistrations()) {
    const subscription = await registration.pushManager.getSubscription();
    if (subscription) return subscription;
  }
  return null;
}

function active(registration) {
  const worker = registration.installing || registration.waiting;
  if (registration.active || !worker) return Promise.resolve(registration);
  return new Promise((done, fail) => {
    worker.addEventListener("statechange", () => {
      if (worker.state === "activated") done(registration);
      if (worker.state === "redundant") fail(new Error("the worker did not start"));
    });
  });
}

class PushSwitch extends HTMLElement {
  async connectedCallback() {
    this.querySelector("[data-without-scripts]").hidden = true;
    this.form = this.querySelector("form");
    const isAble = window.isSecureContext && navigator.serviceWorker
      && window.PushManager && window.Notification && this.dataset.worker;
    if (!isAble) return this.say(this.dataset.unsupported);
    if (Notification.permission === "denied") return this.say(this.dataset.denied);
    if (await this.isHere()) return this.say(this.dataset.here);
    this.form.hidden = false;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.subscribe();
    });
  }

  async isHere() {
    const subscription = await find();
    if (!subscription) return false;
    const known = this.dataset.known.split(" ");
    return known.includes(await digest(subscription.endpoint));
  }

  async subscribe() {
    const button = this.form.querySelector("button");
    button.disabled = true;
    try {
      if ((await Notification.requestPermission()) !== "granted") {
        this.say(this.dataset.denied);
        return;
      }
      const { endpoint, keys } = (await this.fresh()).toJSON();
      this.form.elements.endpoint.value = endpoint;
      this.form.elements.p256dh.value = keys.p256dh;
      this.form.elements.auth.value = keys.auth;
      this.form.submit();
    } catch {
      this.say(this.dataset.failed);
    } finally {
      button.disabled = false;
    }
  }

  // An old one may have been made for another key, or be dead.
  async fresh() {
    await (await find())?.unsubscribe();
    const { worker, scope, key } = this.dataset;
    const registration = await navigator.serviceWorker.register(worker, { scope });
    const ready = await active(registration);
    const options = { userVisibleOnly: true, applicationServerKey: toBytes(key) };
    return ready.pushManager.subscribe(options);
  }

  say(sentence) {
    const place = this.querySelector("[role='status']");
    place.textContent = sentence;
    place.hidden = false;
  }
}

customElements.define("push-switch", PushSwitch);
