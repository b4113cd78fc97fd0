/* Whatever scrolls sideways can be reached with the keyboard; what does not is no stop on the way. */
(() => {
  const SELECTOR = ".formula, .run-output pre, .listing pre, .lab .diagram, .md-typeset__scrollwrap";

  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });

  const observe = () => {
    observer.disconnect();
    for (const element of document.querySelectorAll(SELECTOR)) observer.observe(element);
  };

  // Material's instant navigation replaces the page without loading it.
  if (typeof document$ === "undefined") document.addEventListener("DOMContentLoaded", observe);
  else document$.subscribe(observe);
})();
