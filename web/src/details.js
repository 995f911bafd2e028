// The details of what is chosen: an actor, a tie, a community, or else the whole network.

import { h, icon, link, named, swatch } from "./dom.js";
import { evidenceList } from "./evidence.js";
import { shortName } from "./model.js";
import { keyOf } from "./project.js";
import { title, value, words } from "./words.js";

const FEW = 12;

export function createDetails(model, actions) {
  const element = h("div", { class: "details" });
  const open = new Set(); // lists that the reader has opened in full
  let current = null;

  function update(view) {
    const same = current && current.choice?.id === view.choice?.id;
    if (!same) open.clear();
    current = view;
    const shown = { node: actor, edge: tie, community }[view.choice?.kind] || overview;
    const held = same && element.contains(document.activeElement) && document.activeElement.dataset.key;
    element.replaceChildren(...shown(view).filter(Boolean));
    if (held) element.querySelector(`[data-key="${CSS.escape(held)}"]`)?.focus();
  }

  function heading(text, aside) {
    return h(
      "header",
      {},
      h("h2", { tabindex: "-1", "data-key": "heading" }, text),
      current.choice &&
        h(
          "button",
          {
            type: "button",
            class: "close",
            title: words.back,
            "aria-label": words.close,
            onclick: () => actions.choose(null, { focus: true }),
          },
          icon("close"),
        ),
      aside,
    );
  }

  const choose = (choice) => () => actions.choose(choice, { focus: true });

  function nodeRow(node) {
    const out = !current.network.nodes.includes(node);
    return h(
      "li",
      {},
      h(
        "button",
        { type: "button", onclick: choose({ kind: "node", id: node.id }) },
        swatch(current.colourOf(node), !node.other),
        h("span", { class: "name" }, node.label),
        out && h("span", { class: "aside" }, words.filteredOut),
      ),
    );
  }

  // A list that shows its beginning, and the rest when asked for.
  function shortened(key, items) {
    if (items.length <= FEW + 2 || open.has(key)) return h("ul", { class: "rows" }, items);
    return [
      h("ul", { class: "rows" }, items.slice(0, FEW)),
      h(
        "button",
        {
          type: "button",
          class: "plain",
          onclick: () => {
            open.add(key);
            update(current);
            element.querySelectorAll(`[data-list="${key}"] .rows button`)[FEW]?.focus();
          },
        },
        words.showAll(items.length),
      ),
    ];
  }

  function overview(view) {
    const edges = [...view.network.edges.values()].sort((one, other) => other.weight - one.weight);
    const strongest = edges.filter(({ weight }) => weight > edges.at(-1).weight).slice(0, 6);
    return [
      heading(words.overview),
      h("p", {}, model.definition.description),
      h("p", { class: "hint" }, words.overviewHelp),
      strongest.length > 0 &&
        section("strongest", words.strongest, h("ul", { class: "rows" }, strongest.map((edge) => tieRow(edge)))),
      model.communities.length > 0 &&
        section(
          "communities",
          words.communities,
          h("p", { class: "hint" }, words.communitiesHelp),
          shortened("communities", model.communities.map(communityRow)),
        ),
      h("p", { class: "note" }, words.named[model.actorsOnly ? "together" : "alone"]),
    ];
  }

  const section = (key, name, ...content) =>
    h("section", { "data-list": key }, h("h3", {}, name), content);

  function tieRow(edge, node) {
    const other = node && (edge.source === node ? edge.target : edge.source);
    const text = other ? other.label : words.tieNames(shortName(edge.source), shortName(edge.target));
    const weight = value(edge.weight);
    const label = words.openTie(edge.source.label, edge.target.label, weight);
    return h(
      "li",
      {},
      h(
        "button",
        { type: "button", "aria-label": label, onclick: choose({ kind: "edge", id: edge.key }) },
        other && swatch(current.colourOf(other), !other.other),
        h("span", { class: "name" }, text),
        h("span", { class: "amount" }, weight),
      ),
    );
  }

  function communityRow({ number, members }) {
    const colour = members[0].colours.community;
    return h(
      "li",
      {},
      h(
        "button",
        { type: "button", onclick: choose({ kind: "community", id: number }) },
        swatch(colour),
        h(
          "span",
          { class: "name" },
          words.community(String(number)),
          h("span", { class: "aside" }, members.slice(0, 3).map(shortName).join(", ")),
        ),
        h("span", { class: "amount" }, members.length),
      ),
    );
  }

  function community({ choice }) {
    const { members } = model.communities.find(({ number }) => number === choice.id);
    return [
      heading(words.community(String(choice.id))),
      h("p", { class: "hint" }, words.communitiesHelp),
      section(
        "members",
        `${words.members} (${members.length})`,
        h("ul", { class: "rows" }, members.map(nodeRow)),
      ),
    ];
  }

  function actor(view) {
    const node = model.byId.get(view.choice.id);
    const out = !view.network.nodes.includes(node);
    const ties = (out ? view.whole : view.network).neighbours.get(node) || [];
    const facts = [node.type, node.country].filter(Boolean).join(" · ");
    return [
      heading(named(node.id, node.label)),
      facts && h("p", { class: "facts" }, words.capital(facts)),
      out && h("p", { class: "note" }, words.outNode),
      node.also.length > 0 && h("p", { class: "facts" }, `${words.also}: ${node.also.join(", ")}`),
      !out && !node.other && hiding(node),
      section(
        "ties",
        `${words.tiedTo} (${ties.length})`,
        ties.length
          ? shortened("ties", ties.map(({ edge }) => tieRow(edge, node)))
          : h("p", {}, words.noTies),
      ),
      node.measures && measures(node),
      section("identifier", words.identifier, h("p", { class: "iri" }, link(node.id))),
    ];
  }

  function hiding(node) {
    const parts = model.nodes.filter((one) => one.wholes.includes(node.id)).length;
    const button = (text, wanted) =>
      h("button", { type: "button", class: "plain", onclick: () => actions.hide(node.id, wanted) }, text);
    return h(
      "p",
      { class: "buttons" },
      button(words.hideOne, false),
      parts > 0 && button(words.hideWith(parts), true),
    );
  }

  function measures(node) {
    return section(
      "measures",
      words.measures,
      h("p", { class: "hint" }, words.measuresHelp),
      h(
        "dl",
        { class: "measures" },
        model.measures.map(({ name, definition, says }) => [
          h("dt", { title: definition }, title(name)),
          h("dd", {}, measured(name, node), h("span", { class: "says" }, says)),
        ]),
      ),
    );
  }

  function measured(name, node) {
    const mine = node.measures[name];
    if (name === "community" && mine) {
      return h(
        "button",
        { type: "button", class: "plain", onclick: choose({ kind: "community", id: mine }) },
        swatch(node.colours.community),
        words.community(String(mine)),
      );
    }
    return h(
      "span",
      {},
      h("strong", {}, value(mine)),
      typeof mine === "number" && h("span", { class: "rank" }, rankOf(mine, name)),
    );
  }

  // Equal values share a rank; numbers are equal when they agree to nine digits.
  function rankOf(mine, name) {
    const known = model.nodes.map((one) => one.measures?.[name]).filter((one) => typeof one === "number");
    const rounded = known.map((one) => Number(one.toPrecision(9)));
    const own = Number(mine.toPrecision(9));
    const before = rounded.filter((one) => one > own).length;
    const shared = rounded.filter((one) => one === own).length > 1;
    return words.rank(`${before + 1}${shared ? "=" : ""}`, known.length);
  }

  function tie(view) {
    const kept = view.network.edges.get(view.choice.id);
    const edge = kept || view.whole.edges.get(view.choice.id);
    const { source, target, weight, shared } = edge;
    return [
      heading(words.tieNames(shortName(source), shortName(target))),
      h("ul", { class: "rows" }, [source, target].map(nodeRow)),
      !kept && h("p", { class: "note" }, words.outEdge),
      h(
        "p",
        { class: "facts" },
        h("strong", {}, `${words.weight} ${value(weight)}`),
        ` · ${words.shared(shared.length)}`,
      ),
      h("p", { class: "hint" }, `${words.weight}: ${words.weights[model.definition.weight]}.`),
      section("evidence", words.evidence, evidenceList(edge, model)),
      h("p", { class: "note" }, words.named[model.actorsOnly ? "together" : "alone"]),
    ];
  }

  return { element, update, focus: () => element.querySelector("h2")?.focus({ preventScroll: true }) };
}

// What a deep link names, if the network has it.
export function choiceOf(hash, model, whole) {
  const [kind, rest = ""] = hash.replace(/^#/, "").split("=");
  const ids = rest.split(/\||%7C/i).map(decoded);
  if (kind === "node" && model.byId.has(ids[0])) return { kind, id: ids[0] };
  if (kind === "community") {
    const number = Number(ids[0]);
    return model.communities.some((one) => one.number === number) ? { kind, id: number } : null;
  }
  if (kind !== "edge" || ids.length !== 2) return null;
  const [one, other] = ids.map((id) => model.byId.get(id));
  if (!one || !other) return null;
  const key = [keyOf(one, other), keyOf(other, one)].find((id) => whole.edges.has(id));
  return key ? { kind, id: key } : null;
}

export function hashOf(choice) {
  if (!choice) return "";
  return `#${choice.kind}=${String(choice.id).split("|").map(encodeURIComponent).join("|")}`;
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
