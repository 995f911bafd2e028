"""The properties that networks are made from, as arrays of numbers over one list of terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from pyoxigraph import Literal, NamedNode

from rightsgraph.errors import MissingStoreError
from rightsgraph.namespaces import DCTERMS, ORG, RG

Ints = np.ndarray[Any, np.dtype[np.int64]]
Terms = np.ndarray[Any, np.dtype[np.object_]]

THINGS = (
    *(RG.actor, RG.inActivity, RG.role, RG.statedIn, DCTERMS.isPartOf),
    *(RG.party, RG["from"], RG.to, RG.tieType, RG.stanceType),
    *(ORG.member, ORG.organization, ORG.role),
)
TEXTS = (RG.earliest, RG.latest, DCTERMS.identifier)
KINDS: dict[NamedNode, Any] = dict.fromkeys(THINGS, NamedNode) | dict.fromkeys(TEXTS, Literal)
END = "\0"  # between two terms in a file; a text that has it is left out


class Columns:
    """The statements of some properties.

    Those of `THINGS` lead from things to things, those of `TEXTS` from things to literals, of which
    the text is kept. A text where a thing belongs, the other way round, and blank nodes are left
    out.

    Parameters
    ----------
    terms : numpy.ndarray of object, shape (terms,)
        IRIs and texts, each once, in order.
    pairs : mapping of NamedNode to numpy.ndarray of int, shape (2, statements)
        The numbers of the subjects and of the objects of each property, in order.
    """

    def __init__(self, terms: Terms, pairs: Mapping[NamedNode, Ints]) -> None:
        self.terms, self.pairs = terms, pairs

    @classmethod
    def of(cls, quads: Iterable[Any]) -> Columns:
        """Return the columns of statements, whatever else these state; each comes once."""
        number: dict[str, int] = {}
        found: dict[NamedNode, list[tuple[int, int]]] = {property_: [] for property_ in KINDS}
        for quad in quads:
            value: Any = quad.object
            kind = KINDS.get(quad.predicate)
            if kind and isinstance(value, kind) and isinstance(quad.subject, NamedNode):
                text = value.value
                if END not in text:
                    one = number.setdefault(quad.subject.value, len(number))
                    found[quad.predicate].append((one, number.setdefault(text, len(number))))
        terms = np.array(sorted(number), dtype=object)
        place = np.empty(len(terms), dtype=np.int64)
        place[[number[term] for term in terms]] = np.arange(len(terms))
        pairs = {}
        for property_, rows in found.items():
            both = place[np.array(rows, dtype=np.int64).reshape(-1, 2).T]
            pairs[property_] = both[:, np.lexsort(both[::-1])]
        return cls(terms, pairs)

    def strings(self, property_: NamedNode) -> tuple[list[str], list[str]]:
        """Return the subjects and the objects of a property."""
        subjects, objects = self.terms[self.pairs[property_]].tolist()
        return subjects, objects

    def numbers(self, iris: Iterable[str]) -> Ints:
        """Return the numbers of those of some IRIs that are terms, in order."""
        wanted = np.array(sorted(iris), dtype=object)
        place = np.searchsorted(self.terms, wanted)
        within = place < len(self.terms)
        place, wanted = place[within], wanted[within]
        return place[self.terms[place] == wanted]

    def to_bytes(self) -> bytes:
        """Return the columns as a file, without pickles."""
        arrays: dict[str, Any] = {
            str(number): self.pairs[property_].astype(np.int32)
            for number, property_ in enumerate(KINDS)
        }
        for key, texts in (("terms", self.terms), ("properties", [one.value for one in KINDS])):
            arrays[key] = np.frombuffer(END.join(texts).encode("utf-8"), dtype=np.uint8)
        stream = BytesIO()
        np.savez(stream, **arrays)
        return stream.getvalue()

    @classmethod
    def read(cls, path: Path) -> Columns | None:
        """Return the columns in a file; none if it is missing or lacks a property.

        Raises
        ------
        MissingStoreError
            The file is damaged.
        """
        try:
            with np.load(path, allow_pickle=False) as file:
                terms, names = (
                    bytes(file[key]).decode("utf-8").split(END) for key in ("terms", "properties")
                )
                pairs = {
                    NamedNode(name): file[str(number)].astype(np.int64)
                    for number, name in enumerate(names)
                }
        except FileNotFoundError:
            return None
        except (BadZipFile, OSError, EOFError, ValueError, KeyError) as error:
            raise MissingStoreError(path, f"cannot be read ({error})") from None
        return cls(np.array(terms, dtype=object), pairs) if pairs.keys() >= KINDS.keys() else None
