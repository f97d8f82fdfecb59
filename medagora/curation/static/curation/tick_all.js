// <tick-all data-label="Tick all on this page">: a box in the head of a table that
// ticks or clears those of its rows. Without the script there is none.

class TickAll extends HTMLElement {
  connectedCallback() {
    if (this.querySelector("input")) return;
    const box = document.createElement("input");
    box.type = "checkbox";
    box.dataset.key = "*";
    box.setAttribute("aria-label", this.dataset.label || "");
    box.title = this.dataset.label || "";
    box.addEventListener("change", () => {
      for (const other of this.boxes) other.checked = box.checked;
    });
    this.replaceChildren(box);
  }

  get boxes() {
    return this.closest("table").querySelectorAll("tbody input[type=checkbox]");
  }
}

customElements.define("tick-all", TickAll);
