// <details class="menu"> opens by itself; this closes it when the reader moves on.

function closeAllBut(kept) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu !== kept) menu.open = false;
  }
}

export function closeMenusOnLeaving() {
  document.addEventListener("click", (event) => {
    closeAllBut(event.target.closest("details.menu"));
  });
  document.addEventListener("focusin", (event) => {
    closeAllBut(event.target.closest("details.menu"));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.activeElement?.closest("details.menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
