// An answer as a table, sorted by the column that is chosen.

import { h, language } from "./dom.js";

const NUMBER = /#(integer|decimal|double|float|int|long)$/;
const order = new Intl.Collator(language, { numeric: true });

export function showTable(columns, rows, terms, note) {
  const body = h("tbody");
  const heads = columns.map((column) =>
    h(
      "th",
      { scope: "col", class: isNumber(column) ? "number" : null },
      h("button", { type: "button", class: "sort", onclick: () => sort(column) }, column),
    ),
  );
  let [sorted, down] = [null, false];

  function isNumber(column) {
    const term = rows.find((row) => row[column])?.[column];
    return NUMBER.test(term?.datatype ?? "");
  }

  function sort(column) {
    down = sorted === column && !down;
    sorted = column;
    heads.forEach((head, at) => {
      if (columns[at] === column) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    const text = (row) => (row[column] ? terms.name(row[column]) : "");
    const ordered = [...rows].sort((one, other) => order.compare(text(one), text(other)));
    fill(down ? ordered.reverse() : ordered);
  }

  function fill(all) {
    body.replaceChildren(
      ...all.map((row) =>
        h(
          "tr",
          {},
          columns.map((column) =>
            h("td", { class: isNumber(column) ? "number" : null }, row[column] && terms.link(row[column])),
          ),
        ),
      ),
    );
  }

  fill(rows);
  const table = h("table", {}, h("thead", {}, h("tr", {}, heads)), body);
  return h("div", {}, note, h("div", { class: "wide", tabindex: "0", role: "region", "aria-labelledby": "answer" }, table));
}
