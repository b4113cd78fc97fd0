/* Code on a page that a reader can change and run: an element goes in, a cell comes out.

   ThreeViews.cell(element, options) -> cell; the same one if the element has one already.

   The element is what scripts/pages/cells.py writes: `.highlight` with the code, `.cell-bar`,
   and `.run-output` where there is an output.

   options
     label    what a screen reader calls the editor and the buttons: "Example 3"
     key      under it an edit is kept for the visit; none is kept without it
     actions  [{label, title, perform(cell)}], buttons; `perform` returns a promise. The first
              one also answers to Ctrl-Enter (Command-Enter on a Mac).
     reset(cell)  called after Reset has restored code and output

   cell
     source, original   the text as it is, and as the page has it
     edited             whether they differ
     open()             put the editor in the place of the code; a promise
     edit(at)           the same, and go there; a promise
     perform(action)    as if its button were pressed; a promise
     begin(), write(text), show(result)   the output: empty it, add to it, add the end of a
                        request to python.js: last value, pictures, error
     say(text), tell({text, loaded, total})   the line beside the buttons, with bytes where
                        there are any
     listeners          {output, progress} for python.js, which write to this cell

   A classic script without dependencies; `python.js` loads the editor. */
(() => {
  "use strict";

  const ThreeViews = (window.ThreeViews ??= {});
  if (ThreeViews.cell) return;
  const cells = new WeakMap();
  const STORED = "three-views edit ";
  const MAC = /Mac|iPhone|iPad/.test(navigator.platform);
  const SHORTCUT = MAC ? "⌘ Enter" : "Ctrl+Enter";

  const SILENT =
    "Python in the browser is not told when a floating-point number overflows or is divided by " +
    "zero: WebAssembly has no signal for it. So the warning or error of the page is missing here.";

  const make = (tag, className, text = "") => {
    const element = document.createElement(tag);
    element.className = className;
    element.textContent = text;
    return element;
  };

  const button = (label, title, press) => {
    const element = make("button", "cell-button", label);
    element.type = "button";
    element.title = title;
    element.addEventListener("click", press);
    return element;
  };

  const megabytes = (bytes) => (bytes / 1e6).toFixed(1);

  /* Pictures have the colors of the light theme; here they get those of the page. */
  const colored = (svg, roles) => {
    const style = getComputedStyle(document.body);
    const colors = new Map(Object.entries(roles).map(
      ([role, color]) => [color, style.getPropertyValue(`--fig-${role}`).trim()]));
    return svg.replace(/#[0-9a-f]{6}/g, (color) => colors.get(color) || color);
  };

  const pictures = new Map();  // image to its drawing
  const forgetGone = () => {
    for (const image of pictures.keys()) if (!image.isConnected) pictures.delete(image);
  };
  const paint = (image) => {
    const {svg, roles} = pictures.get(image);
    image.src = `data:image/svg+xml,${encodeURIComponent(colored(svg, roles))}`;
  };
  const repaint = () => {
    forgetGone();
    for (const image of pictures.keys()) paint(image);
  };
  const scheme = {attributes: true, attributeFilter: ["data-md-color-scheme"]};
  new MutationObserver(repaint).observe(document.body, scheme);
  matchMedia("print").addEventListener("change", repaint);  // Paper is light.

  const picture = (drawing, roles) => {
    forgetGone();
    const image = make("img", "run-picture");
    image.alt = drawing.alt;
    image.width = drawing.width;
    image.height = drawing.height;
    pictures.set(image, {svg: drawing.svg, roles});
    paint(image);
    return image;
  };

  const stored = {
    read(key, original) {
      try {
        const found = JSON.parse(sessionStorage.getItem(STORED + key));
        return found?.original === original ? found.source : null;
      } catch {
        return null;  // Storage may be forbidden; then an edit lives as long as the page.
      }
    },
    write(key, original, source) {
      try {
        if (source === original) sessionStorage.removeItem(STORED + key);
        else sessionStorage.setItem(STORED + key, JSON.stringify({original, source}));
      } catch { /* as above */ }
    },
  };

  class Cell {
    constructor(element, {label, key, actions, reset}) {
      Object.assign(this, {element, label, key});
      this.code = element.querySelector(".highlight");
      this.bar = element.querySelector(".cell-bar");
      this.note = this.bar.querySelector(".cell-note");
      this.built = element.querySelector(".run-output");
      this.output = this.built;
      this.builtNote = this.note.textContent;
      this.original = this.code.querySelector("code").textContent.replace(/\n$/, "");
      this.text = (key && stored.read(key, this.original)) ?? this.original;
      this.editor = null;
      this.busy = this.stale = false;
      this.main = actions[0];
      this.onReset = reset;
      this.listeners = {
        output: (text) => this.write(text),
        progress: (progress) => this.tell(progress),
      };
      this.furnish(actions);
      element.addEventListener("keydown", (event) => this.press(event));
      this.code.addEventListener("click", (event) => this.touched(event));
      if (this.edited) this.open().then(() => this.changed());
    }

    get source() {
      return this.text;
    }

    get edited() {
      return this.text !== this.original;
    }

    /* Put the buttons into the bar, and make the note speak. */
    furnish(actions) {
      this.buttons = actions.map((action) =>
        button(action.label, action.title ?? action.label, () => this.perform(action)));
      this.buttons[0].classList.add("cell-main");
      this.buttons[0].title += ` (${SHORTCUT})`;
      this.editing = button("Edit", "Change the code", () => this.edit());
      this.stopping = button("Stop", "Stop Python", () => ThreeViews.python.stop());
      this.resetting = button("Reset", "Restore code and output", () => this.reset());
      const all = [...this.buttons, this.editing, this.stopping, this.resetting];
      for (const each of all) each.setAttribute("aria-label", `${each.textContent}: ${this.label}`);
      this.stopping.hidden = this.resetting.hidden = true;
      this.bytes = make("span", "cell-bytes");
      this.meter = make("progress", "cell-progress");
      this.meter.setAttribute("aria-label", "Loaded so far");
      this.bytes.hidden = this.meter.hidden = true;
      this.note.setAttribute("role", "status");
      const buttons = make("span", "cell-buttons");
      buttons.append(...all);
      this.bar.prepend(buttons);
      this.bar.append(this.bytes, this.meter);
    }

    /* The editor has the same key of its own, and prevents what it has handled. */
    press(event) {
      if (event.key !== "Enter" || !(MAC ? event.metaKey : event.ctrlKey) || event.defaultPrevented) return;
      event.preventDefault();
      this.perform(this.main);
    }

    /* A click into the code opens the editor there; one that selects code does not. */
    touched(event) {
      if (event.target.closest("button, a") || !getSelection().isCollapsed) return;
      const range = document.caretRangeFromPoint?.(event.clientX, event.clientY);
      let at = 0;
      if (range && this.code.contains(range.startContainer)) {
        range.setStart(this.code.querySelector("code"), 0);
        at = range.toString().length;
      }
      this.edit(at);
    }

    async edit(at = 0) {
      try {
        await this.open();
      } catch (error) {
        this.say(error.message);
        return;
      }
      this.editor.focus(at);
    }

    /* The editor takes the place of the code. */
    open() {
      this.opening ??= ThreeViews.python.editor().then(({createEditor}) => {
        const host = make("div", "cell-editor");
        this.editor = createEditor(host, {
          text: this.text,
          label: `Code of ${this.label}`,
          change: (text) => this.typed(text),
          run: () => this.perform(this.main),
        });
        this.code.hidden = true;
        this.code.after(host);
        this.editing.hidden = true;
      });
      this.opening.catch(() => (this.opening = null));
      return this.opening;
    }

    typed(text) {
      this.text = text;
      if (this.key) stored.write(this.key, this.original, text);
      this.changed();
    }

    /* Say so where what stands below is not, or not any more, what this code gives. */
    changed() {
      this.resetting.hidden = !this.edited && this.output === this.built;
      const shows = this.output !== null && !this.output.hidden;
      const stale = shows && this.text !== (this.ran ?? this.original);
      if (stale === this.stale) return;
      this.stale = stale;
      this.element.classList.toggle("cell-stale", stale);
      if (stale) this.noteBefore = this.note.textContent;
      this.say(stale ? "Changed since this output" : this.noteBefore);
    }

    async perform(action) {
      if (this.busy) return;
      this.busy = true;
      this.ran = this.text;
      this.changed();
      for (const each of this.buttons) each.setAttribute("aria-disabled", "true");
      this.stopping.hidden = false;
      try {
        await action.perform(this);
      } finally {
        const stopped = document.activeElement === this.stopping;
        this.busy = false;
        for (const each of this.buttons) each.removeAttribute("aria-disabled");
        this.stopping.hidden = true;
        if (stopped) this.buttons[0].focus();
        this.bytes.hidden = this.meter.hidden = true;
        this.changed();
      }
    }

    reset() {
      if (this.busy) ThreeViews.python.stop();
      this.text = this.original;
      this.ran = null;
      if (this.key) stored.write(this.key, this.original, this.original);
      if (this.editor) {
        const host = this.code.nextElementSibling;
        this.editor.destroy();
        host.remove();
        this.editor = this.opening = null;
        this.code.hidden = false;
        this.editing.hidden = false;
      }
      if (this.output !== this.built) {
        this.output?.remove();
        this.output = this.built;
        if (this.built) this.built.hidden = false;
      }
      this.changed();
      this.say(this.builtNote);
      this.buttons[0].focus();
      this.resetting.hidden = true;
      this.onReset?.(this);
    }

    say(text) {
      if (this.note.textContent !== text) this.note.textContent = text;
    }

    tell({text, loaded, total}) {
      this.say(`${text}…`);
      this.bytes.hidden = this.meter.hidden = !total;
      if (!total) return;
      this.bytes.textContent = `${megabytes(loaded)} of ${megabytes(total)} MB`;
      this.meter.max = total;
      this.meter.value = loaded;
    }

    begin() {
      if (this.output !== this.built) this.output?.remove();
      if (this.built) this.built.hidden = true;
      this.output = make("div", "run-output run-now");
      this.output.hidden = true;
      this.bar.after(this.output);
      this.printed = null;
    }

    write(text) {
      if (!this.printed) {
        const area = make("pre", "");
        this.printed = make("samp", "");
        area.append(this.printed);
        this.add(area);
      }
      this.printed.append(text);
      this.reachable(this.printed.parentElement);
    }

    /* What scrolls can be reached with the keyboard. */
    reachable(area) {
      const scrolls = area.scrollWidth > area.clientWidth || area.scrollHeight > area.clientHeight;
      if (scrolls) area.tabIndex = 0;
    }

    add(...nodes) {
      this.output.hidden = false;
      this.output.append(...nodes);
    }

    show(result) {
      if (result.stopped) return this.say("Stopped. The next run begins with a fresh Python.");
      if (result.failed) return this.say(result.failed);
      const gap = this.printed && !this.printed.textContent.endsWith("\n") ? "\n" : "";
      if (result.shown !== null) this.write(gap + result.shown);
      if (result.dropped) {
        const many = result.dropped.toLocaleString("en");
        this.add(make("p", "run-remark", `… and ${many} characters more, which are not shown.`));
      }
      for (const drawing of result.pictures) this.add(picture(drawing, result.roles));
      if (result.raised) this.complain(result.raised, gap);
      if (result.silent && this.warned()) this.add(make("p", "run-remark", SILENT));
      this.output.hidden = !this.output.childElementCount;
    }

    /* Whether this code, run outside the browser, was told of an overflow and the like. */
    warned() {
      return !this.edited && /RuntimeWarning: |FloatingPointError: /.test(this.built?.textContent);
    }

    complain(raised, gap) {
      // An announced error is part of the lesson and stands as on the page as it was built.
      if (raised.expected) return this.write(gap + raised.summary);
      if (raised.above) {
        this.add(make("p", "run-remark", `This block needs ${raised.above}, which fails:`));
      }
      const area = make("pre", "run-error");
      area.append(make("samp", "", raised.trace));
      this.add(area);
      this.reachable(area);
    }
  }

  ThreeViews.cell = (element, options) => {
    if (!cells.has(element)) cells.set(element, new Cell(element, options));
    return cells.get(element);
  };
})();
