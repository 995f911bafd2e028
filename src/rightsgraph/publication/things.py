"""The pages of single things: one for each IRI of the site that something is said of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache, partial
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape
from pyoxigraph import NamedNode

from rightsgraph.namespaces import DCTERMS, RDF, RG, RGS, SCHEMA, SKOS
from rightsgraph.networks.page import json_for_html
from rightsgraph.publication.addresses import LANGUAGES, page_suffix
from rightsgraph.publication.facts import Basis, Reader, Thing
from rightsgraph.publication.formats import FORMS
from rightsgraph.publication.languages import NAMES
from rightsgraph.publication.maps import VIEW, Maps
from rightsgraph.publication.names import Names
from rightsgraph.publication.partners import Partners
from rightsgraph.publication.passages import Order, PassagesPage
from rightsgraph.publication.publication import Page, Publication
from rightsgraph.publication.relations import MOST, Tables, in_reach, listed
from rightsgraph.publication.structured import as_json

FEW = 6  # sources shown beside a fact
LEDES = (SKOS.definition, DCTERMS.description, DCTERMS.abstract)
FIRST = (
    RG.actorType,
    RG.activityType,
    RG.instrumentType,
    RG.placeType,
    RG.status,
    RG.when,
    RG.takesPlaceIn,
    RG.concernsPlace,
    RG.seatedIn,
    RG.targetGroup,
    DCTERMS.subject,
)
LAST = (SKOS.scopeNote, SKOS.editorialNote, SKOS.example, RG.statusAsOf, RG.textDigest)
ORDER = {one: number for number, one in enumerate(FIRST)} | {
    one: 100 + number for number, one in enumerate(LAST)
}
OTHERS = re.compile(r"index|ns(/.*)?|shapes|queries(/.*)?|(list|network)/.*|search|sparql|about")


class Things:
    """The section of the pages of single things.

    Parameters
    ----------
    publication : Publication
        What is published.
    """

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self.reader = Reader(publication.store)
        self.names = Names(self.reader, publication.addresses)
        self.tables = Tables(self.reader, self.names)
        self.partners = Partners(self.reader, self.names)
        self.maps = Maps(self.reader, self.names)
        self.order = Order(self.reader)
        self.rank = lru_cache(maxsize=10_000)(self.find_rank)
        self.json: tuple[Any, str] = (None, "")

    def passages(self) -> PassagesPage:
        """Return the section with the page of all passages."""
        return PassagesPage(self.publication, self.reader, self.names, self.order)

    @cached_property
    def iris(self) -> dict[str, NamedNode]:
        """The things that have a page here, by the name of their document."""
        self.reader.load()
        addresses = self.publication.addresses
        found: dict[str, NamedNode] = {}
        graphs = map(NamedNode, self.publication.graph.generation.graphs)
        for node in (*self.reader.nodes(), *graphs):
            name = addresses.name(node.value) if isinstance(node, NamedNode) else None
            if name is not None and name not in found and not OTHERS.fullmatch(name):
                found[name] = NamedNode(node.value.partition("#")[0])
        for quad in self.publication.store.match(None, RDF.type, SKOS.ConceptScheme):
            if quad.subject.value.startswith(RGS.iri):
                found.pop(addresses.name(quad.subject.value) or "", None)
        return dict(sorted(found.items()))

    def paths(self) -> Iterator[str]:
        """Yield the path of each thing's page in each language."""
        for name in self.iris:
            for code in LANGUAGES:
                yield name + page_suffix(code)

    def get(self, path: str) -> bytes | None:
        """Return the page at a path; none if nothing is said of the thing."""
        page = Page.at(path)
        if page is None or OTHERS.fullmatch(page.name):
            return None
        iri = self.iri(page.name)
        if iri is None:
            return None
        thing = self.reader.read(iri)
        if not thing.is_known and page.name not in self.iris:
            return None
        if SKOS.ConceptScheme in thing.kinds and iri.value.startswith(RGS.iri):
            return None
        return self.page(thing, page)

    def iri(self, name: str) -> NamedNode | None:
        """Return the IRI that the document of a name is on."""
        if "~~" in name:
            return self.iris.get(name)
        iri = self.publication.addresses.decoded(name)
        try:
            return NamedNode(iri) if iri else None
        except ValueError:
            return None

    def page(self, thing: Thing, page: Page) -> bytes:
        """Return the page of a thing."""
        names, code = self.names, page.language.code
        name, spoken = names.name(thing.iri, code)
        partners = self.partners.of(thing)
        places = self.maps.places(thing)
        is_passage = RG.Passage in thing.kinds or RG.Record in thing.kinds
        return self.publication.render(
            "thing.html",
            page,
            thing=thing,
            name=name,
            spoken=spoken,
            kinds=[names.link(kind, page) for kind in shown_kinds(thing)],
            others=list(names.others(thing.iri, code)),
            ledes=[one for p in LEDES for one in in_reach(list(thing.facts.get(p, ())), code)],
            groups=list(self.groups(thing, page)),
            tables=self.tables.of(
                thing, page, lambda row: self.basis(row.basis, thing, page, node=row.node)
            ),
            states=self.lists(thing.states, page, in_words=True),
            parts=self.ordered(thing.links.get(DCTERMS.isPartOf, []), code),
            links=self.lists(
                {p: found for p, found in thing.links.items() if p != DCTERMS.isPartOf}, page
            ),
            elsewhere=thing.derived.get(SCHEMA.sameAs, []),
            beside=self.order.beside(thing.iri) if is_passage else None,
            partners=partners,
            spots=self.partners.drawn(partners, code) if partners else None,
            map=self.maps.part(places, code) if places else None,
            turtle=page.name[len(page.folder) :] + FORMS[0].suffix,
            count=self.publication.graph.generation.graphs.get(thing.iri.value),
            structured=Markup(self.structured(thing)),
            report=self.report(thing, page, "") if self.publication.site.reports else "",
            link=partial(names.link, page=page),
            source=partial(names.source, page=page),
            heading=partial(names.heading, page=page),
            words=lambda term: names.text(term, code),
            address=lambda term: names.address(term, page),
            language_name=lambda other: NAMES.get(other, other),
            part_of=DCTERMS.isPartOf,
            world_height=round(VIEW.height, 1),
            when=lambda one: self.when(one, code),
            query=partial(self.query, page),
            most=MOST,
        )

    def structured(self, thing: Thing) -> str:
        """Return a thing's JSON-LD, made once for the languages of its page."""
        if self.json[0] != thing.iri:
            written = json_for_html(as_json(thing, self.reader.values(thing.iri)))
            self.json = thing.iri, written
        return self.json[1]

    def groups(self, thing: Thing, page: Page) -> Iterator[tuple[Markup, Markup]]:
        """Yield the facts by property: values that rest on the same together."""
        code, reports = page.language.code, bool(self.publication.site.reports)
        for predicate in sorted(thing.facts, key=lambda one: self.rank(one, code)):
            if predicate in LEDES:
                continue
            facts, rows = thing.facts[predicate], dict[Basis, list[Any]]()
            for value in in_reach(list(facts), code):
                rows.setdefault(facts[value], []).append(value)
            shown = []
            for basis, values in rows.items():
                text = self.statement(predicate, values, code) if reports else ""
                value = self.listed(values[:MOST], page)
                sources = self.basis(basis, thing, page, text)
                shown.append(f'<p><span class="value">{value}</span>{sources}</p>')
                for note in in_reach(list(basis.notes), code):
                    shown.append(f'<p class="remark">{self.names.link(note, page)}</p>')
            yield self.property(predicate, page), Markup("".join(shown))

    def find_rank(self, predicate: NamedNode, code: str) -> tuple[int, str, str]:
        """Return the key by which a property stands among the facts."""
        return ORDER.get(predicate, 50), self.names.text(predicate, code), predicate.value

    def basis(
        self, basis: Basis, thing: Thing, page: Page, reported: str = "", node: Any = None
    ) -> Markup:
        """Return what a fact rests on: the mark of inference, passages, pages, further links."""
        names, gettext = self.names, page.language.gettext
        if not (basis.sources or basis.inferred or reported or node):
            return Markup()
        parts = []
        if basis.inferred:
            text = escape(gettext("inferred"))
            parts.append(f'<span class="mark">{text}</span>')
        if len(basis.sources) > FEW + 2 and len(thing.stated) > FEW:
            text = escape(gettext("{number} sources").format(number=len(basis.sources)))
            parts.append(f'<a href="#stated">{text}</a>')
        else:
            parts += [names.source(one, page) for one in basis.sources[: FEW + 2]]
        address = names.address(node, page)
        if address:
            text = escape(gettext("entry"))
            parts.append(f'<a class="entry" href="{escape(address)}">{text}</a>')
        if reported:
            report = escape(self.report(thing, page, reported))
            text = escape(gettext("report"))
            parts.append(f'<a class="report unprinted" href="{report}">{text}</a>')
        return Markup(f'<span class="sources">{" ".join(parts)}</span>')

    def property(self, predicate: NamedNode, page: Page) -> Markup:
        """Return the name of a property, with a link to our vocabulary if it is of that."""
        if predicate.value.startswith(RG.iri):
            return self.names.link(predicate, page)
        return escape(self.names.text(predicate, page.language.code))

    def statement(self, predicate: NamedNode, values: list[Any], code: str) -> str:
        """Return a fact as plain text, for a report on it."""
        shown = ", ".join(self.names.text(value, code) for value in values[:FEW])
        return f"{self.names.text(predicate, code)}: {shown}"

    def listed(self, values: list[Any], page: Page) -> Markup:
        """Return values with links, in order of their names."""
        code = page.language.code
        return listed(
            values,
            lambda value: self.names.link(value, page),
            lambda value: self.names.text(value, code).lower(),
        )

    def ordered(self, things: list[Any], code: str) -> list[Any]:
        """Return things in order of their names, each once."""
        return sorted(
            dict.fromkeys(things), key=lambda one: (self.names.text(one, code).lower(), str(one))
        )

    def lists(
        self, found: dict[NamedNode, list[Any]], page: Page, *, in_words: bool = False
    ) -> list[tuple[NamedNode, Any, list[Any]]]:
        """Return lists of things by property or class, the longest first."""
        code = page.language.code
        shown = [
            (
                one,
                self.names.text(one, code) if in_words else self.property(one, page),
                self.ordered(things, code),
            )
            for one, things in found.items()
        ]
        return sorted(shown, key=lambda item: (-len(item[2]), item[0].value))

    def when(self, thing: Any, code: str) -> str:
        """Return the date of an activity that is listed, if it has one."""
        dates = self.reader.values(thing).get(RG.when, ())
        return "; ".join(self.names.text(one, code) for one in sorted(dates, key=str))

    def query(self, page: Page, iri: NamedNode, predicate: Any = None, kind: Any = None) -> str:
        """Return the link to the query for all that a list shows the first of."""
        link = f"<{predicate.value}>" if predicate else "?property"
        of = f" ; a <{kind.value}>" if kind else ""
        text = f"SELECT ?thing WHERE {{ ?thing {link} <{iri.value}>{of} }}"
        return f"{page.page('sparql')}?query={quote(text, safe='')}"

    def report(self, thing: Thing, page: Page, statement: str) -> str:
        """Return where a reader reports a fact, or the page, with its text filled in."""
        generation, gettext = self.publication.graph.generation, page.language.gettext
        error, version, digest = gettext("Error"), gettext("Data version"), gettext("Digest")
        name = self.names.text(thing.iri, page.language.code)
        title = f"{error}: {name}" + (f", {statement}" if statement else "")
        lines = [thing.iri.value, statement, f"{version}: {generation.version}"]
        lines += [f"{digest}: {generation.digest}", "", gettext("What is wrong?"), ""]
        return self.publication.site.report_link(title[:200], "\n".join(lines))


def shown_kinds(thing: Thing) -> list[NamedNode]:
    """Return a thing's classes, without that of all actors where there is another."""
    kinds = sorted(thing.kinds, key=str)
    return [kind for kind in kinds if kind != RG.Actor] or kinds
