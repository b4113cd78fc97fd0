/* Training a small network under the reader's eyes: settings go to Python, and slice by slice
   the loss, the regions of the classes and the answers of the neurons come back and are drawn.

   The panel is written by scripts/pages/train.py, a slice is described in
   scripts/training/trainer.py. A slice is short, and the next one is asked for only when it
   has come back: so Pause acts at once, and other code of the page gets its turn.

   A classic script on top of python.js. */
(() => {
  "use strict";

  const ThreeViews = window.ThreeViews;
  const EPOCHS = 3;  // at most between two pictures: the reader is to see it learn
  const SECONDS = 0.04;  // after so many no other epoch of a slice begins
  const ROUND = 1000;  // epochs after which training waits for the reader
  const CALM = 1000;  // milliseconds between two pictures for who wants less motion
  const LESS_MOTION = matchMedia("(prefers-reduced-motion: reduce)");
  const CLASSES = ["function", "derivative", "second"];  // the roles of their colors
  const ROLES = [...CLASSES, "ink", "neutral", "axis", "paper"];
  const STOPPED = "Python was stopped, and the network is gone with it. Press Train to begin anew.";

  const percent = (share) => `${(100 * share).toFixed(1)} %`;
  const thousands = (number) => number.toLocaleString("en");
  const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
  const many = (number, thing) => `${number} ${thing}${number === 1 ? "" : "s"}`;
  const frame = () => new Promise(requestAnimationFrame);

  const write = (element, text) => {
    if (element.textContent !== text) element.textContent = text;
  };

  /* Drawing ----------------------------------------------------------------- */

  /* The page's colors by role, as they are now: red, green, blue. */
  const palette = () => {
    const style = getComputedStyle(document.body);
    return Object.fromEntries(ROLES.map((role) => {
      const text = style.getPropertyValue(`--fig-${role}`).trim();
      return [role, [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16))];
    }));
  };

  const css = (color) => `rgb(${color.join(" ")})`;

  /* A canvas as sharp as the screen, empty, measured in pixels of the page. */
  const begin = (canvas) => {
    const {clientWidth: width, clientHeight: height} = canvas;
    const [across, down] = [width, height].map((length) => Math.round(length * devicePixelRatio));
    if (canvas.width !== across || canvas.height !== down) {
      canvas.width = across;
      canvas.height = down;
    }
    const context = canvas.getContext("2d");
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.clearRect(0, 0, width, height);
    context.font = `12px ${getComputedStyle(canvas).fontFamily}`;
    return {context, width, height};
  };

  const cells = document.createElement("canvas");

  /* A square of colored cells: each has its hue, and a share of it on the paper. */
  const fillSquare = (context, [left, top, side], grid, paper, hue, share) => {
    if (cells.width !== grid) cells.width = cells.height = grid;
    const pen = cells.getContext("2d", {willReadFrequently: true});
    const image = pen.createImageData(grid, grid);
    for (let cell = 0; cell < grid * grid; cell += 1) {
      const [color, part] = [hue(cell), share(cell)];
      for (let at = 0; at < 3; at += 1) {
        image.data[4 * cell + at] = paper[at] + part * (color[at] - paper[at]);
      }
      image.data[4 * cell + 3] = 255;
    }
    pen.putImageData(image, 0, 0);
    context.drawImage(cells, left, top, side, side);
  };

  /* Where values on the cells change their sign: through each square between four cells, a line
     from one crossing of its edges to the next. */
  const traceZero = (context, side, grid, values) => {
    const place = (position) => ((position + 0.5) * side) / grid;
    context.beginPath();
    for (let row = 0; row < grid - 1; row += 1) {
      for (let column = 0; column < grid - 1; column += 1) {
        const corners = [[0, 0], [1, 0], [1, 1], [0, 1]];
        const here = corners.map(([right, down]) => values[(row + down) * grid + column + right]);
        const crossings = [];
        for (let from = 0; from < 4; from += 1) {
          const to = (from + 1) % 4;
          if (here[from] > 0 === here[to] > 0) continue;
          const share = here[from] / (here[from] - here[to]);
          const [x, y] = [0, 1].map((axis) =>
            corners[from][axis] + share * (corners[to][axis] - corners[from][axis]));
          crossings.push([place(column + x), place(row + y)]);
        }
        for (let at = 0; at + 1 < crossings.length; at += 2) {
          context.moveTo(...crossings[at]);
          context.lineTo(...crossings[at + 1]);
        }
      }
    }
    context.stroke();
  };

  /* A class has a mark of its own besides its color: a dot, a square, a triangle. */
  const MARKS = [
    (context, x, y) => context.arc(x, y, 3.6, 0, 2 * Math.PI),
    (context, x, y) => context.rect(x - 3, y - 3, 6, 6),
    (context, x, y) => {
      context.moveTo(x, y - 4.5);
      context.lineTo(x + 4.3, y + 3);
      context.lineTo(x - 4.3, y + 3);
      context.closePath();
    },
  ];

  const drawPoints = (context, side, {places, counts}, colors) => {
    context.strokeStyle = css(colors.paper);
    context.lineWidth = 1.5;
    let point = 0;
    counts.forEach((count, kind) => {
      context.fillStyle = css(colors[CLASSES[kind]]);
      for (const end = point + count; point < end; point += 1) {
        const [x, y] = [places[2 * point], places[2 * point + 1]].map((at) => (at * side) / 1000);
        context.beginPath();
        MARKS[kind](context, x, y);
        context.stroke();
        context.fill();
      }
    });
  };

  /* For each cell, the most likely class; and how far a class is ahead of the best other one. */
  const best = (planes) => planes[0].map((_, cell) =>
    planes.reduce((most, plane, kind) => (plane[cell] > planes[most][cell] ? kind : most), 0));
  const lead = (planes, kind) => planes[kind].map((share, cell) =>
    share - Math.max(...planes.map((plane, other) => (other === kind ? 0 : plane[cell]))));

  const drawPlane = (canvas, points, planes, grid, colors) => {
    const {context, width} = begin(canvas);
    if (planes.length) {
      const [likely, chance] = [best(planes), 1 / planes.length];
      fillSquare(context, [0, 0, width], grid, colors.paper,
        (cell) => colors[CLASSES[likely[cell]]],
        (cell) => (0.55 * (planes[likely[cell]][cell] - chance)) / (1 - chance));
      context.strokeStyle = css(colors.ink);
      context.lineWidth = 1.5;
      // One line parts two classes.
      const parted = planes.length === 2 ? [0] : planes.keys();
      for (const kind of parted) traceZero(context, width, grid, lead(planes, kind));
    }
    drawPoints(context, width, points, colors);
  };

  const drawCurve = (canvas, losses, colors) => {
    const {context, width, height} = begin(canvas);
    const [left, right, top, bottom] = [36, width - 8, 8, height - 22];
    const highest = losses.reduce((high, loss) => Math.max(high, loss), 0.1);
    const last = Math.max(losses.length - 1, 100);
    context.strokeStyle = css(colors.axis);
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(left, top);
    context.lineTo(left, bottom);
    context.lineTo(right, bottom);
    context.stroke();
    context.fillStyle = css(colors.neutral);
    context.textAlign = "right";
    if (losses.length) context.fillText(highest.toPrecision(2), left - 5, top + 8);
    context.fillText("0", left - 5, bottom);
    context.fillText(`epoch ${thousands(last)}`, right, bottom + 16);
    context.strokeStyle = css(colors.function);
    context.lineWidth = 2;
    context.lineJoin = "round";
    context.beginPath();
    const stride = Math.ceil(losses.length / (4 * width));  // No more points than can be seen.
    for (let epoch = 0; epoch < losses.length; epoch += stride) {
      const height = (losses[epoch] / highest) * (bottom - top);
      context.lineTo(left + (epoch / last) * (right - left), bottom - height);
    }
    context.stroke();
  };

  const largestOf = (plane) => plane.reduce((most, answer) => Math.max(most, Math.abs(answer)), 0);

  /* The answers of the neurons of a layer, side by side; empty squares before there are any. */
  const drawLayer = (canvas, neurons, planes, grid, colors) => {
    const {context, width, height} = begin(canvas);
    const columns = width > 6 * height ? 8 : 4;  // as the style sheet gives it room
    const gap = 6;
    const side = (width - (columns - 1) * gap) / columns;
    context.strokeStyle = css(colors.axis);
    for (let neuron = 0; neuron < neurons; neuron += 1) {
      const left = (neuron % columns) * (side + gap);
      const top = Math.floor(neuron / columns) * (side + gap);
      if (planes) {
        const plane = planes[neuron];
        const largest = largestOf(plane) || 1;
        fillSquare(context, [left, top, side], grid, colors.paper,
          (cell) => (plane[cell] < 0 ? colors.derivative : colors.function),
          (cell) => Math.abs(plane[cell]) / largest);
      }
      context.strokeRect(left + 0.5, top + 0.5, side - 1, side - 1);
    }
  };

  /* The panel --------------------------------------------------------------- */

  class Panel {
    constructor(element) {
      const find = (name) => element.querySelector(`.train-${name}`);
      Object.assign(this, {element, find});
      this.points = JSON.parse(element.dataset.points);
      this.fields = [...element.querySelectorAll(".train-controls :is(select, input)")];
      this.layers = [...element.querySelectorAll(".train-layer")];
      this.seed = Number(element.dataset.seed);
      this.loop = null;  // the one that trains now, or none
      this.turn = Promise.resolve();  // after which the next slice is asked for
      this.works = false;  // whether Python has answered yet
      this.furnish();
      this.restart();
      element.classList.add("ready");
    }

    furnish() {
      const press = (name, action) => this.find(name).addEventListener("click", action);
      press("go", () => (this.loop ? this.pause() : this.train()));
      press("step", () => this.step());
      press("reset", () => this.begin("Back at the start."));
      press("new", () => {
        this.seed += 1;
        this.begin(`Other weights to start from: those of seed ${this.seed}.`);
      });
      for (const field of this.fields) {
        field.addEventListener("input", () => this.choose(field));
      }
      this.themes = new MutationObserver(() => this.draw());
      this.themes.observe(document.body, {attributes: true, attributeFilter: ["data-md-color-scheme"]});
      this.sizes = new ResizeObserver(() => this.draw());
      this.sizes.observe(this.element);
    }

    /* The reader has left the page. */
    leave() {
      this.run = this.loop = null;
      this.themes.disconnect();
      this.sizes.disconnect();
    }

    get settings() {
      const chosen = Object.fromEntries(this.fields.map(({name, value}) =>
        [name, Number.isNaN(Number(value)) ? value : Number(value)]));
      return {...chosen, seed: this.seed};
    }

    /* Forget what was trained. What is still under way belongs to another run then. */
    restart() {
      this.run = {};
      this.loop = null;
      this.epoch = 0;
      this.losses = [];
      this.planes = {grid: 1, classes: [], hidden: []};
      write(this.find("bytes"), "");
      this.tellState();
      this.showNumbers();
      this.describe("Not trained yet.");
      this.draw();
    }

    /* Start anew, and show the untrained network if Python is there already. */
    async begin(said) {
      this.restart();
      this.say(said);
      // Once more, since a wait for other code may have been told in between.
      if (this.works && (await this.slice(0)) && !this.loop) this.say(said);
    }

    choose(field) {
      if (field.type === "range") field.nextElementSibling.textContent = field.value;
      this.begin("Changed: back at the start.");
    }

    async train() {
      const loop = (this.loop = {});
      const goal = (Math.floor(this.epoch / ROUND) + 1) * ROUND;
      this.tellState();
      this.say("Training");
      while (this.loop === loop && this.epoch < goal) {
        if (!(await this.slice(Math.min(EPOCHS, goal - this.epoch)))) break;
        await frame();
      }
      if (this.loop !== loop) return;
      this.loop = null;
      this.tellState();
      this.draw();
      if (this.epoch >= goal) this.sayWhere("Press Train to go on.");
    }

    /* What is under way comes back within a slice. */
    async pause() {
      const {run} = this;
      this.loop = null;
      this.tellState();
      await this.turn;
      if (this.run !== run || this.loop || this.ended) return;
      this.draw();
      this.sayWhere("Paused.");
    }

    async step() {
      if (this.loop) return;
      if (await this.slice(1)) this.sayWhere();
    }

    /* Train a few epochs, after what was asked for before; whether it can go on after that. */
    slice(epochs) {
      const {run} = this;
      this.turn = this.turn.then(async () => {
        if (this.run !== run) return false;
        const {settings, epoch} = this;
        const asked = {settings, epoch, epochs, seconds: SECONDS};
        const progress = (said) => this.run === run && this.tell(said);
        const result = await ThreeViews.python.train(asked, {progress});
        write(this.find("bytes"), "");
        this.works = !result.failed;
        return this.run === run && this.receive(result);
      });
      return this.turn;
    }

    receive(result) {
      this.ended = result.failed ?? result.refused ?? (result.stopped || result.lost ? STOPPED : null);
      if (this.ended) {
        this.restart();
        this.say(this.ended);
        return false;
      }
      const {numbers, grid} = result;
      let at = 0;
      const take = (count, length) =>
        Array.from({length: count}, () => numbers.subarray(at, (at += length)));
      const [losses] = take(1, result.epochs);
      this.planes = {
        grid,
        classes: take(result.classes, grid * grid),
        hidden: result.widths.map((width) => take(width, grid * grid)),
      };
      if (this.epoch === 0) this.losses = [];
      this.losses.push(...losses);
      Object.assign(this, {epoch: result.epoch, loss: result.loss, accuracy: result.accuracy});
      this.showNumbers();
      if (this.loss === null) return this.diverge();
      this.show();
      return true;
    }

    /* Nothing can be drawn of what is no number. */
    diverge() {
      this.losses = this.losses.filter(Number.isFinite);
      this.planes = {...this.planes, classes: [], hidden: []};
      this.loop = null;
      this.tellState();
      this.draw();
      this.ended = `At epoch ${thousands(this.epoch)} the loss is no number any more: the steps were too ` +
        "long. Choose a smaller learning rate.";
      this.say(this.ended);
      return false;
    }

    /* The pictures ----------------------------------------------------------- */

    show() {
      const now = performance.now();
      if (this.loop && LESS_MOTION.matches && now - this.drawn < CALM) return;
      this.draw();
    }

    draw() {
      this.drawn = performance.now();
      const colors = palette();
      const {settings, planes: {grid, classes, hidden}} = this;
      drawPlane(this.find("plane"), this.points[settings.data], classes, grid, colors);
      drawCurve(this.find("curve"), this.losses, colors);
      this.find("layers").classList.toggle("train-many", settings.width > 4);
      this.find("none").hidden = settings.depth > 0;
      this.find("note").hidden = !settings.depth;
      this.layers.forEach((layer, at) => {
        layer.hidden = at >= settings.depth;
        if (layer.hidden) return;
        drawLayer(layer.querySelector("canvas"), settings.width, hidden[at], grid, colors);
        const silent = hidden[at]?.filter((plane) => largestOf(plane) === 0).length;
        const among = silent ? `, ${silent} of them silent` : "";
        write(layer.querySelector("p"), `Layer ${at + 1}: ${many(settings.width, "neuron")}${among}`);
      });
    }

    /* The words -------------------------------------------------------------- */

    tellState() {
      write(this.find("go"), this.loop ? "Pause" : "Train");
      this.find("step").setAttribute("aria-disabled", this.loop !== null);
    }

    showNumbers() {
      const trained = this.losses.length > 0;
      write(this.find("epoch"), trained ? thousands(this.epoch) : "–");
      write(this.find("loss"), trained ? this.loss?.toFixed(4) ?? "not a number" : "–");
      write(this.find("accuracy"), trained && this.loss !== null ? percent(this.accuracy) : "–");
      write(this.find("seed"), `${this.seed}`);
    }

    say(text) {
      write(this.find("status"), text);
    }

    sayWhere(after = "") {
      const where = `Epoch ${thousands(this.epoch)}: loss ${this.loss.toFixed(4)}, accuracy ${percent(this.accuracy)}.`;
      const worse = this.loss > this.losses[0]
        ? "That is worse than at the start: try a smaller learning rate." : "";
      this.say([where, worse, after].filter(Boolean).join(" "));
      this.describe(where);
    }

    /* For those who do not see the pictures; not while they change from moment to moment. */
    describe(where) {
      this.find("plane").setAttribute("aria-label", `The regions of the classes and the points. ${where}`);
      this.find("curve").setAttribute("aria-label", this.losses.length
        ? `The loss from ${this.losses[0].toFixed(4)} at epoch 0 to ${this.loss.toFixed(4)} at epoch ${this.epoch}`
        : "No loss yet");
    }

    /* While Python is loaded, or runs other code. */
    tell({text, loaded, total}) {
      if (text !== "Running") this.say(`${text}…`);
      else if (this.loop) this.say("Training");
      write(this.find("bytes"), total ? `${megabytes(loaded)} of ${megabytes(total)} MB` : "");
    }
  }

  const panels = new Set();

  const startAll = () => {
    for (const panel of panels) {
      if (panel.element.isConnected) continue;
      panel.leave();
      panels.delete(panel);
    }
    for (const element of document.querySelectorAll("article .train:not(.ready)")) {
      panels.add(new Panel(element));
    }
  };

  if (window.document$) window.document$.subscribe(startAll);
  else if (document.readyState !== "loading") startAll();
  else document.addEventListener("DOMContentLoaded", startAll);
})();
