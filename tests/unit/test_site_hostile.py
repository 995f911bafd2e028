"""No text, address or IRI of the data becomes markup, script or a link that runs something."""

import json
import re
import shutil
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

from rightsgraph.build import build
from rightsgraph.graph import open as open_graph
from rightsgraph.namespaces import ADMS, DCTERMS, ORG, OWL, RDF, RDFS, RG, RGD, RGS, SCHEMA, SKOS
from rightsgraph.publication.settings import Site
from rightsgraph.publication.site import publication_of
from rightsgraph.sources import load_source

TESTS = Path(__file__).resolve().parents[1]
RUN = "alert(1)"
TEXTS = [
    f"<script>{RUN}</script>",
    f"<ScRiPt>{RUN}</sCrIpT>",
    f"<script/x>{RUN}</script >",
    "<script src=//evil.example/x.js></script>",
    f"</script><script>{RUN}</script>",
    f"</title><script>{RUN}</script>",
    f"</textarea><script>{RUN}</script>",
    f"</style><script>{RUN}</script>",
    f"</template><script>{RUN}</script>",
    f"</noscript><script>{RUN}</script>",
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>",
    f"<!--<script>{RUN}</script>-->",
    f"--><script>{RUN}</script><!--",
    f"<![CDATA[<script>{RUN}</script>]]>",
    f"]]><script>{RUN}</script>",
    f"<?xml version='1.0'?><script>{RUN}</script>",
    f'"><img src=x onerror={RUN}>',
    f"'><img src=x onerror={RUN}>",
    f'" onmouseover="{RUN}',
    f"' onmouseover='{RUN}",
    f"x onmouseover={RUN} y",
    f'"autofocus onfocus="{RUN}" x="',
    f"`onmouseover={RUN}`",
    f"<img src=x onerror={RUN}>",
    f"<img src=`x`onerror={RUN}>",
    f"<svg onload={RUN}>",
    f"<svg/onload={RUN}//",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<svg><a xlink:href='javascript:{RUN}'><text>x</text></a></svg>",
    f"<math><mtext></mtext><mglyph><style><img src=x onerror={RUN}>",
    f"<iframe src=javascript:{RUN}></iframe>",
    f"<iframe srcdoc='<script>{RUN}</script>'></iframe>",
    "<object data=data:text/html;base64,PHNjcmlwdD4=></object>",
    f"<embed src=javascript:{RUN}>",
    f"<base href='javascript:{RUN}//'>",
    f"<meta http-equiv=refresh content='0;url=javascript:{RUN}'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css';</style>",
    "<p style='background:url(//evil.example)'>",
    f"<form action=javascript:{RUN}><input type=submit>",
    f"<button formaction=javascript:{RUN}>x</button>",
    f"<details open ontoggle={RUN}>",
    f"<video><source onerror={RUN}>",
    f"<body onload={RUN}>",
    f"<a href='javascript:{RUN}'>x</a>",
    f"<a href=' javascript:{RUN}'>x</a>",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"&#60;script&#62;{RUN}&#60;/script&#62;",
    f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e",
    f"%3Cscript%3E{RUN}%3C/script%3E",
    f"javascript:{RUN}",
    "data:text/html,<script>alert(1)</script>",
    "before{{7*7}}after",
    "before{% print(7*7) %}after",
    "before${7*7}after",
    "before{{''.__class__.__mro__}}after",
    "{0}{name.__class__}%(name)s%s%n",
    "~any~",
    "\u202e>tpircs/<lru\u202c",
    "\u2066<script>\u2069",
    "a\u0000<script>b\u0001",
    "\ufeff<script>\ufffe",
    "\u2028alert(1)\u2029",
    "</dd></dl></main></body></html><script>alert(1)</script>",
    '","x":"</script><script>alert(1)</script>',
    '\\"</script><script>alert(1)</script>',
    "\n\n```<script>alert(1)</script>",
]
ADDRESSES = [
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}",
    f"javascript://example.org/%0A{RUN}",
    f"javascript:https://example.org/;{RUN}",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "data:text/html,%3Cscript%3Ealert(1)%3C/script%3E",
    f"vbscript:{RUN}",
    "file:///etc/passwd",
    "blob:https://example.org/x",
    "view-source:https://example.org/",
    "ftp://example.org/",
    "urn:x'onmouseover='alert(1)",
    "https://example.org/'onmouseover='alert(1)",
    "https://example.org/?a=1&quot;onmouseover=alert(1)&lt;script&gt;",
    "https://user:pass@example.org/",
]
LOCALS = [
    "org-'onmouseover='alert(1)'",
    "org-&quot;onmouseover=alert(1)",
    "org-&lt;script&gt;alert(1)",
    "org-%3Cscript%3Ealert(1)%3C/script%3E",
    "org-javascript:alert(1)",
    "javascript:alert(1)",
    "//evil.example/x",
    "../../evil",
    "..",
    "org-{7*7}".replace("{", "%7B").replace("}", "%7D"),
    "org-~any~",
    "org-\u202e",
    "org-x#'onmouseover='alert(1)",
]
PACKS = [" ".join(TEXTS[number::8]) for number in range(8)]
SCHEMES = {"", "http", "https", "mailto"}
LINKS = {"href", "src", "action", "formaction", "data", "poster", "xlink:href", "srcdoc", "cite"}
BLOCKS = {"application/ld+json", "application/json"}
KEPT = re.compile(
    r"(?!queries/|dump/).*\.html|[^/]*|queries/(hostile|statements-by-graph|a[a-d]).*"
    r"|network/.*svg|id/org-evil-\d\.(json|jsonld|rdf)"
)
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML cannot hold them
GONE = re.compile(r"before49after|<class|__mro__.{0,9}object at")


def named(text, number):
    """What any thing may have, all hostile."""
    said, address = ox.Literal(text, language="en"), address_of(number)
    return [
        (SKOS.prefLabel, said),
        (SKOS.prefLabel, ox.Literal(f"{text} 1", language="x-evil")),
        (SKOS.altLabel, ox.Literal(f"{text} 2", language="fr")),
        (SKOS.definition, said),
        (SKOS.scopeNote, ox.Literal(text)),
        (SKOS.editorialNote, ox.Literal(text, language="es")),
        (SKOS.example, said),
        (DCTERMS.description, said),
        (DCTERMS.source, address),
        (SCHEMA.sameAs, address),
        (SCHEMA.url, address),
        (RDFS.seeAlso, address),
        (RG.statedIn, address),
    ]


def address_of(number):
    return ox.NamedNode(ADDRESSES[number % len(ADDRESSES)])


def things_of_data():
    """Yield hostile things of every kind, each with pairs of property and value."""
    actors = [RGD[f"org-evil-{number}"] for number in range(len(TEXTS))]
    actors += [ox.NamedNode(RGD.iri + local) for local in LOCALS]
    for number, actor in enumerate(actors):
        kinds = [(RDF.type, RG.Actor), (RDF.type, ORG.FormalOrganization)]
        yield actor, kinds + named(TEXTS[number % len(TEXTS)], number)
    for number, (actor, address) in enumerate(
        zip(actors[-len(ADDRESSES) :], ADDRESSES, strict=True)
    ):
        plain, address = ox.Literal(PACKS[number % len(PACKS)]), ox.NamedNode(address)
        many = named(plain.value, number)

        def own(kind, number=number):
            return RGD[f"{kind}-evil-{number}"]

        things = {
            RG.Activity: [
                *many,
                (RG.when, plain),
                (RG.takesPlaceIn, own("Place")),
                (RG.reportedUnder, own("Heading")),
                (DCTERMS.subject, RGS["evil-0"]),
            ],
            RG.Place: [
                *many,
                (SCHEMA.latitude, ox.Literal(str(number))),
                (SCHEMA.longitude, plain if number % 2 else ox.Literal(str(number))),
            ],
            RG.Document: [*many, (DCTERMS.title, plain)],
            RG.Passage: [
                *many,
                (DCTERMS.isPartOf, own("Document")),
                (DCTERMS.identifier, plain),
                (RG.underHeading, own("Heading")),
            ],
            RG.Agreement: [*many, (RG.party, actor), (RG.party, actors[0])],
            RG.Participation: [
                *many[3:],
                (RG.actor, actor),
                (RG.inActivity, own("Activity")),
                (RG.role, RGS[f"evil-{number % len(PACKS)}"]),
                (RG.statedIn, own("Passage")),
            ],
            RG.Identifier: [
                (RG.identifies, actor),
                (ADMS.schemeAgency, plain),
                (SKOS.notation, plain),
                (SCHEMA.url, address),
            ],
            RG.Quantity: [(RG.measured, own("Activity")), (RG.value, plain), (RG.unit, address)],
            RG.Tie: [(RG["from"], actor), (RG.to, actors[0]), (RG.tieType, address)],
            RG.Mandate: [(RG.actor, actor), *many],
            RG.TreatyAction: [
                (RG.actor, actor),
                (RG.ofInstrument, own("Agreement")),
                (RG.when, plain),
            ],
            RDF.Statement: [(RDF.subject, actor), (RDF.predicate, address), (RDF.object, plain)],
            ORG.Membership: [
                (ORG.member, actor),
                (ORG.organization, actors[1]),
                (ORG.role, address),
            ],
        }
        for kind, pairs in things.items():
            yield own(kind.value.rpartition("#")[2]), [(RDF.type, kind), *pairs]
        heading = [(DCTERMS.title, plain), (DCTERMS.identifier, plain)]
        yield (
            own("Heading"),
            [(RDF.type, RG.Passage), (DCTERMS.isPartOf, own("Document")), *heading],
        )


def things_of_vocabulary():
    """Yield hostile classes, properties, schemes and concepts in the same way."""
    for number, text in enumerate(PACKS):
        address, scheme = address_of(number), RGS[f"evilscheme-{number}"]
        many = [*named(text, number), (DCTERMS.license, address), (SKOS.closeMatch, address)]
        yield RG[f"Evil{number}"], [(RDF.type, OWL.Class), (RDFS.subClassOf, address), *many]
        yield RG[f"evil{number}"], [(RDF.type, OWL.ObjectProperty), (RDFS.range, address), *many]
        yield scheme, [(RDF.type, SKOS.ConceptScheme), (DCTERMS.title, ox.Literal(text)), *many]
        inside = [(SKOS.inScheme, RGS["role"]), (SKOS.inScheme, scheme)]
        notation = (SKOS.notation, ox.Literal(text))
        yield RGS[f"evil-{number}"], [(RDF.type, SKOS.Concept), *inside, notation, *many]


def turtle(things):
    return ox.serialize(
        {ox.Triple(one, *pair) for one, pairs in things for pair in pairs},
        format=ox.RdfFormat.TURTLE,
    )


QUERY = """# title: {text}
# title-fr: {text}
# description: {text}
# keywords: {text}
# returns: ?a ?b ?c  {text}

SELECT ?a ?b ?c WHERE {{ ?a ?b ?c FILTER (isLiteral(?c) || !STRSTARTS(STR(?c), "http")) }}
"""


@pytest.fixture(scope="module")
def publication(tmp_path_factory):
    root = tmp_path_factory.mktemp("hostile") / "world"
    world = root / "data" / "ttl" / "small" / "world.ttl"
    world.parent.mkdir(parents=True)
    world.write_text(
        (TESTS / "fixture.ttl")
        .read_text()
        .replace("<https://creativecommons.org/licenses/by/4.0/>", f"<javascript:{RUN}>")
        .replace("A small invented world", "</title><script>alert(1)</script>")
    )
    (world.parent / "hostile.ttl").write_bytes(turtle(things_of_data()))
    shutil.copytree(TESTS.parent / "ontology", root / "ontology")
    for path in (root / "ontology").rglob("*.ttl"):
        text = path.read_text()
        path.write_text(
            text.replace("<https://creativecommons.org/licenses/by/4.0/>", f"<{ADDRESSES[1]}>")
        )
    (root / "ontology" / "hostile.ttl").write_bytes(turtle(things_of_vocabulary()))
    (root / "queries").mkdir()
    text = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}"
    (root / "queries" / "hostile.rq").write_text(QUERY.format(text=text))
    built = build(load_source(root), root.parent / "store", validate=False)
    graph = open_graph(built.folder)
    site = Site(title=TEXTS[0] + TEXTS[16], reports="https://example.org/new?t={title}&b={body}")
    return publication_of(graph, site, served=True)


@pytest.fixture(scope="module")
def files(publication):
    """What is published, by path, without the data files of single things and most questions."""
    kept = filter(KEPT.fullmatch, publication.paths())
    found = {path: publication.get(path) for path in kept}
    assert [path for path, content in found.items() if content is None] == []
    return found


class Parts(HTMLParser):
    """Elements with their attributes, and the text of those that hold data."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.elements, self.blocks, self.words, self.inside = [], [], [], None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        assert len(attributes) == len(dict(attributes)), (tag, attributes)
        if tag == "script":
            self.blocks.append((dict(attributes), []))
            self.inside = self.blocks[-1][1]

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        if tag == "script":
            self.inside = None

    def handle_data(self, data):
        (self.words if self.inside is None else self.inside).append(data)


def faults_of(parts):
    """Yield what must not be in a page."""
    for tag, attributes in parts.elements:
        for name, value in attributes.items():
            if name.startswith("on") or name in ("style", "srcdoc", "http-equiv"):
                yield tag, name, value
            if name in LINKS and value is not None:
                try:
                    scheme = urlsplit(value.strip()).scheme
                except ValueError:
                    scheme = "none"
                if scheme.lower() not in SCHEMES:
                    yield tag, name, value
                if (
                    value.startswith(("//", "\\"))
                    or "evil.example/x" in value.partition("?")[0][:17]
                ):
                    yield tag, name, value
        if tag in ("iframe", "object", "embed", "base", "style", "math", "video", "applet"):
            yield tag, attributes
    for attributes, text in parts.blocks:
        if attributes.get("type") in BLOCKS:
            json.loads("".join(text))
        elif "assets/" not in attributes.get("src", "") or "".join(text).strip():
            yield "script", attributes, "".join(text)[:80]


def pages(files):
    return {
        path: content.decode()
        for path, content in files.items()
        if path.endswith(".html") and not path.endswith(".offline.html")
    }


def test_pages_run_nothing_of_the_data(files):
    found = Counter()
    for path, text in pages(files).items():
        for fault in faults_of(Parts(text)):
            found[path, str(fault)[:200]] += 1
    assert list(found)[:20] == []


def test_pages_have_the_elements_that_are_theirs(files):
    """Structure does not depend on the texts: each page opens and closes its own, once."""
    for path, text in pages(files).items():
        count = Counter(tag for tag, _ in Parts(text).elements)
        assert [count[tag] for tag in ("html", "head", "body", "title")][:3] == [1, 1, 1], path
        assert text.count("</html>") == text.count("</body>") == 1, path


def test_templates_in_texts_are_shown_and_not_run(files):
    shown = set()
    for path, text in pages(files).items():
        assert not GONE.search(text), path
        shown |= {one for one in ("before{{7*7}}after", "before${7*7}after") if one in text}
    assert len(shown) == 2


def test_pages_show_the_texts_themselves(files):
    for number, text in enumerate(TEXTS):
        words = "".join(Parts(files[f"id/org-evil-{number}.html"].decode()).words)
        expected = text.replace("\r", "\n")
        assert expected.split("\u0000")[0].strip() in words, text


def test_offline_pages_hold_data_that_end_no_script(files):
    offline = {p: c.decode() for p, c in files.items() if p.endswith(".offline.html")}
    assert offline
    for path, text in offline.items():
        parts = Parts(text)
        data = [text for attributes, text in parts.blocks if attributes.get("type") in BLOCKS]
        assert data, path
        for block in data:
            json.loads("".join(block))
        assert RUN not in "".join(
            t for a, b in parts.blocks if a.get("type") not in BLOCKS for t in b
        )


def test_pictures_are_xml_that_runs_nothing(files):
    pictures = {path: content for path, content in files.items() if path.endswith(".svg")}
    assert pictures
    for path, content in pictures.items():
        for element in ElementTree.fromstring(content).iter():
            assert element.tag.rpartition("}")[2] != "script", path
            assert not [name for name in element.attrib if name.startswith("on")], path


def test_other_files_are_what_their_names_say(files):
    for path, content in files.items():
        if path.endswith((".json", ".jsonld")):
            json.loads(content)
        if path.endswith((".rdf", ".xml")):
            ElementTree.fromstring(NO_XML.sub("", content.decode()))
