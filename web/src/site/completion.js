// Completion in the editor, from the terms and prefixes of the graph alone.

const MOST = 60;

export function completers({ prefixes, terms }) {
  const of = (wanted) => terms.filter(([kind]) => kind === wanted);
  const [classes, properties, concepts] = ["class", "property", "concept"].map(of);
  return [
    prefixCompleter(prefixes),
    termCompleter("class", (yasqe, token) => isAfterType(yasqe, token), () => classes),
    termCompleter(
      "property",
      (yasqe, token) => !isAfterType(yasqe, token) && isPredicate(token),
      () => properties,
    ),
    termCompleter(
      "concept",
      (yasqe, token) => !isAfterType(yasqe, token) && !isPredicate(token),
      () => concepts,
    ),
  ];

  function termCompleter(name, fits, all) {
    return {
      name,
      bulk: false,
      autoShow: false,
      isValidCompletionPosition(yasqe) {
        const token = yasqe.getCompleteToken();
        if (token.string.startsWith("?") || token.string.startsWith("$")) return false;
        return inPattern(token) && fits(yasqe, token);
      },
      async get(yasqe, token) {
        const wanted = (token?.autocompletionString ?? "").toLowerCase();
        const written = (token?.string ?? "").trim().toLowerCase();
        return all()
          .filter(
            ([, iri, label]) =>
              !wanted ||
              iri.toLowerCase().startsWith(wanted) ||
              label.toLowerCase().startsWith(written),
          )
          .slice(0, MOST)
          .map(([, iri]) => iri);
      },
      preProcessToken(yasqe, token) {
        const string = token.string.trim();
        const at = string.indexOf(":");
        const known = { ...prefixes, ...yasqe.getPrefixesFromQuery() };
        const base = at >= 0 ? known[string.slice(0, at)] : undefined;
        token.autocompletionString =
          base === undefined ? string.replace(/^</, "") : base + string.slice(at + 1);
        return token;
      },
      postProcessSuggestion(yasqe, token, iri) {
        const known = { ...prefixes, ...yasqe.getPrefixesFromQuery() };
        const [prefix, base] = Object.entries(known)
          .filter(([, one]) => iri.startsWith(one) && /^[\w-]+$/.test(iri.slice(one.length)))
          .sort(([, one], [, other]) => other.length - one.length)[0] ?? [];
        if (prefix === undefined) return `<${iri}>`;
        if (!yasqe.getPrefixesFromQuery()[prefix]) yasqe.addPrefixes({ [prefix]: base });
        return `${prefix}:${iri.slice(base.length)}`;
      },
    };
  }
}

function prefixCompleter(prefixes) {
  return {
    name: "prefixes",
    bulk: true,
    autoShow: false,
    get: async () => Object.entries(prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`).sort(),
    isValidCompletionPosition(yasqe) {
      const { line, ch } = yasqe.getDoc().getCursor();
      return /^\s*PREFIX\s+\S*$/i.test(yasqe.getDoc().getLine(line).slice(0, ch));
    },
    preProcessToken: (yasqe, token) => token,
  };
}

const inPattern = ({ state }) => state?.queryType !== undefined && state?.inPrefixDecl !== true;
const isPredicate = ({ state }) => Boolean(state?.possibleCurrent?.includes("a"));

function isAfterType(yasqe, token) {
  const { line } = yasqe.getDoc().getCursor();
  const before = yasqe.getPreviousNonWsToken(line, token);
  return before?.string === "a" || before?.string === "rdf:type";
}
