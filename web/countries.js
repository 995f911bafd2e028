// Writes the outlines of the countries, of Natural Earth (public domain), for the map.

import { readFileSync, writeFileSync } from "node:fs";
import { feature } from "topojson-client";

const FOLDER = "node_modules/world-atlas";
const LEFT_OUT = "010"; // Antarctica: its ring goes round the pole, which no flat map shows whole
// An area that the source counts to a country against a resolution of the General Assembly of the
// United Nations stands by itself, without a code, as other areas without one do: A/RES/68/262.
const APART = [{ name: "Crimea", point: [34.3, 45.3], code: "643" }];

// The longitudes of a ring, so that no step of it goes round the globe.
function unwrap(ring) {
  const points = [];
  for (const [longitude, latitude] of ring) {
    const before = points.length ? points.at(-1)[0] : longitude;
    points.push([longitude + 360 * Math.round((before - longitude) / 360), latitude]);
  }
  return points;
}

// Whether a point is within a ring, by counting the sides that a line from it to the east meets.
function surrounds(ring, [x, y]) {
  const meets = ring.filter(([toX, toY], count) => {
    const [fromX, fromY] = ring.at(count - 1);
    return fromY > y !== toY > y && x < fromX + ((y - fromY) * (toX - fromX)) / (toY - fromY);
  });
  return meets.length % 2 === 1;
}

// The part of a ring on one side of a meridian: east of it (side 1) or west of it (side -1).
function clip(ring, meridian, side) {
  const inside = ([longitude]) => side * (longitude - meridian) >= 0;
  return ring.flatMap((point, count) => {
    const before = ring.at(count - 1);
    const crossing = inside(point) !== inside(before);
    const share = (meridian - before[0]) / (point[0] - before[0]);
    const cut = [meridian, before[1] + share * (point[1] - before[1])];
    return [...(crossing ? [cut] : []), ...(inside(point) ? [point] : [])];
  });
}

// The parts of a ring on either side of the antimeridian, to two digits, each point once.
function cut(ring) {
  return [-360, 0, 360]
    .map((turn) => unwrap(ring.slice(0, -1)).map(([x, y]) => [x + turn, y]))
    .map((turned) => clip(clip(turned, -180, 1), 180, -1))
    .map((part) => part.map((point) => point.map((number) => Number(number.toFixed(2)))))
    .map((part) => part.filter((point, count) => String(point) !== String(part.at(count - 1))))
    .filter((part) => part.length > 2);
}

export function writeCountries(path) {
  const topology = JSON.parse(readFileSync(`${FOLDER}/countries-110m.json`, "utf8"));
  const { version, license } = JSON.parse(readFileSync(`${FOLDER}/package.json`, "utf8"));
  const countries = feature(topology, topology.objects.countries)
    .features.filter(({ id }) => id !== LEFT_OUT)
    .map(({ id, properties, geometry: { type, coordinates } }) => ({
      code: id ?? "",
      name: properties.name,
      rings: (type === "Polygon" ? [coordinates] : coordinates).flat().flatMap(cut),
    }));
  for (const { name, point, code } of APART) {
    const country = countries.find((one) => one.code === code);
    const [rings, rest] = [true, false].map((wanted) =>
      country.rings.filter((ring) => surrounds(ring, point) === wanted),
    );
    if (rings.length !== 1) throw new Error(`${name}: ${rings.length} rings round ${point}; expected 1`);
    country.rings = rest;
    countries.push({ code: "", name, rings });
  }
  const source = `Natural Earth (public domain) by way of world-atlas ${version} (${license})`;
  const licence = readFileSync(`${FOLDER}/LICENSE`, "utf8").trim();
  writeFileSync(path, `${JSON.stringify({ source, licence, countries })}\n`);
}
