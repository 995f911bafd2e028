"""The two engines that can run the shapes; each gives a SHACL report graph.

pySHACL is the reference. The engine of the package ``shacl`` is some twenty times faster and young;
it is used where it is installed and a build asks for it, and the tests hold the two together.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pyoxigraph as ox
import rdflib
from rdflib.collection import Collection
from rdflib.namespace import SH

from rightsgraph.errors import MissingExtraError, RightsGraphError
from rightsgraph.interchange import to_rdflib
from rightsgraph.namespaces import GRAPHS

if TYPE_CHECKING:
    from rightsgraph.dataset import Dataset

SHAPES = ox.NamedNode(GRAPHS + "shapes")


class ShapesError(RightsGraphError):
    """The shapes cannot be run, so nothing can be said of the data."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the shapes cannot be run: {reason}; correct the shapes")


def fastest() -> str:
    """Return the name of the fastest engine that is installed."""
    return "shacl" if find_spec("shacl") else "pyshacl"


def run_pyshacl(dataset: Dataset) -> rdflib.Graph:
    """Return the report of pySHACL.

    Raises
    ------
    ShapesError
        The shapes are not well-formed, or refer to each other in a circle.
    """
    import pyshacl
    from pyshacl.errors import ReportableRuntimeError, ShapeLoadError, ShapeRecursionWarning

    shapes = to_rdflib(quad for quad in dataset.quads if quad.graph_name == SHAPES)
    with warnings.catch_warnings():
        warnings.simplefilter("error", ShapeRecursionWarning)
        try:
            _, report, _ = pyshacl.validate(
                to_rdflib(dataset.data),
                shacl_graph=with_own_targets(shapes),
                inference="none",
                advanced=False,
                meta_shacl=False,
            )
        except (ReportableRuntimeError, ShapeLoadError, ShapeRecursionWarning) as error:
            raise ShapesError(str(error)) from None
    assert isinstance(report, rdflib.Graph)
    return report


def with_own_targets(shapes: rdflib.Graph) -> rdflib.Graph:
    """Return equal shapes whose property shapes have the targets of their node shapes.

    pySHACL calls a property shape below a node shape once for each focus node, one with targets
    of its own once in all. The results are the same; a closed node shape keeps a list of the
    properties that its property shapes allow.
    """
    graph = rdflib.Graph()
    graph += shapes
    referred = {shape for link in (SH.node, SH["not"]) for shape in shapes.objects(None, link)}
    for node in set(shapes.subjects(SH.targetClass)) - referred:
        properties = list(shapes.objects(node, SH.property))
        if (node, SH.closed, None) in shapes:
            ignored = [
                t for head in shapes.objects(node, SH.ignoredProperties) for t in shapes.items(head)
            ]
            paths = (path for shape in properties for path in shapes.objects(shape, SH.path))
            allowed = rdflib.BNode()
            Collection(
                graph, allowed, [*ignored, *(p for p in paths if isinstance(p, rdflib.URIRef))]
            )
            graph.set((node, SH.ignoredProperties, allowed))
        for shape in properties:
            graph.remove((node, SH.property, shape))
            for target in shapes.objects(node, SH.targetClass):
                graph.add((shape, SH.targetClass, target))
    return graph


def run_shacl(dataset: Dataset) -> rdflib.Graph:
    """Return the report of the fast engine.

    Raises
    ------
    MissingExtraError
        The package ``shacl`` is not installed.
    ShapesError
        The shapes are not well-formed.
    """
    try:
        import shacl
    except ImportError:
        raise MissingExtraError("fast") from None
    shapes = ntriples(quad for quad in dataset.quads if quad.graph_name == SHAPES)
    try:
        report = shacl.Shapes.from_text(shapes, "nt").validate_text(ntriples(dataset.union), "nt")
    except ValueError as error:
        raise ShapesError(str(error)) from None
    return rdflib.Graph().parse(data=report.turtle, format="turtle")


def ntriples(quads: Iterable[ox.Quad]) -> str:
    """Return the triples of quads as N-Triples."""
    data = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    return (data or b"").decode("utf-8")


ENGINES = {"pyshacl": run_pyshacl, "shacl": run_shacl}
