// Print what cytoscape.js reads in files of Cytoscape JSON, as JSON: node cytoscape.mjs FILE ...
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const need = createRequire(new URL("../../web/package.json", import.meta.url));
const cytoscape = need("cytoscape");

const read = (path) => {
  const { elements, data } = JSON.parse(readFileSync(path, "utf8"));
  const network = cytoscape({ headless: true, elements, data });
  return {
    about: network.data(),
    nodes: network.nodes().map((node) => node.data()),
    edges: network.edges().map((edge) => ({
      ...edge.data(),
      source: edge.source().id(),
      target: edge.target().id(),
    })),
  };
};
process.stdout.write(JSON.stringify(process.argv.slice(2).map(read)));
