// <form data-propose-zone="time_zone">: the zone of this browser's clock is chosen in
// that field, as long as its owner has not chosen one. Nothing is sent by it.

const form = document.querySelector("form[data-propose-zone]");
const field = form?.elements[form.dataset.proposeZone];

function resolved(zone) {
  const { timeZone } = new Intl.DateTimeFormat("en", zone && { timeZone: zone }).resolvedOptions();
  return timeZone;
}

// Browsers call some zones by an old name: they are asked what they make of ours.
function isHere(zone, here) {
  try {
    return zone === here || resolved(zone) === here;
  } catch {
    return false; // a zone that this browser does not know
  }
}

if (field) {
  const here = resolved();
  const names = [...field.options].map((option) => option.value);
  const found = names.includes(here) ? here : names.find((name) => isHere(name, here));
  if (found) field.value = found;
}
