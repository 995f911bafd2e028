"""Things by identifiers: IRIs, CURIEs, and the identifiers that agencies give."""

from __future__ import annotations

from collections import defaultdict

from rightsgraph.errors import InvalidIRIError, UnknownPrefixError
from rightsgraph.identifiers import expand_curie
from rightsgraph.namespaces import ADMS, RG, SCHEMA, SKOS
from rightsgraph.store.embedded import EmbeddedStore


class Identified:
    """Things by the identifiers that stand for them.

    Parameters
    ----------
    store : EmbeddedStore
        The graph.
    known : mapping of str to set of str
        Things by notation (``XM-DAC-47066``), agency and notation (``iati:xm-dac-47066``), or
        address, each in lower case.
    """

    def __init__(self, store: EmbeddedStore, known: dict[str, set[str]]) -> None:
        self.store, self.known = store, known

    @classmethod
    def of(cls, store: EmbeddedStore) -> Identified:
        """Return the identifiers of a graph."""
        known: dict[str, set[str]] = defaultdict(set)
        for quad in store.match(None, RG.identifies):
            thing, node = quad.object.value, quad.subject
            agencies = [one.object.value for one in store.match(node, ADMS.schemeAgency)]
            for one in store.match(node, SKOS.notation):
                notation = one.object.value.casefold()
                for key in (notation, *(f"{agency.casefold()}:{notation}" for agency in agencies)):
                    known[key].add(thing)
            for one in store.match(node, SCHEMA.url):
                known[plain(one.object.value)].add(thing)
        for quad in store.match(None, SCHEMA.sameAs):
            known[plain(quad.object.value)].add(quad.subject.value)
        return cls(store, dict(known))

    def find(self, text: str) -> list[tuple[str, str]]:
        """Return the things that an identifier stands for, each with the identifier."""
        wanted = text.strip()
        found = {(iri, wanted) for iri in self.known.get(plain(wanted), ())}
        if not found and ":" in wanted and " " not in wanted:
            try:
                iri = expand_curie(wanted, self.store.prefixes)
            except (InvalidIRIError, UnknownPrefixError):
                return []
            if next(self.store.match(iri), None):
                found = {(iri.value, wanted)}
        return sorted(found)


def plain(identifier: str) -> str:
    """Return an identifier in lower case, an address without scheme and last slash."""
    text = identifier.casefold()
    for scheme in ("https://", "http://"):
        text = text.removeprefix(scheme)
    return text.rstrip("/")
