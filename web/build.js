// Builds the scripts and styles: of the network page as one file each, of the site in dist/site.

import { copyFileSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { build } from "esbuild";
import { writeCountries } from "./countries.js";
import { writeLicences } from "./licences.js";

const SITE = "dist/site";
const common = {
  bundle: true,
  minify: true,
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  metafile: true,
};

// What the editor would ask of other servers, or what a strict policy forbids, and what it is here.
const REPLACED = [
  [`endpoint: "https://dbpedia.org/sparql"`, `endpoint: "sparql"`],
  ["`${r}lov.linkeddata.es/dataset/lov/api/v2/autocomplete/terms?${a.toString()}`", "`terms.json`"],
  [`return j = eval("(" + text + ")"), `, `throw SyntaxError("JSON.parse"); return `],
  [`<strong style='text-decoration:underline'>`, `<strong>`],
];

const editor = {
  name: "editor",
  setup({ onLoad }) {
    onLoad({ filter: /yasqe\.esm\.js$/ }, ({ path }) => {
      const contents = REPLACED.reduce((text, [from, to]) => {
        if (!text.includes(from)) throw new Error(`${path}: ${from} is not in it; see build.js`);
        return text.replace(from, to);
      }, readFileSync(path, "utf8"));
      return { contents, loader: "js" };
    });
  },
};

rmSync(SITE, { recursive: true, force: true });
mkdirSync(SITE, { recursive: true });
const network = await build({
  ...common,
  entryPoints: ["src/network.js", "src/network.css"],
  format: "iife",
  outdir: "dist",
});
const pages = await build({
  ...common,
  entryPoints: ["src/site/site.js"],
  format: "iife",
  outdir: SITE,
});
const sparql = await build({
  ...common,
  entryPoints: ["src/site/sparql.js", "src/site/sparql.css"],
  format: "esm",
  splitting: true,
  chunkNames: "sparql-[name]",
  loader: { ".svg": "dataurl", ".png": "dataurl", ".woff2": "dataurl" },
  plugins: [editor],
  outdir: SITE,
});
for (const name of ["network.js", "network.css"]) copyFileSync(`dist/${name}`, `${SITE}/${name}`);
writeLicences("dist/LICENCES.txt", network.metafile);
writeLicences(`${SITE}/LICENCES.txt`, network.metafile, pages.metafile, sparql.metafile);
writeCountries("dist/countries.json");
