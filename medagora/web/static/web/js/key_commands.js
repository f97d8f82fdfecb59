// <key-commands>: inside it, the element with data-key="j" is pressed (or, when it is
// a field, focused) by that key, unless the reader is writing. data-key="?" may hold
// the list of keys. Keys with Ctrl, Alt or Meta stay the browser's.

const WRITING = "input, textarea, select, [contenteditable]";
const TICKS = "[type=checkbox], [type=radio], [type=submit], [type=button]";

function isWriting(target) {
  return target.closest?.(WRITING) && !target.matches(TICKS);
}

class KeyCommands extends HTMLElement {
  connectedCallback() {
    this.listen = (event) => this.press(event);
    document.addEventListener("keydown", this.listen);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.listen);
  }

  press(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (isWriting(event.target)) return;
    const target = this.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!target || target.disabled) return;
    event.preventDefault();
    if (target.matches(WRITING) && !target.matches(TICKS)) target.focus();
    else target.click();
  }
}

customElements.define("key-commands", KeyCommands);
