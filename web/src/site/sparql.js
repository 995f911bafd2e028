// The page for SPARQL: the editor of YASGUI, and the answer as table, map and network.

import { Yasqe } from "@zazuko/yasqe";
import { createAnswer } from "./answer.js";
import { completers } from "./completion.js";

const form = document.querySelector("form.sparql");
const field = form.querySelector("#query");
const holder = form.querySelector(".editor");
const results = createAnswer(document.querySelector(".results"), form);
const root = new URL("..", import.meta.url);
const address = (name) => new URL(name, root);

const terms = await (await fetch(address("terms.json"))).json();
Yasqe.Autocompleters = Object.fromEntries(
  [Yasqe.Autocompleters.variables, ...completers(terms)].map((one) => [one.name, one]),
);
holder.hidden = false;
const editor = new Yasqe(holder, {
  value: field.value,
  autocompleters: Object.keys(Yasqe.Autocompleters),
  createShareableLink: null,
  consumeShareLink: null,
  persistenceId: null,
  showQueryButton: false,
  resizeable: false,
  editorHeight: "22rem",
  viewportMargin: Infinity,
  extraKeys: {
    "Ctrl-Enter": ask,
    "Cmd-Enter": ask,
    "Ctrl-S": () => {},
    Tab: false, // the keyboard can leave the editor
    "Shift-Tab": false,
  },
});
const input = editor.getInputField();
input.setAttribute("aria-label", document.querySelector('label[for="query"]').textContent);
input.setAttribute("aria-describedby", "editor-hint");
input.id = "editor-input";
document.querySelector('label[for="query"]').htmlFor = input.id;
const hint = form.querySelector(".hint");
hint.id = "editor-hint";
hint.hidden = false;
field.hidden = true;
form.querySelector(".unscripted").remove();
form.querySelector(".file").hidden = false;

const example = form.querySelector("#example");
example.hidden = false;
let examples = null;
example.addEventListener("change", () => takeExample(example.value));

form.addEventListener("submit", (event) => {
  field.value = editor.getValue();
  if (event.submitter?.classList.contains("file")) return; // the server answers with a file
  event.preventDefault();
  ask();
});
addEventListener("hashchange", follow);
await follow();

async function takeExample(name) {
  examples ??= await (await fetch(address("sparql-examples.json"))).json();
  if (examples[name] === undefined) return;
  editor.setValue(examples[name]);
  example.value = name;
}

async function follow() {
  const hash = new URLSearchParams(location.hash.slice(1));
  if (hash.has("example")) await takeExample(hash.get("example"));
  else if (hash.has("query") && hash.get("query") !== editor.getValue()) {
    editor.setValue(hash.get("query"));
  }
}

function ask() {
  const query = editor.getValue();
  history.replaceState(null, "", `#${new URLSearchParams({ query })}`);
  results.ask(query);
}
