// What the filters leave, as files, in the form of rightsgraph's own.

import { attributesOf, distinct, evidenceOf, FACETS, isOpen, passagesOf } from "./project.js";

export function nodeLink({ model, network, filters }) {
  return {
    directed: false,
    multigraph: false,
    graph: { name: model.definition.name, title: model.definition.title },
    nodes: network.nodes.map((node) => ({
      label: node.label,
      ...(node.short ? { short: node.short } : {}),
      ...(node.type ? { type: node.type } : {}),
      ...(node.country ? { country: node.country } : {}),
      ...(model.actorsOnly ? {} : { bipartite: node.other ? 1 : 0 }),
      id: node.id,
    })),
    edges: [...network.edges.values()].map((edge) => ({
      ...attributesOf(edge, model),
      passages: passagesOf(edge.shared, model).map(({ key }) => key),
      source: edge.source.id,
      target: edge.target.id,
      evidence: evidenceOf(edge, model),
    })),
    definition: model.definition,
    filters: described(filters, model),
    data: { version: model.version, digest: model.digest },
  };
}

// The filters of the page, as they stand in the file.
function described(filters, model) {
  if (isOpen(filters, model)) return {};
  const { time } = model;
  return {
    ...Object.fromEntries(
      FACETS.map(({ key }) => [key, [...filters[key]].sort()]).filter(([, some]) => some.length),
    ),
    ...(time && filters.from > 0 ? { since: time.first(filters.from) } : {}),
    ...(time && filters.to < time.steps - 1 ? { until: time.last(filters.to) } : {}),
    undated: filters.undated,
    isolates: filters.isolates,
    without: [...filters.hidden].sort(),
    without_with_parts: [...filters.hiddenWith].sort(),
  };
}

const COLUMNS = [
  "source",
  "target",
  "source_label",
  "target_label",
  "weight",
  "distance",
  "activities",
  "roles",
  "first",
  "last",
  "names",
  "passages",
  "evidence",
];

export function csv({ model, network }) {
  const rows = [...network.edges.values()].map((edge) => ({
    ...attributesOf(edge, model),
    source: edge.source.id,
    target: edge.target.id,
    source_label: edge.source.label,
    target_label: edge.target.label,
    names: edge.shared.map(({ activity }) => activity.name),
    passages: passagesOf(edge.shared, model).map(({ key }) => key),
    evidence: distinct(
      edge.shared.flatMap(({ mine, theirs }) => [...mine, ...theirs].map((one) => one.id)),
    ),
  }));
  return [COLUMNS, ...rows.map((row) => COLUMNS.map((column) => row[column]))]
    .map((row) => row.map(cell).join(","))
    .map((line) => `${line}\r\n`)
    .join("");
}

function cell(value) {
  const text = Array.isArray(value) ? value.join("; ") : String(value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function downloadJson(view) {
  const text = `${JSON.stringify(nodeLink(view), null, 1)}\n`;
  save(view, "json", new Blob([text], { type: "application/json" }));
}

export function downloadCsv(view) {
  save(view, "csv", new Blob([csv(view)], { type: "text/csv" }));
}

export async function downloadPng(view, cy) {
  const paper = getComputedStyle(document.documentElement).getPropertyValue("--paper").trim();
  save(view, "png", await cy.png({ output: "blob-promise", bg: paper, scale: 2 }));
}

function save({ model, filters }, suffix, blob) {
  const name = model.definition.name + (isOpen(filters, model) ? "" : "-filtered");
  const address = URL.createObjectURL(blob);
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = `${name}.${suffix}`;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
