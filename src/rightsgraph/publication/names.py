"""Names of things on the pages, and the links that carry them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape
from pyoxigraph import BlankNode, Literal, NamedNode

from rightsgraph.identifiers import compress_iri
from rightsgraph.labels import ACRONYM
from rightsgraph.namespaces import ADMS, DCTERMS, ORG, QB, RDF, RG, SKOS
from rightsgraph.publication.addresses import Addresses, page_suffix
from rightsgraph.publication.facts import Reader
from rightsgraph.publication.languages import language
from rightsgraph.publication.publication import Page
from rightsgraph.publication.words import foreign_words, literal

KEPT = 200_000
SAFE = ("http", "https", "mailto")
LONGEST = 48  # signs of an address that are shown

# What stands for the name of a thing that has none.
STAND_INS = {
    RG.Participation: (RG.actor, RG.inActivity),
    RG.TreatyAction: (RG.actor, RG.actionType, RG.ofInstrument),
    RG.Identifier: (ADMS.schemeAgency, SKOS.notation),
    RG.Stance: (RG.actor, RG.inActivity, RG.stanceType, RG.ofInstrument),
    RG.Quantity: (RG.quantityKind, RG.measured),
    RG.Tie: (RG["from"], RG.tieType, RG.to),
    RG.Mandate: (RG.actor, RG.mandateKind),
    ORG.Membership: (ORG.member, ORG.organization),
    RDF.Statement: (RDF.subject, RDF.predicate, RDF.object),
    QB.Observation: (RG.ofActor, QB.dataSet),
}

Term = NamedNode | BlankNode | Literal


class Names:
    """The names of a graph's things in each language, and links to their pages.

    Parameters
    ----------
    reader : Reader
        The graph.
    addresses : Addresses
        Where its pages lie.
    """

    def __init__(self, reader: Reader, addresses: Addresses) -> None:
        self.values, self.prefixes = reader.values, reader.store.prefixes
        self.addresses = addresses
        self.name = lru_cache(maxsize=KEPT)(self.find_name)
        self.key = lru_cache(maxsize=KEPT)(self.find_key)
        self.written = lru_cache(maxsize=KEPT)(self.write_link)
        self.cited = lru_cache(maxsize=KEPT)(self.write_source)
        self.leading = lru_cache(maxsize=KEPT)(self.find_address)

    def find_name(self, iri: NamedNode, code: str) -> tuple[str, str]:
        """Return a thing's name and the language that it is in.

        In the language asked for, else in English, else in any; else a title; else the names of
        what it relates; else its CURIE.
        """
        return self.own_name(iri, code) or (self.stand_in(iri, code), code)

    def own_name(self, iri: NamedNode, code: str) -> tuple[str, str] | None:
        """Return a thing's label or title with its language, or nothing."""
        for predicate in (SKOS.prefLabel, DCTERMS.title):
            found = {
                value.language or "": value.value
                for value in self.values(iri).get(predicate, ())
                if isinstance(value, Literal)
            }
            for one in (code, "en", *sorted(found)):
                if found.get(one, "").strip():
                    return found[one], one or code
        return None

    def stand_in(self, iri: NamedNode, code: str) -> str:
        """Return words for a thing without a name."""
        curie = compress_iri(iri.value, self.prefixes)
        words = foreign_words(curie)
        if words:
            return language(code).gettext(words)
        values = self.values(iri)
        for kind in values.get(RDF.type, ()):
            parts = [
                self.part(value, code)
                for predicate in STAND_INS.get(kind, ())
                for value in sorted(values.get(predicate, ()), key=str)
            ]
            if parts:
                return " · ".join(parts)
        return curie

    def part(self, value: Term, code: str) -> str:
        """Return a value within a name made of several."""
        if not isinstance(value, NamedNode):
            return self.text(value, code)
        named = self.own_name(value, code)
        if named:
            return named[0]
        curie = compress_iri(value.value, self.prefixes)
        words = foreign_words(curie)
        return language(code).gettext(words) if words else curie

    def text(self, term: Term, code: str) -> str:
        """Return any term in words, without markup."""
        if isinstance(term, NamedNode):
            return self.name(term, code)[0]
        if isinstance(term, BlankNode):
            return language(code).gettext("without a name")
        return literal(term, code)

    def link(self, term: Any, page: Page) -> Markup:
        """Return a term as a page shows it: a link to its page or address, or its text."""
        return self.written(term, page.folder, page.language.code)

    def source(self, term: Any, page: Page) -> Markup:
        """Return the link to a passage, by its key, or to a page, that states something."""
        return self.cited(term, page.folder, page.language.code)

    def address(self, term: Any, page: Page) -> str | None:
        """Return the relative address of a thing's page; none of what is not the site's."""
        return self.leading(term, page.folder, page.language.code)

    def heading(self, passage: Any, page: Page) -> Markup:
        """Return the link to a heading, by its own words."""
        words, spoken = self.title(passage, page.language.code)
        address = escape(self.address(passage, page) or "")
        said = in_language(spoken, page.language.code)
        return Markup(f'<a href="{address}"{said}>{escape(words)}</a>')

    def title(self, passage: NamedNode, code: str) -> tuple[str, str]:
        """Return the words of a heading and their language; else a passage's name."""
        for value in self.values(passage).get(DCTERMS.title, ()):
            if isinstance(value, Literal):
                return value.value, value.language or code
        return self.name(passage, code)

    def find_address(self, term: Any, folder: str, code: str) -> str | None:
        """Return the address of a thing's page from pages in a folder."""
        if not isinstance(term, NamedNode):
            return None
        return self.addresses.link(term.value, f"{folder}-", page_suffix(code))

    def write_link(self, term: Any, folder: str, code: str) -> Markup:
        """Return a term as pages in a folder show it."""
        if isinstance(term, Literal):
            text = escape(literal(term, code))
            spoken = in_language(term.language or code, code)
            return Markup(f"<span{spoken}>{text}</span>") if spoken else text
        if not isinstance(term, NamedNode):
            return escape(self.text(term, code))
        address = self.leading(term, folder, code)
        if address is None:
            return outward(term.value, self.outer_name(term, code))
        name, tongue = self.name(term, code)
        return Markup(f'<a href="{escape(address)}"{in_language(tongue, code)}>{escape(name)}</a>')

    def write_source(self, term: Any, folder: str, code: str) -> Markup:
        """Return a source as pages in a folder show it."""
        address = self.leading(term, folder, code)
        if address is None:
            outer = isinstance(term, NamedNode)
            return (
                outward(term.value, shortened(term.value), "source")
                if outer
                else escape(self.text(term, code))
            )
        title, key = escape(self.name(term, code)[0]), escape(self.key(term))
        return Markup(f'<a class="source" href="{escape(address)}" title="{title}">{key}</a>')

    def outer_name(self, term: NamedNode, code: str) -> str:
        """Return what a link to an IRI of other people says."""
        named = self.own_name(term, code)
        if named:
            return named[0]
        words = foreign_words(compress_iri(term.value, self.prefixes))
        return language(code).gettext(words) if words else shortened(term.value)

    def find_key(self, passage: NamedNode) -> str:
        """Return a passage's key, such as ``annex/41/i``; of a page its short address."""
        for value in self.values(passage).get(DCTERMS.identifier, ()):
            return str(value.value)
        if self.addresses.name(passage.value):
            return compress_iri(passage.value, self.prefixes)
        return shortened(passage.value)

    def acronym(self, thing: NamedNode, code: str) -> str:
        """Return a thing's acronym in a language or in English, if it has one."""
        for one in (code, "en"):
            found = [
                value.value
                for value in self.values(thing).get(SKOS.altLabel, ())
                if isinstance(value, Literal) and value.language == one
            ]
            short = [name for name in found if name.isupper() and len(name) <= ACRONYM]
            if short:
                return min(short, key=lambda name: (len(name), name))
        return ""

    def others(self, thing: NamedNode, code: str) -> Iterator[tuple[str, list[str]]]:
        """Yield the languages that a thing's other names are in, each with those names.

        What the reader's language has comes first.
        """
        shown, found = self.name(thing, code)[0], dict[str, list[str]]()
        for predicate in (SKOS.prefLabel, SKOS.altLabel):
            for value in self.values(thing).get(predicate, ()):
                if isinstance(value, Literal) and value.value != shown:
                    names = found.setdefault(value.language or "", [])
                    if value.value not in names:
                        names.append(value.value)
        for one in sorted(found, key=lambda one: (one != code, one)):
            yield one, sorted(found[one], key=lambda name: (name.isupper(), name))


def in_language(spoken: str, code: str) -> Markup:
    """Return the attribute that marks a text of another language than its page's."""
    return Markup(f' lang="{escape(spoken)}"') if spoken != code else Markup()


def licence_link(address: str) -> Markup:
    """Return the link to a licence; an empty text for none."""
    return (
        outward(address, address.removeprefix("https://"), kind="license") if address else Markup()
    )


def outward(address: str, name: str, style: str = "", kind: str = "") -> Markup:
    """Return a link out of the site, or the plain text of an address that is not safe to open."""
    if not is_safe(address):
        return Markup(f"<code>{escape(address)}</code>")
    marked = f'class="{style}" ' if style else ""
    relation = f"{kind} nofollow noopener".strip()
    return Markup(f'<a {marked}href="{escape(address)}" rel="{relation}">{escape(name)}</a>')


def is_safe(address: str) -> bool:
    """Return whether an address may be a link: http, https and mailto only.

    Examples
    --------
    >>> is_safe("https://example.org/"), is_safe("javascript:alert(1)")
    (True, False)
    """
    try:
        return urlsplit(address).scheme in SAFE
    except ValueError:
        return False


def shortened(address: str) -> str:
    """Return the host and the end of an address.

    Examples
    --------
    >>> shortened("https://example.org/one/two/three.html?page=4")
    'example.org/…/three.html?page=4'
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    rest = f"{parts.path}?{parts.query}" if parts.query else parts.path
    if not parts.netloc:
        return address
    steps = [step for step in rest.split("/") if step]
    shown = "/".join(
        [parts.netloc.removeprefix("www."), *(["…"] if len(steps) > 1 else []), *steps[-1:]]
    )
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"
