// The time slider: how many activities each month can hold, and two handles.

import { h } from "./dom.js";
import { month, words, year } from "./words.js";

export function createTimeline(model, actions) {
  const { time } = model;
  if (!time) return { element: "", update: () => {} };
  const name = time.unit === 1 ? month : year;
  const label = (step) => name(time.first(step));
  const bars = Array.from({ length: time.steps }, () => h("span", {}));
  const handle = (which, text) =>
    h("input", {
      type: "range",
      min: "0",
      max: String(time.steps - 1),
      step: "1",
      "aria-label": text,
      "data-handle": which,
      oninput: (event) => slide(which, Number(event.target.value)),
    });
  const [from, to] = [handle("from", words.from), handle("to", words.to)];
  const undated = h("input", {
    type: "checkbox",
    id: "undated",
    onchange: () => actions.filter({ undated: undated.checked }),
  });
  const undatedText = h("span", {});
  const reading = h("span", {});
  const unit = time.unit === 1 ? words.month : words.year;
  const element = h(
    "section",
    { class: "time", "aria-label": words.time },
    h(
      "div",
      { class: "track", title: words.timeHelp(unit) },
      h("div", { class: "bars", "aria-hidden": "true" }, bars),
      from,
      to,
    ),
    h("div", { class: "caption" }, reading, h("label", { class: "undated" }, undated, undatedText)),
  );
  let current = null;

  function slide(which, step) {
    const { filters } = current;
    const wanted =
      which === "from"
        ? { from: Math.min(step, filters.to) }
        : { to: Math.max(step, filters.from) };
    actions.filter(wanted);
  }

  function update(view) {
    current = view;
    const { filters, network } = view;
    const most = Math.max(1, ...network.histogram);
    bars.forEach((bar, step) => {
      bar.style.height = `${(100 * network.histogram[step]) / most}%`;
      bar.classList.toggle("outside", step < filters.from || step > filters.to);
    });
    from.value = String(filters.from);
    to.value = String(filters.to);
    from.setAttribute("aria-valuetext", label(filters.from));
    to.setAttribute("aria-valuetext", label(filters.to));
    // where both handles meet at the right end, the one that can still move lies above
    from.classList.toggle("above", filters.from > (time.steps - 1) / 2);
    reading.textContent = `${label(filters.from)} ${words.to} ${label(filters.to)}`;
    undated.checked = filters.undated;
    undatedText.textContent = words.undated(network.undated);
  }

  return { element, update };
}
