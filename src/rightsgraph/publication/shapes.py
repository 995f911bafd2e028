"""What the SHACL shapes say of each class and property, as plain records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode

from rightsgraph.identifiers import compress_iri
from rightsgraph.namespaces import EDTF, GRAPHS, RDF, RGSH, SH, SKOS
from rightsgraph.store.embedded import EmbeddedStore

SHAPES = NamedNode(GRAPHS + "shapes")
STEPS = {SH.inversePath: "^{}", SH.zeroOrMorePath: "{}*", SH.oneOrMorePath: "{}+"}
Term = NamedNode | BlankNode | Literal


@dataclass(frozen=True)
class Values:
    """What values a property may have; an empty part says nothing.

    Attributes
    ----------
    classes, schemes, datatypes, languages, choices : tuple
        IRIs of classes, of concept schemes, of datatypes; codes of languages; terms.
    iris : bool
        They are IRIs.
    one_a_language : bool
        No two of them are in one language.
    bounds : tuple of str
        Least and greatest, as ``>= 0``.
    """

    classes: tuple[NamedNode, ...] = ()
    schemes: tuple[NamedNode, ...] = ()
    datatypes: tuple[NamedNode, ...] = ()
    languages: tuple[str, ...] = ()
    choices: tuple[Term, ...] = ()
    iris: bool = False
    one_a_language: bool = False
    bounds: tuple[str, ...] = ()

    def __or__(self, other: Values) -> Values:
        """Return both together, each part once and in order."""
        parts: dict[str, Any] = {}
        for part in self.__match_args__:
            one, two = getattr(self, part), getattr(other, part)
            yes_or_no = isinstance(one, bool)
            parts[part] = one or two if yes_or_no else tuple(dict.fromkeys([*one, *two]))
        return Values(**parts)


@dataclass(frozen=True)
class Use:
    """A property as the shapes of one class use it.

    Attributes
    ----------
    path : pyoxigraph.NamedNode
        The property.
    least : int
        How many values a thing of the class has at least.
    most : int or None
        How many at most; none where there is no limit.
    values : Values
        Which ones.
    """

    path: NamedNode
    least: int
    most: int | None
    values: Values


@dataclass(frozen=True)
class Rule:
    """One shape with a message: the IRI, what it is about, its message and severity."""

    iri: NamedNode
    path: str
    name: str
    message: str
    severity: str


class Shapes:
    """The shapes of a graph, read once.

    Parameters
    ----------
    store : EmbeddedStore
        The graph.
    """

    def __init__(self, store: EmbeddedStore) -> None:
        self.about: dict[Any, dict[NamedNode, list[Any]]] = defaultdict(lambda: defaultdict(list))
        quads: Iterable[Any] = store.store.quads_for_pattern(None, None, None, SHAPES)
        for quad in quads:
            self.about[quad.subject][quad.predicate].append(quad.object)

    def all(self, shape: Any, predicate: NamedNode) -> list[Any]:
        """Return the values that a shape gives, in order."""
        found = self.about[shape][predicate] if shape in self.about else []
        return sorted(found, key=str) if len(found) > 1 else found

    def one(self, shape: Any, predicate: NamedNode) -> Any:
        """Return the value that a shape gives, or none."""
        return next(iter(self.all(shape, predicate)), None)

    def members(self, head: Any) -> Iterator[Any]:
        """Yield the members of an RDF list."""
        while head is not None and head != RDF.nil:
            yield self.one(head, RDF.first)
            head = self.one(head, RDF.rest)

    @cached_property
    def classes(self) -> dict[NamedNode, list[Any]]:
        """The node shapes by the class that they target, both in order of name."""
        found = defaultdict(list)
        for shape in self.about:
            for target in self.about[shape].get(SH.targetClass, ()):
                found[target].append(shape)
        return {one: sorted(found[one], key=str) for one in sorted(found, key=str)}

    def paths(self, shape: Any) -> list[NamedNode]:
        """Return the properties that a property shape is about: one, or alternatives."""
        path = self.one(shape, SH.path)
        if isinstance(path, NamedNode):
            return [path]
        found = list(self.members(self.one(path, SH.alternativePath)))
        return found if all(isinstance(one, NamedNode) for one in found) else []

    @cached_property
    def values(self) -> dict[NamedNode, Values]:
        """Which values each property may have, in all shapes together."""
        found: dict[NamedNode, Values] = defaultdict(Values)
        for shape in self.about:
            for path in self.paths(shape):
                found[path] |= self.values_of(shape)
        return found

    def values_of(self, shape: Any) -> Values:
        """Return which values a shape lets its property have."""
        nodes = self.all(shape, SH.node)
        schemes = [
            self.one(inner, SH.hasValue)
            for node in nodes
            for inner in self.all(node, SH.property)
            if self.one(inner, SH.path) == SKOS.inScheme
        ]
        choices = [one for head in self.all(shape, SH["in"]) for one in self.members(head)]
        bounds = [
            f"{sign} {limit.value}"
            for sign, predicate in (
                (">", SH.minExclusive),
                (">=", SH.minInclusive),
                ("<", SH.maxExclusive),
                ("<=", SH.maxInclusive),
            )
            for limit in self.all(shape, predicate)
        ]
        found = Values(
            classes=tuple(self.all(shape, SH["class"])),
            schemes=tuple(one for one in schemes if one),
            datatypes=(
                *self.all(shape, SH.datatype),
                *((EDTF.EDTF,) if RGSH.EdtfShape in nodes else ()),
            ),
            languages=tuple(
                one.value for head in self.all(shape, SH.languageIn) for one in self.members(head)
            ),
            choices=(*choices, *self.all(shape, SH.hasValue)),
            iris=self.one(shape, SH.nodeKind) == SH.IRI,
            one_a_language=any(one.value == "true" for one in self.all(shape, SH.uniqueLang)),
            bounds=tuple(bounds),
        )
        for head in self.all(shape, SH["or"]):
            for inner in self.members(head):
                found |= self.values_of(inner)
        return found

    def uses(self, target: NamedNode) -> list[Use]:
        """Return the properties of a class as its shapes have them, in order of IRI."""
        shapes = self.classes.get(target, [])
        by_path: dict[NamedNode, list[Any]] = defaultdict(list)
        for inner in dict.fromkeys(one for shape in shapes for one in self.properties(shape)):
            path = self.one(inner, SH.path)
            if isinstance(path, NamedNode):
                by_path[path].append(inner)
        return [self.use(path, by_path[path]) for path in sorted(by_path, key=str)]

    def properties(self, shape: Any) -> list[Any]:
        """Return the property shapes in a node shape, itself included where it is one."""
        return ([shape] if self.all(shape, SH.path) else []) + self.all(shape, SH.property)

    def use(self, path: NamedNode, shapes: Iterable[Any]) -> Use:
        """Return what several shapes together say of one property."""
        least, most, values = 0, None, Values()
        for shape in shapes:
            counts = self.all(shape, SH.minCount) + self.all(shape, SH.qualifiedMinCount)
            least = max([least, *(int(one.value) for one in counts)])
            limits = [int(one.value) for one in self.all(shape, SH.maxCount)]
            most = min([*limits, *([] if most is None else [most])], default=None)
            values |= self.values_of(shape)
        return Use(path, least, most, values)

    @cached_property
    def single(self) -> set[NamedNode]:
        """The properties of which no class that has them lets a thing have two values."""
        uses = [use for target in self.classes for use in self.uses(target)]
        return {use.path for use in uses} - {use.path for use in uses if use.most is None}

    @cached_property
    def rules(self) -> dict[str, list[Rule]]:
        """What the shapes that have IRIs demand, by the name of the shape that they belong to."""
        found: dict[str, list[Rule]] = defaultdict(list)
        for shape in sorted((one for one in self.about if isinstance(one, NamedNode)), key=str):
            message = self.one(shape, SH.message)
            if message is None:
                continue
            name, severity = self.one(shape, SH.name), self.one(shape, SH.severity)
            found[local(shape).partition("-")[0]].append(
                Rule(
                    shape,
                    self.path_text(self.one(shape, SH.path)),
                    name.value if name else "",
                    message.value,
                    local(severity) if severity else "Violation",
                )
            )
        return dict(found)

    def path_text(self, path: Any) -> str:
        """Return a path as SPARQL writes it."""
        if path is None:
            return ""
        if isinstance(path, NamedNode):
            return compress_iri(path.value)
        for step, pattern in STEPS.items():
            inner = self.one(path, step)
            if inner is not None:
                return pattern.format(self.inner_text(inner))
        choice = self.one(path, SH.alternativePath)
        sign, head = (" / ", path) if choice is None else (" | ", choice)
        return sign.join(self.inner_text(one) for one in self.members(head))

    def inner_text(self, path: Any) -> str:
        """Return a path within another."""
        text = self.path_text(path)
        return f"({text})" if " " in text else text


def local(iri: NamedNode) -> str:
    """Return the end of an IRI."""
    return iri.value.replace("/", "#").rpartition("#")[2]
