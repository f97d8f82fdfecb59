// <dismissable-message data-label="Close">: a message that can be put away.

class DismissableMessage extends HTMLElement {
  connectedCallback() {
    if (this.querySelector("button")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-quiet";
    button.textContent = this.dataset.label || "Close";
    button.addEventListener("click", () => this.remove());
    this.append(button);
  }
}

customElements.define("dismissable-message", DismissableMessage);
