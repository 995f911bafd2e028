// What the pages of the site do where there is a script; all of them work without.

import { enhance } from "./combobox.js";
import { enhanceFacets } from "./facets.js";
import { showFound } from "./found.js";

const visit = ({ href }) => location.assign(href);
const take = ({ id }, input) => {
  input.value = id.includes(":") ? id : `rgd:${id}`;
};

document
  .querySelectorAll('form[role="search"] input[name="q"]')
  .forEach((input) => enhance(input, { choose: visit }));
document.querySelectorAll("input[data-suggest]").forEach((input) => enhance(input, { choose: take }));
document.querySelectorAll("form.facets").forEach(enhanceFacets);
document.querySelectorAll(".found[data-index]").forEach(showFound);
