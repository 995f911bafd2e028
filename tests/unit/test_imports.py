"""Imports point down: a module may use those of lower layers only."""

import ast
from pathlib import Path

import pytest

SOURCES = Path(__file__).resolve().parents[2] / "src" / "rightsgraph"

LAYERS = [
    {"errors"},
    {"namespaces", "dates", "files", "folding", "resources", "tables"},
    {"identifiers", "interchange", "measures.engines", "measures.groups"},
    {
        "turtle",
        "withholding",
        "measures.brokerage",
        "measures.centrality",
        "measures.backbone",
        "measures.uncertainty",
    },
    {
        "sources",
        "locate",
        "derive",
        "store.columns",
        "store.folders",
        "store.generations",
        "measures.nodes",
    },
    {
        "store.embedded",
        "queries.library",
        "measures.summary",
        "pictures.palette",
        "pictures.equalearth",
    },
    {"labels", "queries.binding", "queries.results", "dataset", "networks.definition"},
    {"networks.links", "pictures.layout", "pictures.outline", "pictures.sheet"},
    {"networks.participations", "pictures.labels"},
    {"networks.filters", "networks.projection", "pictures.nodelink"},
    {f"pictures.{kind}" for kind in ("heatmap", "map", "network", "timeline", "twomode")},
    {"describe", "validation.report", "validation.document", "validation.names"},
    {"validation.engines", "validation.grounding", "networks.graphs"},
    {"networks.evidence"},
    {"networks.formats.markup", "networks.formats.content"},
    {f"networks.formats.{kind}" for kind in ("cytoscape", "gexf", "graphml", "nodelink", "pajek")}
    | {"networks.formats.tables"},
    {"networks.formats.registry", "networks.drawing", "networks.page"},
    {"networks.network", "fair"},
    {"validation.shacl", "networks.observations"},
    {"build"},
    {"matching.words"},
    {"matching.phrases"},
    {"matching.index", "matching.scoring"},
    {"matching.gather", "matching.identified", "matching.judging", "matching.suggestions"},
    {"matching.hints"},
    {"matching.matcher", "matching.requests"},
    {"matching.schema"},
    {"matching.extension", "matching.reconciliation"},
    {"graph"},
    {"report.things", "report.words"},
    {"report.basis"},
    {"report.brokers", "report.sampling"},
    {"report.chance", "report.change", "report.communities"},
    {"report.ties"},
    {"report.contents"},
    {"report.drawings", "report.lists", "report.page"},
    {"report.folder"},
    {
        "publication.addresses",
        "publication.downloads",
        "publication.formats",
        "publication.keys",
        "publication.opening",
        "publication.settings",
        "publication.shapes",
        "publication.statistics",
        "publication.terms",
        "publication.thumbnail",
        "publication.world",
    },
    {"publication.facts", "publication.jsonld", "publication.languages", "publication.naming"},
    {
        "publication.entries",
        "publication.publication",
        "publication.structured",
        "publication.words",
    },
    {
        "publication.answers",
        "publication.documents",
        "publication.dumps",
        "publication.finding",
        "publication.lists",
        "publication.names",
        "publication.negotiation",
        "publication.networkpages",
        "publication.openapi",
        "publication.sitemap",
    },
    {
        "publication.about",
        "publication.maps",
        "publication.partners",
        "publication.passages",
        "publication.questions",
        "publication.relations",
        "publication.rules",
        "publication.vocabulary",
    },
    {
        "publication.assets",
        "publication.descriptions",
        "publication.editor",
        "publication.home",
        "publication.things",
    },
    {"publication.site"},
    {"publication.folder"},
    {
        "web.connections",
        "web.errors",
        "web.limits",
        "web.metrics",
        "web.negotiation",
        "web.sandbox",
        "web.tokens",
    },
    {"web.formats"},
    {"web.description", "web.frames", "web.guard", "web.requests"},
    {"web.running", "web.worker"},
    {"web.zygote"},
    {"web.pool"},
    {"web.protocol"},
    {"web.documents"},
    {"web.app"},
    {"web.server"},
    {"web.reconcile", "web.services"},
    {"web.application"},
    {"web.run"},
    {"cli.output"},
    {"cli.ask", "cli.fair", "cli.make"},
    {"cli.match", "cli.networks", "cli.site"},
    {"cli.parser"},
    {"__main__"},
]
RANK = {module: rank for rank, layer in enumerate(LAYERS) for module in layer}
DOORS = {
    "pyshacl": {"validation.engines"},
    "shacl": {"validation.engines"},
    "networkx": {"measures", "networks", "pictures", "publication.thumbnail", "report"},
    "igraph": {"measures.engines"},
    "jinja2": {"networks.page", "publication", "report.page"},
    "matplotlib": {"pictures"},
    "pyarrow": {"networks.formats.tables"},
    "argparse": {"cli"},
    "edtf": {"dates"},
    "babel": {"publication"},
    "rapidfuzz": {"matching"},
    "starlette": {"web"},
    "uvicorn": {"web"},
    "prettytable": {"queries.results", "tables", "validation.report"},
    "rdflib": {"interchange", "validation.engines", "validation.shacl", "turtle", "graph"},
}


def module_of(path):
    return ".".join(path.relative_to(SOURCES).with_suffix("").parts)


MODULES = {module_of(path): path for path in SOURCES.rglob("*.py") if path.stem != "__init__"}


def imports_of(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for_types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in for_types:
            continue
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
        elif isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)


def test_every_module_has_its_layer():
    assert set(RANK) == set(MODULES)


@pytest.mark.parametrize("module", sorted(MODULES))
def test_imports_point_downwards(module):
    for line, imported in imports_of(MODULES[module]):
        top, _, inside = imported.partition(".")
        if top == "rightsgraph" and inside in RANK:
            assert RANK[inside] < RANK[module], f"{module}:{line} may not import {inside}"
        if top in DOORS:
            within = {module, module.partition(".")[0]}
            assert within & DOORS[top], f"{module}:{line}: {top} is used in {DOORS[top]} only"


def test_print_is_the_command_line_s_alone():
    for module, path in MODULES.items():
        if not module.startswith("cli."):
            calls = [
                n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)
            ]
            assert not any(isinstance(c.func, ast.Name) and c.func.id == "print" for c in calls), (
                module
            )
