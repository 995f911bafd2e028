// Two columns of an answer as a network.

import cytoscape from "cytoscape";
import { fill, h, number } from "./dom.js";

const MOST = 500; // rows that a drawing is still quick and readable with

export function showNetwork(columns, rows, terms, words) {
  let [from, to] = columns;
  let cy = null;
  const stage = h("div", { class: "stage __________cytoscape_container", role: "img", "aria-labelledby": "drawn" });
  const caption = h("figcaption", { id: "drawn" });

  const choice = (chosen, change) =>
    h(
      "select",
      {
        "aria-label": words.network,
        onchange: ({ target }) => {
          change(target.value);
          draw();
        },
      },
      columns.map((one) => h("option", { value: one, selected: one === chosen }, one)),
    );

  function draw() {
    cy?.destroy();
    const nodes = new Map();
    const ties = new Map();
    for (const row of rows.slice(0, MOST)) {
      const ends = [row[from], row[to]];
      if (ends.some((end) => end?.type !== "uri")) continue;
      ends.forEach((end, side) => nodes.set(end.value, { term: end, side }));
      ties.set(ends.map(({ value }) => value).join("\n"), ends);
    }
    const look = getComputedStyle(document.documentElement);
    const colour = (name) => look.getPropertyValue(name).trim();
    cy = cytoscape({
      container: stage,
      elements: [
        ...[...nodes].map(([id, { term, side }]) => ({
          data: { id, label: terms.name(term) },
          classes: side ? "to" : "from",
        })),
        ...[...ties].map(([id, [one, other]]) => ({
          data: { id, source: one.value, target: other.value },
        })),
      ],
      style: [
        {
          selector: "node",
          style: {
            label: "data(label)",
            "font-size": 10,
            "min-zoomed-font-size": 7,
            color: colour("--ink"),
            "text-wrap": "ellipsis",
            "text-max-width": 140,
            "text-outline-color": colour("--paper"),
            "text-outline-width": 2,
            "background-color": colour("--accent"),
            width: 14,
            height: 14,
          },
        },
        { selector: ".to", style: { "background-color": colour("--mark"), shape: "round-rectangle" } },
        {
          selector: "edge",
          style: { width: 1, "line-color": colour("--strong-line"), "curve-style": "haystack", opacity: 0.6 },
        },
      ],
      layout: { name: "cose", animate: false, randomize: true, nodeRepulsion: 20000, idealEdgeLength: 60 },
    });
    cy.on("tap", "node", ({ target }) => {
      const href = terms.address(target.id());
      if (href) location.assign(href);
    });
    const told = fill(words.ties, { nodes: number(nodes.size), ties: number(ties.size) });
    caption.textContent =
      rows.length > MOST ? `${told} ${fill(words.larger, { number: number(MOST) })}` : told;
    stage.dataset.nodes = nodes.size;
    stage.dataset.ties = ties.size;
  }

  const element = h(
    "figure",
    { class: "picture drawn" },
    columns.length > 2 &&
      h(
        "p",
        { class: "buttons" },
        choice(from, (value) => (from = value)),
        " – ",
        choice(to, (value) => (to = value)),
      ),
    stage,
    caption,
  );
  return {
    element,
    start() {
      draw();
      return () => cy.destroy();
    },
  };
}
