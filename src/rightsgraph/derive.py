"""What follows from the data: bounds of dates and the short ways from actor to activity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from rightsgraph.dates import bounds
from rightsgraph.errors import InvalidDateError
from rightsgraph.namespaces import EDTF, GRAPHS, ORG, RDF, RG, RGS, XSD

DERIVED = NamedNode(GRAPHS + "derived")

MAIN_DATES = ("when", "established", "validDuring", "asOf")
OWN_DATES = ("adopted", "openedForSignature", "entryIntoForce", "effective")
BOUNDS_OF = {RG[name]: (RG.earliest, RG.latest) for name in MAIN_DATES} | {
    RG[name]: (RG[f"{name}Earliest"], RG[f"{name}Latest"]) for name in OWN_DATES
}
CONSENT = {
    RGS[f"action-type-{name}"]
    for name in (
        "ratification",
        "acceptance",
        "approval",
        "accession",
        "succession",
        "definitive-signature",
    )
}
Node = NamedNode | BlankNode
Links = dict[NamedNode, list[Any]]


def derive(quads: Iterable[Quad], where: Callable[[str], str] = lambda iri: "") -> list[Quad]:
    """Return the statements of the derived graph.

    Bounds: ``rg:earliest`` and ``rg:latest`` from ``rg:when``, ``rg:established``,
    ``rg:validDuring`` and ``rg:asOf``; a pair of its own name for each other date of an
    instrument or treaty action. Short ways: ``rg:participatesIn`` from participations,
    ``rg:invokes`` from stances, ``org:memberOf`` from memberships, ``rg:stateParty`` from
    treaty actions by which a state consents to be bound.

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
    derived: set[Quad] = set()
    kinds = {RG.Participation, RG.Stance, ORG.Membership, RG.TreatyAction}
    links = {RG.inActivity, RG.actor, RG.ofInstrument, RG.actionType, ORG.member, ORG.organization}
    for quad in quads:
        if quad.predicate in BOUNDS_OF and isinstance(quad.object, Literal):
            derived.update(date_bounds(quad, where))
        elif quad.predicate in links or (quad.predicate == RDF.type and quad.object in kinds):
            facts[quad.subject][quad.predicate].append(quad.object)
    for links_of in facts.values():
        derived.update(short_ways(links_of))
    return sorted(derived, key=str)


def date_bounds(quad: Any, where: Callable[[str], str]) -> Iterator[Quad]:
    """Yield the bounds of one dated statement."""
    if quad.object.datatype != EDTF.EDTF:
        return
    try:
        found = bounds(quad.object.value)
    except InvalidDateError as error:
        raise InvalidDateError(error.text, where(quad.subject.value)) from None
    for predicate, day in zip(BOUNDS_OF[quad.predicate], found, strict=True):
        if day:
            literal = Literal(day.isoformat(), datatype=XSD.date)
            yield Quad(quad.subject, predicate, literal, DERIVED)


def short_ways(links: Links) -> Iterator[Quad]:
    """Yield the direct links that one qualified relation stands for."""
    kinds = links[RDF.type]
    if RG.Participation in kinds:
        start, predicate, end = links[RG.actor], RG.participatesIn, links[RG.inActivity]
    elif RG.Stance in kinds:
        start, predicate, end = (
            links[RG.actor] + links[RG.inActivity],
            RG.invokes,
            links[RG.ofInstrument],
        )
    elif ORG.Membership in kinds:
        start, predicate, end = links[ORG.member], ORG.memberOf, links[ORG.organization]
    elif RG.TreatyAction in kinds and CONSENT.intersection(links[RG.actionType]):
        start, predicate, end = links[RG.actor], RG.stateParty, links[RG.ofInstrument]
    else:
        return
    for one in start:
        for other in end:
            if isinstance(one, Node):
                yield Quad(one, predicate, other, DERIVED)
