/* The menu of a small screen by keyboard. Material opens and closes it and its panels with
   labels, which the keyboard does not reach; here they get something that it does. */
(() => {
  const MENU = ".md-header [for=__drawer]";
  const BACK = ".md-nav--primary .md-nav__title:is([for^=__nav], [for=__toc]) .md-nav__icon";
  const CONTENTS = ".md-nav--primary .md-nav__link[for=__toc] .md-nav__icon";

  const makeButton = (element, name) => {
    element.tabIndex = 0;
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", name);
  };

  const prepare = () => {
    // Material itself presses a label that has the focus. Those of the panels keep out of it:
    // it expects of each one that has a tabindex to have a name of its own, too.
    const menu = document.querySelector(MENU);
    menu.tabIndex = 0;
    menu.title = "Menu";
    for (const icon of document.querySelectorAll(BACK)) makeButton(icon, "Back");
    for (const icon of document.querySelectorAll(CONTENTS)) makeButton(icon, "Table of contents");
  };

  document.addEventListener("keydown", (event) => {
    const drawer = document.getElementById("__drawer");
    if (event.key === "Escape" && drawer.checked) {
      drawer.click();
      document.querySelector(MENU).focus();
    } else if ((event.key === "Enter" || event.key === " ") && event.target.matches(`${BACK}, ${CONTENTS}`)) {
      event.preventDefault();
      event.target.closest("label").click();
    }
  });

  // Material's instant navigation replaces the page without loading it.
  if (typeof document$ === "undefined") document.addEventListener("DOMContentLoaded", prepare);
  else document$.subscribe(prepare);
})();
