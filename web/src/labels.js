// Which names are shown: as many as fit without covering each other, the largest nodes first.

const LINE = 26;
const CONTROLS = { width: 52, height: 124 }; // the buttons over the picture
const ruler = document.createElement("canvas").getContext("2d");
const sizes = new Map();

export function placeLabels(cy, drawn, { network, choice, sizeOf }) {
  const first = rank(drawn, choice);
  const nodes = [...network.nodes].sort(
    (one, other) => first(one) - first(other) || sizeOf(other) - sizeOf(one) || one.index - other.index,
  );
  const taken = [[cy.width() - CONTROLS.width, 0, cy.width(), CONTROLS.height]];
  const zoom = cy.zoom();
  for (const node of nodes) {
    const one = drawn.get(node);
    const { x, y } = one.renderedPosition();
    const radius = (one.data("d") * zoom) / 2;
    if (!one.hasClass("faded")) taken.push([x - radius, y - radius, x + radius, y + radius, node]);
  }
  cy.batch(() => {
    cy.nodes().removeClass("named");
    for (const node of nodes) {
      const one = drawn.get(node);
      if (one.hasClass("faded") && !one.hasClass("hover")) continue;
      const position = one.renderedPosition();
      if (position.x < 0 || position.y < 0 || position.x > cy.width() || position.y > cy.height()) {
        continue;
      }
      const always = first(node) < 2;
      const spot = spotFor(node, position, (one.data("d") * zoom) / 2, taken, always, cy);
      if (!spot) continue;
      taken.push([...spot.box, node]);
      one.data({
        name: nameOf(node),
        vertical: spot.vertical,
        horizontal: spot.horizontal,
        right: spot.right / zoom,
        below: spot.below / zoom,
      });
      one.addClass("named");
    }
  });
}

// 0 what is pointed at, 1 what is chosen, 2 what is near it, 3 the others.
function rank(drawn, choice) {
  const ends = choice?.kind === "edge" ? choice.id.split("|") : [choice?.id];
  return (node) => {
    const one = drawn.get(node);
    if (one.hasClass("hover")) return 0;
    if (ends.includes(node.id)) return 1;
    return one.hasClass("near") ? 2 : 3;
  };
}

function spotFor(node, { x, y }, radius, taken, always, cy) {
  const [width, height] = sizeOfName(node);
  const away = radius + 4;
  const named = [
    { vertical: "bottom", horizontal: "center", at: [x - width / 2, y + away], below: 4, right: 0 },
    { vertical: "center", horizontal: "right", at: [x + away, y - height / 2], below: 0, right: 4 },
    { vertical: "top", horizontal: "center", at: [x - width / 2, y - away - height], below: -4, right: 0 },
    { vertical: "center", horizontal: "left", at: [x - away - width, y - height / 2], below: 0, right: -4 },
  ];
  const spots = named.map((spot) => ({
    ...spot,
    box: [...spot.at, spot.at[0] + width, spot.at[1] + height],
  }));
  const inside = ({ box }) => box[0] > 0 && box[1] > 0 && box[2] < cy.width() && box[3] < cy.height();
  const free = ({ box }) => !taken.some((other) => other[4] !== node && overlap(box, other));
  const found = spots.find((spot) => inside(spot) && free(spot));
  if (found) return found;
  if (width <= 2 * radius + 6) return { ...spots[0], vertical: "center", below: 0, box: [x, y, x, y] };
  return always ? spots[0] : null;
}

function sizeOfName(node) {
  if (!sizes.has(node)) {
    const lines = nameOf(node).split("\n");
    ruler.font = "12px system-ui, sans-serif";
    const width = Math.max(...lines.map((line) => ruler.measureText(line).width)) + 4;
    sizes.set(node, [width, lines.length * 13.5 + 2]);
  }
  return sizes.get(node);
}

const overlap = (one, other) =>
  one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];

// The acronym, or the name on at most two lines.
export function nameOf(node) {
  if (node.short) return node.short;
  const words = node.label.split(" ");
  const lines = [""];
  for (const word of words) {
    const line = `${lines.at(-1)} ${word}`.trim();
    if (line.length <= LINE || !lines.at(-1)) lines[lines.length - 1] = line;
    else if (lines.length < 2) lines.push(word);
    else return `${lines[0]}\n${lines[1].replace(/[,;]$/, "")} …`;
  }
  return lines.join("\n");
}
