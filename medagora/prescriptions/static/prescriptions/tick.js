/**
 * <tick-box> sends its form without leaving the page: the focus stays where it is, all
 * ticks of the same thing change, and <basket-bar> says how many there are. Whatever
 * goes wrong, the form is sent as it would be without this file.
 */
class TickBox extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.form?.addEventListener("submit", this);
  }

  disconnectedCallback() {
    this.form?.removeEventListener("submit", this);
  }

  async handleEvent(event) {
    event.preventDefault();
    const button = this.querySelector("button");
    if (button.ariaDisabled === "true") return;
    button.ariaDisabled = "true";
    const sent = new FormData(this.form, button);
    try {
      const answer = await fetch(this.form.action, {
        method: "POST",
        body: new URLSearchParams(sent),
        headers: { Accept: "application/json" },
      });
      if (!answer.ok) throw new Error(String(answer.status));
      this.show(await answer.json(), sent);
    } catch {
      this.form.removeEventListener("submit", this);
      this.form.requestSubmit(button);
    } finally {
      button.removeAttribute("aria-disabled");
    }
  }

  show(told, sent) {
    const same = `tick-box[data-thing="${CSS.escape(`${sent.get("kind")} ${sent.get("uid")}`)}"]`;
    for (const box of document.querySelectorAll(same)) box.turn(told.is_ticked);
    document.querySelector("basket-bar")?.tell(told);
  }

  turn(isTicked) {
    const button = this.querySelector("button");
    button.toggleAttribute("data-ticked", isTicked);
    button.name = isTicked ? "untick" : "tick";
    button.firstChild.data = isTicked ? this.dataset.on : this.dataset.off;
  }
}

class BasketBar extends HTMLElement {
  tell({ count, words }) {
    const line = this.querySelector("p") ?? this.appendChild(document.createElement("p"));
    line.className = "wrap";
    const link = document.createElement("a");
    link.href = this.dataset.page;
    link.textContent = this.dataset.label;
    line.replaceChildren(words, link);
    this.toggleAttribute("hidden", count === 0);
  }
}

customElements.define("basket-bar", BasketBar);
customElements.define("tick-box", TickBox);
