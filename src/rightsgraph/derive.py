"""What follows from the data: bounds of dates and the short ways from actor to activity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from datetime import date
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from rightsgraph.dates import Bounds, bounds
from rightsgraph.errors import InvalidDateError
from rightsgraph.namespaces import EDTF, GRAPHS, ORG, RDF, RG, RGS, SCHEMA, SKOS, XSD

DERIVED = NamedNode(GRAPHS + "derived")

MAIN_DATES = ("when", "established", "validDuring", "asOf")
OWN_DATES = ("adopted", "openedForSignature", "entryIntoForce", "effective")
BOUNDS_OF = {RG[name]: (RG.earliest, RG.latest) for name in MAIN_DATES} | {
    RG[name]: (RG[f"{name}Earliest"], RG[f"{name}Latest"]) for name in OWN_DATES
}
CONSENT = RGS["action-type-consent"]
QUALIFIED = {RG.Participation, RG.Stance, ORG.Membership, RG.TreatyAction, RG.Identifier}
LINKS = {
    RG.inActivity,
    RG.actor,
    RG.ofInstrument,
    RG.actionType,
    ORG.member,
    ORG.organization,
    RG.identifies,
    SCHEMA.url,
}
Node = NamedNode | BlankNode
Links = dict[NamedNode, list[Any]]


def derive(quads: Iterable[Quad], where: Callable[[str], str] = lambda iri: "") -> list[Quad]:
    """Return the statements of the derived graph.

    Bounds: ``rg:earliest`` and ``rg:latest`` from ``rg:when``, ``rg:established``,
    ``rg:validDuring`` and ``rg:asOf``; a pair of its own name for each other date of an
    instrument or treaty action. Where two sources date the same thing and one date is but more
    precise, the more precise one counts. Short ways: ``rg:participatesIn`` from participations,
    ``rg:invokes`` from stances, ``org:memberOf`` from memberships, ``schema:sameAs`` from
    identifiers with an address, ``rg:stateParty`` from treaty actions by which a state consents
    to be bound, if they are dated and have taken effect: have ``rg:effective`` or are on an
    instrument that has ``rg:entryIntoForce``.

    Parameters
    ----------
    quads : iterable of pyoxigraph.Quad
        The data, in any order.
    where : callable
        Gives the place of a subject in the files, for the error.

    Raises
    ------
    InvalidDateError
        A literal of datatype ``edtf:EDTF`` is none.
    """
    facts: dict[Any, Links] = defaultdict(lambda: defaultdict(list))
    dates: dict[tuple[Any, NamedNode], set[Bounds]] = defaultdict(set)
    consents: set[Any] = {CONSENT}
    for quad in quads:
        if quad.predicate in BOUNDS_OF:
            if isinstance(quad.object, Literal) and quad.object.datatype == EDTF.EDTF:
                dates[quad.subject, quad.predicate].add(bounds_at(quad, where))
        elif quad.predicate in LINKS or (quad.predicate == RDF.type and quad.object in QUALIFIED):
            facts[quad.subject][quad.predicate].append(quad.object)
        elif quad.predicate == SKOS.broader and quad.object == CONSENT:
            consents.add(quad.subject)
    derived = set()
    for (subject, predicate), found in dates.items():
        for day, bound in days_of(narrowest(found), BOUNDS_OF[predicate]):
            derived.add(Quad(subject, bound, Literal(day.isoformat(), datatype=XSD.date), DERIVED))
    for subject, links in facts.items():
        derived.update(short_ways(links))
        if RG.TreatyAction in links[RDF.type] and consents.intersection(links[RG.actionType]):
            derived.update(parties(subject, links, dates))
    return sorted(derived, key=str)


def bounds_at(quad: Any, where: Callable[[str], str]) -> Bounds:
    """Return the bounds of one dated statement; an error names its place."""
    try:
        return bounds(quad.object.value)
    except InvalidDateError as error:
        raise InvalidDateError(error.text, where(quad.subject.value)) from None


def narrowest(found: set[Bounds]) -> list[Bounds]:
    """Return the bounds that do not merely contain others: not those of 1990 beside 1990-12."""

    def contains(outer: Bounds, inner: Bounds) -> bool:
        starts = (outer[0] or date.min) <= (inner[0] or date.min)
        return starts and (inner[1] or date.max) <= (outer[1] or date.max)

    return [one for one in found if not any(contains(one, other) for other in found - {one})]


def days_of(
    found: Iterable[Bounds], predicates: tuple[NamedNode, NamedNode]
) -> Iterator[tuple[date, NamedNode]]:
    """Yield the days of bounds that are not open, each with its property."""
    for days in found:
        yield from ((day, bound) for day, bound in zip(days, predicates, strict=True) if day)


def short_ways(links: Links) -> Iterator[Quad]:
    """Yield the direct links that one qualified relation stands for."""
    kinds = links[RDF.type]
    if RG.Participation in kinds:
        return direct(links[RG.actor], RG.participatesIn, links[RG.inActivity])
    if RG.Stance in kinds:
        return direct(links[RG.actor] + links[RG.inActivity], RG.invokes, links[RG.ofInstrument])
    if ORG.Membership in kinds:
        return direct(links[ORG.member], ORG.memberOf, links[ORG.organization])
    if RG.Identifier in kinds:
        return direct(links[RG.identifies], SCHEMA.sameAs, links[SCHEMA.url])
    return iter(())


def parties(action: Any, links: Links, dated: Container[tuple[Any, NamedNode]]) -> Iterator[Quad]:
    """Yield that a state has become a party by an act of consent, if dated and in effect."""
    if (action, RG.when) in dated:
        instruments = [
            instrument
            for instrument in links[RG.ofInstrument]
            if (action, RG.effective) in dated or (instrument, RG.entryIntoForce) in dated
        ]
        yield from direct(links[RG.actor], RG.stateParty, instruments)


def direct(starts: Iterable[Any], predicate: NamedNode, ends: Iterable[Any]) -> Iterator[Quad]:
    """Yield a link from each start that is a thing to each end."""
    for start in starts:
        if isinstance(start, Node):
            yield from (Quad(start, predicate, end, DERIVED) for end in ends)
