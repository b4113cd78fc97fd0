/* Exercises: Check tries the reader's code and says what is wrong, hints open one by one, and
   what is solved is remembered in the browser and shown in the chapters' list.

   The boxes and the list are written by scripts/pages/exercises.py; the verdict is described
   in scripts/exercises/check.py. On top of python.js and cell.js. */
(() => {
  "use strict";

  const ThreeViews = window.ThreeViews;
  const STORED = "three-views solved";

  const make = (tag, className, ...content) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...content);
    return element;
  };

  /* What is solved, by the keys that the boxes carry. Storage may be forbidden: then it lives
     as long as the visit. */
  const solved = {
    keys: new Set(),
    read() {
      try {
        this.keys = new Set(JSON.parse(localStorage.getItem(STORED) ?? "[]"));
      } catch { /* as it was */ }
    },
    write(keys) {
      this.keys = new Set(keys);
      try {
        localStorage.setItem(STORED, JSON.stringify([...this.keys]));
      } catch { /* as above */ }
    },
    add(key) {
      this.read();
      this.write([...this.keys, key]);
    },
  };

  /* The verdict ------------------------------------------------------------ */

  /* A sentence in which code stands between backticks. */
  const sentence = (text) =>
    text.split("`").map((part, place) => (place % 2 ? make("code", "", part) : part));

  const code = (text) => make("pre", "", make("samp", "", text));

  const row = (term, text) => [make("dt", "", term), make("dd", "", code(text))];

  const rows = (verdict) => {
    const list = make("dl", "verdict-case");
    if (verdict.input) list.append(...row("Input", verdict.input));
    if (verdict.expected) list.append(...row("Expected", verdict.expected));
    if (verdict.trace) list.append(...row("Your code", verdict.trace));
    else if (verdict.actual) list.append(...row("Your result", verdict.actual));
    if (verdict.printed) list.append(...row("Printed", verdict.printed));
    return list.childElementCount ? [list] : [];
  };

  /* What scrolls can be reached with the keyboard. */
  const makeReachable = (area) => {
    for (const pre of area.querySelectorAll("pre")) {
      if (pre.scrollWidth > pre.clientWidth || pre.scrollHeight > pre.clientHeight) pre.tabIndex = 0;
    }
  };

  const show = (area, verdict) => {
    const mark = make("span", "verdict-mark", verdict.passed ? "✓" : "✗");
    mark.setAttribute("aria-hidden", "true");
    const head = make("p", "verdict-head", mark, " ", ...sentence(verdict.message));
    area.classList.toggle("verdict-right", verdict.passed);
    area.hidden = false;
    const said = [head];
    if (verdict.explanation) said.push(make("p", "verdict-why", ...sentence(verdict.explanation)));
    if (verdict.place) said.push(make("p", "verdict-place", `First difference: ${verdict.place}.`));
    area.firstElementChild.replaceChildren(...said);
    area.append(...rows(verdict));
    makeReachable(area);
  };

  const clear = (area) => {
    area.firstElementChild.replaceChildren();
    while (area.childElementCount > 1) area.lastElementChild.remove();
    area.hidden = true;
  };

  const check = async (box, cell, area) => {
    clear(area);
    cell.tell({text: "Checking"});
    const {page, name, key} = box.dataset;
    const verdict = await ThreeViews.python.check({page, name, source: cell.source}, cell.listeners);
    if (verdict.stopped) return cell.say("Stopped. The next check begins with a fresh Python.");
    if (verdict.failed) return cell.say(verdict.failed);
    cell.say(verdict.passed ? "Solved" : "Checked");
    show(area, verdict);
    if (verdict.passed) solved.add(key);
    showProgress();
  };

  /* The boxes -------------------------------------------------------------- */

  /* The style sheet shows a hint when the one before is open; after that it stays. */
  const chainHints = (hints) => {
    for (const hint of hints) {
      hint.addEventListener("toggle", () => hint.classList.add("opened"), {once: true});
    }
  };

  const start = (box) => {
    const element = box.querySelector(".exercise-cell");
    if (box.classList.contains("ready")) return;
    box.classList.add("ready");
    const area = make("div", "exercise-verdict", make("div", ""));
    area.firstElementChild.setAttribute("role", "status");
    area.hidden = true;
    ThreeViews.cell(element, {
      label: box.id.replace("-", " "),
      key: box.dataset.key,
      actions: [{
        label: "Check",
        title: "Try your code on many inputs",
        perform: (cell) => check(box, cell, area),
      }],
      reset: () => clear(area),
    });
    element.append(area);
    chainHints([...box.querySelectorAll(":scope > details.hint")]);
  };

  /* The progress ----------------------------------------------------------- */

  const tick = (place, isSolved) => {
    const there = place.querySelector(":scope > .solved");
    if (isSolved && !there) {
      const mark = make("span", "solved", "✓");
      mark.setAttribute("role", "img");
      mark.setAttribute("aria-label", "solved");
      place.append(" ", mark);
    } else if (!isSolved) there?.remove();
  };

  const count = (chapter) => {
    const items = [...chapter.querySelectorAll("li[data-key]")];
    const done = items.filter((item) => solved.keys.has(item.dataset.key)).length;
    const label = chapter.querySelector(".progress-count");
    label.dataset.plain ??= label.textContent;
    label.textContent = done ? `${done} of ${label.dataset.plain} solved` : label.dataset.plain;
  };

  const showProgress = () => {
    for (const box of document.querySelectorAll(".exercise[data-key]")) {
      tick(box.querySelector(".admonition-title"), solved.keys.has(box.dataset.key));
    }
    for (const item of document.querySelectorAll(".progress li[data-key]")) {
      tick(item, solved.keys.has(item.dataset.key));
    }
    document.querySelectorAll(".progress-chapter").forEach(count);
    document.querySelectorAll(".progress").forEach(offerClear);
  };

  /* A button that forgets all ticks, and takes that back as long as the page stays. */
  const offerClear = (list) => {
    let button = list.querySelector(":scope > .progress-clear");
    if (!button) {
      button = make("button", "progress-clear");
      button.type = "button";
      button.addEventListener("click", () => {
        const kept = button.kept;
        button.kept = kept ? null : [...solved.keys];
        solved.write(kept ?? []);
        showProgress();
      });
      list.append(button);
    }
    button.textContent = button.kept ? "Undo" : "Clear my progress";
    button.hidden = !button.kept && !solved.keys.size;
  };

  const startAll = () => {
    document.querySelectorAll("article .exercise[data-name]").forEach(start);
    solved.read();
    showProgress();
  };

  // Another tab of the site has solved or cleared something.
  window.addEventListener("storage", (event) => {
    if (event.key !== STORED) return;
    solved.read();
    showProgress();
  });

  if (window.document$) window.document$.subscribe(startAll);
  else if (document.readyState !== "loading") startAll();
  else document.addEventListener("DOMContentLoaded", startAll);
})();
