/* Live diagrams: as a slider moves, swap in the attributes that the build computed for its
   position, and show the value beside the slider and in the formula of the same block.

   A classic script without dependencies, so that it also works from a file. The frames are
   described in scripts/drawing/frames.py, the markup in scripts/drawing/markup.py. */
(() => {
  "use strict";

  const XLINK = "http://www.w3.org/1999/xlink";
  const NUMBER = /-?[\d.]+/g;

  /* The running sum of differences. */
  const sums = (differences) => {
    let total = 0;
    return differences.map((difference) => (total += difference));
  };

  /* First a value, then second differences. */
  const heights = ([first, ...second]) => sums([first, ...sums(second)]);

  /* A path with other coordinates, in tenths, at every `stride`-th place from `offset`. */
  const pathWriter = (element) => {
    const base = element.getAttribute("d");
    const between = base.split(NUMBER).map((text) => text || " ");
    const numbers = base.match(NUMBER).map(Number);
    return (...axes) => {
      for (const [offset, values] of axes) {
        values.forEach((value, k) => (numbers[2 * k + offset] = value / 10));
      }
      element.setAttribute("d", between.map((text, k) => text + (numbers[k] ?? "")).join(""));
    };
  };

  /* A column of the frames as a function that puts one step into the page. */
  const columnWriter = (figure, column) => {
    const group = figure.querySelector(`[id=${JSON.stringify(column.id)}]`);
    const element = group.querySelectorAll("*")[column.n];
    if (column.y) {
      const write = pathWriter(element);
      return (step) => write([1, heights(column.y[step])]);
    }
    if (column.xy) {
      const write = pathWriter(element);
      return (step) => {
        const [x, y] = column.xy[step];
        write([0, sums(x)], [1, sums(y)]);
      };
    }
    const values = column.t
      ? sums(column.t).map((tenths) => tenths / 10)
      : column.v[1].map((number) => column.v[0][number]);
    if (column.a === "inner") return (step) => (group.innerHTML = values[step]);
    if (column.a === "href") return (step) => element.setAttributeNS(XLINK, "href", values[step]);
    if (column.a === "text") return (step) => (element.textContent = values[step]);
    return (step) => element.setAttribute(column.a, values[step]);
  };

  const shown = (input) => Number(input.value).toFixed(input.dataset.decimals).replace("-", "−");

  /* In a formula, a negative value needs brackets, and one after a number a dot. */
  const substituted = (symbol, value) => {
    const number = value.startsWith("−") ? `(${value})` : value;
    return "afterNumber" in symbol.dataset ? `·${number}` : number;
  };

  const start = (figure) => {
    if (figure.classList.contains("ready")) return;
    const inputs = [...figure.querySelectorAll(".sliders input")];
    const reset = figure.querySelector(".sliders button");
    const block = figure.closest(".views") ?? figure;
    let frames = null;
    let writers = null;

    const symbols = (input) => block.querySelectorAll(`[data-param=${JSON.stringify(input.name)}]`);

    const draw = () => {
      frames ??= JSON.parse(figure.dataset.frames);
      writers ??= frames.columns.map((column) => columnWriter(figure, column));
      const step = inputs.reduce((index, input, k) => {
        const position = Math.round((input.value - input.min) / input.step);
        return index * frames.counts[k] + position;
      }, 0);
      for (const write of writers) write(step);
    };

    const tell = (input) => {
      const value = shown(input);
      input.setAttribute("aria-valuetext", value);
      input.nextElementSibling.textContent = value;
      return value;
    };

    const move = (input) => {
      draw();
      const value = tell(input);
      for (const symbol of symbols(input)) {
        symbol.dataset.symbol ??= symbol.textContent;
        symbol.textContent = substituted(symbol, value);
        symbol.classList.add("substituted");
      }
      reset.disabled = false;
    };

    const restore = () => {
      for (const input of inputs) {
        input.value = input.defaultValue;
        tell(input);
        for (const symbol of symbols(input)) {
          symbol.textContent = symbol.dataset.symbol ?? symbol.textContent;
          symbol.classList.remove("substituted");
        }
      }
      draw();
      inputs[0].focus();
      reset.disabled = true;
    };

    for (const input of inputs) input.addEventListener("input", () => move(input));
    reset.addEventListener("click", restore);
    figure.classList.add("ready");
  };

  const startAll = () => document.querySelectorAll("figure.live").forEach(start);

  if (window.document$) window.document$.subscribe(startAll);
  else if (document.readyState !== "loading") startAll();
  else document.addEventListener("DOMContentLoaded", startAll);
})();
