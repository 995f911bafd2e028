// The actors and the ties as tables: the same as the picture, for reading and for the keyboard.

import { h, swatch } from "./dom.js";
import { shortName } from "./model.js";
import { value, words } from "./words.js";

const FEW = 50;

export function createActors(model, actions) {
  return createTable(
    {
      caption: model.actorsOnly ? words.actorsList : words.nodesList,
      columns: [
        { key: "label", name: model.actorsOnly ? words.actor : words.name },
        { key: "type", name: words.type },
        { key: "ties", name: words.ties, numeric: true },
      ],
      rows: ({ network, colourOf }) =>
        network.nodes.map((node) => ({
          choice: { kind: "node", id: node.id },
          label: node.label,
          mark: swatch(colourOf(node), !node.other),
          aside: node.country,
          type: node.type || "",
          ties: network.neighbours.get(node)?.length || 0,
        })),
      start: "ties",
    },
    actions,
  );
}

export function createTies(model, actions) {
  return createTable(
    {
      caption: words.tiesList,
      columns: [
        { key: "label", name: words.tie },
        { key: "weight", name: words.weight, numeric: true },
        { key: "first", name: words.date },
      ],
      rows: ({ network }) =>
        [...network.edges.values()].map((edge) => ({
          choice: { kind: "edge", id: edge.key },
          label: words.tieNames(shortName(edge.source), shortName(edge.target)),
          full: words.tieNames(edge.source.label, edge.target.label),
          weight: edge.weight,
          aside: edge.shared[0].activity.name + (edge.shared.length > 1 ? ` (+${edge.shared.length - 1})` : ""),
          first: years(edge),
        })),
      start: "weight",
    },
    actions,
  );
}

function years(edge) {
  const days = edge.shared.flatMap(({ activity }) => [activity.first, activity.last]).filter(Boolean).sort();
  const found = [...new Set([days[0], days.at(-1)].filter(Boolean).map((day) => day.slice(0, 4)))];
  return found.join("–");
}

function createTable({ caption, columns, rows, start }, actions) {
  let sorted = { key: start, falling: true };
  let all = false;
  let current = null;
  const body = h("tbody");
  const more = h(
    "button",
    {
      type: "button",
      class: "plain",
      onclick: () => {
        all = true;
        fill();
        body.querySelectorAll("button")[FEW]?.focus();
      },
    },
    "",
  );
  const heads = columns.map(({ key, name, numeric }) =>
    h(
      "th",
      { scope: "col", class: numeric && "numeric" },
      h("button", { type: "button", class: "plain", title: words.sortBy(name), onclick: () => sort(key, numeric) }, name),
    ),
  );
  const element = h(
    "div",
    { class: "list" },
    h("table", {}, h("caption", {}, caption), h("thead", {}, h("tr", {}, heads)), body),
    more,
  );

  function sort(key, numeric) {
    sorted = { key, falling: sorted.key === key ? !sorted.falling : Boolean(numeric) };
    fill();
  }

  function fill() {
    const way = sorted.falling ? -1 : 1;
    const compare = (one, other) =>
      typeof one === "number" ? one - other : one.localeCompare(other, "en");
    const found = rows(current).sort(
      (one, other) =>
        way * compare(one[sorted.key], other[sorted.key]) || one.label.localeCompare(other.label, "en"),
    );
    columns.forEach(({ key }, count) => {
      const order = sorted.falling ? "descending" : "ascending";
      heads[count].setAttribute("aria-sort", key === sorted.key ? order : "none");
    });
    body.replaceChildren(...(all ? found : found.slice(0, FEW)).map(tableRow));
    more.hidden = all || found.length <= FEW;
    more.textContent = words.showAll(found.length);
  }

  function tableRow(row) {
    const chosen = current.choice?.id === row.choice.id;
    return h(
      "tr",
      { class: chosen && "chosen" },
      columns.map(({ key, numeric }, count) =>
        count
          ? h("td", { class: numeric && "numeric" }, numeric ? value(row[key]) : row[key])
          : h(
              "th",
              { scope: "row" },
              row.mark,
              h(
                "button",
                {
                  type: "button",
                  class: "plain",
                  title: row.full,
                  onclick: () => actions.choose(row.choice, { focus: true }),
                },
                row.label,
              ),
              row.aside && h("span", { class: "aside" }, row.aside),
            ),
      ),
    );
  }

  return {
    element,
    update: (view) => {
      current = view;
      fill();
    },
  };
}
