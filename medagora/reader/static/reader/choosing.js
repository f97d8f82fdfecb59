// The list of topics comes anew when a language is ticked or a word is typed. On a slow
// line the reader goes on ticking meanwhile: a list that knows nothing of those ticks is
// not shown, it is asked for once more. What was unfolded stays unfolded.

const LIST = "topics";

const inOrder = (slugs) => slugs.sort().join(" ");

function ticked() {
  const inputs = document.querySelectorAll(`#${LIST} input[name=topic]:checked`);
  return inOrder([...inputs].map((input) => input.value));
}

let unfolded = [];

document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.target.id !== LIST) return;
  const { elt, formData } = event.detail.requestConfig;
  if (inOrder(formData.getAll("topic")) !== ticked()) {
    event.detail.shouldSwap = false;
    setTimeout(() => htmx.trigger(elt, "again"));
  }
  unfolded = [...event.target.querySelectorAll("details[open]")].map(({ id }) => id);
});

document.addEventListener("htmx:afterSwap", () => {
  for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
});
