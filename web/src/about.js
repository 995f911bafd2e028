// What the network is: its definition, its weights, its limits, its source.

import { h } from "./dom.js";
import { title, words } from "./words.js";

export function createAbout(model) {
  const { definition, declared, documents, measures, version, digest, licences } = model;
  const limits = [words.named[model.actorsOnly ? "together" : "alone"], ...words.limits];
  const element = h(
    "div",
    { class: "about" },
    h("h2", {}, words.about),
    h("p", {}, definition.description),
    h("h3", {}, words.limitsTitle),
    h("ul", {}, limits.map((limit) => h("li", {}, limit))),
    h("h3", {}, words.tiesTitle),
    h("p", {}, words.ties_[definition.mode]),
    h("h3", {}, words.weightTitle),
    h("p", {}, words.weightText(words.weights[definition.weight])),
    h("h3", {}, words.declaredTitle),
    declared.length
      ? h("dl", { class: "declared" }, declared.map(([key, text]) => [h("dt", {}, title(key)), h("dd", {}, text)]))
      : h("p", {}, words.declaredNone),
    h("h3", {}, words.sourceTitle),
    h("p", {}, `${words.sourceText} ${documents.join("; ")}.`),
    h("p", { class: "iri" }, words.version(version, digest)),
    measures.length > 0 &&
      h(
        "details",
        {},
        h("summary", {}, words.measuresTitle),
        h(
          "dl",
          { class: "definitions" },
          measures.map((measure) => [
            h("dt", {}, title(measure.name)),
            h(
              "dd",
              {},
              h("p", {}, measure.definition),
              h("p", {}, `${words.range}: ${measure.range}. ${words.says}: ${measure.says}.`),
              h("p", { class: "hint" }, measure.source),
            ),
          ]),
        ),
      ),
    h("details", {}, h("summary", {}, words.licencesTitle), h("pre", {}, licences)),
  );
  return { element };
}
