"""Run the shapes; the only module that uses pySHACL."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pyshacl
import rdflib
from pyshacl.errors import ReportableRuntimeError, ShapeLoadError, ShapeRecursionWarning
from rdflib.namespace import RDF, SH, SKOS

from rightsgraph.errors import RightsGraphError
from rightsgraph.identifiers import compress_iri
from rightsgraph.interchange import to_rdflib
from rightsgraph.namespaces import GRAPHS
from rightsgraph.validation.report import Report, Result, sorted_results

if TYPE_CHECKING:
    from rightsgraph.dataset import Dataset
    from rightsgraph.locate import Places


class ShapesError(RightsGraphError):
    """The shapes cannot be run, so nothing can be said of the data."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the shapes cannot be run: {reason}; correct the shapes")


def validate(dataset: Dataset) -> Report:
    """Return what the shapes say of a dataset's data.

    The data are the union of ontology, data and derived graphs. No inference is run; class
    hierarchies are followed as SHACL says, from the ``rdfs:subClassOf`` of the ontology.

    Raises
    ------
    ShapesError
        The shapes are not well-formed, or refer to each other in a circle.
    """
    shapes_graph = ox.NamedNode(GRAPHS + "shapes")
    shapes = to_rdflib(quad for quad in dataset.quads if quad.graph_name == shapes_graph)
    data = to_rdflib(dataset.data, dataset.source.prefixes)
    report = run_pyshacl(data, shapes)
    return read_report(report, data, dataset.places, dataset.source.prefixes)


def run_pyshacl(data: rdflib.Graph, shapes: rdflib.Graph) -> rdflib.Graph:
    """Return pySHACL's report graph."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", ShapeRecursionWarning)
        try:
            _, report, _ = pyshacl.validate(
                data, shacl_graph=shapes, inference="none", advanced=False, meta_shacl=False
            )
        except (ReportableRuntimeError, ShapeLoadError, ShapeRecursionWarning) as error:
            raise ShapesError(str(error)) from None
    assert isinstance(report, rdflib.Graph)
    return report


def read_report(
    report: rdflib.Graph, data: rdflib.Graph, places: Places, prefixes: dict[str, str]
) -> Report:
    """Return a SHACL report graph as records for people."""

    def short(term: rdflib.term.Node | None) -> str:
        return compress_iri(term, prefixes) if isinstance(term, rdflib.URIRef) else str(term or "")

    results = []
    for node in report.subjects(RDF.type, SH.ValidationResult):
        focus, path = report.value(node, SH.focusNode), report.value(node, SH.resultPath)
        simple = str(path) if isinstance(path, rdflib.URIRef) else None
        messages = sorted(map(str, report.objects(node, SH.resultMessage)))
        results.append(
            Result(
                severity=str(report.value(node, SH.resultSeverity)).rpartition("#")[2],
                place=places.of(str(focus), simple),
                label=label_of(data, focus) or short(focus),
                thing=short(focus),
                path=short(path) if simple else "",
                value=short(report.value(node, SH.value)),
                shape=short(report.value(node, SH.sourceShape)),
                message=" ".join(messages),
            )
        )
    return Report(sorted_results(results), report.serialize(format="turtle"))


def label_of(data: rdflib.Graph, thing: rdflib.term.Node | None) -> str:
    """Return a thing's English name, or an empty text."""
    names = [
        name for name in data.objects(thing, SKOS.prefLabel) if isinstance(name, rdflib.Literal)
    ]
    return min((str(name) for name in names if name.language == "en"), default="")
