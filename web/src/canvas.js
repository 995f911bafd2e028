// The picture: nodes where Python placed them, drawn by Cytoscape.js.

import cytoscape from "cytoscape";
import { h, icon } from "./dom.js";
import { placeLabels } from "./labels.js";
import { words } from "./words.js";

const ROOM = 100; // model units between near nodes
const SETTLE = 120; // ms after the last movement, so that moving the picture stays quick
const MARGIN = { left: 44, right: 56, top: 28, bottom: 30 }; // for names and buttons
const STILL = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

export function createCanvas(model, whole, actions) {
  const container = h("div", {
    id: "picture",
    class: "picture",
    tabindex: "0",
    role: "application",
    "aria-roledescription": words.picture,
    "aria-label": words.pictureHelp,
  });
  const control = (name, label, onclick) =>
    h("button", { type: "button", title: label, "aria-label": label, onclick }, icon(name));
  const controls = h(
    "div",
    { class: "zoom" },
    control("plus", words.zoomIn, () => zoom(1.4)),
    control("minus", words.zoomOut, () => zoom(1 / 1.4)),
    control("fit", words.fit, () => fit()),
  );
  const note = h("p", { class: "empty", hidden: true }, words.empty);
  const element = h("div", { class: "stage" }, container, controls, note);
  document.body.append(element); // Cytoscape measures its container

  const top = Math.max(...model.nodes.map(({ y }) => y));
  const cy = cytoscape({
    container,
    elements: [
      ...model.nodes.map((node) => ({
        data: { id: node.id, d: 10, font: 12, rim: 1, halo: 2, colour: "grey" },
        position: { x: node.x * ROOM, y: (top - node.y) * ROOM },
        classes: node.other ? "other" : "",
      })),
      ...[...whole.edges.values()].map((edge) => ({
        data: { id: edge.key, source: edge.source.id, target: edge.target.id, w: 1 },
      })),
    ],
    layout: { name: "preset", fit: false },
    style: styleSheet(),
    boxSelectionEnabled: false,
    autounselectify: true,
    minZoom: 0.02,
    maxZoom: 4,
  });
  const drawn = new Map(model.nodes.map((node) => [node, cy.getElementById(node.id)]));
  const lines = new Map([...whole.edges.keys()].map((key) => [key, cy.getElementById(key)]));
  let current = null;
  let unit = 1; // zoom at which everything fits
  let queued = false;
  let settling = 0;

  cy.on("tap", "node", ({ target }) => actions.choose({ kind: "node", id: target.id() }));
  cy.on("tap", "edge", ({ target }) => actions.choose({ kind: "edge", id: target.id() }));
  cy.on("tap", ({ target }) => target === cy && actions.choose(null));
  cy.on("mouseover", "node, edge", ({ target }) => hover(target, true));
  cy.on("mouseout", "node, edge", ({ target }) => hover(target, false));
  cy.on("viewport", () => {
    clearTimeout(settling);
    settling = setTimeout(redraw, SETTLE);
  });
  container.addEventListener("keydown", steer);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => cy.style(styleSheet()));
  new ResizeObserver(() => {
    cy.resize();
    fit();
  }).observe(container);

  function hover(target, on) {
    container.classList.toggle("pointing", on);
    target.toggleClass("hover", on);
    target.connectedNodes?.().toggleClass("hover", on);
    redraw();
  }

  function steer(event) {
    const step = 60;
    const moves = {
      ArrowLeft: () => cy.panBy({ x: step, y: 0 }),
      ArrowRight: () => cy.panBy({ x: -step, y: 0 }),
      ArrowUp: () => cy.panBy({ x: 0, y: step }),
      ArrowDown: () => cy.panBy({ x: 0, y: -step }),
      "+": () => zoom(1.25),
      "=": () => zoom(1.25),
      "-": () => zoom(0.8),
      0: () => fit(),
    };
    if (event.ctrlKey || event.metaKey || event.altKey || !moves[event.key]) return;
    event.preventDefault();
    moves[event.key]();
  }

  function zoom(factor) {
    const middle = { x: cy.width() / 2, y: cy.height() / 2 };
    cy.zoom({ level: cy.zoom() * factor, renderedPosition: middle });
  }

  function fit() {
    cy.stop();
    const shown = current?.network.nodes.length ? current.network.nodes : model.nodes;
    const places = shown.map((node) => drawn.get(node).position());
    const [x1, x2] = span(places.map(({ x }) => x));
    const [y1, y2] = span(places.map(({ y }) => y));
    const { left, right, top, bottom } = MARGIN;
    const [width, height] = [cy.width() - left - right, cy.height() - top - bottom];
    const level = Math.min(width / Math.max(x2 - x1, ROOM), height / Math.max(y2 - y1, ROOM), 0.9);
    cy.viewport({
      zoom: level,
      pan: {
        x: left + width / 2 - (level * (x1 + x2)) / 2,
        y: top + height / 2 - (level * (y1 + y2)) / 2,
      },
    });
    unit = cy.zoom();
    redraw();
  }

  function redraw() {
    if (queued) return;
    queued = true;
    requestAnimationFrame(() => {
      queued = false;
      if (current) scale();
    });
  }

  // Nodes, lines and letters have about the same size on the screen, however far it is zoomed.
  function scale() {
    const zoomed = cy.zoom();
    const { network, sizeOf, widthOf } = current;
    const crowded = Math.min(1, (unit * ROOM) / 27) ** 0.8;
    const k = (Math.max(zoomed / unit, 0.5) ** (crowded < 0.7 ? 0.7 : 0.45) * crowded) / zoomed;
    cy.batch(() => {
      if (k !== current.k) {
        const [font, rim, halo] = [12, 1.15, 2.4].map((size) => size / zoomed);
        for (const node of network.nodes) {
          drawn.get(node).data({ d: sizeOf(node) * k, font, rim, halo });
        }
        current.k = k;
      }
      if (Math.abs(Math.log(k / current.kOfLines)) > 0.2) {
        for (const edge of network.edges.values()) lines.get(edge.key).data("w", widthOf(edge) * k);
        current.kOfLines = k;
      }
    });
    placeLabels(cy, drawn, current);
  }

  function update(view) {
    const { network, choice, size } = view;
    const sized = current?.network === network && current.size === size;
    current = {
      network,
      choice,
      size,
      sizeOf: view.sizeOf,
      widthOf: widthIn(network),
      k: sized ? current.k : 0,
      kOfLines: sized ? current.kOfLines : 0,
    };
    cy.batch(() => {
      const nodes = new Set(network.nodes);
      for (const [node, one] of drawn) {
        one.toggleClass("out", !nodes.has(node));
        const colour = view.colourOf(node);
        if (one.data("colour") !== colour) one.data("colour", colour);
      }
      for (const [key, one] of lines) one.toggleClass("out", !network.edges.has(key));
      mark(choice);
    });
    note.hidden = network.nodes.length > 0;
    redraw();
  }

  function mark(choice) {
    cy.elements().removeClass("chosen near faded");
    if (!choice) return;
    const near = nearOf(choice);
    cy.elements().not(near).addClass("faded");
    near.addClass("near");
    if (choice.kind !== "community") cy.getElementById(choice.id).addClass("chosen");
  }

  function nearOf(choice) {
    if (choice.kind === "community") {
      const { members } = model.communities.find(({ number }) => number === choice.id);
      const ids = new Set(members.map((node) => node.id));
      const inside = cy.nodes().filter((node) => ids.has(node.id()));
      return inside.union(inside.edgesWith(inside));
    }
    const chosen = cy.getElementById(choice.id);
    if (choice.kind === "edge") return chosen.union(chosen.connectedNodes());
    const edges = chosen.connectedEdges().not(".out");
    return chosen.union(edges).union(edges.connectedNodes());
  }

  // Brings what is chosen into the view if it is outside.
  function reveal(choice) {
    if (!choice || choice.kind === "community") return;
    const chosen = cy.getElementById(choice.id);
    const box = chosen.renderedBoundingBox({ includeLabels: false });
    if (box.x1 > 0 && box.y1 > 0 && box.x2 < cy.width() && box.y2 < cy.height()) return;
    if (STILL()) cy.center(chosen);
    else cy.animate({ center: { eles: chosen }, duration: 250 });
  }

  return { element, cy, update, reveal };
}

const span = (values) => [Math.min(...values), Math.max(...values)];

function widthIn(network) {
  const [low, high] = span([...network.edges.values()].map((edge) => edge.weight));
  return ({ weight }) => 1.1 + (high > low ? 4.4 * Math.sqrt((weight - low) / (high - low)) : 0);
}

function styleSheet() {
  const styles = getComputedStyle(document.documentElement);
  const colour = (name) => styles.getPropertyValue(`--${name}`).trim();
  const [ink, paper, line, accent] = ["ink", "paper", "tie", "accent"].map(colour);
  return [
    {
      selector: "node",
      style: {
        width: "data(d)",
        height: "data(d)",
        "background-color": "data(colour)",
        "border-color": colour("rim"),
        "border-width": "data(rim)",
        color: ink,
        "font-family": "system-ui, sans-serif",
        "font-size": "data(font)",
        "text-outline-color": paper,
        "text-outline-width": "data(halo)",
        "text-wrap": "wrap",
        "line-height": 1.1,
        "z-index": 10,
        "overlay-opacity": 0,
      },
    },
    { selector: "node.other", style: { shape: "round-rectangle" } },
    {
      selector: "node.named",
      style: {
        label: "data(name)",
        "text-valign": "data(vertical)",
        "text-halign": "data(horizontal)",
        "text-margin-x": "data(right)",
        "text-margin-y": "data(below)",
      },
    },
    {
      selector: "edge",
      style: {
        width: "data(w)",
        "line-color": line,
        "line-opacity": 0.55,
        "curve-style": "straight",
        "overlay-opacity": 0,
      },
    },
    { selector: ".faded", style: { opacity: 0.14, events: "no" } },
    { selector: "node.faded", style: { events: "yes", "text-opacity": 0 } },
    {
      selector: "edge.near, edge.hover",
      style: { "line-color": accent, "line-opacity": 0.8, "z-index": 5 },
    },
    { selector: ".hover", style: { opacity: 1, "z-index": 20, "text-opacity": 1 } },
    {
      selector: "node.chosen",
      style: {
        "border-color": accent,
        "border-width": "data(halo)",
        "font-weight": "bold",
        "z-index": 30,
      },
    },
    { selector: "edge.chosen", style: { "line-opacity": 1 } },
    { selector: ".out", style: { display: "none" } },
    { selector: "core", style: { "active-bg-opacity": 0 } },
  ];
}
