// Finds things by name: asks the server where there is one, else the index of the static site.

import { fold, language, suffix } from "./dom.js";

const script = document.currentScript;
export const served = script.hasAttribute("data-served");
export const root = new URL("..", script.src);
const SPACES = { "https://w3id.org/rightsgraph/": "", "rgd:": "id/", "rgs:": "scheme/", "rg:": "ns#" };
let index = null;

// Best first: whole name, start, words in it; then preferred names; then the shorter one.
export async function search(words) {
  index ??= load();
  const { kinds, things } = await index;
  const wanted = fold(words);
  if (!wanted) return [];
  const found = [];
  for (const { document, kind, names } of things) {
    let best = null;
    names.forEach(([, text, folded], place) => {
      const fit = fits(folded, wanted);
      if (fit < 0) return;
      const rank = [fit, place, folded.length];
      if (!best || less(rank, best.rank)) best = { rank, text };
    });
    if (best) {
      const [spoken, name] = named(names);
      found.push({
        rank: best.rank,
        name,
        language: spoken === language ? "" : spoken,
        matched: best.text === name ? "" : best.text,
        kind: kinds[kind][language] ?? "",
        href: new URL(document + suffix, root).href,
      });
    }
  }
  return found.sort((one, other) => (less(one.rank, other.rank) ? -1 : 1));
}

async function load() {
  const answer = await fetch(new URL("search.json", root));
  if (!answer.ok) throw new Error(`search.json: ${answer.status}`);
  const { kinds, things } = await answer.json();
  return {
    kinds,
    things: things.map(([document, kind, names]) => ({
      document,
      kind,
      names: names.map(([spoken, text]) => [spoken, text, fold(text)]),
    })),
  };
}

function fits(name, wanted) {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  const words = name.split(/[^\p{L}\p{N}]+/u);
  return wanted.split(" ").every((one) => words.some((word) => word.startsWith(one))) ? 2 : -1;
}

const named = (names) =>
  names.find(([spoken]) => spoken === language) ??
  names.find(([spoken]) => spoken === "en") ??
  names[0];

function less(one, other) {
  const at = one.findIndex((value, place) => value !== other[place]);
  return at >= 0 && one[at] < other[at];
}

// The first few things whose name begins so, for a list below a field.
export async function suggest(prefix, few) {
  if (!served) return (await search(prefix)).slice(0, few);
  const address = new URL("suggest", root);
  address.searchParams.set("prefix", prefix);
  const answer = await fetch(address);
  if (!answer.ok) return [];
  return (await answer.json()).slice(0, few).map(({ id, name, matched, page }) => ({
    id,
    name,
    matched: matched === name ? "" : matched,
    href: page ? new URL(page + suffix, root).href : id,
  }));
}

// The page of a thing by its IRI, its CURIE, or its name in the namespace of the things.
export function pageOf(id) {
  const space = Object.keys(SPACES).find((one) => id.startsWith(one));
  const path = space ? SPACES[space] + id.slice(space.length) : `id/${id}`;
  const page = path.split("/").every((part) => /^[a-z0-9-]+$/.test(part));
  return new URL(page ? path + suffix : path, root).href;
}
