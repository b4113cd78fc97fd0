/* Who follows a link comes to the top of the new page or to its anchor, who goes back to where
   they were.

   Material keeps in the history how far down a page the reader is, a tenth of a second after they
   scrolled. If they have left it by then, it is the new page's entry that says how far down they
   were on the old one, and the new page would open there. */
(() => {
  if (typeof document$ === "undefined") return;

  let kept; // what the history keeps of the page that the reader is on the way to
  addEventListener("click", () => (kept = null), { capture: true });
  addEventListener("popstate", ({ state }) => (kept = state));

  document$.subscribe(() => {
    if (kept === undefined || kept?.y === history.state?.y) return;
    history.replaceState(kept, "");
    scrollTo(0, kept?.y ?? 0);
    // Only a link makes its aim the target of the page; without an anchor there is none to make.
    if (!kept && location.hash) Object.assign(document.createElement("a"), { href: location.hash }).click();
  });
})();
