"""Requests that would bring a server down, by name: how they are sent, and what may come back."""

from urllib.parse import quote

P = "<https://e.org/name>"
K = "<https://e.org/knows>"
QUERY = {"Content-Type": "application/sparql-query"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
CROSS = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
STOPPED = {503, "broken"}
REFUSED = {400, 403, 413, 414, 415}
ANY = {200, 400, 503, "broken"}


def chain(part, number, between=""):
    return between.join([part] * number)


def nested(opening, inside, closing, number):
    return opening * number + inside + closing * number


NESTED = {
    "braces": "SELECT * " + nested("{", "", "}", 2500),
    "braces, a few more than are allowed": "SELECT * " + nested("{", "", "}", 201),
    "braces never closed": "SELECT * " + "{" * 20_000,
    "OPTIONAL in OPTIONAL": "ASK{" + nested("OPTIONAL{", "", "}", 3000) + "}",
    "parentheses": "ASK{FILTER" + nested("(", "1", ")", 5000) + "}",
    "STR of STR": "ASK{FILTER(" + nested("STR(", "1", ")", 1000) + ")}",
    "STR in what looks like an IRI": f"ASK{{FILTER(1<{nested('STR(', '1', ')', 1000)}&&1>0)}}",
    "IF of IF": "ASK{FILTER(" + nested("IF(1,", "1", ",1)", 1000) + ")}",
    "negation": "ASK{FILTER(" + "!" * 10_000 + "1)}",
    "negative": "ASK{FILTER(" + "-" * 10_000 + "?x)}",
    "path": "ASK{?s " + nested("(", P, ")", 14_000) + " ?o}",
    "inverse path": "ASK{?s " + "^" * 10_000 + P + " ?o}",
    "collections": "ASK{?s ?p " + nested("(", "", ")", 3000) + "}",
    "blank nodes": "ASK{?s ?p " + nested("[?p ", "1", "]", 3000) + "}",
    "EXISTS": "ASK{" + nested("FILTER EXISTS{", "", "}", 1000) + "}",
    "subqueries": "ASK{" + nested("{SELECT*{", "", "}}", 1000) + "}",
    "quoted triples": "ASK{" + nested("<<", "?s ?p ?o", ">>", 1000) + " ?p ?o}",
    "disjunction": f"ASK{{FILTER({chain('1', 10_000, '||')})}}",
    "conjunction": f"ASK{{FILTER({chain('1', 10_000, '&&')})}}",
    "sum": f"ASK{{FILTER({chain('1', 10_000, '+ ')})}}",
    "UNION": f"ASK{{{chain('{}', 7000, 'UNION')}}}",
    "OPTIONAL": f"ASK{{{chain('OPTIONAL{}', 6000)}}}",
    "MINUS": f"ASK{{{chain('MINUS{}', 6000)}}}",
    "alternatives": f"ASK{{?s {chain('<a:>', 12_000, '|')} ?o}}",
    "sequence": f"ASK{{?s {chain('<a:>', 12_000, '/')} ?o}}",
    "BIND": "ASK{" + "".join(f"BIND(1 AS ?a{n})" for n in range(3000)) + "}",
    "projection": "SELECT" + "".join(f"(1 AS ?a{n})" for n in range(3000)) + "{}",
}
HEAVY = {
    "cross product, counted": f"SELECT (COUNT(*) AS ?n) {CROSS}",
    "cross product, sorted": f"SELECT * {CROSS} ORDER BY ?a ?d",
    "cross product, grouped": f"SELECT ?a ?d ?g (COUNT(*) AS ?n) {CROSS} GROUP BY ?a ?d ?g",
    "cross product, distinct": f"SELECT DISTINCT ?a ?d ?g {CROSS}",
    "cross product, concatenated": f"SELECT (GROUP_CONCAT(STR(?c)) AS ?t) {CROSS}",
    "cross product, filtered": f"ASK {CROSS[:-1]} FILTER(STRLEN(CONCAT(STR(?c), STR(?i))) < 0) }}",
    "cross product of the clique": f"SELECT (COUNT(*) AS ?n) {{ ?a {K} ?b . ?c {K} ?d . ?e {K} ?f "
    f"}}",
    "triangles": f"SELECT (COUNT(*) AS ?n) {{ ?a {K} ?b . ?b {K} ?c . ?c {K} ?d . ?d {K} ?e }}",
    "all of it": f"SELECT * {CROSS}",
    "all of it as a graph": f"CONSTRUCT {{ ?a ?e ?i }} {CROSS}",
    "all of it as a table": f"SELECT ?a ?d ?g {CROSS}",
    "path of paths": f"SELECT (COUNT(*) AS ?n) {{ ?a ({K}/{K})* ?b . ?c ({K}/{K}/{K})+ ?d }}",
    "paths of everybody": f"SELECT (COUNT(*) AS ?n) {{ ?a {K}* ?b . ?b {K}+ ?c . ?c {K}* ?d . ?e "
    f"?f ?g }}",
    "negated path": "SELECT (COUNT(*) AS ?n) { ?a !(<a:>)* ?b . ?c !(<a:>)+ ?d . ?e ?f ?g }",
    "cross product by OPTIONAL": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c OPTIONAL { ?d ?e ?f } "
    "OPTIONAL { ?g ?h ?i } }",
    "cross product by MINUS": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f MINUS { ?d ?z ?f . "
    "?g ?h ?i . ?j ?k ?l } }",
    "subqueries crossed": "SELECT (COUNT(*) AS ?n) { {SELECT ?a {?a ?b ?c}} {SELECT ?d {?d ?e "
    "?f}} {SELECT ?g {?g ?h ?i}} }",
    "VALUES crossed": "SELECT (COUNT(*) AS ?n) { "
    + "".join(f"VALUES ?v{n} {{ {chain('1', 40, ' ')} }} " for n in range(8))
    + "}",
    "EXISTS over everything": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER NOT EXISTS { "
    "?d ?y ?c . ?x ?y ?a } }",
    "a star of 256": "ASK { ?s " + "; ".join(f"{P} ?o{n}" for n in range(256)) + " }",
    "a star of 1000": "ASK { ?s " + "; ".join(f"{P} ?o{n}" for n in range(1000)) + " }",
    "a collection of 2000": f"ASK {{ ?s ?p ({chain('1', 2000, ' ')}) }}",
    "a sequence of 900": f"ASK {{ ?s {chain(P, 900, '/')} ?o }}",
    "1500 objects": f"ASK {{ ?s {P} " + ", ".join(f"?o{n}" for n in range(1500)) + " }",
    "patterns of others": "ASK { " + " . ".join(f"?s{n} ?p{n} ?o{n}" for n in range(900)) + " }",
    "DESCRIBE of many": f"DESCRIBE {chain('<a:> ', 10_000)}",
    "lists in a row": f"ASK {{ ?s ?p {chain('()', 10_000, ',')} }}",
    "signed numbers": f"ASK {{ FILTER(1 {chain('+1', 20_000, ' ')}) }}",
}
LIGHT = {
    "a regular expression that explodes": "ASK { "
    "FILTER(REGEX('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', '^(a+)+$')) }",
    "a regular expression that repeats": "ASK { FILTER(REGEX('a', "
    "'(((a{100}){100}){100}){100}')) }",
    "a long string, doubled": "SELECT (STRLEN(?h) AS ?n) { BIND('aaaaaaaaaaaaaaaa' AS ?a) "
    + " ".join(
        f"BIND(CONCAT(?{x}, ?{x}, ?{x}, ?{x}, ?{x}, ?{x}, ?{x}, ?{x}, ?{x}, ?{x}, ?{x}) AS ?{y})"
        for x, y in zip("abcdefg", "bcdefgh", strict=True)
    )
    + "}",
    "FROM of another server": "SELECT * FROM <CANARY> { ?s ?p ?o }",
    "FROM NAMED of another server": "SELECT * FROM NAMED <CANARY> { GRAPH ?g { ?s ?p ?o } }",
    "FROM of a file": "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "GRAPH of another server": "SELECT * { GRAPH <CANARY> { ?s ?p ?o } }",
    "DESCRIBE of another server": "DESCRIBE <CANARY>",
    "a function of another server": "ASK { FILTER(<CANARY>(1)) }",
    "words named service": "PREFIX service: <a:> ASK { ?service service:service 'SERVICE' # "
    "SERVICE\n }",
}
ELSEWHERE = {
    "SERVICE": "SELECT * { SERVICE <CANARY> { ?s ?p ?o } }",
    "SERVICE SILENT": "SELECT * { SERVICE SILENT <CANARY> { ?s ?p ?o } }",
    "service": "SELECT * { service <CANARY> { ?s ?p ?o } }",
    "SERVICE behind a comment": "SELECT * { # it's '\nSERVICE #\n<CANARY> { ?s ?p ?o } }",
    "SERVICE, escaped": "SELECT * { \\u0053ERVICE <CANARY> { ?s ?p ?o } }",
    "SERVICE between escaped quotes": 'SELECT * { VALUES ?x {"\\u0022"} SERVICE <CANARY> {} '
    'VALUES ?x {"\\u0022"} }',
    "SERVICE by a prefix": "PREFIX c: <CANARY> SELECT * { SERVICE c:a { ?s ?p ?o } }",
    "SERVICE, joined to a prefix": "PREFIX c: <CANARY> SELECT * { SERVICEc:a { ?s ?p ?o } }",
    "SERVICE, like a prefix": "PREFIX : <CANARY> SELECT * { service:a { ?s ?p ?o } }",
    "SERVICE of a variable": "SELECT * { VALUES ?c { <CANARY> } SERVICE ?c { ?s ?p ?o } }",
    "SERVICE, joined to SILENT": "SELECT * { SERVICESILENT<CANARY>{?s ?p ?o} }",
    "SERVICE in what looks like an IRI": "PREFIX : <CANARY> ASK { FILTER(1<2)SERVICE:a#>\n{ ?s "
    "?p ?o } }",
    "SERVICE of a variable there": "ASK { VALUES ?c { <CANARY> } FILTER(1<2)SERVICE?c#>\n{ ?s ?p "
    "?o } }",
    "SERVICE in EXISTS": "ASK { FILTER EXISTS { SERVICE <CANARY> { ?s ?p ?o } } }",
    "SERVICE in a subquery": "ASK { { SELECT * { SERVICE <CANARY> { ?s ?p ?o } } } }",
    "SERVICE behind a value": "PREFIX : <CANARY> ASK { ?s ?p true.SERVICE:a { ?s ?p ?o } }",
    "LOAD": "LOAD <CANARY>",
    "LOAD SILENT": "LOAD SILENT <CANARY> INTO GRAPH <a:>",
    "LOAD of a file": "LOAD <file:///etc/passwd>",
    "INSERT with SERVICE": "INSERT { ?s ?p ?o } WHERE { SERVICE <CANARY> { ?s ?p ?o } }",
    "CLEAR": "CLEAR ALL",
    "INSERT DATA": "INSERT DATA { <a:> <a:> <a:> }",
}
BAD = {
    "no query": ("GET", "/sparql?query=", None, {}),
    "many queries": ("GET", "/sparql?" + "query=ASK%7B%7D&" * 200, None, {}),
    "many fields": ("GET", "/sparql?" + "a=b&" * 5000, None, {}),
    "many graphs": ("GET", "/sparql?query=ASK%7B%7D&" + "default-graph-uri=a:b&" * 200, None, {}),
    "a long address": ("GET", "/sparql?query=" + "a" * 62_000, None, {}),
    "a very long address": ("GET", "/sparql?query=" + "a" * 500_000, None, {}),
    "a long body": ("POST", "/sparql", b"#" * 2_000_000, QUERY),
    "a long query": ("POST", "/sparql", b"ASK{}#" + b"a" * 66_000, QUERY),
    "bad UTF-8": ("POST", "/sparql", b"ASK { ?s ?p '\xc3\x28' }", QUERY),
    "bad UTF-8 in a form": ("POST", "/sparql", b"query=%C3%28", FORM),
    "a surrogate": ("POST", "/sparql", b"ASK { ?s ?p '\xed\xa0\x80' }", QUERY),
    "an escaped surrogate": ("POST", "/sparql", b"ASK { ?s ?p '\\uD800' }", QUERY),
    "UTF-16": (
        "POST",
        "/sparql",
        "ASK {}".encode("utf-16"),
        QUERY | {"Content-Type": QUERY["Content-Type"] + "; charset=UTF-16"},
    ),
    "a NUL": ("POST", "/sparql", b"ASK { \x00 }", QUERY),
    "NULs": ("POST", "/sparql", b"\x00" * 60_000, QUERY),
    "quotes": ("POST", "/sparql", b'"\\' * 30_000, QUERY),
    "dots": ("POST", "/sparql", b"ASK { a" + b".a" * 30_000 + b" }", QUERY),
    "digits": ("POST", "/sparql", b"ASK { FILTER(" + b"1" * 60_000 + b") }", QUERY),
    "XML": ("POST", "/sparql", b"<?xml version='1.0'?>", {"Content-Type": "application/xml"}),
    "no media type": ("POST", "/sparql", b"ASK {}", {}),
    "a media type of nonsense": ("POST", "/sparql", b"ASK {}", {"Content-Type": ";;;=,"}),
    "an update as a form": ("POST", "/sparql", b"update=CLEAR+ALL", FORM),
    "an update": ("POST", "/sparql", b"CLEAR ALL", {"Content-Type": "application/sparql-update"}),
    "an update of another site": (
        "POST",
        "/sparql",
        b"update=CLEAR+ALL",
        FORM | {"Origin": "http://evil.example"},
    ),
    "a graph that is no IRI": (
        "GET",
        "/sparql?query=ASK%7B%7D&default-graph-uri=%3Ca%3E",
        None,
        {},
    ),
    "a time of nonsense": ("GET", "/sparql?query=ASK%7B%7D&timeout=1e999x", None, {}),
}
# reading them may take all the time there is on a busy machine; test_guard.py has the rest
SLOW = {400, 503}
OTHERWISE = {"NULs": SLOW, "dots": SLOW, "quotes": SLOW, "digits": {200, 503}}


def cases(canary):
    """Yield name, request, and what may come back, by status; "broken" for a broken connection."""
    for name, text in NESTED.items():
        yield f"nested: {name}", ("POST", "/sparql", text.encode(), QUERY), SLOW
    for name, text in HEAVY.items():
        yield f"heavy: {name}", ("POST", "/sparql", text.encode(), QUERY), STOPPED
    for name in ("cross product, sorted", "all of it"):
        for format in ("csv", "xml", "tsv"):
            path = f"/sparql?query={quote(HEAVY[name])}&format={format}"
            yield f"heavy: {name} as {format}", ("GET", path, None, {}), STOPPED
    for name, text in LIGHT.items():
        content = text.replace("CANARY", canary).encode()
        yield f"light: {name}", ("POST", "/sparql", content, QUERY), ANY
    for name, text in ELSEWHERE.items():
        content = text.replace("CANARY", canary)
        yield f"elsewhere: {name}", ("POST", "/sparql", content.encode(), QUERY), {403}
        path = f"/sparql?query={quote(content)}"
        yield f"elsewhere: {name}, by GET", ("GET", path, None, {}), {403}
    for graph in ("default-graph-uri", "named-graph-uri"):
        path = f"/sparql?query=SELECT%20*%7B?s%20?p%20?o%7D&{graph}={quote(canary)}"
        yield f"elsewhere: {graph}", ("GET", path, None, {}), {200}
    for name, request in BAD.items():
        yield f"bad: {name}", request, OTHERWISE.get(name, REFUSED)
