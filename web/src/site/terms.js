// The names, addresses and places of the terms in an answer, learnt from the endpoint.

import { h, language } from "./dom.js";

const BASE = "https://w3id.org/rightsgraph/";
const AT_ONCE = 400;
const PLAIN = /^[a-z0-9-]+$/;

export function createTerms(form, send) {
  const { things, suffix } = form.dataset;
  const root = new URL(".", form.action);
  const names = new Map();
  const places = new Map();
  const spaces = [...new Set([things, `${BASE}id/`])];

  async function learn(terms) {
    const unknown = terms.filter(({ type, value }) => type === "uri" && isOwn(value));
    const iris = [...new Set(unknown.map(({ value }) => value))].filter((iri) => !names.has(iri));
    for (let at = 0; at < iris.length; at += AT_ONCE) {
      await ask(iris.slice(at, at + AT_ONCE).filter((iri) => !/[<>"{}|^`\\\s]/.test(iri)));
    }
  }

  async function ask(iris) {
    const query = `PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
      PREFIX schema: <https://schema.org/>
      SELECT ?thing ?name ?latitude ?longitude WHERE {
        VALUES ?thing { ${iris.map((iri) => `<${iri}>`).join(" ")} }
        ?thing skos:prefLabel ?name .
        OPTIONAL { ?thing schema:latitude ?latitude ; schema:longitude ?longitude . }
      }`;
    iris.forEach((iri) => names.set(iri, null));
    const [, text] = await send(query, "application/sparql-results+json");
    for (const row of JSON.parse(text).results.bindings) {
      const { value } = row.thing;
      const spoken = row.name["xml:lang"] ?? "";
      const known = names.get(value);
      if (!known || rank(spoken) < rank(known.language)) {
        names.set(value, { text: row.name.value, language: spoken });
      }
      if (row.latitude) places.set(value, [Number(row.longitude.value), Number(row.latitude.value)]);
    }
  }

  const rank = (spoken) => [language, "en"].indexOf(spoken) >>> 0;
  const isOwn = (iri) => iri.startsWith(BASE) || iri.startsWith(things);

  function name(term) {
    if (term.type !== "uri") return term.value;
    return names.get(term.value)?.text ?? short(term.value);
  }

  function short(iri) {
    const space = spaces.find((one) => iri.startsWith(one));
    if (space) return `rgd:${iri.slice(space.length)}`;
    return iri.length > 60 ? `${iri.slice(0, 40)}…${iri.slice(-16)}` : iri;
  }

  // The page of a thing of the graph, the address of another thing that is safe to open.
  function address(iri) {
    const space = spaces.find((one) => iri.startsWith(one));
    const local = space && iri.slice(space.length);
    if (local && PLAIN.test(local)) return new URL(`id/${local}${suffix}`, root).href;
    if (iri.startsWith(`${BASE}ns#`)) return new URL(`ns${suffix}#${iri.split("#")[1]}`, root).href;
    if (space) return new URL(`id/${encodeURIComponent(local)}`, root).href;
    const rest = iri.startsWith(BASE) && iri.slice(BASE.length);
    if (rest && rest.split("/").every((part) => PLAIN.test(part))) {
      return new URL(rest + suffix, root).href;
    }
    return /^https?:\/\//.test(iri) ? iri : null;
  }

  function link(term) {
    const text = name(term);
    const spoken = term.type === "uri" ? names.get(term.value)?.language : term["xml:lang"];
    const lang = spoken && spoken !== language ? spoken : null;
    const href = term.type === "uri" && address(term.value);
    if (!href) return h("span", { lang, title: term.datatype ?? null }, text);
    const away = isOwn(term.value) ? {} : { rel: "nofollow noopener" };
    return h("a", { href, lang, title: term.value, ...away }, text);
  }

  return { learn, name, link, address, degrees: (iri) => places.get(iri) };
}
