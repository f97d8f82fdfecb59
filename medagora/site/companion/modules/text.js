// Words for readers, in the browser's language, and the direction they run in.

export const say = (name, ...facts) => chrome.i18n.getMessage(name, facts.map(String)) || name;
export const language = () => say("language");
// Of the words that are shown: the browser itself may run the other way.
export const direction = () => say("direction");

// Fills the page: data-say gives an element its words.
export function fill(root = document) {
  document.documentElement.lang = language();
  document.documentElement.dir = direction();
  for (const element of root.querySelectorAll("[data-say]")) {
    element.textContent = say(element.dataset.say);
  }
}

// An element with words and children; nothing is ever parsed as HTML.
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

// The sentence for something that went wrong with the server or its list.
export function sentenceFor(fault) {
  const known = ["unreachable", "refused", "too_often", "broken", "version", "signature", "older"];
  return say(`fault_${known.includes(fault?.code) ? fault.code : "unknown"}`);
}

export function dateOf(milliseconds) {
  return new Intl.DateTimeFormat(language(), { dateStyle: "medium" }).format(milliseconds);
}
