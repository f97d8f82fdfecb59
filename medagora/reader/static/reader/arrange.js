// <section-order data-form="arrange"> around sections: a handle to drag them by, with
// a mouse or a finger. Keyboards and pages without scripts have "Up" and "Down".

const DOTS =
  '<svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true"><circle cx="7" cy="4" r="1.6"/><circle cx="13" cy="4" r="1.6"/><circle cx="7" cy="10" r="1.6"/><circle cx="13" cy="10" r="1.6"/><circle cx="7" cy="16" r="1.6"/><circle cx="13" cy="16" r="1.6"/></svg>';

class SectionOrder extends HTMLElement {
  connectedCallback() {
    if (this.sections.length < 2) return;
    for (const section of this.sections) this.addHandle(section);
  }

  get sections() {
    return [...this.querySelectorAll(":scope > .my-section")];
  }

  get order() {
    return this.sections.map((section) => section.dataset.sort).join(",");
  }

  addHandle(section) {
    const handle = document.createElement("span");
    handle.className = "drag-handle";
    handle.title = this.dataset.handle;
    handle.innerHTML = DOTS;
    handle.addEventListener("pointerdown", (event) => this.begin(event, section));
    section.querySelector(".section-head").append(handle);
  }

  begin(event, section) {
    if (event.button > 0) return;
    event.preventDefault();
    const before = this.order;
    this.classList.add("is-arranging"); // only headings: all of them fit the screen
    section.classList.add("is-dragged");
    scrollBy(0, section.getBoundingClientRect().top - event.clientY + 20); // under the hand
    // on the document: a section that is moved would let go of the pointer
    const dragging = new AbortController();
    const listen = (kind, act) =>
      document.addEventListener(kind, act, { signal: dragging.signal });
    const end = () => {
      dragging.abort();
      this.classList.remove("is-arranging");
      section.classList.remove("is-dragged");
      section.scrollIntoView({ block: "nearest" });
      if (this.order !== before) this.send();
    };
    listen("pointermove", (moved) => this.move(section, moved.clientY));
    listen("pointerup", end);
    listen("pointercancel", end);
  }

  move(section, y) {
    for (const other of this.sections) {
      if (other === section) continue;
      const box = other.getBoundingClientRect();
      const isBefore = section.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
      const middle = box.top + box.height / 2;
      if (isBefore && y > middle) other.after(section);
      else if (!isBefore && y < middle) return other.before(section);
    }
  }

  async send() {
    const form = document.getElementById(this.dataset.form);
    const said = new FormData(form);
    said.set("order", this.order);
    try {
      const answer = await fetch(form.action, { method: "POST", body: said });
      if (!answer.ok) location.reload();
    } catch {
      location.reload(); // shows the order that is really kept
    }
  }
}

customElements.define("section-order", SectionOrder);
