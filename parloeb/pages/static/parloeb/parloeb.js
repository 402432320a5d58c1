/* The designsystem's components on the page, and on what htmx puts into it. Every page works without this file. */
"use strict";
(() => {
  DKFDS.init();
  // htmx says "load" for each new element, also where it took the target's place, and once for the body itself.
  document.body.addEventListener("htmx:load", (event) => {
    if (event.target !== document.body) DKFDS.init({ scope: event.target });
  });
})();
