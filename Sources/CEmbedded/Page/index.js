// Looks for words in the lessons of a course. The sentences come from the page.
"use strict";
(() => {
  const form = document.querySelector("form.search");
  const field = form.querySelector("input");
  const status = form.querySelector("[role=status]");
  const items = [...document.querySelectorAll("main.course li[data-words]")];

  /** Without capitals and accents. */
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = new Map(items.map((item) => [item, plain(item.textContent + " " + item.dataset.words)]));

  const search = () => {
    const words = plain(field.value).split(/\s+/).filter((word) => word !== "");
    for (const item of items) item.hidden = !words.every((word) => texts.get(item).includes(word));
    for (const section of document.querySelectorAll("main.course section")) {
      section.hidden = !section.querySelector("li:not([hidden])");
    }
    const found = items.filter((item) => !item.hidden).length;
    status.textContent = words.length === 0 ? "" : found === 0 ? form.dataset.none : form.dataset.found + " " + found;
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", search);
  form.hidden = false;
  search();
})();
