/** <print-button>: shows the button of its template in the place of a sentence. */
class PrintButton extends HTMLElement {
  connectedCallback() {
    const made = this.querySelector("template").content.cloneNode(true);
    made.querySelector("button").addEventListener("click", () => window.print());
    this.replaceChildren(made);
  }
}
customElements.define("print-button", PrintButton);
