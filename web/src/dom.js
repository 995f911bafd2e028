// Elements of the page. Text is always text, never markup.

export function h(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

const DRAWN = {
  plus: "M8 3v10M3 8h10",
  minus: "M3 8h10",
  fit: "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10",
  close: "M4 4l8 8M12 4l-8 8",
  down: "M4 6l4 4 4-4",
  search: "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.5 10.5l3.5 3.5",
};

export function icon(name) {
  const make = (tag, attributes) =>
    filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, []);
  const drawing = make("svg", { viewBox: "0 0 16 16", class: "icon", "aria-hidden": "true" });
  drawing.append(make("path", { d: DRAWN[name] }));
  return drawing;
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child || child === 0));
  return element;
}

// Where the page is part of a site: its home, and where the pages of things are.
const site = document.getElementById("page")?.dataset ?? {};

export const home = () => site.home && h("a", { href: site.home }, site.title);

// The page of a thing on the site; none on a page that stands alone.
export function pageOf(iri) {
  const local = site.things && iri.startsWith(site.things) ? iri.slice(site.things.length) : "";
  return /^[a-z0-9-]+$/.test(local) ? site.pages + local + site.suffix : null;
}

// A link to what an IRI stands for; only addresses of the web become links.
export function link(iri, text = iri, attributes = {}) {
  const page = pageOf(iri);
  if (page) return h("a", { href: page, ...attributes }, text);
  if (!/^https?:\/\//.test(iri)) return h("span", attributes, text);
  return h("a", { href: iri, rel: "noreferrer", ...attributes }, text);
}

// A name that leads to its thing's page, where there is one.
export const named = (iri, name) => (pageOf(iri) ? link(iri, name) : name);

export function swatch(colour, round = true) {
  const mark = h("span", { class: round ? "swatch" : "swatch square", "aria-hidden": "true" });
  mark.style.setProperty("--colour", colour);
  return mark;
}

export function choices(label, options, chosen, onchange) {
  const select = h(
    "select",
    { onchange: () => onchange(select.value) },
    options.map(([value, text]) => h("option", { value, selected: value === chosen }, text)),
  );
  return h("label", { class: "choices" }, h("span", {}, label), select);
}

// A button that opens a box below it. Escape and a press elsewhere close it.
export function disclosure(label, box, attributes = {}) {
  const text = h("span", {}, label);
  const button = h(
    "button",
    { type: "button", "aria-expanded": "false", onclick: () => open(box.hidden) },
    text,
    icon("down"),
  );
  box.hidden = true;
  box.classList.add("box");
  const whole = h("div", { class: "disclosure", ...attributes }, button, box);
  function open(wanted) {
    box.hidden = !wanted;
    button.setAttribute("aria-expanded", String(wanted));
    if (wanted) {
      box.classList.remove("leftward");
      const edge = box.getBoundingClientRect().right;
      box.classList.toggle("leftward", edge > document.documentElement.clientWidth - 8);
    }
  }
  whole.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !box.hidden) {
      event.stopPropagation();
      open(false);
      button.focus();
    }
  });
  whole.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !whole.contains(event.relatedTarget)) open(false);
  });
  document.addEventListener("pointerdown", (event) => {
    if (!whole.contains(event.target)) open(false);
  });
  return { element: whole, button, text, close: () => open(false) };
}
