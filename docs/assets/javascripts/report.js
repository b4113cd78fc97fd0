/* Reports of a mistake say where it is: the link at the foot of a page knows the page, this adds the block. */
(() => {
  // What the foot links to: a form to fill in, or the page that says how to report.
  const address = (block) => {
    const url = new URL(document.getElementById("report").href);
    if (block && url.searchParams.has("template")) {
      url.searchParams.set("name", block.getAttribute("aria-label"));
    }
    return url.href;
  };

  const fill = () => {
    if (!document.getElementById("report")) return;
    for (const link of document.querySelectorAll(".views-report")) {
      link.href = address(link.closest(".views"));
    }
  };

  // Who came to a block by its address means that one.
  document.addEventListener("click", ({ target }) => {
    const link = target.closest?.("#report");
    const block = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (link && block?.matches(".views")) link.href = address(block);
  }, { capture: true });

  // Material's instant navigation replaces the page without loading it.
  if (typeof document$ === "undefined") document.addEventListener("DOMContentLoaded", fill);
  else document$.subscribe(fill);
})();
