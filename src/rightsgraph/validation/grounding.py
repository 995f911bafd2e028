"""Hold the graph against a copy of the document: digests, cited names, names without citation."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from rightsgraph.errors import DocumentError
from rightsgraph.identifiers import compress_iri
from rightsgraph.namespaces import DCTERMS, ORG, RDF, RG, RGS, SKOS
from rightsgraph.turtle import read_bytes
from rightsgraph.validation.document import Heading, Passage, split_document
from rightsgraph.validation.names import contains, covered, folded, names_in, number_in

if TYPE_CHECKING:
    from rightsgraph.dataset import Dataset

LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, DCTERMS.title)
PARTS = {
    RG.Participation: (RG.actor, RG.inActivity),
    ORG.Membership: (ORG.member, ORG.organization),
    RG.Tie: (RG["from"], RG.to),
    RG.Stance: (RG.actor, RG.inActivity, RG.ofInstrument),
    RG.Mandate: (RG.actor,),
    RG.Quantity: (RG.measured,),
    RDF.Statement: (RDF.subject,),
}
STRICT = {RG.Actor, RG.Place, RG.Instrument, RG.Agreement, RG.Document}
SHARE_OF_EXCEPTIONS = 0.03


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that does not hold.

    Attributes
    ----------
    kind : str
        ``digest``: a passage's words differ from those that the graph was made from;
        ``cited``: the passage has no name of the thing that it is cited for;
        ``name``: a name in the passage belongs to nothing that is cited for it;
        ``exception``: a listed exception that is not needed any more.
    passage : str
        Key of the passage.
    name : str
        The thing as a CURIE, or the name in the text.
    about : str
        What was looked for.
    """

    kind: str
    passage: str
    name: str
    about: str = ""


@dataclass(frozen=True)
class Grounding:
    """The outcome of a comparison."""

    findings: tuple[Finding, ...]
    excepted: tuple[Finding, ...]
    passages: int
    checked: dict[str, int] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        """Whether nothing was found but listed exceptions, and these are few enough."""
        return not self.findings and not self.too_many

    @property
    def too_many(self) -> bool:
        """Whether one of the two directions has more exceptions than 3 % of what was checked."""
        numbers = (sum(e.kind == kind for e in self.excepted) for kind in self.checked)
        limits = (number * SHARE_OF_EXCEPTIONS for number in self.checked.values())
        return any(number > limit for number, limit in zip(numbers, limits, strict=True))

    def to_json(self) -> str:
        """Return the outcome as a JSON object."""
        content = asdict(self) | {"holds": self.holds}
        return json.dumps(content, indent=2, ensure_ascii=False)

    def to_text(self) -> str:
        """Return the outcome as text, one line a finding."""
        lines = [f"{f.kind:9} {f.passage:40} {f.name}  {f.about}".rstrip() for f in self.findings]
        for kind, number in self.checked.items():
            excepted = sum(e.kind == kind for e in self.excepted)
            lines.append(f"{kind}: {number} checked, {excepted} listed exceptions")
        lines.append(f"{self.passages} passages compared by digest")
        if self.too_many:
            lines.append("more than 3 % are exceptions; ground them")
        return "\n".join([*lines, "grounded" if self.holds else "not grounded"])


def check_document(dataset: Dataset, path: Path) -> Grounding:
    """Return how well a dataset is grounded in a copy of its document.

    Each passage of the copy must have the digest that the graph gives. Each thing must be named,
    by one of its labels, in each passage that it is cited for: actors, places, instruments,
    agreements and documents in the passage's own words; activities, and the sides of
    participations, ties and the like, there, in the paragraph above a sub-item or the sub-items
    below a paragraph, or in the headings above. And each name in a passage must be part of a
    label of something cited for it.

    Parameters
    ----------
    dataset : Dataset
        Parsed data with passages.
    path : pathlib.Path
        A copy of the document, as text.

    Raises
    ------
    MissingFileError, DocumentError
        The copy cannot be read or split, or the data have no passages.
    """
    return Checker(dataset, path).check()


class Checker:
    """Compares the passages of a dataset with those of a copy."""

    def __init__(self, dataset: Dataset, path: Path) -> None:
        self.dataset, self.path = dataset, path
        self.facts: dict[Any, dict[ox.NamedNode, list[Any]]] = {}
        for quad in dataset.data:
            self.facts.setdefault(quad.subject, {}).setdefault(quad.predicate, []).append(
                quad.object
            )
        self.keys = {
            node: self.one(node, DCTERMS.identifier)
            for node in self.facts
            if RG.Passage in self.values(node, RDF.type)
        }
        if not self.keys:
            raise DocumentError(path, "the data have no passages to compare it with")
        self.copy = split_document(path, self.headings())
        self.checked = {"cited": 0, "name": 0}

    def values(self, node: ox.NamedNode, *predicates: ox.NamedNode) -> list:
        """Return a node's values."""
        return [v for p in predicates for v in self.facts.get(node, {}).get(p, [])]

    def one(self, node: ox.NamedNode, predicate: ox.NamedNode) -> str:
        """Return a node's value as text, or an empty text."""
        return next((value.value for value in self.values(node, predicate)), "")

    def headings(self) -> Iterator[Heading]:
        """Yield the headings that the graph knows."""
        for node, key in self.keys.items():
            if title := self.one(node, DCTERMS.title):
                above = [self.keys[n] for n in self.values(node, RG.underHeading) if n in self.keys]
                yield Heading(key, title, *above)

    def check(self) -> Grounding:
        """Return what was found, exceptions taken out."""
        found = sorted({*self.digests(), *self.cited(), *self.uncited()})
        listed = self.exceptions()
        excepted = [f for f in found if (f.kind, f.passage, f.name) in listed]
        needed = {(f.kind, f.passage, f.name) for f in excepted}
        needed = {(f.kind, f.passage, f.name) for f in excepted}
        stale = [Finding("exception", p, n, k) for k, p, n in sorted(listed - needed)]
        rest = [f for f in found if f not in excepted]
        return Grounding((*rest, *stale), tuple(excepted), len(self.copy), self.checked)

    def exceptions(self) -> set[tuple[str, str, str]]:
        """Return the listed exceptions: kind, passage and name of each, all with a reason."""
        listed = set()
        for path in sorted((self.dataset.source.root / "data" / "grounding").glob("*.tsv")):
            rows = csv.DictReader(read_bytes(path).decode("utf-8").splitlines(), delimiter="\t")
            for row in rows:
                if not (row.get("reason") or "").strip():
                    raise DocumentError(path, f"line {rows.line_num}: no reason; add it")
                listed.add((row["kind"], row["passage"], row["name"]))
        return listed

    def digests(self) -> Iterator[Finding]:
        """Yield the passages whose words differ, or that one side lacks."""
        known = {key: self.one(node, RG.textDigest) for node, key in self.keys.items()}
        for key in sorted(known.keys() | self.copy.keys()):
            if key not in self.copy:
                yield Finding("digest", key, known[key], "not found in the copy")
            elif key not in known:
                yield Finding("digest", key, self.copy[key].digest, "not in the graph")
            elif known[key].lower() != self.copy[key].digest:
                yield Finding("digest", key, self.copy[key].digest, "the words differ")

    @cached_property
    def citations(self) -> list[tuple[ox.NamedNode, str]]:
        """Who is cited for which passage, as far as the copy has it."""
        return [
            (node, self.keys[passage])
            for node in self.facts
            for passage in self.values(node, RG.statedIn)
            if self.keys.get(passage) in self.copy
        ]

    def context(self, passage: Passage) -> str:
        """Return a passage's words with those around it that it needs to be understood.

        For an item the paragraph that introduces it, for a paragraph the items that it
        introduces, for both the headings above.
        """
        items = [other.key for other in self.copy.values() if other.parent == passage.key]
        above = [passage.parent] if passage.parent else []
        keys = [passage.key, *items, *above, *passage.headings]
        return folded(" \n ".join(self.copy[key].text for key in keys if key in self.copy))

    def labels(self, node: ox.NamedNode) -> list[str]:
        """Return all names of a thing."""
        return [value.value for value in self.values(node, *LABELS)]

    def cited(self) -> Iterator[Finding]:
        """Yield the things that a passage is cited for without naming them."""
        for node, key in self.citations:
            passage = self.copy[key]
            kinds = set(self.values(node, RDF.type))
            parts = [p for kind in kinds & PARTS.keys() for p in self.values(node, *PARTS[kind])]
            self.checked["cited"] += 1
            own, context = folded(passage.text), self.context(passage)
            text = own if kinds & STRICT else context
            missing = [p for p in parts or [node] if not self.named(p, key, text)]
            if RDF.Statement in kinds and self.is_inferred(node):
                objects = self.values(node, RDF.object)
                missing = [] if any(self.named(o, key, text) for o in objects) else missing
            for part in missing:
                yield Finding("cited", key, self.short(node), f"no name of {self.short(part)}")
            for number in self.values(node, RG.value, RG.minValue, RG.maxValue):
                if number.value.isdigit() and not number_in(own, int(number.value)):
                    yield Finding("cited", key, self.short(node), f"no number {number.value}")

    def named(self, thing: ox.NamedNode, key: str, text: str) -> bool:
        """Return whether a text names a thing, or a heading stands for it."""
        stands_for = {*self.values(thing, RG.reportedUnder), *self.offices.get(thing, ())}
        if any(self.keys.get(heading) == key for heading in stands_for):
            return True
        return any(contains(text, label) for label in self.labels(thing))

    @cached_property
    def offices(self) -> dict[Any, set[Any]]:
        """The headings that stand for an office, by office."""
        found: dict[Any, set[Any]] = {}
        for heading in self.keys:
            for office in self.values(heading, RG.aboutOffice):
                found.setdefault(office, set()).add(heading)
        return found

    def is_inferred(self, node: ox.NamedNode) -> bool:
        """Return whether a statement is inferred, so that its passage may name but its object."""
        return RGS["certainty-inferred"] in self.values(node, RG.certainty)

    def uncited(self) -> Iterator[Finding]:
        """Yield the names in the copy that belong to nothing that is cited for their passage."""
        labels: dict[str, set[str]] = {}
        for node, key in self.citations:
            kinds = set(self.values(node, RDF.type))
            parts = [p for kind in kinds & PARTS.keys() for p in self.values(node, *PARTS[kind])]
            for part in (node, *parts):
                labels.setdefault(key, set()).update(self.labels(part))
        lower = {word for p in self.copy.values() for word in p.text.split() if word.islower()}
        for key, passage in self.copy.items():
            names = names_in(passage.text, lower, heading=key.startswith("heading/"))
            self.checked["name"] += len(names)
            spans = covered(passage.text, labels.get(key, set()))
            for name in names:
                words = [word for start, end, word in name if not spans & set(range(start, end))]
                if words:
                    yield Finding("name", key, " ".join(words), "belongs to nothing cited here")

    def short(self, node: ox.NamedNode) -> str:
        """Return a node as a CURIE."""
        return compress_iri(node.value, self.dataset.source.prefixes)
