// <sound-player>: the recording of an entry with speed, chapters and where one was.
// Without the script its <audio controls> plays just as well.

const REPORT_EVERY = 15; // seconds of listening between two notes of the place
const SPEED = "reader-speed";
const NEARLY_OVER = 10; // seconds before the end from which it counts as heard

function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds || 0));
  const rest = String(whole % 60).padStart(2, "0");
  const minutes = Math.floor(whole / 60) % 60;
  const hours = Math.floor(whole / 3600);
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

function remembered(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // the reader's browser keeps nothing, and that is fine
  }
}

function remember(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // as above
  }
}

function forget(name) {
  try {
    localStorage.removeItem(name);
  } catch {
    // as above
  }
}

function cookie(name) {
  const found = document.cookie.split("; ").find((part) => part.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

class SoundPlayer extends HTMLElement {
  connectedCallback() {
    this.sound = this.querySelector("audio");
    this.panel = this.querySelector(".player");
    if (!this.sound || !this.panel || !this.panel.hidden) return;
    this.control = (name) => this.panel.querySelector(`[data-do="${name}"]`);
    this.status = this.panel.querySelector("[data-status]");
    this.sound.controls = false;
    this.panel.hidden = false;
    this.start = this.rememberedPlace();
    this.reported = this.start;
    this.showPlace(this.start);
    if (this.start) this.say("resumed", this.start);
    this.setSpeed(remembered(SPEED) || "1");
    this.listen();
    this.playIfAsked();
  }

  // ---- what a listener does ----------------------------------------------------
  listen() {
    this.control("toggle").addEventListener("click", () => this.toggle());
    this.control("back").addEventListener("click", () => this.move(-15));
    this.control("forward").addEventListener("click", () => this.move(30));
    this.control("seek").addEventListener("input", (event) => {
      this.goTo(Number(event.target.value));
    });
    this.control("speed").addEventListener("change", (event) => {
      this.setSpeed(event.target.value);
      remember(SPEED, event.target.value);
    });
    this.addEventListener("click", (event) => {
      const chapter = event.target.closest("[data-seconds]");
      if (!chapter) return;
      event.preventDefault();
      this.goTo(Number(chapter.dataset.seconds));
      this.play();
    });
    this.sound.addEventListener("play", () => this.showPlaying(true));
    this.sound.addEventListener("pause", () => {
      this.showPlaying(false);
      this.report();
    });
    this.sound.addEventListener("ended", () => this.report());
    this.sound.addEventListener("timeupdate", () => this.tick());
    this.sound.addEventListener("loadedmetadata", () => this.showPlace(this.place));
    this.sound.addEventListener("error", () => this.say("failed"));
    window.addEventListener("pagehide", () => this.report());
  }

  toggle() {
    if (this.sound.paused) this.play();
    else this.sound.pause();
  }

  async play() {
    if (this.start !== null) {
      this.sound.currentTime = this.start; // before anything is loaded it is a wish
      this.start = null;
    }
    this.status.textContent = "";
    try {
      await this.sound.play();
    } catch (reason) {
      // a browser that wants another press is no failure
      if (reason.name === "NotSupportedError") this.say("failed");
    }
  }

  move(seconds) {
    this.goTo(this.place + seconds);
  }

  goTo(seconds) {
    const last = this.length || Infinity;
    const target = Math.min(Math.max(0, seconds), last);
    if (this.sound.readyState) this.sound.currentTime = target;
    else this.start = target;
    this.showPlace(target);
  }

  setSpeed(speed) {
    const select = this.control("speed");
    const known = [...select.options].some((option) => option.value === speed);
    select.value = known ? speed : "1";
    this.sound.defaultPlaybackRate = this.sound.playbackRate = Number(select.value);
  }

  // The page was asked for by pressing "Listen": that press counts, but only once.
  playIfAsked() {
    const [visit] = performance.getEntriesByType("navigation");
    const isFresh = visit && visit.type === "navigate";
    if (isFresh && document.referrer.startsWith(location.origin)) this.play();
  }

  // ---- what a listener sees ----------------------------------------------------
  get place() {
    return this.start ?? this.sound.currentTime;
  }

  get length() {
    const known = this.sound.duration;
    return Number.isFinite(known) ? known : Number(this.control("seek").max) || 0;
  }

  tick() {
    if (this.start !== null) return;
    this.showPlace(this.place);
    if (Math.abs(this.place - this.reported) >= REPORT_EVERY) this.report();
  }

  showPlace(seconds) {
    const seek = this.control("seek");
    const length = this.length;
    if (length) seek.max = Math.ceil(length);
    seek.disabled = !length;
    seek.value = seconds;
    const words = { place: clock(seconds), length: clock(length) };
    seek.setAttribute("aria-valuetext", this.words(seek.dataset.of, words));
    this.panel.querySelector("[data-time]").textContent = words.place;
    this.panel.querySelector("[data-length]").textContent = words.length;
    this.showChapter(seconds);
  }

  showChapter(seconds) {
    let current = null;
    for (const chapter of this.querySelectorAll("[data-seconds]")) {
      chapter.removeAttribute("aria-current");
      if (Number(chapter.dataset.seconds) <= seconds) current = chapter;
    }
    current?.setAttribute("aria-current", "true");
  }

  showPlaying(isPlaying) {
    const button = this.control("toggle");
    button.textContent = isPlaying ? button.dataset.pause : button.dataset.play;
  }

  say(what, seconds = 0) {
    this.status.textContent = this.words(this.status.dataset[what], {
      place: clock(seconds),
    });
  }

  words(sentence, values) {
    return sentence.replace(/%\((\w+)\)s/g, (_, name) => values[name]);
  }

  // ---- what is remembered ------------------------------------------------------
  get key() {
    return `reader-played-${this.dataset.work}`;
  }

  // What this browser kept before somebody signed in counts until the account knows.
  rememberedPlace() {
    return Number(this.dataset.start) || Number(remembered(this.key)) || 0;
  }

  report() {
    if (this.start !== null) return; // nothing was heard yet
    const isOver = this.length && this.place > this.length - NEARLY_OVER;
    const seconds = isOver ? 0 : Math.floor(this.place);
    if (seconds === this.reported) return;
    this.reported = seconds;
    if (!this.dataset.report) {
      remember(this.key, seconds);
      return;
    }
    forget(this.key); // from now on the account remembers
    fetch(this.dataset.report, {
      method: "POST",
      keepalive: true, // also while the page is being left
      headers: { "X-CSRFToken": cookie("csrftoken") },
      body: new URLSearchParams({ seconds }),
    }).catch(() => {}); // offline: the next note tells more
  }
}

customElements.define("sound-player", SoundPlayer);
