// The data of the page as objects that know each other.

export const NOT_STATED = "";

export function readModel(data) {
  const nodes = data.nodes.map((node, index) => ({
    also: [],
    wholes: [],
    measures: null,
    ...node,
    index,
  }));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const activities = data.activities.map((activity, index) => ({
    statuses: [],
    topics: [],
    places: [],
    countries: [],
    first: "",
    last: "",
    whole: "",
    ...activity,
    index,
    targets: (activity.targets || []).map(([node, passages]) => ({ node: nodes[node], passages })),
  }));
  const participations = data.participations.map((one) => ({
    roles: [],
    passages: [],
    note: "",
    ...one,
    actor: nodes[one.actor],
    activity: activities[one.activity],
  }));
  return {
    ...data,
    nodes,
    byId,
    activities,
    participations,
    actorsOnly: data.definition.mode === "actors",
    time: timeOf(activities),
    communities: communitiesOf(nodes),
  };
}

// The steps of the time slider: months, or years where the months would be too many.
function timeOf(activities) {
  const days = activities.flatMap(({ first, last }) => [first, last]).filter(Boolean).sort();
  if (!days.length) return null;
  const month = (day) => 12 * Number(day.slice(0, 4)) + Number(day.slice(5, 7)) - 1;
  const months = month(days.at(-1)) - month(days[0]) + 1;
  const unit = months > 120 ? 12 : 1;
  const start = Math.floor(month(days[0]) / unit);
  const steps = Math.floor(month(days.at(-1)) / unit) - start + 1;
  const day = (count, number) => {
    const year = String(Math.floor(count / 12)).padStart(4, "0");
    return `${year}-${String((count % 12) + 1).padStart(2, "0")}-${number}`;
  };
  return {
    steps,
    first: (step) => day((start + step) * unit, "01"),
    last: (step) => day((start + step + 1) * unit - 1, "31"),
    unit,
  };
}

function communitiesOf(nodes) {
  const found = new Map();
  for (const node of nodes) {
    const number = node.measures?.community;
    if (number) found.set(number, [...(found.get(number) || []), node]);
  }
  const strength = (node) => node.measures.strength ?? 0;
  return [...found]
    .sort(([one], [other]) => one - other)
    .map(([number, members]) => ({
      number,
      members: members.sort((one, other) => strength(other) - strength(one)),
    }));
}

export const shortName = (node) => node.short || node.label;

export function fold(text) {
  const plain = text.replace(/[’‘]/g, "'").normalize("NFKD").replace(/\p{M}/gu, "");
  return plain.toLowerCase().split(/\s+/).filter(Boolean).join(" ");
}
