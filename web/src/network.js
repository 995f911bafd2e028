// The page: one state, drawn anew by each part when it changes.

import { createCanvas } from "./canvas.js";
import { createControls } from "./controls.js";
import { choiceOf, hashOf } from "./details.js";
import { h, home } from "./dom.js";
import { nodeLink } from "./files.js";
import { colourIn, createLegend, sizeIn, startOf } from "./legend.js";
import { readModel } from "./model.js";
import { createPanel } from "./panel.js";
import { openFilters, project } from "./project.js";
import { createSearch } from "./search.js";
import { createTimeline } from "./timeline.js";
import { words } from "./words.js";

function start() {
  const model = readModel(JSON.parse(document.getElementById("data").textContent));
  const whole = project(model, openFilters(model));
  const state = { filters: openFilters(model), network: whole, choice: null, ...startOf(model) };
  let view = null;

  const actions = {
    choose(choice, { focus = false } = {}) {
      const hash = hashOf(choice);
      if (hash !== location.hash) {
        history.pushState(null, "", hash || location.pathname + location.search);
      }
      take(choice, focus);
    },
    filter(changes) {
      Object.assign(state.filters, changes);
      narrow();
    },
    pick(key, value, on) {
      if (value === null) state.filters[key].clear();
      else state.filters[key][on ? "add" : "delete"](value);
      narrow();
    },
    hide(id, withParts) {
      state.filters[withParts ? "hiddenWith" : "hidden"].add(id);
      narrow();
      actions.choose(null, { focus: true });
    },
    unhide(id) {
      state.filters.hidden.delete(id);
      state.filters.hiddenWith.delete(id);
      narrow();
    },
    reset() {
      state.filters = openFilters(model);
      narrow();
      document.getElementById("search").focus();
    },
    draw(changes) {
      Object.assign(state, changes);
      update();
    },
    view: () => view,
    cy: () => canvas.cy,
  };

  const canvas = createCanvas(model, whole, actions);
  const legend = createLegend(model, actions);
  canvas.element.append(legend.element);
  const panel = createPanel(model, actions);
  const parts = [
    createSearch(model, actions),
    createControls(model, legend.controls, actions),
    canvas,
    legend,
    createTimeline(model, actions),
    panel,
  ];
  const [search, controls, , , timeline] = parts;
  const { definition } = model;
  document
    .getElementById("page")
    .replaceChildren(
      h("a", { class: "skip", href: "#panel", onclick: skip }, words.skip),
      h(
        "header",
        { class: "top" },
        h(
          "div",
          {},
          h("p", { class: "brand" }, home() || words.brand, " · ", words.network(definition.name)),
          h("h1", {}, definition.title || definition.name),
        ),
        search.element,
      ),
      h(
        "main",
        {},
        h("div", { class: "left" }, controls.element, canvas.element, timeline.element),
        panel.element,
      ),
    );

  function skip(event) {
    event.preventDefault();
    panel.element.querySelector('[role="tab"][aria-selected="true"]').focus();
  }

  function take(choice, focus) {
    state.choice = choice;
    update();
    canvas.reveal(choice);
    if (choice || focus) panel.reveal({ focus });
  }

  function narrow() {
    state.network = project(model, state.filters);
    update();
  }

  function update() {
    view = { ...state, model, whole, colourOf: colourIn(state.colour) };
    view.sizeOf = sizeIn(state.size, view);
    parts.forEach((part) => part.update(view));
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && state.choice) actions.choose(null, { focus: true });
  });
  const follow = () => take(choiceOf(location.hash, model, whole), false);
  addEventListener("popstate", follow);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", update);
  follow();
  // For tests and the console: the picture, what it shows as node-link JSON, back to the start.
  window.rightsgraph = {
    cy: canvas.cy,
    network: () => nodeLink(view),
    reset() {
      Object.assign(state, startOf(model), { choice: null });
      actions.reset();
      actions.choose(null, { focus: true });
    },
  };
}

start();
