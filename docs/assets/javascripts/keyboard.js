/* The menu of a small screen by keyboard. Material opens and closes its panels with labels,
   which Enter presses if they have the focus; here those that can be seen get a way to have it. */
(() => {
  const MENU = ".md-header [for=__drawer]";
  const PANELS = ".md-nav--primary .md-nav__title[for^=__nav], .md-nav--primary [for=__toc]";

  const prepare = () => {
    for (const label of document.querySelectorAll(`${MENU}, ${PANELS}`)) label.tabIndex = 0;
    document.querySelector(MENU).title = "Menu";
  };

  document.addEventListener("keydown", ({ key }) => {
    const drawer = document.getElementById("__drawer");
    if (key !== "Escape" || !drawer.checked) return;
    drawer.click();
    document.querySelector(MENU).focus();
  });

  // Material's instant navigation replaces the page without loading it.
  if (typeof document$ === "undefined") document.addEventListener("DOMContentLoaded", prepare);
  else document$.subscribe(prepare);
})();
