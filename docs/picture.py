"""The model in one picture: what leads from which class to which, as the shapes say.

`source_of` writes the picture as a program for Graphviz that depends on ontology and shapes alone;
`draw` has Graphviz lay it out. The SVG holds that program, so that whether it still shows the model
can be told without Graphviz, whose versions place things a little differently.
"""

from __future__ import annotations

import re
import subprocess
from collections import defaultdict
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any

from rightsgraph.describe import DERIVED_LINKS
from rightsgraph.graph import Graph
from rightsgraph.identifiers import compress_iri
from rightsgraph.queries.results import Rows

# Where each class stands, column by column from the top, and its topic, which gives its colour.
COLUMNS = (
    {
        "org:Membership": "who",
        "rg:Tie": "who",
        "rg:Mandate": "who",
        "rg:TreatyAction": "law",
        "rg:Provision": "law",
        "skos:Concept": "terms",
    },
    {"rg:Actor": "who", "rg:Agreement": "law", "rg:Instrument": "law"},
    {
        "rg:Participation": "what",
        "rg:Quantity": "what",
        "rg:Place": "what",
        "rg:Stance": "law",
        "rdf:Statement": "source",
        "rg:Document": "source",
    },
    {"rg:Activity": "what", "key": "key", "rg:Passage": "source", "rg:Identifier": "source"},
    {"rg:Network": "measures", "qb:Observation": "measures"},
)
WIDTHS = (208, 248, 184, 212, 212)  # of the boxes in each column, unless the words need more
TOPIC = {name: topic for column in COLUMNS for name, topic in column.items() if name != "key"}
COLUMN = {name: number for number, column in enumerate(COLUMNS) for name in column}

# Classes without a box: they stand in that of the class whose things they are, row by row.
KINDS = {
    "rg:Actor": (
        ("rg:State", "org:FormalOrganization"),
        ("rg:Office", "org:OrganizationalUnit"),
        ("rg:Committee", "org:Organization"),
        ("rg:ActorGroup", "org:Post"),
    ),
    "rg:Passage": (("rg:Record", ""),),
}
HOST = {kind: host for host, rows in KINDS.items() for row in rows for kind in row if kind}

# Properties without a row: what every thing may have, and the bounds derived from dates.
EVERYWHERE = set(
    "skos:prefLabel skos:altLabel skos:hiddenLabel skos:definition skos:example skos:scopeNote "
    "skos:editorialNote skos:topConceptOf dcterms:isReplacedBy dcterms:source owl:deprecated "
    "schema:sameAs rg:certainty rg:statedIn".split()
)
BOUND = re.compile(r"rg:\w*(earliest|latest)", re.IGNORECASE)
UNLINED = set(  # a row, but no line
    "rg:concernsPlace rg:aboutOffice rg:adoptedAt rg:leavesOut rg:limitedTo".split()
)

# Colours on a light page and on a dark one.
COLOURS = {
    "who": ("#d3e4f7", "#1d3a5c"),
    "what": ("#d8eed2", "#23472b"),
    "law": ("#fbe0bf", "#5c3d16"),
    "source": ("#e7dff5", "#41325f"),
    "terms": ("#f3e7b3", "#4f4515"),
    "measures": ("#f6d5dc", "#5a2734"),
    "key": ("#eaedf0", "#2b323a"),
    "class": ("#174a8c", "#8cc2ff"),
    "scheme": ("#7a4100", "#f0b878"),
    "value": ("#57606a", "#9ea7b3"),
    "line": ("#66707b", "#8b949e"),
    "frame": ("#8c959f", "#59636e"),
    "page": ("#ffffff", "#12171e"),
}
LIGHT = {name: light for name, (light, _) in COLOURS.items()}
TOPICS = {
    "who": "who",
    "what was done": "what",
    "law": "law",
    "who says so": "source",
    "coded terms": "terms",
    "measures, by the build": "measures",
}
KEY = (
    ("name, name?", "one, at most one", "value"),
    ("name+, name*", "one or more, any number", "value"),
    ("blue", "a thing of this class", "class"),
    ("brown", "a concept of this scheme", "scheme"),
    ("italics", "derived by the build", "value"),
    ("no prefix", "rg:", "value"),
)

SHAPES = """
SELECT DISTINCT ?class ?property ?least ?most ?range ?scheme ?datatype ?node ?tagged ?note
WHERE {
    GRAPH <https://w3id.org/rightsgraph/graph/shapes> {
        ?shape
            sh:targetClass ?class ;
            sh:property ?rule .
        ?rule sh:path ?property .
        FILTER (isIRI(?property) && ?property != rdf:type)
        OPTIONAL { ?rule sh:minCount ?least }
        OPTIONAL { ?rule sh:maxCount ?most }
        OPTIONAL { ?rule sh:class|sh:or/rdf:rest*/rdf:first/sh:class ?range }
        OPTIONAL { ?rule sh:node/sh:property [ sh:path skos:inScheme ; sh:hasValue ?scheme ] }
        OPTIONAL {
            ?rule sh:datatype|sh:node/sh:datatype|sh:or/rdf:rest*/rdf:first/sh:datatype ?datatype
        }
        OPTIONAL { ?rule sh:nodeKind ?node }
        OPTIONAL { ?rule sh:uniqueLang|sh:languageIn ?tagged }
    }
    OPTIONAL { ?property skos:scopeNote ?note }
}
ORDER BY ?class ?property ?range ?datatype"""


@dataclass(frozen=True)
class Link:
    """A property of a class: how often it stands there, and what it leads to."""

    name: str
    often: str
    classes: tuple[str, ...]
    scheme: str
    values: tuple[str, ...]
    derived: bool

    @property
    def end(self) -> tuple[str, str]:
        """What it leads to, as the picture says it, and the colour of that."""
        if self.classes:
            one = self.classes == ("rg:State",)
            hosts = dict.fromkeys(name if one else HOST.get(name, name) for name in self.classes)
            return " | ".join(map(short, hosts)), "class"
        return (self.scheme, "scheme") if self.scheme else (" | ".join(self.values), "value")


def links_of(graph: Graph) -> dict[str, list[Link]]:
    """Return the properties of each class, as its shape has them: links, codes, values."""
    prefixes = graph.store.prefixes
    found: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    rows = graph.query(SHAPES)
    assert isinstance(rows, Rows)
    for row in rows:
        named = {k: compress_iri(v, prefixes) if isinstance(v, str) else v for k, v in row.items()}
        found[named["class"]][named["property"]].append(named)
    derived = {compress_iri(term.value, prefixes) for term in DERIVED_LINKS}
    links = {
        name: [read_link(key, rules, key in derived) for key, rules in properties.items()]
        for name, properties in found.items()
    }
    for each in links.values():
        each.sort(key=lambda a: (a.derived, not a.classes, not a.scheme, short(a.name).lower()))
    return links


def read_link(name: str, rules: list[dict[str, Any]], derived: bool) -> Link:
    """Return a property of a class from all the rules on it."""

    def every(key: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(str(rule[key]) for rule in rules if rule[key] is not None))

    often = ("" if every("most") else "+") if every("least") else "?" if every("most") else "*"
    classes, scheme = every("range"), "".join(every("scheme"))
    values = tuple(dict.fromkeys(map(kind_of, every("datatype"))))
    if not values and every("tagged"):
        values = ("text",)
    elif not values and every("node") == ("sh:IRI",):
        values = ("anything",)
    elif not (classes or scheme or values):
        classes = tuple(re.findall(r"\bto an? (rg:\w+)", " ".join(every("note"))))
    return Link(name, often, classes, scheme, values, derived)


def kind_of(datatype: str) -> str:
    """Return a datatype in one word."""
    prefix, _, name = datatype.partition(":")
    return "code" if prefix == "rg" else "number" if name in ("decimal", "integer") else name


def short(name: str) -> str:
    """Return a name as the picture writes it: without the prefix of the house."""
    return name.removeprefix("rg:")


def rows_of(name: str, links: list[Link]) -> list[Link]:
    """Return the properties that have a row in the box of a class."""
    shown = {"rg:certainty", "rg:statedIn"} if name == "rdf:Statement" else set()
    hidden = EVERYWHERE - shown
    return [one for one in links if one.name not in hidden and not BOUND.fullmatch(one.name)]


def source_of(graph: Graph) -> str:
    """Return the picture as a program for Graphviz."""
    links = links_of(graph)
    rows = {name: rows_of(name, links[name]) for name in TOPIC}
    lines = [
        "digraph model {",
        "graph [rankdir=LR newrank=true nodesep=0.2 ranksep=0.5 pad=0.08]",
        f'graph [bgcolor="{LIGHT["page"]}"]',
        'node [shape=plain fontsize=11 fontname="Helvetica,Arial,sans-serif"]',
        f'edge [arrowsize=0.6 color="{LIGHT["line"]}"]',
        *(box(name, rows[name]) for name in TOPIC),
        key(),
    ]
    for column in COLUMNS:
        chain = " -> ".join(f'"{name}"' for name in column)
        lines.append(f"{{ rank=same {chain} [style=invis] }}")
    for name in TOPIC:
        first: dict[str, Link] = {}
        for link in rows[name]:
            for end in ends(name, link):
                first.setdefault(end, link)
        lines += [line(name, link, end) for end, link in first.items()]
    tops = [next(iter(column)) for column in COLUMNS]
    for left, right in pairwise(tops):
        lines.append(f'"{left}":head:e -> "{right}":head:w [style=invis weight=1000]')
    return "\n".join([*lines, "}\n"])


def ends(name: str, link: Link) -> list[str]:
    """Return the classes to which a property has a line: those in other columns."""
    if link.derived or link.name in UNLINED:
        return []
    boxes = {HOST.get(end, end) for end in link.classes} & set(TOPIC)
    apart = sorted(end for end in boxes if COLUMN[end] != COLUMN[name])
    return ["rg:State"] if apart and link.classes == ("rg:State",) else apart


def line(name: str, link: Link, end: str) -> str:
    """Return a line from the row of a property to the head of a box, or to the row of a kind."""
    box_of_end = HOST.get(end, end)
    row, target = port(link.name), "head" if end == box_of_end else port(end)
    if COLUMN[box_of_end] < COLUMN[name]:
        return f'"{box_of_end}":{target}:e -> "{name}":{row}:w [dir=back]'
    return f'"{name}":{row}_:e -> "{box_of_end}":{target}:w'


def port(name: str) -> str:
    """Return what Graphviz calls the left end of a row; its right end has one more underscore."""
    return name.replace(":", "_")


def box(name: str, links: list[Link]) -> str:
    """Return a class as a table: its name, its kinds, its properties with what they lead to."""
    colour = f' bgcolor="{LIGHT[TOPIC[name]]}"'
    more = f'{colour} colspan="2" width="{WIDTHS[COLUMN[name]]}"'
    rows = [cell(f"<b>{short(name)}</b>", "left", "head", more)]
    for one, other in KINDS.get(name, ()):
        second = cell(f"a {other}" if other else "", "left", "")
        rows.append(cell(f"a {short(one)}", "left", port(one)) + second)
    for link in links:
        words, tone = link.end
        texts = [escape(short(link.name) + link.often), coloured(escape(words), tone)]
        if link.derived:
            texts = [f"<i>{text}</i>" for text in texts]
        rows.append(
            cell(texts[0], "left", port(link.name)) + cell(texts[1], "right", f"{port(link.name)}_")
        )
    return table(name, rows)


def key() -> str:
    """Return the box that says how to read the others."""
    rows = [
        "".join(cell(word, "left", "", f' bgcolor="{LIGHT[TOPICS[word]]}"') for word in pair)
        for pair in zip(list(TOPICS)[::2], list(TOPICS)[1::2], strict=False)
    ]
    for name, meaning, tone in KEY:
        rows.append(cell(name, "left", "") + cell(coloured(meaning, tone), "right", ""))
    return table("key", rows)


def cell(text: str, align: str, name: str, more: str = "") -> str:
    """Return one cell of a table, which Graphviz wants not to be empty."""
    named = f' port="{name}"' if name else ""
    return f'<td align="{align}"{named}{more}>{text or " "}</td>'


def coloured(text: str, tone: str) -> str:
    """Return text in a colour."""
    return text and f'<font color="{LIGHT[tone]}">{text}</font>'


def table(name: str, rows: list[str]) -> str:
    """Return a box of rows."""
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    frame = f'cellspacing="0" cellpadding="2" color="{LIGHT["frame"]}" bgcolor="{LIGHT["page"]}"'
    return f'"{name}" [label=<<table border="1" cellborder="0" {frame}>{body}</table>>]'


def head_of(source: str) -> str:
    """Return what the SVG begins with: the colours of dark pages, and the picture's own source."""
    dark = "".join(
        f"[fill='{light}']{{fill:{dark}}}[stroke='{light}']{{stroke:{dark}}}"
        for light, dark in COLOURS.values()
    )
    style = f"@media (prefers-color-scheme: dark){{text:not([fill]){{fill:#e6edf3}}{dark}}}"
    return f"<style>{style}</style>\n<metadata><![CDATA[\n{source}]]></metadata>\n"


def draw(source: str) -> str:
    """Return the picture as SVG, drawn by Graphviz.

    Raises
    ------
    FileNotFoundError
        Graphviz is not installed.
    subprocess.CalledProcessError
        Graphviz does not understand the source.
    """
    run = subprocess.run(["dot", "-Tsvg"], input=source, capture_output=True, text=True, check=True)
    svg = re.sub(r"<\?xml.*?\?>\s*|<!DOCTYPE.*?>\s*|<!--.*?-->\s*", "", run.stdout, flags=re.DOTALL)
    svg = re.sub(r'(width|height)="(\d+)pt"', r'\1="\2"', svg, count=2)
    return re.sub(r"<svg[^>]*>\n", lambda match: match[0] + head_of(source), svg, count=1)
