// Narrows a list by its facets and by words; the address keeps what is chosen.

import { fill, fold, h, number } from "./dom.js";

const WORDS = "find";

export function enhanceFacets(form) {
  const list = document.querySelector(".entries");
  const shown = document.querySelector(".listing .shown");
  const pager = document.querySelector(".listing .pager");
  const facets = [...form.querySelectorAll("[data-facet]")].map(readFacet);
  const find = h("input", { type: "search", id: "find", autocomplete: "off" });
  const reset = h("button", { type: "button", class: "quiet", hidden: true, onclick: clear }, form.dataset.reset);
  let entries = readEntries(list);
  let rest = list.dataset.pages?.trim().split(" ").length > 1 ? list.dataset.pages.trim().split(" ") : null;

  function readFacet(element) {
    const key = element.dataset.facet;
    const summary = element.querySelector("summary");
    const chosen = h("span", { class: "chosen" });
    summary.append(" ", chosen);
    const boxes = [...element.querySelectorAll("li")].map((item) => {
      const { value } = item.dataset;
      const count = item.querySelector(".count");
      const name = item.querySelector("a") ?? item.firstChild;
      const box = h("input", { type: "checkbox", name: key, value, onchange: changed });
      item.replaceChildren(
        h("label", {}, box, h("span", { lang: name.lang || null }, name.textContent.trim()), count),
      );
      return { value, box, count, item };
    });
    return { key, element, chosen, boxes };
  }

  function chosenOf(facet) {
    return facet.boxes.filter(({ box }) => box.checked).map(({ value }) => value);
  }

  function changed() {
    const hash = new URLSearchParams();
    for (const facet of facets) chosenOf(facet).forEach((value) => hash.append(facet.key, value));
    if (find.value.trim()) hash.append(WORDS, find.value.trim());
    const text = String(hash);
    history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search);
    update();
  }

  function clear() {
    for (const { boxes } of facets) boxes.forEach(({ box }) => (box.checked = false));
    find.value = "";
    changed();
    find.focus();
  }

  function restore() {
    const hash = new URLSearchParams(location.hash.slice(1));
    for (const { key, boxes, element } of facets) {
      const values = new Set(hash.getAll(key));
      boxes.forEach(({ box, value }) => (box.checked = values.has(value)));
      if (values.size) element.open = true;
    }
    find.value = hash.get(WORDS) ?? "";
    update();
  }

  // The other pages of the list, once something is chosen.
  async function loadRest() {
    const pages = rest;
    rest = null;
    const texts = await Promise.all(pages.map(async (page) => (await fetch(page)).text()));
    const all = texts.flatMap((text) => {
      const page = new DOMParser().parseFromString(text, "text/html");
      return [...page.querySelectorAll(".entries > li")].map((item) => document.adoptNode(item));
    });
    list.replaceChildren(...all);
    pager?.remove();
    entries = readEntries(list);
    update();
  }

  function update() {
    const wanted = facets.map((facet) => [facet.key, new Set(chosenOf(facet))]);
    const words = fold(find.value).split(" ").filter(Boolean);
    const open = words.length > 0 || wanted.some(([, values]) => values.size > 0);
    if (open && rest) return void loadRest();
    const fits = ([key, values], entry) =>
      values.size === 0 || entry.values[key]?.some((value) => values.has(value));
    let left = 0;
    const counts = new Map(facets.map(({ key }) => [key, new Map()]));
    for (const entry of entries) {
      const missed = wanted.filter((one) => !fits(one, entry));
      const named = words.every((word) => entry.name.includes(word));
      entry.item.hidden = !named || missed.length > 0;
      if (!entry.item.hidden) left += 1;
      if (!named || missed.length > 1) continue;
      for (const [key, count] of counts) {
        if (missed.length && missed[0][0] !== key) continue;
        for (const value of entry.values[key] ?? []) count.set(value, (count.get(value) ?? 0) + 1);
      }
    }
    for (const facet of facets) {
      const number_ = chosenOf(facet).length;
      facet.chosen.textContent = number_ ? `· ${number_}` : "";
      if (rest) continue; // the counts in the page are those of the whole list
      for (const { value, box, count, item } of facet.boxes) {
        const amount = counts.get(facet.key).get(value) ?? 0;
        count.textContent = number(amount);
        item.hidden = amount === 0 && !box.checked;
      }
    }
    reset.hidden = !open;
    shown.textContent = open
      ? fill(form.dataset.some, { some: number(left), all: number(entries.length) })
      : form.dataset.all;
    return undefined;
  }

  form.prepend(
    h("p", { class: "find" }, h("label", { for: "find" }, form.dataset.filter), find),
    reset,
  );
  form.addEventListener("submit", (event) => event.preventDefault());
  find.addEventListener("input", changed);
  addEventListener("hashchange", restore);
  restore();
}

function readEntries(list) {
  return [...list.children].map((item) => ({
    item,
    name: fold(item.textContent),
    values: Object.fromEntries(
      Object.entries(item.dataset).map(([key, text]) => [key, text.split(" ")]),
    ),
  }));
}
