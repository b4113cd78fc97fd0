/* The Python of a visit: requests go in, promises of results come out.

   ThreeViews.python.run({page, cell, source, before, error}, {output, progress})
   ThreeViews.python.check({page, name, source}, {progress})
   ThreeViews.python.train({settings, epoch, epochs, seconds}, {progress})
       see scripts/running/browser.py and, for the last one, scripts/training/trainer.py for
       the requests and their results. `output(text)` gets
       each piece of printed text, `progress({text, loaded, total})` what is going on, in bytes
       where there are any. The promise is never rejected: {stopped: true} says that the reader
       stopped it, {failed: why} that Python could not run it.
   ThreeViews.python.request(kind, request, listeners)
       any of the kinds that worker.js knows
   ThreeViews.python.stop()
       ends what runs and what waits; a fresh Python starts at once in the background
   ThreeViews.python.editor()
       the editor's module (createEditor, see scripts/assets/editor.js); loaded at the first call
   ThreeViews.python.refusal
       why none of this works in a page from disk, and what to do; null in one from a server

   One worker, started at the first request, lives through instant navigation. A classic
   script, so that it can explain itself from a file, too. */
(() => {
  "use strict";

  const ThreeViews = (window.ThreeViews ??= {});
  if (ThreeViews.python) return;
  const HERE = document.currentScript.src;
  const WORKER = new URL("worker.js", HERE).href;
  const RUNTIME = new URL("../runtime/", HERE);
  const UNLOADED = "The files of Python did not arrive. Are you connected? Run again to try once more.";

  const refuse = () => {
    const here = document.querySelector("link[rel=canonical]")?.href;
    return "Python and the editor need a server: browsers forbid them in a page that is opened from disk. " +
      (here ? `They work at ${here}` : "Serve the site, for example with “make serve”.");
  };
  const refusal = location.protocol === "file:" ? refuse() : null;

  let worker = null;
  let ready = false;
  let count = 0;
  let waiting = [];  // jobs, the first of which runs

  const start = () => {
    // A worker of its own address would not be governed by the page's policy; one of a blob is.
    const blob = new Blob([`import ${JSON.stringify(WORKER)};`], {type: "text/javascript"});
    const url = URL.createObjectURL(blob);
    worker = new Worker(url, {type: "module", name: "Python"});
    worker.addEventListener("message", () => URL.revokeObjectURL(url), {once: true});
    worker.addEventListener("message", receive);
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      fail(UNLOADED);
    });
  };

  const discard = () => {
    worker?.terminate();
    worker = null;
    ready = false;
  };

  const receive = ({data}) => {
    if (data.ready) ready = true;
    const job = waiting[0];
    if (!job) return;
    if (data.progress) job.progress?.(data.progress);
    if (data.id !== job.id) return;
    if (data.output !== undefined) job.output?.(data.output);
    if (data.failed) fail(data.failed);
    if (data.result) {
      waiting.shift();
      job.resolve(data.result);
      next();
    }
  };

  const next = () => {
    const job = waiting[0];
    if (!job) return;
    if (!worker) start();
    job.progress?.({text: ready ? "Running" : "Loading Python"});
    worker.postMessage({id: job.id, kind: job.kind, request: job.request});
  };

  const end = (result) => {
    const ended = waiting;
    waiting = [];
    for (const job of ended) job.resolve(result);
  };

  const fail = (failed) => {
    discard();
    end({failed});
  };

  const request = (kind, asked, {output, progress} = {}) => {
    if (refusal) return Promise.resolve({failed: refusal});
    return new Promise((resolve) => {
      waiting.push({id: ++count, kind, request: asked, output, progress, resolve});
      if (waiting.length === 1) next();
      else progress?.({text: "Waiting for what runs already"});
    });
  };

  const stop = () => {
    if (!waiting.length) return;
    const wasReady = ready;
    discard();
    end({stopped: true});
    if (wasReady) start();
  };

  let editor = null;
  const loadEditor = async () => {
    if (refusal) throw new Error(refusal);
    const reply = await fetch(new URL("manifest.json", RUNTIME), {cache: "no-cache"});
    if (!reply.ok) throw new Error("This site was built without the editor. “make site” brings it.");
    const {files} = await reply.json();
    return import(new URL(`editor.js?v=${files["editor.js"].hash}`, RUNTIME).href);
  };

  ThreeViews.python = {
    refusal,
    request,
    run: (asked, listeners) => request("run", asked, listeners),
    check: (asked, listeners) => request("check", asked, listeners),
    train: (asked, listeners) => request("train", asked, listeners),
    stop,
    editor: () => {
      editor ??= loadEditor();
      editor.catch(() => (editor = null));  // so that the next call tries again
      return editor;
    },
  };
})();
