// The panel beside the picture: details, the lists of actors and ties, and what the network is.

import { createAbout } from "./about.js";
import { createDetails } from "./details.js";
import { h } from "./dom.js";
import { createActors, createTies } from "./lists.js";
import { words } from "./words.js";

export function createPanel(model, actions) {
  const parts = {
    details: createDetails(model, actions),
    actors: createActors(model, actions),
    ties: createTies(model, actions),
    about: createAbout(model),
  };
  const keys = Object.keys(parts);
  const tabs = keys.map((key) =>
    h(
      "button",
      {
        type: "button",
        role: "tab",
        id: `tab-${key}`,
        "aria-controls": `panel-${key}`,
        onclick: () => show(key),
        onkeydown: (event) => steer(event, key),
      },
      words.tabs[key === "actors" && !model.actorsOnly ? "nodes" : key],
    ),
  );
  const panels = keys.map((key) =>
    h(
      "div",
      { role: "tabpanel", id: `panel-${key}`, "aria-labelledby": `tab-${key}`, tabindex: "0" },
      parts[key].element,
    ),
  );
  const element = h(
    "section",
    { class: "panel", id: "panel", "aria-label": words.tabList, tabindex: "-1" },
    h("div", { role: "tablist", "aria-label": words.tabList }, tabs),
    panels,
  );

  function show(key) {
    keys.forEach((one, count) => {
      const on = one === key;
      tabs[count].setAttribute("aria-selected", String(on));
      tabs[count].tabIndex = on ? 0 : -1;
      panels[count].hidden = !on;
    });
  }

  function steer(event, key) {
    const moves = { ArrowRight: 1, ArrowLeft: -1, Home: -keys.indexOf(key), End: -keys.indexOf(key) - 1 };
    const step = moves[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = (keys.indexOf(key) + step + keys.length) % keys.length;
    show(keys[next]);
    tabs[next].focus();
  }

  function update(view) {
    keys.forEach((key) => parts[key].update?.(view));
    tabs[keys.indexOf("actors")].dataset.amount = view.network.nodes.length;
    tabs[keys.indexOf("ties")].dataset.amount = view.network.edges.size;
  }

  // Shows the details of what has been chosen; the keyboard goes to their heading if asked for.
  function reveal({ focus }) {
    show("details");
    panels[0].scrollTop = 0;
    if (focus) parts.details.focus();
    else if (element.getBoundingClientRect().top > innerHeight - 120) {
      element.scrollIntoView({ block: "nearest" });
    }
  }

  show("details");
  return { element, update, reveal };
}
