/* In the copy that is opened from disk only: the worker of the search.

   From a file, browsers start no worker of another file; they do start one of a blob. So the
   build puts the code of the search in here, as text. */
(() => {
  "use strict";

  if (location.protocol !== "file:") return;
  const SEARCH = "the code of the search's worker";

  const start = window.Worker;
  window.Worker = function () {
    const url = URL.createObjectURL(new Blob([SEARCH], {type: "text/javascript"}));
    const worker = new start(url, {name: "Search"});
    worker.addEventListener("message", () => URL.revokeObjectURL(url), {once: true});
    return worker;
  };
})();
