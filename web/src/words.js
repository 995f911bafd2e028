// Every text of the page that is not data, in one place, for translation.

const number = new Intl.NumberFormat("en", { useGrouping: true });

export const count = (amount, one, many = `${one}s`) =>
  `${number.format(amount)} ${amount === 1 ? one : many}`;

export function value(amount) {
  if (amount === null || amount === undefined) return words.notDefined;
  if (typeof amount === "boolean") return amount ? words.yes : words.no;
  if (typeof amount !== "number" || Number.isInteger(amount)) return String(amount);
  return String(Number(amount.toPrecision(3)));
}

const MONTHS =
  "January February March April May June July August September October November December".split(" ");

export function month(day) {
  return `${MONTHS[Number(day.slice(5, 7)) - 1]} ${Number(day.slice(0, 4))}`;
}

export const year = (day) => String(Number(day.slice(0, 4)));

const date = (day) => `${Number(day.slice(8))} ${month(day)}`;
const isLastOfMonth = (day) => {
  const [y, m, d] = day.split("-").map(Number);
  return d === new Date(Date.UTC(y, m, 0)).getUTCDate();
};

// The days that a date can mean, as precisely as the source has it: 1 to 31 October is "October".
export function period(first, last) {
  if (!first && !last) return words.noDate;
  if (!last) return words.since(date(first));
  if (!first) return words.until(date(last));
  if (first === last) return date(first);
  if (first.endsWith("-01") && isLastOfMonth(last)) {
    if (first.slice(0, 7) === last.slice(0, 7)) return month(first);
    if (first.endsWith("01-01") && last.endsWith("12-31")) {
      return year(first) === year(last) ? year(first) : `${year(first)} to ${year(last)}`;
    }
    return `${month(first)} to ${month(last)}`;
  }
  return `${date(first)} to ${date(last)}`;
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

// "betweenness_weighted" -> "Betweenness weighted"
export const title = (name) => capital(name.replace(/[_-]/g, " "));

const OTHERS = {
  actors: ["actor", "actors"],
  "two-mode": ["activity", "activities"],
  places: ["place", "places"],
  instruments: ["instrument", "instruments"],
};

// "43 actors", or "43 of 119 actors" where the filters leave fewer
function amount(left, whole, one, many) {
  if (whole === undefined || whole === left) return count(left, one, many);
  return `${number.format(left)} of ${count(whole, one, many)}`;
}

export const words = {
  brand: "rightsgraph",
  yes: "yes",
  no: "no",
  none: "none",
  notDefined: "not defined",
  notStated: "not stated",
  network: (name) => `Network “${name}”`,
  other: (mode) => capital(OTHERS[mode][0]),
  summary: (left, whole) =>
    [
      amount(left.actors, whole?.actors, "actor"),
      left.mode !== "actors" && amount(left.others, whole?.others, ...OTHERS[left.mode]),
      amount(left.ties, whole?.ties, "tie"),
    ]
      .filter(Boolean)
      .join(", "),
  skip: "Skip to details, actors and ties",

  search: "Search by name",
  searchHint: "Name or acronym",
  searchList: "Actors found",
  nothingFound: "No name begins with these words",
  filteredOut: "filtered out",

  filters: "Filters",
  facets: {
    types: "Actor type",
    homes: "Actor’s country",
    roles: "Role",
    topics: "Topic",
    statuses: "Status",
    countries: "Activity’s country",
  },
  facetHelp: {
    types: "Actors of one of these types",
    homes: "Actors of or seated in one of these countries",
    roles: "Only participations in one of these roles, on both sides of a tie",
    rolesOther: "Only participations in one of these roles",
    topics: "Only activities on one of these topics",
    statuses: "Only activities of this status",
    countries: "Only activities that take place in or concern one of these countries",
  },
  clear: "Clear",
  reset: "Reset filters",
  hidden: (name, parts) => (parts ? `Hidden: ${name} and what belongs to it` : `Hidden: ${name}`),
  showAgain: (name) => `Show ${name} again`,
  empty: "Nothing is left. Loosen a filter.",

  time: "Time",
  from: "From",
  to: "to",
  undated: (amount) => `Include ${count(amount, "activity", "activities")} without a date`,
  timeHelp: (unit) => `Dated activities that can have taken place in each ${unit}`,
  month: "month",
  year: "year",

  picture: "Picture of the network",
  pictureHelp:
    "Arrow keys move the picture, plus and minus zoom, 0 fits it, Escape clears the choice. All actors and ties are also in the lists.",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  fit: "Fit to view",
  legend: "Legend",
  colourBy: "Colour",
  sizeBy: "Size",
  colours: { type: "Actor type", community: "Community", none: "One colour" },
  same: "All the same",
  ties: "Ties",
  isolates: "Actors without a tie",
  community: (name) => (Number(name) ? `Community ${Number(name)}` : capital(name)),
  capital,

  download: "Download",
  downloadJson: "Network as JSON (node-link)",
  downloadCsv: "Ties as CSV, with evidence",
  downloadPng: "Picture as PNG",
  downloadHelp: "What the filters leave, with the evidence of every tie.",

  tabs: { details: "Details", actors: "Actors", nodes: "Nodes", ties: "Ties", about: "About" },
  tabList: "Details and lists",
  overview: "Overview",
  overviewHelp:
    "Choose an actor or a tie in the picture, in the lists, or by name, to read what is behind it.",
  close: "Close, back to the overview",
  back: "Back to the overview",
  communities: "Communities",
  communitiesHelp:
    "Groups that take part in activities with each other more than chance would have it (Louvain’s method, on the whole network).",
  members: "Members",
  strongest: "Strongest ties",
  tieNames: (one, other) => `${one} – ${other}`,
  openTie: (one, other, weight) => `Tie of ${one} and ${other}, weight ${weight}: evidence`,
  tiesOf: (amount) => count(amount, "tie"),
  noTies: "No tie is left under these filters.",
  tiedTo: "Tied to",
  showAll: (amount) => `Show all ${amount}`,
  hide: "Hide",
  hideOne: "Hide this actor",
  hideWith: (amount) =>
    amount === 1
      ? "Hide it and the actor that belongs to it"
      : `Hide it and the ${count(amount, "actor")} that belong to it`,
  outNode: "The filters leave this actor out. Below is what the whole network says.",
  outEdge: "The filters leave this tie out. Below is its evidence in the whole network.",
  also: "Also called",
  measures: "Measures",
  measuresHelp: "Of the whole network, without the filters of this page.",
  rank: (position, all) => `rank ${position} of ${all}`,
  identifier: "Identifier",
  identifiers: "Identifiers",
  activity: "Activity",
  participations: "Participations",

  evidence: "Evidence",
  weight: "Weight",
  shared: (amount) => count(amount, "shared activity", "shared activities"),
  within: "Part of",
  date: "Date",
  status: "Status",
  topics: "Topics",
  places: "Places",
  roles: "Roles",
  note: (actor) => (actor ? `Note on ${actor}` : "Note"),
  passages: "Passages",
  noDate: "no date stated",
  since: (day) => `from ${day}`,
  until: (day) => `until ${day}`,
  actor: "Actor",
  name: "Name",
  type: "Type",
  country: "Country",
  tie: "Tie",
  sortBy: (column) => `Sort by ${column}`,
  actorsList: "Actors that the filters leave",
  nodesList: "Actors and others that the filters leave",
  tiesList: "Ties that the filters leave",

  about: "About this network",
  tiesTitle: "What ties two",
  ties_: {
    actors:
      "Two actors are tied if they take part in the same activity as the source states it, never through a project that several activities are part of.",
    "two-mode": "An actor is tied to each activity, as the source states it, that it takes part in.",
    places:
      "An actor is tied to the places that the activities it takes part in are held in or concern.",
    instruments:
      "An actor is tied to the instruments on which an activity that it takes part in, or the actor itself, takes a stance.",
  },
  weights: {
    count:
      "the number of distinct top-level activities within which the two share an activity, so that ten leaflets of one project count once",
    "count-parts": "the number of activities that the two share, as the source states them",
    newman:
      "the sum over the activities that the two share of 1/(n − 1), n being the actors that take part",
    jaccard:
      "the number of top-level activities that both take part in, divided by those that at least one takes part in",
  },
  weightTitle: "What a weight means",
  weightText: (meaning) =>
    `A weight is ${meaning}. It is counted anew from the evidence that the filters leave.`,
  declaredTitle: "How the network is defined",
  declaredNone: "All participations of named actors, as the source states them.",
  limitsTitle: "What this network cannot tell",
  named: {
    together:
      "A tie says that a document names both in the same activity. This is co-mention; it is co-operation only where the roles say so.",
    alone:
      "A tie says that a document names the actor in an activity. What the actor did there, and how much, only its role says.",
  },
  limits: [
    "What the document leaves out is missing here, and whoever wrote it is likely to stand in the middle of its own report.",
    "A date is a span of days that the source’s words can mean. An activity stays in a period if it can have taken place in it.",
  ],
  sourceTitle: "Source and version",
  sourceText: "Stated in",
  version: (version, digest) => `Data version ${version}, digest ${digest}.`,
  measuresTitle: "Measures and their definitions",
  range: "Range",
  says: "High",
  licencesTitle: "Licences of the software in this page",
};
