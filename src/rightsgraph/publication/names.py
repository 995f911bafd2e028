"""Names of things on the pages, and the links that carry them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape
from pyoxigraph import BlankNode, Literal, NamedNode

from rightsgraph.identifiers import compress_iri
from rightsgraph.namespaces import ADMS, DCTERMS, ORG, QB, RDF, RG, SKOS
from rightsgraph.publication.addresses import Addresses, page_suffix
from rightsgraph.publication.languages import language
from rightsgraph.publication.publication import Page
from rightsgraph.publication.words import literal, words_of
from rightsgraph.store.embedded import EmbeddedStore

KEPT = 200_000
SAFE = ("http", "https", "mailto")
LONGEST = 48  # signs of an address that are shown
FOREIGN = {"adms", "bibo", "dcat", "dcterms", "foaf", "org", "owl", "prov", "qb", "rdf", "rdfs"}
FOREIGN |= {"schema", "sh", "skos", "vann", "void"}

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
    store : EmbeddedStore
        The graph.
    addresses : Addresses
        Where its pages lie.
    """

    def __init__(self, store: EmbeddedStore, addresses: Addresses) -> None:
        self.store, self.addresses = store, addresses
        self.name = lru_cache(maxsize=KEPT)(self.find_name)
        self.key = lru_cache(maxsize=KEPT)(self.find_key)
        self.written = lru_cache(maxsize=KEPT)(self.write_link)

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
                quad.object.language or "": quad.object.value
                for quad in self.store.match(iri, predicate)
                if isinstance(quad.object, Literal)
            }
            for one in (code, "en", *sorted(found)):
                if found.get(one, "").strip():
                    return found[one], one or code
        return None

    def stand_in(self, iri: NamedNode, code: str) -> str:
        """Return words for a thing without a name."""
        curie = compress_iri(iri.value, self.store.prefixes)
        prefix, _, local = curie.partition(":")
        if prefix in FOREIGN and local.isalpha():
            return language(code).gettext(words_of(local))
        values: dict[NamedNode, list[Term]] = {}
        for quad in self.store.match(iri):
            values.setdefault(quad.predicate, []).append(quad.object)
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
        curie = compress_iri(value.value, self.store.prefixes)
        prefix, _, local = curie.partition(":")
        foreign = prefix in FOREIGN and local.isalpha()
        return language(code).gettext(words_of(local)) if foreign else curie

    def text(self, term: Term, code: str) -> str:
        """Return any term in words, without markup."""
        if isinstance(term, NamedNode):
            return self.name(term, code)[0]
        if isinstance(term, BlankNode):
            return language(code).gettext("without a name")
        return literal(term, code)

    def link(self, term: Any, page: Page) -> Markup:
        """Return a term as a page shows it: a link to its page or address, or its text."""
        return self.written(term, posixpath.dirname(page.name), page.language.code)

    def address(self, term: Any, page: Page) -> str | None:
        """Return the relative address of a thing's page; none of what is not the site's."""
        if not isinstance(term, NamedNode):
            return None
        return self.addresses.link(term.value, page.name, page_suffix(page.language.code))

    def write_link(self, term: Any, folder: str, code: str) -> Markup:
        """Return a term as pages in a folder show it."""
        if isinstance(term, Literal):
            shown = Markup('<span{}>{}</span>') if term.language else Markup("{}{}")
            return shown.format(in_language(term.language or code, code), literal(term, code))
        if not isinstance(term, NamedNode):
            return escape(self.text(term, code))
        address = self.addresses.link(term.value, f"{folder}/-" if folder else "-", page_suffix(code))
        if address is None:
            return outward(term.value, self.outer_name(term, code))
        name, spoken = self.name(term, code)
        return Markup('<a href="{}"{}>{}</a>').format(address, in_language(spoken, code), name)

    def outer_name(self, term: NamedNode, code: str) -> str:
        """Return what a link to an IRI of other people says."""
        named = self.own_name(term, code)
        if named:
            return named[0]
        prefix, _, local = compress_iri(term.value, self.store.prefixes).partition(":")
        if prefix in FOREIGN and local.isalpha():
            return language(code).gettext(words_of(local))
        return shortened(term.value)

    def find_key(self, passage: NamedNode) -> str:
        """Return a passage's key, such as ``annex/41/i``; of a page its short address."""
        for quad in self.store.match(passage, DCTERMS.identifier):
            return str(quad.object.value)
        if self.addresses.name(passage.value):
            return compress_iri(passage.value, self.store.prefixes)
        return shortened(passage.value)

    def source(self, term: Any, page: Page) -> Markup:
        """Return the link to a passage or a page that states something."""
        if not isinstance(term, NamedNode):
            return escape(self.text(term, page.language.code))
        address = self.address(term, page)
        if address is None:
            return outward(term.value, shortened(term.value), "source")
        name = self.name(term, page.language.code)[0]
        return Markup('<a class="source" href="{}" title="{}">{}</a>').format(
            address, name, self.key(term)
        )

    def others(self, thing: NamedNode, code: str) -> Iterator[tuple[str, list[str]]]:
        """Yield the languages that a thing's other names are in, each with those names.

        What the reader's language has comes first.
        """
        shown, found = self.name(thing, code)[0], dict[str, list[str]]()
        for predicate in (SKOS.prefLabel, SKOS.altLabel):
            for quad in self.store.match(thing, predicate):
                if isinstance(quad.object, Literal) and quad.object.value != shown:
                    names = found.setdefault(quad.object.language or "", [])
                    if quad.object.value not in names:
                        names.append(quad.object.value)
        for one in sorted(found, key=lambda one: (one != code, one)):
            yield one, sorted(found[one], key=lambda name: (name.isupper(), name))


def in_language(spoken: str, code: str) -> Markup:
    """Return the attribute that marks a text of another language than its page's."""
    return Markup(' lang="{}"').format(spoken) if spoken != code else Markup("")


def outward(address: str, name: str, style: str = "") -> Markup:
    """Return a link out of the site, or the plain text of an address that is not safe to open."""
    if not is_safe(address):
        return Markup("<code>{}</code>").format(address)
    kind = Markup(' class="{}"').format(style) if style else Markup("")
    return Markup('<a{} href="{}" rel="nofollow noopener">{}</a>').format(kind, address, name)


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
    shown = "/".join([parts.netloc.removeprefix("www."), *(["…"] if len(steps) > 1 else []), *steps[-1:]])
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"
