// Writes the licences of the packages that are in the built script.

import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";

const META = "dist/meta.json";
const { inputs } = JSON.parse(readFileSync(META, "utf8"));
const packages = new Set(
  Object.keys(inputs)
    .map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1])
    .filter(Boolean),
);
const texts = [...packages].sort().map((name) => {
  const folder = `node_modules/${name}`;
  const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  if (!file) throw new Error(`${folder}: no licence file; the script may not be given away so`);
  return `${name} ${version} (${license})\n\n${readFileSync(`${folder}/${file}`, "utf8").trim()}\n`;
});
writeFileSync("dist/LICENCES.txt", texts.join("\n\n"));
rmSync(META);
