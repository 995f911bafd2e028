// Suggestions below a text field: a combobox with a list, as ARIA 1.2 describes it.

import { h } from "./dom.js";
import { suggest } from "./names.js";

const FEW = 8;
const PAUSE = 120;

export function enhance(input, { choose }) {
  const list = h("ul", { id: `${input.id}-suggestions`, role: "listbox", hidden: true, class: "suggestions" });
  list.setAttribute("aria-label", input.labels?.[0]?.textContent.trim() || input.placeholder);
  const holder = h("span", { class: "combobox" });
  input.replaceWith(holder);
  holder.append(input, list);
  const said = h("span", { class: "unseen", role: "status" });
  holder.append(said);
  for (const [key, value] of Object.entries({
    role: "combobox",
    "aria-expanded": "false",
    "aria-controls": list.id,
    "aria-autocomplete": "list",
    autocomplete: "off",
  })) {
    input.setAttribute(key, value);
  }
  let shown = [];
  let active = -1;
  let timer = 0;
  let asked = 0;

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function mark(at) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = at;
    const option = list.children[active];
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    return input.setAttribute("aria-activedescendant", option.id);
  }

  async function ask() {
    const words = input.value.trim();
    const turn = ++asked;
    const found = words ? await suggest(words, FEW) : [];
    if (turn !== asked) return;
    shown = found;
    list.replaceChildren(
      ...shown.map((one, at) =>
        h(
          "li",
          {
            id: `${list.id}-${at}`,
            role: "option",
            "aria-selected": "false",
            lang: one.language || null,
            onmousedown: (event) => event.preventDefault(),
            onclick: () => pick(at),
          },
          h("span", { class: "name" }, one.name),
          one.matched && h("span", { class: "matched" }, one.matched),
          one.kind && h("span", { class: "kind" }, one.kind),
        ),
      ),
    );
    said.textContent = words ? String(shown.length) : "";
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = shown.length === 0;
    input.setAttribute("aria-expanded", String(shown.length > 0));
  }

  function pick(at) {
    const one = shown[at];
    close();
    choose(one, input);
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("blur", () => {
    asked += 1;
    clearTimeout(timer);
    close();
  });
  input.addEventListener("keydown", (event) => {
    const { key } = event;
    if (key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return shown.length && input.value.trim() ? ask() : undefined;
      const step = key === "ArrowDown" ? 1 : -1;
      const places = shown.length + 1; // one of them is the field itself
      mark(((active + 1 + step + places) % places) - 1);
    } else if (key === "Enter" && active >= 0) {
      event.preventDefault();
      pick(active);
    }
    return undefined;
  });
}
