// <drag-order data-form="arrange"> around things with a data-item: a handle to drag each
// by, with a mouse or a finger. Keyboards and pages without scripts have "Up" and "Down".

const DOTS =
  '<svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true"><circle cx="7" cy="4" r="1.6"/><circle cx="13" cy="4" r="1.6"/><circle cx="7" cy="10" r="1.6"/><circle cx="13" cy="10" r="1.6"/><circle cx="7" cy="16" r="1.6"/><circle cx="13" cy="16" r="1.6"/></svg>';

// So near to the edge of the screen the page rolls on, by so much a frame.
const EDGE = 48;
const STEP = 8;

class DragOrder extends HTMLElement {
  connectedCallback() {
    if (this.items.length < 2) return;
    for (const item of this.items) this.addHandle(item);
  }

  get items() {
    return [...this.querySelectorAll("[data-item]")];
  }

  get order() {
    return this.items.map((item) => item.dataset.item).join(",");
  }

  addHandle(item) {
    const handle = document.createElement("span");
    handle.className = "drag-handle";
    handle.title = this.dataset.handle;
    handle.innerHTML = DOTS;
    handle.addEventListener("pointerdown", (event) => this.begin(event, item));
    (item.querySelector(".section-head") ?? item).append(handle);
  }

  begin(event, item) {
    if (event.button > 0) return;
    event.preventDefault();
    const before = this.order;
    const top = item.getBoundingClientRect().top;
    this.classList.add("is-arranging"); // sections show their headings: all fit the screen
    item.classList.add("is-dragged");
    scrollBy(0, item.getBoundingClientRect().top - top); // it stays under the hand
    const from = event.clientY;
    let y = from;
    let frame = 0;
    const roll = () => {
      // not while a handle near the edge is only held, or moved away from there
      const isUp = y < EDGE && y < from;
      const isDown = y > innerHeight - EDGE && y > from;
      if (isUp || isDown) {
        scrollBy(0, isUp ? -STEP : STEP);
        this.move(item, y);
      }
      frame = requestAnimationFrame(roll);
    };
    // on the document: what is moved would let go of the pointer
    const dragging = new AbortController();
    const listen = (kind, act) =>
      document.addEventListener(kind, act, { signal: dragging.signal });
    const end = () => {
      dragging.abort();
      cancelAnimationFrame(frame);
      this.classList.remove("is-arranging");
      item.classList.remove("is-dragged");
      item.scrollIntoView({ block: "nearest" });
      if (this.order !== before) this.send(item);
    };
    listen("pointermove", (moved) => this.move(item, (y = moved.clientY)));
    listen("pointerup", end);
    listen("pointercancel", end);
    roll();
  }

  move(item, y) {
    for (const other of this.items) {
      if (other === item) continue;
      const box = other.getBoundingClientRect();
      const isBefore = item.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
      const middle = box.top + box.height / 2;
      if (isBefore && y > middle) other.after(item);
      else if (!isBefore && y < middle) return other.before(item);
    }
  }

  // The whole order, and which was moved to which place: the page takes what it needs.
  async send(item) {
    const form = document.getElementById(this.dataset.form);
    const said = new FormData(form);
    said.set("order", this.order);
    said.set("move", item.dataset.item);
    said.set("to", this.items.indexOf(item));
    try {
      const answer = await fetch(form.action, { method: "POST", body: said });
      if (!answer.ok) location.reload();
      else this.renewButtons(await answer.text());
    } catch {
      location.reload(); // shows the order that is really kept
    }
  }

  // The first has no "Up", the last no "Down".
  renewButtons(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const item of this.items) {
      const fresh = page.querySelector(`[data-item="${item.dataset.item}"] [data-tools]`);
      if (fresh) item.querySelector("[data-tools]").replaceWith(fresh);
    }
  }
}

customElements.define("drag-order", DragOrder);
