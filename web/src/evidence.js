// What a tie stands for: each shared activity with roles, date and passages.

import { h, link, named } from "./dom.js";
import { shortName } from "./model.js";
import { distinct, passagesOf } from "./project.js";
import { period, words } from "./words.js";

export function evidenceList(edge, model) {
  return h(
    "ol",
    { class: "evidence" },
    edge.shared.map((one) => h("li", {}, item(edge, one, model))),
  );
}

function item({ source, target }, one, model) {
  const { activity, mine, theirs } = one;
  const rolesOf = (rows) => distinct(rows.flatMap((row) => row.roles)).join(", ") || words.notStated;
  const places = activity.places.length ? activity.places : activity.countries;
  return h(
    "article",
    {},
    h("h4", {}, named(activity.id, activity.name)),
    h(
      "dl",
      {},
      fact(words.passages, passagesOf([one], model).map(passage)),
      fact(shortName(source), rolesOf(mine)),
      theirs.length > 0 && fact(shortName(target), rolesOf(theirs)),
      fact(words.date, period(activity.first, activity.last)),
      fact(words.status, activity.statuses.join(", ")),
      fact(words.places, places.join(", ")),
      fact(words.topics, activity.topics.join(", ")),
      fact(words.within, activity.whole),
      notesOf(mine, theirs).map(([note, actor]) => fact(words.note(actor), note)),
    ),
    identifiers(one),
  );
}

// Each note on the participations, with the actor if it is on one of the two only.
function notesOf(mine, theirs) {
  const found = new Map();
  for (const { note, actor } of [...mine, ...theirs]) {
    if (note) found.set(note, (found.get(note) || new Set()).add(shortName(actor)));
  }
  return [...found].map(([note, actors]) => [note, actors.size === 1 ? [...actors][0] : ""]);
}

function fact(name, content) {
  const empty = Array.isArray(content) ? !content.length : !content;
  return !empty && h("div", {}, h("dt", {}, name), h("dd", {}, content));
}

function passage({ id, key, name }) {
  return link(id, key, { class: "passage", title: name });
}

function identifiers({ activity, mine, theirs }) {
  const participations = distinct([...mine, ...theirs].map((row) => row.id));
  return h(
    "details",
    { class: "identifiers" },
    h("summary", {}, words.identifiers),
    h("p", {}, words.activity, h("br"), link(activity.id)),
    h("p", {}, words.participations, participations.map((id) => [h("br"), link(id)])),
  );
}
