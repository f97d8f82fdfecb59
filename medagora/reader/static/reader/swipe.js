// A finger on a line: to the left marks it as read, to the right saves it. The line
// follows the finger only where the reader has not asked for less motion.

const BEGIN = 12; // pixels before it counts as a swipe rather than a tap
const ENOUGH = 80; // pixels after which letting go does it

// A sheet of its own rather than a style attribute, which htmx would copy on to the new
// line and the Content Security Policy refuse.
const sheet = new CSSStyleSheet();
document.adoptedStyleSheets.push(sheet);

export function listenToSwipes(stream, act) {
  const isStill = matchMedia("(prefers-reduced-motion: reduce)");
  let swipe = null;

  function show(dx) {
    const { line } = swipe;
    const verb = dx < 0 ? "read" : "save";
    if (!isStill.matches) {
      line.classList.add("is-swiped");
      sheet.replaceSync(`.line.is-swiped { transform: translateX(${dx}px); }`);
    }
    if (Math.abs(dx) < ENOUGH) delete line.dataset.swipe;
    else {
      line.dataset.swipe = dx < 0 ? stream.dataset.swipeRead : stream.dataset.swipeSave;
      line.dataset.swipeTo = verb;
    }
  }

  function end() {
    const { line } = swipe;
    line.classList.add("is-returning");
    line.classList.remove("is-swiped");
    delete line.dataset.swipe;
    setTimeout(() => line.classList.remove("is-returning"), 200);
    swipe = null;
  }

  stream.addEventListener("pointerdown", (event) => {
    const line = event.target.closest("article.line");
    if (event.pointerType !== "touch" || !event.isPrimary || !line) return;
    if (!line.querySelector("[data-do=read]")) return;
    swipe = { line, id: event.pointerId, x: event.clientX, y: event.clientY, isOn: false };
  });

  stream.addEventListener("pointermove", (event) => {
    if (!swipe || event.pointerId !== swipe.id) return;
    const dx = event.clientX - swipe.x;
    const dy = event.clientY - swipe.y;
    if (!swipe.isOn) {
      if (Math.abs(dx) < BEGIN) return;
      if (Math.abs(dx) < 1.5 * Math.abs(dy)) return end();
      swipe.isOn = true;
      swipe.line.setPointerCapture(event.pointerId);
    }
    show(dx);
  });

  stream.addEventListener("pointerup", (event) => {
    if (!swipe || event.pointerId !== swipe.id) return;
    const { line, isOn } = swipe;
    const dx = event.clientX - swipe.x;
    end();
    if (!isOn) return;
    // the click that follows a swipe would open the link under the finger
    stream.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => stream.removeEventListener("click", swallow, { capture: true }), 50);
    if (Math.abs(dx) >= ENOUGH) setTimeout(() => act(line, dx < 0 ? "read" : "save"), 60);
  });

  stream.addEventListener("pointercancel", () => swipe && end());
}

function swallow(event) {
  event.preventDefault();
  event.stopPropagation();
}
