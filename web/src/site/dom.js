// Elements, and where things of the site are.

export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(key, value);
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child || child === 0));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

export function s(name, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children.flat(Infinity).filter(Boolean));
  return element;
}

export const language = document.documentElement.lang || "en";
export const suffix = language === "en" ? ".html" : `.${language}.html`;
const format = new Intl.NumberFormat(language);
export const number = (value) => format.format(value);

// A sentence with its places filled: fill("%(some)s of %(all)s", { some: 1, all: 2 }).
export const fill = (text, values) =>
  text.replace(/%\((\w+)\)s/g, (_, key) => values[key] ?? "");

// One form for texts that differ in case, accents, quotes or spaces only.
export const fold = (text) =>
  text
    .replace(/[’‘]/g, "'")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .trim()
    .split(/\s+/)
    .join(" ");
