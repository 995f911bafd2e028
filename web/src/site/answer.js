// The answer of the endpoint: asked for, told, and shown as table, map or network.

import { fill, h, number } from "./dom.js";
import { createTerms } from "./terms.js";
import { showTable } from "./table.js";

const SHOWN = 1000;
const ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9";

export function createAnswer(section, form) {
  const words = section.dataset;
  const count = section.querySelector(".count");
  const tabs = section.querySelector(".views");
  const view = section.querySelector(".view");
  const terms = createTerms(form, send);
  let running = null;
  let closing = null;

  async function send(query, accept, signal) {
    const answer = await fetch(form.action, {
      method: "POST",
      headers: { Accept: accept, "Content-Type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ query }),
      signal,
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(text.trim().slice(0, 2000) || String(answer.status));
    return [answer.headers.get("Content-Type") ?? "", text];
  }

  async function ask(query) {
    running?.abort();
    running = new AbortController();
    const { signal } = running;
    section.hidden = false;
    tell(words.asking);
    const cancel = h("button", { type: "button", class: "quiet", onclick: () => running.abort() }, words.cancel);
    present([], cancel);
    try {
      const [type, text] = await send(query, ACCEPT, signal);
      if (type.includes("n-triples")) showTriples(text);
      else await show(JSON.parse(text));
    } catch (error) {
      if (signal !== running.signal) return;
      tell("");
      const said = error.name === "AbortError" ? words.cancel : error.message;
      const text = error instanceof TypeError ? words.unreachable : said;
      present([], h("pre", { class: "note", role: "alert", lang: "en" }, text));
    }
  }

  function tell(text) {
    count.textContent = text;
  }

  function present(views, first) {
    closing?.();
    closing = null;
    tabs.replaceChildren();
    tabs.hidden = views.length < 2;
    view.removeAttribute("role");
    view.replaceChildren(first);
  }

  function tellRows(amount) {
    tell(fill(amount === 1 ? words.rowsOne : words.rowsMany, { number: number(amount) }));
  }

  function showTriples(text) {
    tellRows(text.split("\n").filter(Boolean).length);
    present([], h("pre", { tabindex: "0" }, text));
  }

  async function show({ head, boolean, results }) {
    if (boolean !== undefined) {
      tell("");
      return present([], h("p", { class: "lede" }, boolean ? words.yes : words.no));
    }
    const columns = head.vars;
    const rows = results.bindings;
    tellRows(rows.length);
    if (!rows.length) return present([], h("p", {}, words.nothing));
    const shown = rows.slice(0, SHOWN);
    await terms.learn(shown.flatMap((row) => Object.values(row)));
    const views = [["table", () => showTable(columns, shown, terms, note(rows))]];
    const places = placing(columns, shown, terms);
    if (places) {
      views.push(["map", async () => (await import("./map.js")).showMap(places, terms, words)]);
    }
    const ends = columns.filter((one) => shown.some((row) => row[one]?.type === "uri"));
    if (ends.length > 1) {
      views.push([
        "network",
        async () => (await import("./drawing.js")).showNetwork(ends, shown, terms, words),
      ]);
    }
    present(views, "");
    if (views.length > 1) {
      tabs.replaceChildren(...views.map(([name, make], at) => tab(name, make, at)));
      view.setAttribute("role", "tabpanel");
      view.id = "view";
    }
    return open(views[0][1], 0);
  }

  const note = (rows) =>
    rows.length > SHOWN && h("p", {}, fill(words.first, { number: number(SHOWN) }));

  function tab(name, make, at) {
    return h(
      "button",
      {
        type: "button",
        role: "tab",
        id: `view-${name}`,
        class: "quiet",
        "aria-controls": "view",
        onclick: () => open(make, at),
        onkeydown: ({ key }) => {
          const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
          if (!step) return;
          const all = [...tabs.children];
          const next = all[(at + step + all.length) % all.length];
          next.focus();
          next.click();
        },
      },
      words[name],
    );
  }

  async function open(make, at) {
    closing?.();
    closing = null;
    [...tabs.children].forEach((one, place) => {
      one.setAttribute("aria-selected", String(place === at));
      one.tabIndex = place === at ? 0 : -1;
    });
    if (tabs.children[at]) view.setAttribute("aria-labelledby", tabs.children[at].id);
    const made = await make();
    view.replaceChildren(made.element ?? made);
    closing = made.start?.() ?? null;
  }

  return { ask };
}

// What rows say of places: columns of degrees, or else things with degrees of their own.
function placing(columns, rows, terms) {
  const [latitude, longitude] = [/^lat/i, /^(long|lng|lon$)/i].map((form) =>
    columns.find((one) => form.test(one) && rows.some((row) => !Number.isNaN(Number(row[one]?.value)))),
  );
  const label = columns.find((one) => rows.some((row) => row[one]?.type === "uri")) ?? columns[0];
  const points = [];
  for (const row of rows) {
    if (latitude && longitude) {
      const degrees = [Number(row[longitude]?.value), Number(row[latitude]?.value)];
      if (row[latitude] && row[longitude] && degrees.every(Number.isFinite)) {
        points.push({ degrees, term: row[label] ?? row[columns[0]] });
      }
    } else {
      for (const term of Object.values(row)) {
        const degrees = term.type === "uri" && terms.degrees(term.value);
        if (degrees) points.push({ degrees, term });
      }
    }
  }
  return points.length ? points : null;
}
