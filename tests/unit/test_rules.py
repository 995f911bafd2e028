"""The .htaccess, its expressions followed in order; Apache itself is not run here."""

import re

import pytest

from rightsgraph.publication.publication import Publication
from rightsgraph.publication.rules import htaccess
from rightsgraph.publication.settings import Site

URL = "https://data.example.org/graph/"
RULE = re.compile(r'(RewriteCond|RewriteRule) "(.*?)" (?:"(.*?)"|(\S+))(?: \[(.*)\])?')


@pytest.fixture(scope="module")
def rules(small_graph):
    return htaccess(Publication(small_graph, Site(url=URL)))


def followed(rules, path, accept="", language=""):
    """Where the rules lead, or the status that they end with."""
    env, met = {"RG_NAME": "", "RG_PAGE": ""}, True
    values = {"%{HTTP:Accept}": accept, "%{HTTP:Accept-Language}": language}
    for line in rules.splitlines():
        match = RULE.fullmatch(line)
        if not match:
            continue
        kind, first, second, bare, flags = match.groups()
        for name, value in env.items():
            values[f"%{{ENV:{name}}}"] = value
        if kind == "RewriteCond":
            fold = re.IGNORECASE if flags == "NC" else 0
            met = met and re.search(second, values[first], fold) is not None
            continue
        found = re.search(first, path)
        if met and found:
            for flag in flags.split(","):
                if flag.startswith("E="):
                    name, _, value = flag[2:].partition(":")
                    env[name] = value.replace("$1", found[1] if found.groups() else "")
            if "L" in flags.split(","):
                if bare == "-":
                    return int(flags[2:5])
                return re.sub(r"%\{ENV:(\w+)\}", lambda m: env[m[1]], second).removeprefix(URL)
        met = True
    return None


@pytest.mark.parametrize(
    ("path", "accept", "language", "end"),
    [
        ("id/org-osce", "", "", "id/org-osce.html"),
        ("id/org-osce", "text/html,*/*;q=0.8", "fr", "id/org-osce.fr.html"),
        ("id/org-osce", "text/turtle", "", "id/org-osce.ttl"),
        ("id/org-osce", "text/html;q=0.3, application/rdf+xml", "", "id/org-osce.rdf"),
        ("ns", "*/*", "", "ns.html"),
        ("ns/0.1.0", "text/turtle", "", "ns.ttl"),
        ("", "", "es", "index.es.html"),
        ("id/org-osce", "image/png", "", 406),
        ("id/A b", "", "", 404),
        ("con", "", "", 404),
    ],
)
def test_the_rules_lead_to_what_fits(rules, path, accept, language, end):
    assert followed(rules, path, accept, language) == end
