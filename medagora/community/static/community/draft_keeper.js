// Keeps what somebody writes: on the server while the line holds, on the device when
// it does not. Without this element the page has a button that does the first.
const PAUSE = 1500;
const NOT_KEPT = new Set(["csrfmiddlewaretoken", "action", "identifies_nobody"]);

class DraftKeeper extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    if (!this.form) return;
    this.key = `draft:${location.pathname}:${this.dataset.place}`;
    for (const hidden of this.querySelectorAll("[data-needs-script]")) {
      hidden.hidden = false;
    }
    if (document.querySelector(".messages .posted")) this.forgetSent();
    this.giveBack();
    this.form.addEventListener("input", () => this.later());
    this.form.addEventListener("submit", (event) => this.send(event));
    addEventListener("online", () => this.keep());
  }

  // What was written when the line was gone. Words that were sent may have arrived, and
  // the page may bring safer ones: they come back only into empty fields.
  giveBack() {
    const kept = this.stored();
    if (!kept) return;
    const areas = [...this.form.querySelectorAll("textarea")];
    if (kept.isSent && areas.some((field) => field.value.trim())) return;
    let isNew = false;
    for (const field of this.texts()) {
      const words = kept.words[field.name] ?? field.value;
      if (words === field.value) continue;
      field.value = words;
      isNew = true;
    }
    if (isNew) this.say(this.dataset.found);
  }

  texts() {
    return [...this.form.querySelectorAll("textarea, input[type=text]")];
  }

  later() {
    clearTimeout(this.timer);
    this.store();
    this.timer = setTimeout(() => this.keep(), PAUSE);
  }

  async keep() {
    clearTimeout(this.timer);
    this.timer = null;
    const body = new FormData(this.form);
    body.set("place", this.dataset.place);
    try {
      const answer = await fetch(this.dataset.address, { method: "POST", body });
      if (!answer.ok) return;
      if (this.timer) return; // more was written meanwhile
      this.forget();
      this.say(this.dataset.kept);
    } catch {
      this.say(this.dataset.offline);
    }
  }

  // On a dead line the browser would throw the page away: the words stay here instead.
  send(event) {
    clearTimeout(this.timer);
    this.store({ isSent: navigator.onLine });
    if (navigator.onLine) return;
    event.preventDefault();
    this.say(this.dataset.offline);
  }

  store({ isSent = false } = {}) {
    const words = {};
    for (const [name, value] of new FormData(this.form)) {
      if (!NOT_KEPT.has(name) && typeof value === "string") words[name] = value;
    }
    try {
      sessionStorage.setItem(this.key, JSON.stringify({ isSent, words }));
    } catch {
      // a full or closed store: the server still keeps the draft
    }
  }

  stored(key = this.key) {
    try {
      return JSON.parse(sessionStorage.getItem(key));
    } catch {
      return null;
    }
  }

  forget(key = this.key) {
    try {
      sessionStorage.removeItem(key);
    } catch {
      // nothing was stored
    }
  }

  // The page says that what was sent is posted, be it from here or from another form.
  forgetSent() {
    let keys = [];
    try {
      keys = Object.keys(sessionStorage).filter((key) => key.startsWith("draft:"));
    } catch {
      // a closed store holds nothing
    }
    for (const key of keys) if (this.stored(key)?.isSent) this.forget(key);
  }

  say(words) {
    const place = this.querySelector("[data-status]");
    if (place) place.textContent = words;
  }
}

customElements.define("draft-keeper", DraftKeeper);
