// <stream-keys> around lines of entries: keys, a word about what was done with its way
// back, and the place where the reader stopped. Every key presses a button or link of
// the line, so nothing here does what the page cannot do without it.
import { listenToSwipes } from "./swipe.js";

const WRITING = "input, textarea, select, [contenteditable]";
const SHOWN_FOR = 6000; // milliseconds that the way back stays in sight
const KEYS = { o: ".line-title", s: "[data-do=save]", m: "[data-do=read]", v: "[data-do=original]" };

class StreamKeys extends HTMLElement {
  connectedCallback() {
    this.toast = this.querySelector(".toast");
    this.toastButton = this.toast.querySelector("button");
    this.acted = new Map(); // what was pressed, by the line whose answer is awaited
    this.hereId = this.remembered();
    this.listen = (event) => this.press(event);
    document.addEventListener("keydown", this.listen);
    this.leave = () => document.visibilityState === "hidden" && this.keepPlace();
    document.addEventListener("visibilitychange", this.leave);
    this.goAway = () => this.keepPlace();
    addEventListener("pagehide", this.goAway);
    this.addEventListener("focusin", (event) => {
      const line = event.target.closest("article.line");
      if (line) this.hereId = line.id;
    });
    this.addEventListener("click", (event) => this.remember(event));
    // not before it settles: until then htmx puts the former classes back
    this.addEventListener("htmx:afterSettle", (event) => this.settled(event));
    this.addEventListener("htmx:sendError", () => this.say(this.dataset.failed));
    this.addEventListener("htmx:responseError", () => this.say(this.dataset.failed));
    this.toastButton.addEventListener("click", () => this.takeBack());
    listenToSwipes(this, (line, verb) => {
      this.isSwiping = true;
      line.querySelector(`[data-do=${verb}]`)?.click();
      this.isSwiping = false;
    });
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.listen);
    document.removeEventListener("visibilitychange", this.leave);
    removeEventListener("pagehide", this.goAway);
  }

  get lines() {
    return [...this.querySelectorAll("article.line")];
  }

  // A line is replaced when it is marked, so its id is what stays.
  get here() {
    return this.line(this.hereId);
  }

  line(id) {
    return id ? this.querySelector(`#${CSS.escape(id)}`) : null;
  }

  press(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (event.target.closest?.(WRITING)) return;
    if (event.key === "j" || event.key === "k") this.step(event.key === "j" ? 1 : -1);
    else if (KEYS[event.key] && this.here) this.here.querySelector(KEYS[event.key])?.click();
    else return;
    event.preventDefault();
  }

  step(by) {
    const lines = this.lines;
    const at = lines.indexOf(this.here);
    const next = at < 0 ? this.firstInSight(lines) : lines[at + by];
    if (!next) return;
    this.stand(next);
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }

  stand(line) {
    for (const other of this.querySelectorAll(".is-here")) other.classList.remove("is-here");
    line.classList.add("is-here");
    this.hereId = line.id;
    this.keepId();
  }

  firstInSight(lines) {
    return lines.find((line) => line.getBoundingClientRect().bottom > 0) || lines[0];
  }

  // ---- after a mark: the line is replaced, and the reader hears of it --------------

  remember(event) {
    const button = event.target.closest("button[data-do]");
    if (!button) return;
    const { id } = button.closest("article.line");
    this.acted.set(id, {
      id,
      verb: button.name,
      what: button.dataset.do,
      hadFocus: document.activeElement === button,
      offersWayBack: this.isSwiping,
    });
  }

  settled(event) {
    const line = event.target.closest("article.line");
    const acted = line && this.acted.get(line.id);
    if (!acted) return;
    this.acted.delete(line.id);
    if (acted.hadFocus) line.querySelector(`[data-do=${acted.what}]`)?.focus();
    if (line.id === this.hereId || acted.offersWayBack) this.stand(line);
    const word = acted.verb.charAt(0).toUpperCase() + acted.verb.slice(1);
    this.say(this.dataset[`said${word}`], acted.offersWayBack ? acted : null);
  }

  say(words, acted = null) {
    this.undoes = acted;
    this.toast.querySelector("span").textContent = words;
    this.toastButton.hidden = !acted;
    this.toast.classList.toggle("is-shown", Boolean(acted) || words === this.dataset.failed);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.toast.classList.remove("is-shown");
      this.toastButton.hidden = true;
      this.undoes = null;
    }, SHOWN_FOR);
  }

  takeBack() {
    const acted = this.undoes;
    if (acted) this.line(acted.id)?.querySelector(`[data-do=${acted.what}]`)?.click();
  }

  // ---- the place ---------------------------------------------------------------------

  get key() {
    return `place ${location.pathname}${location.search}`;
  }

  remembered() {
    try {
      return sessionStorage.getItem(this.key);
    } catch {
      return null; // storage is switched off
    }
  }

  keepId() {
    try {
      sessionStorage.setItem(this.key, this.hereId);
    } catch {
      // as above: the page works without
    }
  }

  keepPlace() {
    const line = this.here || (scrollY > 0 && this.firstInSight(this.lines));
    const form = document.querySelector("#marks");
    if (!line || !form || line.id === this.sent) return;
    this.sent = line.id;
    const said = new FormData();
    said.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    said.set("place", line.id.slice(1));
    navigator.sendBeacon(this.dataset.placeUrl, said);
  }
}

customElements.define("stream-keys", StreamKeys);
