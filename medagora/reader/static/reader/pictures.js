// Pictures come through us (/reader/image/…). One that is still on its way there is
// answered with nothing: it is asked for again, a few times, ever more slowly.

const PAUSES = [700, 1500, 3000, 6000];

function isOurs(picture) {
  return picture.src && new URL(picture.src).pathname.startsWith("/reader/image/");
}

function askAgain(picture) {
  const tries = Number(picture.dataset.tries || 0);
  if (tries >= PAUSES.length) return;
  picture.dataset.tries = tries + 1;
  setTimeout(() => {
    picture.src = picture.src;
  }, PAUSES[tries]);
}

document.addEventListener(
  "error",
  (event) => {
    if (event.target instanceof HTMLImageElement && isOurs(event.target)) {
      askAgain(event.target);
    }
  },
  true, // errors of pictures do not bubble
);

for (const picture of document.images) {
  if (picture.complete && !picture.naturalWidth && isOurs(picture)) askAgain(picture);
}
