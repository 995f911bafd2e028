"""What is known of a thing beside its name."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

from rightsgraph.folding import fold
from rightsgraph.identifiers import expand_curie
from rightsgraph.labels import LABELS, label_of, texts
from rightsgraph.matching.gather import WHERE
from rightsgraph.matching.phrases import Phrases
from rightsgraph.matching.words import words_of
from rightsgraph.store.embedded import EmbeddedStore

COUNTRY = "country"


class Hints:
    """Values of properties, and a country.

    Parameters
    ----------
    store : EmbeddedStore
        The graph.
    phrases : Phrases
        The names of places.
    given : mapping of str to object
        ``country``, the name of a place; and by the IRI or CURIE of a property, its value or a list
        of values: IRIs, CURIEs, names or literals as text. Where something is or what it serves
        counts as ``country`` does.

    Raises
    ------
    UnknownPrefixError, InvalidIRIError
        A property is no IRI or CURIE.
    """

    def __init__(self, store: EmbeddedStore, phrases: Phrases, given: Mapping[str, object]) -> None:
        self.store = store
        self.values: dict[NamedNode, set[str]] = {}
        named: list[str] = []
        for key, value in given.items():
            values = [str(one) for one in (value if isinstance(value, list | tuple) else [value])]
            property_ = None if key == COUNTRY else expand_curie(key, store.prefixes)
            if property_ in (None, *WHERE):
                named += values
            else:
                self.values[property_] = {fold(self.full(one)) for one in values}
        self.places = frozenset().union(
            *map(phrases.places_in, map(words_of, map(self.name, named)))
        )

    def full(self, value: str) -> str:
        """Return a CURIE in full, anything else as it is."""
        prefix = value.partition(":")[0]
        known = ":" in value and " " not in value and prefix in self.store.prefixes
        return expand_curie(value, self.store.prefixes).value if known else value

    def name(self, value: str) -> str:
        """Return the name of a place given by its IRI or CURIE; a name as it is."""
        full = self.full(value)
        return label_of(self.store, NamedNode(full)) if "://" in full else value

    def contradiction(self, iri: str) -> str:
        """Return in words what the graph says otherwise of a thing, or an empty text."""
        for property_, wanted in self.values.items():
            values = [quad.object for quad in self.store.match(NamedNode(iri), property_)]
            if values and not any(wanted & self.forms(value) for value in values):
                return f"{label_of(self.store, property_)} is otherwise"
        return ""

    def forms(self, value: NamedNode | Literal) -> set[str]:
        """Return what a value can be called."""
        found = {fold(value.value)}
        if isinstance(value, NamedNode):
            found |= {fold(text.value) for one in LABELS for text in texts(self.store, value, one)}
        return found
