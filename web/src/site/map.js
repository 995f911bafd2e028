// The places of an answer on the map of the world, in the Equal Earth projection.

import { fill, h, number, s } from "./dom.js";

const WIDTH = 1000;
const [SOUTH, NORTH] = [-57, 84];
const SHAPE = [1.340264, -0.081106, 0.000893, 0.003796];

// On a globe of radius 1, y to the north; Šavrič, Patterson and Jenny 2019.
function project(longitude, latitude) {
  const [one, two, three, four] = SHAPE;
  const angle = Math.asin((Math.sqrt(3) / 2) * Math.sin((latitude * Math.PI) / 180));
  const square = angle ** 2;
  const sixth = square ** 3;
  const slope = one + 3 * two * square + sixth * (7 * three + 9 * four * square);
  const x = (((2 * Math.sqrt(3)) / 3) * ((longitude * Math.PI) / 180) * Math.cos(angle)) / slope;
  return [x, angle * (one + two * square + sixth * (three + four * square))];
}

const scale = WIDTH / 2 / project(180, 0)[0];
const top = project(0, NORTH)[1];
const height = (top - project(0, SOUTH)[1]) * scale;

export function showMap(points, terms, words) {
  const spots = new Map();
  for (const { degrees, term } of points) {
    const key = degrees.join(" ");
    const spot = spots.get(key) ?? { degrees, term, names: new Set(), count: 0 };
    spot.count += 1;
    spot.names.add(terms.name(term));
    spots.set(key, spot);
  }
  const marks = [...spots.values()]
    .filter(({ degrees: [x, y] }) => Math.abs(x) <= 180 && Math.abs(y) <= 90)
    .sort((one, other) => other.count - one.count)
    .map(({ degrees, term, names, count }) => {
      const [x, y] = project(...degrees);
      const mark = s(
        "circle",
        {
          cx: (WIDTH / 2 + x * scale).toFixed(1),
          cy: ((top - y) * scale).toFixed(1),
          r: (4 + 2.5 * Math.sqrt(count)).toFixed(1),
        },
        s("title", {}, `${[...names].slice(0, 12).join(", ")}${count > 1 ? ` (${number(count)})` : ""}`),
      );
      const href = term.type === "uri" && terms.address(term.value);
      return href ? s("a", { href }, mark) : mark;
    });
  const image = new URL("world.svg", import.meta.url).href;
  return h(
    "figure",
    { class: "picture world" },
    s(
      "svg",
      { viewBox: `0 0 ${WIDTH} ${height.toFixed(1)}`, role: "group", "aria-labelledby": "answer" },
      s("image", { href: image, width: WIDTH, height: height.toFixed(1) }),
      marks,
    ),
    h("figcaption", {}, fill(words.points, { number: number(marks.length) })),
  );
}
