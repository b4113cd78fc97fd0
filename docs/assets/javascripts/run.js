/* Run blocks, and the code of a diagram: their cells run in the page's Python.

   The blocks of a page share one namespace, in order. A block's request carries those above
   it, so that Python can run what has not run yet. */
(() => {
  "use strict";

  const ThreeViews = window.ThreeViews;

  const cellOf = (element) => ThreeViews.cell(element, options(element));

  const blocks = () => [...document.querySelectorAll("article .run[data-page]")];

  const above = (element) => blocks().slice(0, blocks().indexOf(element));

  const asked = (element) => ({
    cell: element.dataset.cell,
    source: cellOf(element).source,
    error: element.dataset.error ?? null,
  });

  const capitalized = (text) => text[0].toUpperCase() + text.slice(1);

  const ended = (element, result) => {
    const name = capitalized(element.dataset.cell);
    if (result.raised && !result.raised.expected) return `${name}: an error`;
    return `${name}: output in your browser, ${result.seconds.toFixed(2)} s`;
  };

  const run = async (element, before) => {
    const cell = cellOf(element);
    cell.begin();
    cell.tell({text: "Running"});
    const request = {page: element.dataset.page, ...asked(element), before: before.map(asked)};
    const result = await ThreeViews.python.run(request, cell.listeners);
    if (!result.stopped && !result.failed) cell.say(ended(element, result));
    cell.show(result);
    return result;
  };

  /* One after the other, each with its output, up to the first that does not work. */
  const runAbove = async (element) => {
    const cell = cellOf(element);
    for (const each of above(element)) {
      cell.tell({text: `Running ${each.dataset.cell}`});
      const result = await run(each, above(each));
      if (result.stopped || result.failed || (result.raised && !result.raised.expected)) {
        const why = result.failed ?? (result.stopped ? "Stopped." : `There is an error in ${each.dataset.cell}.`);
        return cell.say(why);
      }
    }
    cell.say("All above have run.");
  };

  const options = (element) => {
    const actions = [{
      label: "Run",
      title: "Run this code in your browser",
      perform: () => run(element, above(element)),
    }];
    if (above(element).length) {
      actions.push({
        label: "Run all above",
        title: "Run the examples above in order and show what they give",
        perform: () => runAbove(element),
      });
    }
    return {
      label: element.dataset.cell,
      key: `${element.dataset.page} ${element.id}`,
      actions,
    };
  };

  const startAll = () => blocks().forEach(cellOf);

  if (window.document$) window.document$.subscribe(startAll);
  else if (document.readyState !== "loading") startAll();
  else document.addEventListener("DOMContentLoaded", startAll);
})();
