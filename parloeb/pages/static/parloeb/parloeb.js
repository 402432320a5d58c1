/* The designsystem's components on the page, and on what htmx puts into it. Every page works without this file. */
"use strict";
(() => {
  // A day or a number of a case stays on one line: some browsers break 22-11-2026 at its hyphens, and no style sheet
  // says otherwise of a part of a text. The text itself is not touched, so that it is copied and searched as it stands.
  const WHOLE = /(?:[A-Z]-)?\d+(?:-\d+)+/;
  const keepWhole = (scope) => {
    const texts = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) {
      const { data, parentElement: parent } = texts.currentNode;
      if (WHOLE.test(data) && !parent.closest("textarea, select, script, style, svg, .p-whole")) found.push(texts.currentNode);
    }
    for (let text of found) {
      for (let match = WHOLE.exec(text.data); match; match = WHOLE.exec(text.data)) {
        const whole = document.createElement("span");
        whole.className = "p-whole";
        const part = text.splitText(match.index);
        text = part.splitText(match[0].length);
        part.replaceWith(whole);
        whole.append(part);
      }
    }
  };

  DKFDS.init();
  keepWhole(document.body);
  // htmx says "load" for each new element, also where it took the target's place, and once for the body itself.
  document.body.addEventListener("htmx:load", (event) => {
    if (event.target === document.body) return;
    DKFDS.init({ scope: event.target });
    keepWhole(event.target);
  });

  const checked = (form, name) => [...form.querySelectorAll(`[name="${name}"]:checked`)];

  // A visit that has just ended began its own length ago, until the person says something else of the time.
  const beginByLength = (form) => {
    const [hour, minute] = form.dataset.now.split(".").map(Number);
    const { day, starts_at: start } = form.elements;
    let touched = false;
    for (const field of [day, start]) field.addEventListener("input", () => { touched = true; });
    form.addEventListener("change", (event) => {
      const length = Number(event.target.name === "length_1" ? event.target.value : NaN);
      const begun = Math.floor((hour * 60 + minute - length) / 5) * 5;
      if (touched || !(begun >= 0)) return;
      start.value = [Math.floor(begun / 60), begun % 60].map((part) => String(part).padStart(2, "0")).join(".");
    });
  };

  // Of the minutes by topic, only those of the chosen topics are asked for.
  const askByTopic = (form, shares) => {
    const show = () => {
      const chosen = checked(form, shares.dataset.topics).map((box) => box.value);
      for (const share of shares.children) {
        const input = share.querySelector("input");
        share.hidden = !chosen.includes(share.dataset.topic) && !input.value;
      }
    };
    form.addEventListener("change", (event) => {
      if (event.target.name !== shares.dataset.topics) return;
      const left = [...shares.children].find((share) => share.dataset.topic === event.target.value);
      if (!event.target.checked) left.querySelector("input").value = "";
      show();
    });
    show();
  };

  // On a phone the columns of the board are folded, with their numbers, but for the one that was asked for.
  if (matchMedia("(max-width: 767.98px)").matches) {
    for (const fold of document.querySelectorAll(".p-board-column > details:not([data-whole])")) {
      fold.open = `#${fold.querySelector("h2").id}` === location.hash;
    }
    addEventListener("hashchange", () => {
      const fold = document.getElementById(location.hash.slice(1))?.closest(".p-board-column > details");
      if (fold) fold.open = true;
    });
  }

  for (const form of document.querySelectorAll(".p-visit")) {
    if (form.dataset.now) beginByLength(form);
    for (const shares of form.querySelectorAll(".p-shares")) askByTopic(form, shares);
  }
})();
