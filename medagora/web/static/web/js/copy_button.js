// <copy-button data-text="…" data-done="Copied">Copy</copy-button>, or with
// data-from="#id" the text of that element. Without the script nothing is shown.

class CopyButton extends HTMLElement {
  connectedCallback() {
    this.hidden = !navigator.clipboard;
    if (this.hidden || this.querySelector("button")) return;
    const words = this.textContent.trim();
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-secondary";
    button.textContent = words;
    const said = document.createElement("span");
    said.className = "visually-hidden";
    said.setAttribute("role", "status");
    this.replaceChildren(button, said);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(this.text);
      button.textContent = said.textContent = this.dataset.done || words;
      setTimeout(() => {
        button.textContent = words;
        said.textContent = "";
      }, 2500);
    });
  }

  get text() {
    const source = this.dataset.from && document.querySelector(this.dataset.from);
    return source ? source.value || source.textContent.trim() : this.dataset.text || "";
  }
}

customElements.define("copy-button", CopyButton);
