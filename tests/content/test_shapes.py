"""Each shape passes its smallest valid example and reports its smallest damage, and nothing else.

Beside each file of ``shapes/`` stand two files of the same name in ``examples/``: the valid
example in Turtle and one damage for each shape, a SPARQL Update, in TOML. All examples stand in
the invented world of ``examples/context*.ttl``; the ontology gives the hierarchy of classes.
"""

import tomllib
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, SH

from rightsgraph.interchange import to_rdflib
from rightsgraph.namespaces import PREFIXES, RGSH
from rightsgraph.turtle import format_turtle, read_turtle
from rightsgraph.validation.engines import fastest, ntriples, with_own_targets

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = Path(__file__).parent / "examples"
PATHS = {path.stem: path for path in sorted((ROOT / "shapes").glob("*.ttl"))}
CLASSES = [stem for stem in PATHS if stem != "prefixes"]
TARGETS = (SH.targetClass, SH.targetNode)
DAMAGES = {stem: tomllib.loads((EXAMPLES / f"{stem}.toml").read_text("utf-8")) for stem in CLASSES}
SETS = [CLASSES[start::4] for start in range(4)]  # pySHACL takes as long for ten as for one
EACH = [(stem, shape) for stem in CLASSES for shape in DAMAGES[stem]]
HEAD = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())


@cache
def triples(path):
    return list(read_turtle(path))


@cache
def shapes(stem=None):
    """The shapes of one file, or all."""
    return [quad for path in PATHS if stem in (None, path) for quad in triples(PATHS[path])]


@cache
def class_declarations():
    """What the ontology says of classes."""
    ontology = [quad for path in (ROOT / "ontology").glob("*.ttl") for quad in triples(path)]
    kind, owl_class = ox.NamedNode(RDF.type), ox.NamedNode(OWL.Class)
    classes = {
        quad.subject for quad in ontology if (quad.predicate, quad.object) == (kind, owl_class)
    }
    return [quad for quad in ontology if quad.subject in classes]


def world(*stems, damages=()):
    """The context with valid examples, whole or damaged."""
    store = ox.Store()
    store.extend(class_declarations())
    for path in [*EXAMPLES.glob("context*.ttl"), *(EXAMPLES / f"{stem}.ttl" for stem in stems)]:
        store.extend(triples(path))
    for damage in damages:
        store.update(HEAD + damage["damage"])
    return list(store)


@cache
def compiled_shapes():
    """All shapes, ready for the fast engine."""
    import shacl

    return shacl.Shapes.from_text(ntriples(shapes()), "nt")


@cache
def pyshacl_shapes():
    """All shapes, as pySHACL runs them."""
    return with_own_targets(to_rdflib(shapes()))


def report_of_shacl(quads):
    report = compiled_shapes().validate_text(ntriples(quads), "nt")
    return rdflib.Graph().parse(data=report.turtle, format="turtle")


def report_of_pyshacl(quads):
    return pyshacl.validate(to_rdflib(quads), shacl_graph=pyshacl_shapes(), inference="none")[1]


def names(report):
    """The names of the shapes that report something, of whatever severity."""
    found = report.objects(None, SH.result)
    return {local(report.value(result, SH.sourceShape)) for result in found}


def results(report):
    """The shapes that report something, each with the things that it is reported on."""
    found = report.objects(None, SH.result)
    return {
        (local(report.value(one, SH.sourceShape)), str(report.value(one, SH.focusNode)))
        for one in found
    }


def reported(quads):
    """The names of the shapes that the fastest engine installed reports."""
    return names(report_of_shacl(quads) if fastest() == "shacl" else report_of_pyshacl(quads))


def local(shape):
    return str(shape).removeprefix(RGSH.iri)


def rules(stem):
    """The shapes of a file that can report something themselves."""
    graph = to_rdflib(shapes(stem))
    found = set(graph.subjects(RDF.type, SH.PropertyShape)) | set(graph.subjects(SH.closed))
    found |= {s for p in TARGETS for s in graph.subjects(p) if not graph.value(s, SH.property)}
    return {local(shape): shape for shape in found if isinstance(shape, rdflib.URIRef)}


@pytest.mark.parametrize("stem", CLASSES)
def test_the_example_is_valid(stem):
    assert reported(world(stem)) == set()


@pytest.mark.parametrize(("stem", "shape"), EACH, ids=[shape for _, shape in EACH])
def test_the_damage_is_reported_and_nothing_else(stem, shape):
    damage = DAMAGES[stem][shape]
    assert reported(world(stem, damages=[damage])) == {shape, *damage.get("also", [])}


def test_pyshacl_finds_all_examples_valid():
    assert names(report_of_pyshacl(world(*CLASSES))) == set()


@pytest.mark.parametrize("stems", SETS, ids=[stems[0] for stems in SETS])
def test_both_engines_report_the_same(stems):
    damages = [(shape, DAMAGES[stem][shape]) for stem in stems for shape in DAMAGES[stem]]
    damages.sort(key=lambda damage: damage[0].endswith("-iri"))  # renamings last
    damaged = world(*stems, damages=[damage for _, damage in damages])
    assert results(report_of_pyshacl(damaged)) == results(report_of_shacl(damaged))


@pytest.mark.parametrize("stem", CLASSES)
def test_each_shape_has_a_damage(stem):
    assert set(DAMAGES[stem]) == set(rules(stem)), (
        f"write one table for each shape in tests/content/examples/{stem}.toml"
    )


@pytest.mark.parametrize("stem", CLASSES)
def test_each_shape_speaks_to_the_editor(stem):
    graph = to_rdflib(shapes(stem))
    for name, shape in rules(stem).items():
        message = graph.value(shape, SH.message)
        assert graph.value(shape, SH.severity), f"{name} has no sh:severity"
        assert message is not None, f"{name} has no sh:message"
        assert message.language == "en", f"the sh:message of {name} lacks @en"
        assert message.count(". ") == 1, f"the sh:message of {name} is not two sentences"
        assert message.endswith("."), f"the sh:message of {name} lacks its full stop"
        unwanted = {"constraint", "cardinality", "regex", "node"} & set(message.lower().split())
        assert not unwanted, f"the sh:message of {name} says {unwanted}"


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.ttl")), ids=lambda path: path.stem)
def test_examples_are_formatted(path):
    assert path.read_text("utf-8") == format_turtle(triples(path)), (
        f"run `rightsgraph format {path.relative_to(ROOT)}`"
    )
