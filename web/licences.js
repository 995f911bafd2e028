// Writes the licences of the packages that are in the built scripts.

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";

const FOLDER = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//g;
const MIT = "licences/MIT.txt";

export function writeLicences(path, ...metafiles) {
  const inputs = metafiles.flatMap(({ inputs }) => Object.keys(inputs));
  const packages = new Set([...inputs, ...inputs.flatMap(sourcesOf)].map(packageOf).filter(Boolean));
  writeFileSync(path, [...packages].sort().map(textOf).join("\n\n"));
}

const packageOf = (source) => [...source.matchAll(FOLDER)].at(-1)?.[1];

// What a file that was itself built has been built from.
function sourcesOf(path) {
  const map = `${path}.map`;
  return existsSync(map) ? JSON.parse(readFileSync(map, "utf8")).sources : [];
}

function textOf(name) {
  const folder = `node_modules/${name}`;
  const about = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  const text = file ? readFileSync(`${folder}/${file}`, "utf8") : declared(folder, about);
  return `${name} ${about.version} (${about.license})\n\n${text.trim()}\n`;
}

// The licence of a package that names it, and its holders, but has no file of it.
function declared(folder, { license, author, contributors = [] }) {
  if (license !== "MIT" || !author) {
    throw new Error(`${folder}: no licence file; the script may not be given away so`);
  }
  const holders = [author, ...contributors].map((one) => one.name ?? one).join(", ");
  return `Copyright (c) ${holders}\n\n${readFileSync(MIT, "utf8")}`;
}
