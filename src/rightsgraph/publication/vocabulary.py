"""The pages of the vocabulary: the ontology, each concept scheme, the shapes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from markupsafe import Markup
from pyoxigraph import NamedNode

from rightsgraph.identifiers import compress_iri
from rightsgraph.namespaces import BASE, DCTERMS, OWL, RDFS, RG, RGSH, SH, SKOS
from rightsgraph.publication.addresses import LANGUAGES, page_suffix
from rightsgraph.publication.facts import Reader
from rightsgraph.publication.formats import FORMS
from rightsgraph.publication.names import Names, licence_link
from rightsgraph.publication.publication import Page, Publication
from rightsgraph.publication.shapes import Shapes, Use, Values, local
from rightsgraph.publication.statistics import Statistics, count
from rightsgraph.publication.terms import MATCHES, Concept, Ontology, Text

ONTOLOGY, SHAPES = "ns", "shapes"
CODES = (SKOS.notation, RG.iatiCode, RG.hxlTag)


class Vocabulary:
    """The section of the ontology, the concept schemes and the shapes.

    Parameters
    ----------
    publication : Publication
        What is published.
    """

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self.addresses = publication.addresses
        self.names = Names(Reader(publication.store), publication.addresses)

    @cached_property
    def ontology(self) -> Ontology:
        """The terms."""
        return Ontology(self.publication.store)

    @cached_property
    def shapes(self) -> Shapes:
        """The shapes."""
        return Shapes(self.publication.store)

    @cached_property
    def statistics(self) -> Statistics:
        """How often each term is used."""
        return count(self.publication.store)

    @cached_property
    def uses(self) -> dict[NamedNode, list[Use]]:
        """The properties of each class that has shapes."""
        found = {target: self.shapes.uses(target) for target in self.shapes.classes}
        return {target: uses for target, uses in found.items() if uses}

    @cached_property
    def schemes(self) -> dict[str, NamedNode]:
        """The concept schemes by the name of their page."""
        named = {self.addresses.name(one.value): one for one in self.ontology.schemes}
        return {name: one for name, one in named.items() if name}

    @cached_property
    def ontologies(self) -> list[str]:
        """The names of the page of the ontology: its own and that of its version."""
        version = self.ontology.one(self.ontology.iri, OWL.versionIRI)
        return [ONTOLOGY, *filter(None, [self.addresses.name(version)] if version else [])]

    def paths(self) -> Iterator[str]:
        """Yield the paths of the pages."""
        for name in (*self.ontologies, SHAPES, *self.schemes):
            yield from (name + page_suffix(code) for code in LANGUAGES)

    def get(self, path: str) -> bytes | None:
        """Return a page; none if it is not of this section."""
        page = Page.at(path)
        if page is None:
            return None
        if page.name in self.ontologies:
            return self.ontology_page(page)
        if page.name == SHAPES:
            return self.shapes_page(page)
        return (
            self.scheme_page(page, self.schemes[page.name]) if page.name in self.schemes else None
        )

    def render(self, template: str, page: Page, iri: NamedNode, **values: Any) -> bytes:
        """Return a page with what all of this section have."""
        return self.publication.render(
            template,
            page,
            iri=iri.value,
            curie=compress_iri(iri.value),
            forms=[
                (form.name, self.addresses.link(iri.value, page.name, form.suffix))
                for form in FORMS
            ],
            **values,
        )

    def ontology_page(self, page: Page) -> bytes:
        """Return the page of the ontology."""
        ontology, code = self.ontology, page.language.code
        own = ontology.iri
        return self.render(
            "vocabulary.html",
            page,
            own,
            title=ontology.name(own, code),
            description=ontology.text(own, DCTERMS.description, code),
            abstract=ontology.text(own, DCTERMS.abstract, code),
            version=ontology.one(own, OWL.versionInfo),
            version_iri=ontology.one(own, OWL.versionIRI),
            modified=ontology.one(own, DCTERMS.modified),
            licence=licence_link(ontology.one(own, DCTERMS.license)),
            citation=ontology.one(own, DCTERMS.bibliographicCitation),
            prefix=compress_iri(RG.iri + "x").partition(":")[0],
            namespace_iri=RG.iri,
            classes=[self.class_entry(one, page) for one in self.ordered("classes", code)],
            properties=[self.property_entry(one, page) for one in self.ordered("properties", code)],
            measures=[self.property_entry(one, page) for one in self.ordered("measures", code)],
            datatypes=[self.entry(one, page) for one in self.ordered("datatypes", code)],
            reused=[
                {"link": self.link(one, page), "uses": self.use_rows(one, page)}
                for one in self.uses
                if not one.value.startswith(RG.iri)
            ],
            schemes=[
                {
                    "address": page.page(name),
                    "name": ontology.name(one, code),
                    "description": ontology.text(one, DCTERMS.title, code),
                    "number": len(ontology.members(one)),
                }
                for name, one in self.schemes.items()
            ],
        )

    def ordered(self, kind: str, code: str) -> list[NamedNode]:
        """Return the terms of a kind by name in a language."""
        return sorted(
            self.ontology.terms[kind],
            key=lambda one: (self.ontology.name(one, code).value.casefold(), one.value),
        )

    def entry(self, term: NamedNode, page: Page) -> dict[str, Any]:
        """Return what the page says of any term or concept."""
        ontology, code = self.ontology, page.language.code
        also = [one for one in ontology.all(term, SKOS.altLabel) if one.language == code]
        return {
            "anchor": local(term),
            "curie": compress_iri(term.value),
            "iri": term.value,
            "name": ontology.name(term, code),
            "also": [one.value for one in also],
            "definition": ontology.text(term, SKOS.definition, code)
            or ontology.text(term, DCTERMS.description, code),
            "notes": self.texts(term, SKOS.scopeNote, code),
            "examples": self.texts(term, SKOS.example, code),
            "sources": [self.link(one, page) for one in ontology.all(term, DCTERMS.source)],
            "broader": [self.link(one, page) for one in ontology.all(term, RDFS.subClassOf)],
            "see": [self.link(one, page) for one in ontology.all(term, RDFS.seeAlso)],
        }

    def texts(self, term: NamedNode, predicate: NamedNode, code: str) -> list[Text]:
        """Return the texts of a property: those in a language, or in English if there are none."""
        found = [
            Text(one.value, one.language or code) for one in self.ontology.all(term, predicate)
        ]
        for language in (code, "en"):
            chosen = [one for one in found if one.language == language]
            if chosen:
                return chosen
        return found

    def class_entry(self, term: NamedNode, page: Page) -> dict[str, Any]:
        """Return what the page says of a class."""
        number = self.statistics.classes.get(term.value, 0)
        return self.entry(term, page) | {
            "number": number,
            "things": [self.link(one, page) for one in self.ontology.examples(term) if number],
            "uses": self.use_rows(term, page),
        }

    def use_rows(self, target: NamedNode, page: Page) -> list[dict[str, Any]]:
        """Return the properties of a class with how many values they have and which."""
        return [
            {
                "link": self.link(use.path, page),
                "least": use.least,
                "most": use.most,
                "values": self.values(use.values, page),
            }
            for use in self.uses.get(target, ())
        ]

    def property_entry(self, term: NamedNode, page: Page) -> dict[str, Any]:
        """Return what the page says of a property."""
        statement = self.ontology.statement(term)
        return self.entry(term, page) | {
            "number": self.statistics.properties.get(term.value, 0),
            "of": [
                {"link": self.link(target, page), "least": use.least, "most": use.most}
                for target, uses in self.uses.items()
                for use in uses
                if use.path == term
            ],
            "values": self.values(self.shapes.values.get(term, Values()), page),
            "ranges": [self.link(one, page) for one in self.ontology.all(term, RDFS.range)],
            "statement": [self.link(one, page) for one in statement] if statement else [],
        }

    def values(self, values: Values, page: Page) -> dict[str, Any]:
        """Return in words and links which values a property may have."""
        return {
            "classes": [self.link(one, page) for one in values.classes],
            "schemes": [self.link(one, page) for one in values.schemes],
            "datatypes": [compress_iri(one.value) for one in values.datatypes],
            "choices": [self.link(one, page) for one in values.choices],
            "languages": bool(values.languages or values.one_a_language),
            "iris": values.iris and not values.classes and not values.schemes,
            "bounds": [one.replace(">=", "≥").replace("<=", "≤") for one in values.bounds],
        }

    def link(self, term: Any, page: Page) -> Markup:
        """Return a term as a link, one of another vocabulary with its CURIE."""
        found = self.names.link(term, page)
        if isinstance(term, NamedNode) and not term.value.startswith(BASE):
            curie = compress_iri(term.value)
            if curie != term.value:
                return Markup("{} <code>{}</code>").format(found, curie)
        return found

    def scheme_page(self, page: Page, scheme: NamedNode) -> bytes:
        """Return the page of a concept scheme."""
        ontology, code = self.ontology, page.language.code
        members = ontology.members(scheme)
        return self.render(
            "vocabulary-scheme.html",
            page,
            scheme,
            name=ontology.name(scheme, code),
            title=ontology.text(scheme, DCTERMS.title, code),
            description=ontology.text(scheme, DCTERMS.description, code),
            modified=ontology.one(scheme, DCTERMS.modified),
            licence=licence_link(ontology.one(scheme, DCTERMS.license)),
            number_of=len(members),
            uses=sum(ontology.uses.get(one, 0) for one in members),
            tree=[self.concept_entry(one, page) for one in ontology.tree(scheme, code)],
        )

    def concept_entry(self, concept: Concept, page: Page) -> dict[str, Any]:
        """Return what the page says of a concept and of those below it."""
        ontology = self.ontology
        return self.entry(concept.iri, page) | {
            "first": concept.first,
            "link": self.link(concept.iri, page),
            "number": ontology.uses.get(concept.iri, 0),
            "codes": [
                (compress_iri(code.value), value.value)
                for code in CODES
                for value in ontology.all(concept.iri, code)
            ],
            "matches": [
                (local(match), self.link(one, page))
                for match in MATCHES
                for one in ontology.all(concept.iri, match)
            ],
            "narrower": [self.concept_entry(one, page) for one in concept.narrower],
        }

    def shapes_page(self, page: Page) -> bytes:
        """Return the page of the shapes: what each demands, by the class or part it is about."""
        shapes = self.shapes
        groups = []
        for name, rules in shapes.rules.items():
            own = NamedNode(RGSH.iri + name)
            inner = [one for one in shapes.all(own, SH.property) if isinstance(one, NamedNode)]
            groups.append(
                {
                    "name": name,
                    "classes": [self.link(one, page) for one in shapes.all(own, SH.targetClass)],
                    "rules": [
                        {
                            "anchor": local(rule.iri),
                            "name": rule.name,
                            "path": rule.path,
                            "message": rule.message,
                            "severity": rule.severity,
                        }
                        for rule in rules
                    ],
                    "shared": [local(one) for one in inner if local(one).partition("-")[0] != name],
                }
            )
        return self.render(
            "vocabulary-shapes.html",
            page,
            NamedNode(RGSH.iri.rstrip("#")),
            groups=groups,
            rule_count=sum(map(len, shapes.rules.values())),
        )
