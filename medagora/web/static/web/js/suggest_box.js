// <suggest-box src="/en/search/suggest/"> around a search form: suggestions while
// typing, after the ARIA combobox pattern. The server sends a finished
// role="listbox" of <a role="option" href>; we add ids, keys and the choice.

const PAUSE = 120; // milliseconds after the last key before we ask
const SHORTEST = 2; // letters

let boxes = 0;

class SuggestBox extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[type=search]");
    if (!this.input || !this.getAttribute("src") || this.panel) return;
    this.panel = document.createElement("div");
    this.panel.className = "suggestions";
    this.panel.id = `suggestions-${++boxes}`;
    this.panel.hidden = true;
    this.said = document.createElement("span");
    this.said.className = "visually-hidden";
    this.said.setAttribute("role", "status");
    this.append(this.panel, this.said);
    this.input.setAttribute("role", "combobox");
    this.input.setAttribute("aria-autocomplete", "list");
    this.input.setAttribute("aria-expanded", "false");
    this.input.addEventListener("input", () => this.ask());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.addEventListener("focusout", (event) => {
      if (!this.contains(event.relatedTarget)) this.close();
    });
  }

  ask() {
    clearTimeout(this.timer);
    this.asked?.abort();
    const words = this.input.value.trim();
    if (words.length < SHORTEST) return this.close();
    this.timer = setTimeout(() => this.fetch(words), PAUSE);
  }

  async fetch(words) {
    this.asked = new AbortController();
    const address = new URL(this.getAttribute("src"), location.href);
    address.searchParams.set("q", words);
    try {
      const answer = await fetch(address, { signal: this.asked.signal });
      if (answer.ok) this.show(await answer.text());
      else this.close();
    } catch {
      this.close(); // offline or overtaken by the next letter: the form still works
    }
  }

  show(html) {
    this.panel.innerHTML = html;
    const list = this.panel.querySelector("[role=listbox]");
    this.options = [...this.panel.querySelectorAll("[role=option]")];
    if (!list || !this.options.length) return this.close();
    list.id = `${this.panel.id}-list`;
    list.setAttribute("aria-label", this.input.labels[0]?.textContent.trim() || "");
    this.options.forEach((option, index) => {
      option.id = `${this.panel.id}-${index}`;
      option.setAttribute("aria-selected", "false");
      option.tabIndex = -1;
    });
    this.chosen = -1;
    this.panel.hidden = false;
    this.said.textContent = list.dataset.said || "";
    this.input.setAttribute("aria-controls", list.id);
    this.input.setAttribute("aria-expanded", "true");
    this.input.removeAttribute("aria-activedescendant");
  }

  close() {
    clearTimeout(this.timer);
    this.asked?.abort();
    this.panel.hidden = true;
    this.said.textContent = "";
    this.options = [];
    this.chosen = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  choose(index) {
    const count = this.options.length;
    this.options[this.chosen]?.setAttribute("aria-selected", "false");
    // One place more than there are options: the field itself, where one began.
    this.chosen = ((index + 1 + count + 1) % (count + 1)) - 1;
    const option = this.options[this.chosen];
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  key(event) {
    if (this.panel.hidden) return this.keyWhileClosed(event);
    if (event.key === "ArrowDown") this.choose(this.chosen + 1);
    else if (event.key === "ArrowUp") this.choose(this.chosen - 1);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && this.chosen >= 0) {
      this.options[this.chosen].click();
    } else return;
    event.preventDefault();
  }

  // Down opens the list again that Escape has closed.
  keyWhileClosed(event) {
    const words = this.input.value.trim();
    if (event.key !== "ArrowDown" || words.length < SHORTEST) return;
    event.preventDefault();
    this.fetch(words);
  }
}

customElements.define("suggest-box", SuggestBox);
