// The row of filters and downloads above the picture.

import { disclosure, h, icon } from "./dom.js";
import { downloadCsv, downloadJson, downloadPng } from "./files.js";
import { NOT_STATED, shortName } from "./model.js";
import { FACETS, isOpen } from "./project.js";
import { words } from "./words.js";

export function createControls(model, look, actions) {
  const facets = FACETS.map((facet) => createFacet(facet, model, actions)).filter(Boolean);
  const reset = h(
    "button",
    { type: "button", class: "plain", onclick: () => actions.reset() },
    words.reset,
  );
  const hidden = h("ul", { class: "chips", hidden: true });
  const summary = h("p", { class: "summary", role: "status", "aria-live": "polite" });
  const element = h(
    "section",
    { class: "controls", "aria-label": words.filters },
    h("div", { class: "facets" }, facets.map((facet) => facet.element), createDownloads(actions)),
    h("div", { class: "state" }, summary, reset, hidden, look),
  );

  function chip(id, withParts) {
    const name = shortName(model.byId.get(id));
    const label = words.showAgain(name);
    return h(
      "li",
      {},
      words.hidden(name, withParts),
      h(
        "button",
        { type: "button", "aria-label": label, title: label, onclick: () => actions.unhide(id) },
        icon("close"),
      ),
    );
  }

  function update({ filters, network, whole }) {
    facets.forEach((facet) => facet.update(filters));
    const { hidden: alone, hiddenWith } = filters;
    hidden.replaceChildren(
      ...[...alone].map((id) => chip(id, false)),
      ...[...hiddenWith].map((id) => chip(id, true)),
    );
    hidden.hidden = !hidden.children.length;
    reset.hidden = isOpen(filters, model);
    const text = words.summary(sizes(network), reset.hidden ? null : sizes(whole));
    if (summary.textContent !== text) summary.textContent = text;
  }

  function sizes(network) {
    const others = network.nodes.filter((node) => node.other).length;
    const mode = model.definition.mode;
    return { mode, actors: network.nodes.length - others, others, ties: network.edges.size };
  }

  return { element, update };
}

function createFacet({ key, subject, values }, model, actions) {
  const counted = new Map();
  for (const one of model.participations) {
    const what = subject === "participation" ? one : one[subject];
    for (const value of values(one)) {
      counted.set(value, (counted.get(value) || new Set()).add(what));
    }
  }
  if (counted.size < 2) return null;
  const options = [...counted].sort(
    ([one], [other]) => (one === NOT_STATED) - (other === NOT_STATED) || one.localeCompare(other, "en"),
  );
  const boxes = options.map(([value, some]) => {
    const input = h("input", { type: "checkbox", onchange: () => actions.pick(key, value, input.checked) });
    const text = value === NOT_STATED ? words.notStated : value;
    return [
      value,
      input,
      h("label", {}, input, h("span", {}, text), h("span", { class: "amount" }, some.size)),
    ];
  });
  const clear = h(
    "button",
    { type: "button", class: "plain", onclick: () => actions.pick(key, null) },
    words.clear,
  );
  const help = key === "roles" && !model.actorsOnly ? "rolesOther" : key;
  const box = h(
    "fieldset",
    {},
    h("legend", {}, words.facetHelp[help]),
    h("div", { class: "options", tabindex: "-1" }, boxes.map(([, , label]) => label)),
    clear,
  );
  const { element, button, text } = disclosure(words.facets[key], box, { "data-facet": key });
  return {
    element,
    update: (filters) => {
      const chosen = filters[key];
      boxes.forEach(([value, input]) => {
        input.checked = chosen.has(value);
      });
      button.classList.toggle("active", chosen.size > 0);
      text.textContent = words.facets[key] + (chosen.size ? ` · ${chosen.size}` : "");
      clear.disabled = !chosen.size;
    },
  };
}

function createDownloads(actions) {
  const entry = (label, run) =>
    h("button", { type: "button", class: "plain", onclick: () => run(actions.view(), actions.cy()) }, label);
  const box = h(
    "div",
    { class: "downloads" },
    h("p", {}, words.downloadHelp),
    entry(words.downloadJson, downloadJson),
    entry(words.downloadCsv, downloadCsv),
    entry(words.downloadPng, downloadPng),
  );
  return disclosure(words.download, box, { "data-box": "download" }).element;
}
