/* The designsystem's components on the page, and on what htmx puts into it. Every page works without this file. */
"use strict";
(() => {
  DKFDS.init();
  document.body.addEventListener("htmx:afterSwap", (event) => DKFDS.init({ scope: event.detail.elt }));
})();
