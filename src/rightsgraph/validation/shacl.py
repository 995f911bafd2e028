"""Run the shapes over a dataset and say what they found in words for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rdflib
from rdflib.namespace import SH

from rightsgraph.identifiers import compress_iri
from rightsgraph.namespaces import SH as SH_TERMS
from rightsgraph.namespaces import SKOS
from rightsgraph.validation.engines import ENGINES
from rightsgraph.validation.report import Report, Result, sorted_results

if TYPE_CHECKING:
    from rightsgraph.dataset import Dataset


def validate(dataset: Dataset, engine: str = "pyshacl") -> Report:
    """Return what the shapes say of a dataset's data.

    The data are the union of ontology, data and derived graphs. No inference is run; class
    hierarchies are followed as SHACL says, from the ``rdfs:subClassOf`` of the ontology.

    Parameters
    ----------
    dataset : Dataset
        Parsed and derived, with the graph of its shapes.
    engine : str
        ``pyshacl``, the reference, or ``shacl``, much faster.

    Raises
    ------
    ShapesError
        The shapes are not well-formed, or refer to each other in a circle.
    MissingExtraError
        The engine is not installed.
    """
    return read_report(ENGINES[engine](dataset), dataset)


def read_report(report: rdflib.Graph, dataset: Dataset) -> Report:
    """Return a SHACL report graph as records for people."""
    prefixes, places = dataset.source.prefixes, dataset.places

    def short(term: rdflib.term.Node | None) -> str:
        return compress_iri(term, prefixes) if isinstance(term, rdflib.URIRef) else str(term or "")

    names = {
        quad.subject.value: quad.object.value
        for quad in dataset.data
        if quad.predicate == SKOS.prefLabel and quad.object.language == "en"
    }
    # A shape with sh:targetNode checks a whole class at once: its values are the things.
    classes = {
        str(quad.object)[1:-1] for quad in dataset.quads if quad.predicate == SH_TERMS.targetNode
    }
    results = []
    for node in report.objects(None, SH.result):
        focus, path = report.value(node, SH.focusNode), report.value(node, SH.resultPath)
        value = report.value(node, SH.value)
        if str(focus) in classes and isinstance(value, rdflib.URIRef):
            focus, value = value, None
        simple = str(path) if isinstance(path, rdflib.URIRef) else None
        messages = sorted(map(str, report.objects(node, SH.resultMessage)))
        results.append(
            Result(
                severity=str(report.value(node, SH.resultSeverity)).rpartition("#")[2],
                place=places.of(str(focus), simple),
                label=names.get(str(focus)) or short(focus),
                thing=short(focus),
                path=short(path) if simple else "",
                value=short(value),
                shape=short(report.value(node, SH.sourceShape)),
                message=" ".join(messages),
            )
        )
    return Report(sorted_results(results), report.serialize(format="turtle"))
