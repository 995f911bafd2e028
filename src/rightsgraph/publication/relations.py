"""Qualified relations as tables: one row each, with what it rests on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from pyoxigraph import Literal, NamedNode

from rightsgraph.namespaces import ADMS, DCTERMS, ORG, QB, RDF, RG, RGS, SCHEMA, SKOS
from rightsgraph.publication.facts import Basis, Reader, Relation, Thing
from rightsgraph.publication.names import Names
from rightsgraph.publication.publication import Page

MOST = 100  # rows of a table, things of a list
EXACTLY = RGS["comparator-exactly"]
AMOUNT = (RG.value, RG.minValue, RG.maxValue)


@dataclass(frozen=True)
class Column:
    """One column: the property whose values it shows.

    Attributes
    ----------
    predicate : pyoxigraph.NamedNode
        Its heading is that property's name.
    through : pyoxigraph.NamedNode, optional
        The property is read from the relation's value of this one.
    """

    predicate: NamedNode
    through: NamedNode | None = None


def columns(*predicates: NamedNode) -> tuple[Column, ...]:
    """Return the columns of a relation's own properties."""
    return tuple(map(Column, predicates))


COLUMNS = {
    RG.Participation: (
        *columns(RG.actor, RG.inActivity, RG.role),
        Column(RG.when, RG.inActivity),
    ),
    ORG.Membership: columns(ORG.member, ORG.organization, ORG.role, RG.when),
    RG.Tie: columns(RG["from"], RG.tieType, RG.to, DCTERMS.subject),
    RG.Mandate: columns(RG.actor, RG.mandateKind, SKOS.prefLabel, RG.protectionForm, RG.protects),
    RG.Stance: columns(RG.actor, RG.inActivity, RG.stanceType, RG.ofInstrument),
    RG.Quantity: columns(RG.measured, RG.quantityKind, RG.value, RG.targetGroup, RG.asOf),
    RG.TreatyAction: columns(RG.actor, RG.ofInstrument, RG.actionType, RG.when, RG.effective),
    RG.Provision: columns(RG.ofInstrument, RG.article, RG.setsOut),
    RG.Identifier: columns(RG.identifies, ADMS.schemeAgency, SKOS.notation, SCHEMA.url),
    QB.Observation: columns(
        RG.ofActor, QB.dataSet, RG.degree, RG.strength, RG.betweenness, RG.community
    ),
    RDF.Statement: columns(RDF.subject, RDF.predicate, RDF.object),
}
NUMBERS = {RG.degree, RG.strength, RG.betweenness, RG.community}


@dataclass(frozen=True)
class Row:
    """One row: its cells, what the relation rests on, and the relation's own page."""

    cells: list[Markup]
    basis: Basis
    node: Any


@dataclass(frozen=True)
class Table:
    """The relations of one class.

    Attributes
    ----------
    kind : pyoxigraph.NamedNode
        The class.
    headings : list of tuple
        Name of each column, and whether it holds numbers.
    rows : list of Row
        The first of them in order.
    count : int
        How many there are.
    """

    kind: NamedNode
    headings: list[tuple[str, bool]]
    rows: list[Row]
    count: int


class Tables:
    """Makes tables of a thing's relations."""

    def __init__(self, reader: Reader, names: Names) -> None:
        self.reader, self.names = reader, names

    def of(self, thing: Thing, page: Page) -> list[Table]:
        """Return the tables of a thing, for a page."""
        return [
            self.table(thing.iri, kind, thing.relations[kind], page)
            for kind in COLUMNS
            if kind in thing.relations
        ]

    def table(
        self, thing: NamedNode, kind: NamedNode, relations: list[Relation], page: Page
    ) -> Table:
        """Return the table of one class of relations, without what all rows leave empty."""
        code = page.language.code
        chosen = [
            column
            for column in COLUMNS[kind]
            if any(value != thing for one in relations for value in self.values(one, column))
        ]

        def place(relation: Relation) -> list[str]:
            texts = [[self.sortable(v, code) for v in self.values(relation, c)] for c in chosen]
            return [" ".join(sorted(one)) for one in texts]

        ordered = sorted(relations, key=place) if len(relations) > 1 else relations
        rows = [
            Row([self.cell(one, column, page) for column in chosen], one.basis, one.node)
            for one in ordered[:MOST]
        ]
        headings = [
            (self.names.text(one.predicate, code), one.predicate in NUMBERS) for one in chosen
        ]
        return Table(kind, headings, rows, len(relations))

    def sortable(self, value: Any, code: str) -> str:
        """Return the text by which a value stands in its order."""
        return value.value if isinstance(value, Literal) else self.names.text(value, code).lower()

    def values(self, relation: Relation, column: Column) -> list[Any]:
        """Return what a relation has in a column."""
        if column.predicate == RG.value and column.through is None:
            return [value for one in AMOUNT for value in relation.values.get(one, ())]
        if column.through is None:
            return relation.values.get(column.predicate, [])
        return [
            value
            for node in relation.values.get(column.through, ())
            for value in self.reader.values(node).get(column.predicate, ())
        ]

    def cell(self, relation: Relation, column: Column, page: Page) -> Markup:
        """Return one cell."""
        if column.predicate == RG.value:
            return self.amount(relation, page)
        return listed(
            in_reach(self.values(relation, column), page.language.code),
            lambda value: self.names.link(value, page),
            lambda value: self.sortable(value, page.language.code),
        )

    def amount(self, relation: Relation, page: Page) -> Markup:
        """Return a quantity with its comparator and unit."""
        values = relation.values
        comparators = [one for one in values.get(RG.comparator, ()) if one != EXACTLY]
        numbers = [
            self.names.text(value, page.language.code)
            for value in self.values(relation, Column(RG.value))
        ]
        words = [self.names.text(one, page.language.code) for one in comparators]
        units = [self.names.link(one, page) for one in values.get(RG.unit, ())]
        return Markup(" ").join([*words, " – ".join(numbers), *units])


def listed(
    values: list[Any], link: Callable[[Any], Markup], order: Callable[[Any], str]
) -> Markup:
    """Return some values in their order, with commas."""
    if len(values) == 1:
        return link(values[0])
    return Markup(", ").join(link(value) for value in sorted(values, key=order))


def in_reach(values: list[Any], code: str) -> list[Any]:
    """Return values, but of texts in several languages only those of the reader's, or English."""
    spoken = {value.language for value in values if isinstance(value, Literal) and value.language}
    if len(spoken) < 2:
        return values
    kept = next((one for one in (code, "en") if one in spoken), None)
    if kept is None:
        return values
    return [v for v in values if not (isinstance(v, Literal) and v.language) or v.language == kept]
