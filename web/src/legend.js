// What colours and sizes mean, and the choice of both.

import { choices, h, swatch } from "./dom.js";
import { title, words } from "./words.js";

const PLAIN = "none";

export function startOf(model) {
  const measured = model.nodes.some((node) => node.measures);
  return { colour: "type", size: measured ? "strength" : "ties" };
}

export function colourIn(colour) {
  const styles = getComputedStyle(document.documentElement);
  const [square, plain] = ["--square", "--accent"].map((name) => styles.getPropertyValue(name).trim());
  return (node) => (node.other ? square : node.colours?.[colour] || plain);
}

// The diameter of a node on the screen; its area follows the measure.
export function sizeIn(size, { model, network }) {
  const of = valueIn(size, network);
  const most = Math.max(...model.nodes.map((node) => of(node) || 0), 1e-9);
  return (node) => (size === "same" ? 13 : 8 + 28 * Math.sqrt(Math.max(of(node) || 0, 0) / most));
}

function valueIn(size, network) {
  if (size === "ties") return (node) => network.neighbours.get(node)?.length;
  return (node) => (node.other ? 0 : node.measures?.[size]);
}

export function createLegend(model, actions) {
  const sized = model.measures.filter(({ name }) =>
    model.nodes.some(({ measures }) => typeof measures?.[name] === "number") && name !== "community",
  );
  const colours = ["type", ...(model.communities.length ? ["community"] : []), PLAIN];
  const start = startOf(model);
  const list = h("ul", { class: "swatches", "aria-label": words.legend });
  const isolates = h("input", {
    type: "checkbox",
    onchange: () => actions.filter({ isolates: isolates.checked }),
  });
  const controls = h(
    "div",
    { class: "look" },
    h("label", { class: "isolates" }, isolates, h("span", {}, words.isolates)),
    choices(
      words.colourBy,
      colours.map((name) => [name, words.colours[name]]),
      start.colour,
      (colour) => actions.draw({ colour }),
    ),
    choices(
      words.sizeBy,
      [
        ["same", words.same],
        ["ties", words.ties],
        ...sized.map(({ name }) => [name, title(name)]),
      ],
      start.size,
      (size) => actions.draw({ size }),
    ),
  );

  const [colourBy, sizeBy] = controls.querySelectorAll("select");

  function update({ colour, size, filters }) {
    isolates.checked = filters.isolates;
    colourBy.value = colour;
    sizeBy.value = size;
    const entries = Object.entries(model.colours[colour] || {});
    const name = colour === "community" ? words.community : words.capital;
    list.replaceChildren(
      ...entries.map(([label, shade]) => h("li", {}, swatch(shade), h("span", {}, name(label)))),
      ...(model.actorsOnly
        ? []
        : [h("li", {}, swatch("var(--square)", false), h("span", {}, words.other(model.definition.mode)))]),
    );
  }

  return { element: list, controls, update };
}
