/* The worker that runs Python: the page's requests come in, progress, output and results go out.

   In:  {id, kind, request}           kind is a method of scripts/running/browser.py's Worker, or
                                      `train`, that of scripts/training/trainer.py's Trainer
   Out: {ready: true}                 once, when the first request can run
        {progress: {text, loaded, total}}   bytes; without them: what else is going on
        {id, output}                  a piece of printed text
        {id, result}                  the end of a request; that of `train` has `numbers`, too,
                                      a Float32Array
        {id, failed}                  the end of this worker: why, and what to do

   A module that `python.js` starts from a blob, so that the page's policy governs it. */

const RUNTIME = new URL("../runtime/", import.meta.url);
const HOME = "/home/site";
const NOT_ARRIVED = "The files of Python did not arrive. Are you connected? Run again to try once more.";

class Failure extends Error {}

/* Count the bytes that arrive against those that were asked for. */
class Progress {
  constructor(text) {
    Object.assign(this, {text, loaded: 0, total: 0, told: 0});
  }

  expect(bytes) {
    this.total += bytes;
  }

  add(bytes) {
    this.loaded += bytes;
    const now = performance.now();
    if (now - this.told < 100 && this.loaded < this.total) return;
    this.told = now;
    const {text, loaded, total} = this;
    postMessage({progress: {text, loaded, total}});
  }
}

const request = self.fetch.bind(self);
let manifest = null;
let progress = new Progress("Loading Python");

const readManifest = async () => {
  const reply = await request(new URL("manifest.json", RUNTIME), {cache: "no-cache"});
  if (reply.status === 404) {
    throw new Failure(
      "This site was built without the Python that runs in the browser. To have it, build the " +
      "site with “make site” or “make serve”.");
  }
  if (!reply.ok) throw new Failure(`The server answered ${reply.status}. Try again later.`);
  return reply.json();
};

/* The address of a file of the runtime: another content has another one. */
const versioned = (name) => {
  const url = new URL(name, RUNTIME);
  url.searchParams.set("v", manifest.files[name].hash);
  return url.href;
};

const nameOf = (url) => (url.startsWith(RUNTIME.href) ? url.slice(RUNTIME.href.length) : null);

const ahead = new Map();  // files that were asked for before Pyodide does

/* What Pyodide fetches: by versioned addresses, and counted. */
const countedFetch = (resource, options) => {
  const name = nameOf(new URL(resource.url ?? resource, RUNTIME).href);
  if (!manifest.files[name]) return request(resource, options);
  const reply = ahead.get(name) ?? counted(name, options);
  ahead.delete(name);
  return reply;
};

const fetchAhead = (name) => {
  const reply = counted(name);
  reply.catch(() => {});  // Whoever asks for it is told.
  ahead.set(name, reply);
};

const counted = async (name, options) => {
  const counter = progress;
  counter.expect(manifest.files[name].bytes);
  const reply = await request(versioned(name), options);
  if (!reply.ok) throw new Failure(`The server answered ${reply.status} for ${name}. Try again later.`);
  const count = new TransformStream({
    transform(chunk, controller) {
      counter.add(chunk.byteLength);
      controller.enqueue(chunk);
    },
  });
  return new Response(reply.body.pipeThrough(count), {headers: reply.headers});
};

/* A script of Pyodide's core, which is no fetch. */
const load = async (name) => {
  progress.expect(manifest.files[name].bytes);
  const module = await import(versioned(name));
  progress.add(manifest.files[name].bytes);
  return module;
};

let current = null;

const start = async () => {
  manifest = await readManifest();
  self.fetch = countedFetch;
  // All at once, although Pyodide asks for one after the other.
  const numpy = Object.keys(manifest.files).find((name) => name.startsWith("numpy-"));
  for (const name of ["pyodide.asm.wasm", "python_stdlib.zip", "site.zip", numpy]) fetchAhead(name);
  const [{loadPyodide}] = await Promise.all([load("pyodide.mjs"), load("pyodide.asm.js")]);
  const pyodide = await loadPyodide({
    indexURL: RUNTIME.href,
    stdin: () => null,  // Empty instead of closed: help() looks at it.
    // The default backend of Matplotlib for the web needs a document.
    env: {HOME, MPLBACKEND: "svg"},
  });
  const archive = await (await fetch(new URL("site.zip", RUNTIME))).arrayBuffer();
  await loadPackages(pyodide, ["numpy"]);
  postMessage({progress: {text: "Starting Python"}});
  pyodide.unpackArchive(archive, "zip", {extractDir: HOME});
  pyodide.runPython(`import sys; sys.path.insert(0, "${HOME}")`);
  const send = (output) => postMessage({id: current, output});
  const python = pyodide.pyimport("scripts.running.browser").Worker(send);
  return {pyodide, python};
};

/* Fetch the packages that these imports need and that are not there yet. */
const loadPackages = async (pyodide, names) => {
  const errors = [];
  await pyodide.loadPackagesFromImports(names.map((name) => `import ${name}`).join("\n"), {
    messageCallback: () => {},
    errorCallback: (message) => errors.push(message),
  });
  if (errors.length) throw new Failure(NOT_ARRIVED);
};

const perform = async ({id, kind, request: asked}) => {
  try {
    const {pyodide, python} = await started;
    const text = JSON.stringify(asked);
    if (kind === "train") return train(pyodide, id, text);
    progress = new Progress("Loading packages");
    await loadPackages(pyodide, JSON.parse(python.packages(text)));
    postMessage({progress: {text: "Running"}});
    current = id;
    postMessage({id, result: JSON.parse(python[kind](text))});
  } catch (error) {
    postMessage({id, failed: explained(error)});
  }
};

let trainer = null;  // who only runs or checks code does not wait for it

/* A slice of a training. Its numbers change hands, so that none of them is copied once more. */
const train = (pyodide, id, text) => {
  postMessage({progress: {text: "Running"}});
  trainer ??= pyodide.pyimport("scripts.training.trainer").Trainer();
  const answer = trainer.train(text);
  const [said, bytes] = answer.toJs();
  answer.destroy();
  const numbers = new Float32Array(bytes.buffer);
  postMessage({id, result: {...JSON.parse(said), numbers}}, [numbers.buffer]);
};

/* Why it did not work, and what to do. */
const explained = (error) => {
  if (error instanceof Failure) return error.message;
  if (error instanceof TypeError && /fetch|import/.test(error.message)) {
    return NOT_ARRIVED;
  }
  if (/memory/i.test(error.message)) {
    return "Python ran out of memory and was stopped. Make the arrays smaller and run again.";
  }
  return `Python crashed and was stopped (${error.message.split("\n")[0]}). Run again to start it anew.`;
};

let last = Promise.resolve();
self.onmessage = ({data}) => {
  last = last.then(() => perform(data));
};

const started = start();
started.then(() => postMessage({ready: true}), () => {});  // A failure is told to who asks.
