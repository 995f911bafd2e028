// The results of a search, where no server has written them into the page.

import { fill, h, number } from "./dom.js";
import { search } from "./names.js";

const SHOWN = 100;

export async function showFound(part) {
  const words = new URLSearchParams(location.search).get("q")?.trim();
  if (!words) return;
  document.querySelectorAll('input[name="q"]').forEach((input) => {
    input.value = words;
  });
  document.title = `${words} · ${document.title}`;
  const found = await search(words);
  const { none, one, many } = part.dataset;
  part.querySelector(".shown").textContent = found.length
    ? fill(found.length === 1 ? one : many, { number: number(found.length) })
    : none;
  part.querySelector("ol").replaceChildren(
    ...found.slice(0, SHOWN).map((result) =>
      h(
        "li",
        {},
        h("span", { class: "name" }, h("a", { href: result.href, lang: result.language || null }, result.name)),
        h(
          "span",
          { class: "told" },
          result.kind && h("span", {}, result.kind),
          result.matched && h("span", {}, result.matched),
        ),
      ),
    ),
  );
}
