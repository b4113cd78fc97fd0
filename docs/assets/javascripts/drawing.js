/* The code of a diagram: fetched when its drawer is opened for the first time, to be run and changed.

   The program comes from scripts/pages/programs.py and ends in the figure. */
(() => {
  "use strict";

  const ThreeViews = window.ThreeViews;
  const RUNTIME = new URL("../runtime/", document.currentScript.src);
  const ABSENT = "This site was built without the code of its diagrams. “make site” brings it.";

  const make = (tag, className, ...content) => {
    const element = document.createElement(tag);
    element.className = className;
    element.append(...content);
    return element;
  };

  const fetchProgram = async (figure) => {
    if (ThreeViews.python.refusal) throw new Error(ThreeViews.python.refusal);
    const manifest = await fetch(new URL("manifest.json", RUNTIME), {cache: "no-cache"});
    if (!manifest.ok) throw new Error(ABSENT);
    const name = `figures/${figure}.py`;
    const file = (await manifest.json()).files[name];
    if (!file) throw new Error(ABSENT);
    const reply = await fetch(new URL(`${name}?v=${file.hash}`, RUNTIME));
    if (!reply.ok) throw new Error(`The server answered ${reply.status}. Try again later.`);
    return reply.text();
  };

  const run = async (cell, figure) => {
    cell.begin();
    const request = {page: `figure ${figure}`, cell: "diagram", source: cell.source, before: [], error: null};
    const result = await ThreeViews.python.run(request, cell.listeners);
    cell.show(result);
    if (!result.stopped && !result.failed) {
      cell.say(result.raised ? "An error" : "Drawn in your browser");
    }
  };

  const fill = async (drawer) => {
    const {figure} = drawer.dataset;
    if (drawer.querySelector(".cell")) return;
    drawer.querySelector(".drawing-remark")?.remove();
    try {
      const text = await fetchProgram(figure);
      const code = make("div", "highlight", make("pre", "", make("code", "", text)));
      const note = make("span", "cell-note", "Draws the diagram above");
      const element = make("div", "cell", code, make("div", "cell-bar", note));
      drawer.append(element);
      const title = "Draw the diagram in your browser";
      const cell = ThreeViews.cell(element, {
        label: `code of the diagram ${figure}`,
        key: `figure ${figure}`,
        actions: [{label: "Run", title, perform: (cell) => run(cell, figure)}],
      });
      await cell.open();  // It colors the code.
    } catch (error) {
      const why = error instanceof TypeError ? "The code did not arrive. Are you connected?" : error.message;
      drawer.append(make("p", "drawing-remark", why));
    }
  };

  // Such an event does not bubble, but it passes here on its way down. For print, the theme opens
  // all drawers; this one is not printed.
  const printed = matchMedia("print");
  document.addEventListener("toggle", ({target}) => {
    if (target.matches?.("details[data-figure]") && target.open && !printed.matches) fill(target);
  }, true);
})();
