// From participations to the network that the filters leave: the same definitions as in Python's
// rightsgraph.networks.projection, so that a filter here gives the network that it would give there.

import { NOT_STATED } from "./model.js";

const stated = (values) => (values.length ? values : [NOT_STATED]);
const split = (text) => (text || "").split("; ").filter(Boolean);

export const FACETS = [
  { key: "types", subject: "actor", values: (one) => stated(split(one.actor.type)) },
  { key: "homes", subject: "actor", values: (one) => stated(split(one.actor.country)) },
  { key: "roles", subject: "participation", values: (one) => stated(one.roles) },
  { key: "topics", subject: "activity", values: (one) => stated(one.activity.topics) },
  { key: "statuses", subject: "activity", values: (one) => stated(one.activity.statuses) },
  { key: "countries", subject: "activity", values: (one) => stated(one.activity.countries) },
];

export function openFilters(model) {
  return {
    ...Object.fromEntries(FACETS.map(({ key }) => [key, new Set()])),
    from: 0,
    to: model.time ? model.time.steps - 1 : 0,
    undated: true,
    hidden: new Set(),
    hiddenWith: new Set(),
    isolates: true,
  };
}

export function isOpen(filters, model) {
  return (
    FACETS.every(({ key }) => !filters[key].size) &&
    !isSliced(filters, model) &&
    filters.undated &&
    filters.isolates &&
    !filters.hidden.size &&
    !filters.hiddenWith.size
  );
}

function isSliced(filters, { time }) {
  return time && (filters.from > 0 || filters.to < time.steps - 1);
}

export const isDated = (activity) => Boolean(activity.first || activity.last);

export function project(model, filters) {
  const passing = model.participations.filter((one) => passes(one, filters));
  const { time } = model;
  const histogram = time ? histogramOf(passing, time) : [];
  const undated = new Set(passing.map((one) => one.activity).filter((one) => !isDated(one)));
  const sliced = isSliced(filters, model);
  const since = time && time.first(filters.from);
  const until = time && time.last(filters.to);
  const rows = passing.filter(({ activity }) =>
    isDated(activity) ? !sliced || canHaveHappened(activity, since, until) : filters.undated,
  );
  const cells = cellsOf(rows);
  const edges = model.actorsOnly ? actorEdges(cells) : targetEdges(cells);
  weigh(edges, cells, rows, model.definition.weight);
  const nodes = new Set(rows.map((one) => one.actor));
  for (const { target } of model.actorsOnly ? [] : edges.values()) nodes.add(target);
  if (!filters.isolates) {
    const tied = new Set([...edges.values()].flatMap(({ source, target }) => [source, target]));
    for (const node of nodes) if (!tied.has(node)) nodes.delete(node);
  }
  return {
    nodes: model.nodes.filter((node) => nodes.has(node)),
    edges: new Map([...edges].sort(([, one], [, other]) => order(one, other))),
    neighbours: neighboursOf(edges),
    activities: new Set(rows.map((one) => one.activity)),
    undated: undated.size,
    histogram,
  };
}

const order = (one, other) =>
  one.source.index - other.source.index || one.target.index - other.target.index;

function passes(one, filters) {
  const { actor } = one;
  if (filters.hidden.has(actor.id)) return false;
  if ([actor.id, ...actor.wholes].some((whole) => filters.hiddenWith.has(whole))) return false;
  return FACETS.every(
    ({ key, values }) => !filters[key].size || values(one).some((value) => filters[key].has(value)),
  );
}

export function canHaveHappened({ first, last }, since, until) {
  return !(last && last < since) && !(first && first > until);
}

function histogramOf(rows, time) {
  const activities = [...new Set(rows.map((one) => one.activity))].filter(isDated);
  return Array.from({ length: time.steps }, (_, step) => {
    const [since, until] = [time.first(step), time.last(step)];
    return activities.filter((one) => canHaveHappened(one, since, until)).length;
  });
}

// By activity and actor: the participations of the one in the other.
function cellsOf(rows) {
  const cells = new Map();
  for (const one of rows) {
    const actors = cells.get(one.activity) || new Map();
    cells.set(one.activity, actors);
    actors.set(one.actor, [...(actors.get(one.actor) || []), one]);
  }
  return new Map([...cells].sort(([one], [other]) => one.index - other.index));
}

export const keyOf = (one, other) => `${one.id}|${other.id}`;

function edgeOf(edges, source, target) {
  const key = keyOf(source, target);
  if (!edges.has(key)) edges.set(key, { key, source, target, weight: 0, shared: [] });
  return edges.get(key);
}

function actorEdges(cells) {
  const edges = new Map();
  for (const [activity, actors] of cells) {
    const ends = [...actors.keys()].sort((one, other) => one.index - other.index);
    ends.forEach((source, count) => {
      for (const target of ends.slice(count + 1)) {
        const [mine, theirs] = [actors.get(source), actors.get(target)];
        edgeOf(edges, source, target).shared.push({ activity, mine, theirs, passages: [] });
      }
    });
  }
  return edges;
}

function targetEdges(cells) {
  const edges = new Map();
  for (const [activity, actors] of cells) {
    for (const [source, mine] of actors) {
      for (const { node, passages } of activity.targets) {
        edgeOf(edges, source, node).shared.push({ activity, mine, theirs: [], passages });
      }
    }
  }
  return edges;
}

function weigh(edges, cells, rows, weight) {
  const wholes = (shared) => new Set(shared.map(({ activity }) => activity.within));
  const tops = new Map();
  for (const { actor, activity } of rows) {
    tops.set(actor, (tops.get(actor) || new Set()).add(activity.within));
  }
  const by = {
    count: ({ shared }) => wholes(shared).size,
    "count-parts": ({ shared }) => shared.length,
    newman: ({ shared }) =>
      shared.reduce((sum, { activity }) => sum + 1 / (cells.get(activity).size - 1), 0),
    jaccard: ({ source, target }) => {
      const [mine, theirs] = [tops.get(source), tops.get(target)];
      const both = [...mine].filter((top) => theirs.has(top)).length;
      return both / (mine.size + theirs.size - both);
    },
  };
  for (const edge of edges.values()) edge.weight = by[weight](edge);
}

function neighboursOf(edges) {
  const found = new Map();
  for (const edge of edges.values()) {
    for (const [one, other] of [
      [edge.source, edge.target],
      [edge.target, edge.source],
    ]) {
      found.set(one, [...(found.get(one) || []), { node: other, edge }]);
    }
  }
  for (const some of found.values()) {
    some.sort(
      (one, other) =>
        other.edge.weight - one.edge.weight || one.node.label.localeCompare(other.node.label, "en"),
    );
  }
  return found;
}

// What an edge stands for, in the words of the files that rightsgraph writes.
export function evidenceOf(edge, model) {
  return edge.shared.map(({ activity, mine, theirs, passages }) => ({
    activity: activity.id,
    name: activity.name,
    within: activity.within,
    roles: distinct(mine.flatMap((one) => one.roles)),
    other_roles: distinct(theirs.flatMap((one) => one.roles)),
    first: activity.first,
    last: activity.last,
    statuses: activity.statuses,
    topics: activity.topics,
    places: activity.places,
    countries: activity.countries,
    passages: passagesOf([{ mine, theirs, passages }], model).map(({ key }) => key),
    participations: distinct([...mine, ...theirs].map((one) => one.id)),
  }));
}

export const distinct = (values) => [...new Set(values)].sort();

export function passagesOf(shared, model) {
  const numbers = shared.flatMap(({ mine, theirs, passages }) => [
    ...[...mine, ...theirs].flatMap((one) => one.passages),
    ...passages,
  ]);
  return [...new Set(numbers)].sort((one, other) => one - other).map((n) => model.passages[n]);
}

export function attributesOf(edge, model) {
  const firsts = edge.shared.map(({ activity }) => activity.first).sort();
  const lasts = edge.shared.map(({ activity }) => activity.last).sort();
  return {
    weight: edge.weight,
    activities: edge.shared.length,
    roles: distinct(edge.shared.flatMap(({ mine, theirs }) => [...mine, ...theirs]).flatMap((one) => one.roles)),
    ...(model.actorsOnly ? { distance: 1 / edge.weight } : {}),
    ...(firsts[0] ? { first: firsts[0] } : {}),
    ...(lasts[0] ? { last: lasts.at(-1) } : {}),
  };
}
