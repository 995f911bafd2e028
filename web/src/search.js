// Search by name: a combobox with a list, as the ARIA Authoring Practices describe it.

import { h, icon } from "./dom.js";
import { fold } from "./model.js";
import { words } from "./words.js";

const MOST = 12;

export function createSearch(model, actions) {
  let found = [];
  let active = -1;
  let network = null;
  const list = h("ul", { id: "found", role: "listbox", "aria-label": words.searchList, hidden: true });
  const input = h("input", {
    id: "search",
    type: "text",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: words.searchHint,
    "aria-label": words.search,
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": "found",
    oninput: () => open(),
    onkeydown: steer,
    onblur: () => close(),
  });
  const element = h("div", { class: "search", role: "search" }, icon("search"), input, list);
  const names = model.nodes.map((node) => ({
    node,
    folded: [node.label, ...node.also].map((name) => [name, fold(name)]),
  }));

  function open() {
    const wanted = fold(input.value);
    found = wanted ? matches(names, wanted).slice(0, MOST) : [];
    active = -1;
    list.replaceChildren(
      ...found.map(({ node, name }, count) => option(node, name, count)),
      ...(wanted && !found.length
        ? [h("li", { class: "nothing", role: "option", "aria-disabled": "true" }, words.nothingFound)]
        : []),
    );
    show(Boolean(wanted));
  }

  function option(node, name, count) {
    const out = network && !network.nodes.includes(node);
    return h(
      "li",
      {
        id: `found-${count}`,
        role: "option",
        "aria-selected": "false",
        onpointerdown: (event) => {
          event.preventDefault();
          take(count);
        },
      },
      h("span", { class: "name" }, node.label),
      h("span", { class: "aside" }, name === node.label ? "" : name, out ? ` ${words.filteredOut}` : ""),
    );
  }

  function show(wanted) {
    list.hidden = !wanted;
    input.setAttribute("aria-expanded", String(wanted));
    if (!wanted) input.removeAttribute("aria-activedescendant");
  }

  const close = () => show(false);

  function move(step) {
    if (list.hidden) open();
    if (!found.length) return;
    active = (active + step + found.length + (active < 0 && step < 0 ? 1 : 0)) % found.length;
    [...list.children].forEach((one, count) =>
      one.setAttribute("aria-selected", String(count === active)),
    );
    list.children[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", `found-${active}`);
  }

  function take(count) {
    const { node } = found[count];
    input.value = "";
    close();
    actions.choose({ kind: "node", id: node.id }, { focus: true });
  }

  function steer(event) {
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter" && found.length && !list.hidden) take(Math.max(active, 0));
    else if (event.key === "Escape" && (input.value || !list.hidden)) {
      event.stopPropagation();
      if (list.hidden) input.value = "";
      close();
    } else return;
    event.preventDefault();
  }

  return {
    element,
    update: (view) => {
      network = view.network;
    },
  };
}

// Whole names first, then starts of names, then words; of equal ones the shorter name.
function matches(names, wanted) {
  const parts = wanted.split(" ");
  const found = [];
  for (const { node, folded } of names) {
    let best = null;
    folded.forEach(([name, text]) => {
      const fit =
        text === wanted ? 0 : text.startsWith(wanted) ? 1 : parts.every((p) => ` ${text}`.includes(` ${p}`)) ? 2 : 3;
      const rank = [fit, text.length];
      if (fit < 3 && (!best || compare(rank, best.rank) < 0)) best = { node, name, rank };
    });
    if (best) found.push(best);
  }
  return found.sort((one, other) => compare(one.rank, other.rank) || one.node.index - other.node.index);
}

function compare(one, other) {
  const at = one.findIndex((value, count) => value !== other[count]);
  return at < 0 ? 0 : one[at] - other[at];
}
