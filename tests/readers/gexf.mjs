// Print what graphology reads in files of GEXF, as JSON: node gexf.mjs FILE ...
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const need = createRequire(new URL("../../web/package.json", import.meta.url));
const { UndirectedGraph } = need("graphology");
const gexf = need("graphology-gexf");

const read = (path) => {
  const network = gexf.parse(UndirectedGraph, readFileSync(path, "utf8"));
  return {
    about: network.getAttributes(),
    nodes: network.mapNodes((id, values) => ({ id, ...values })),
    edges: network.mapEdges((id, values, source, target) => ({ id, source, target, ...values })),
  };
};
process.stdout.write(JSON.stringify(process.argv.slice(2).map(read)));
