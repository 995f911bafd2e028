"""Kinds of damage to what other sources say: treaties, states, identifiers and places."""

from content_world import DERIVED, adding, dropping, edtf, putting
from pyoxigraph import Literal, NamedNode

from rightsgraph.namespaces import ADMS, DCTERMS, RG, RGD, RGS, SCHEMA, SKOS


def an_act(world, kind, instrument=None, fit=lambda act: True):
    """Return an untouched treaty action of a type, and on an instrument if one is named."""
    pairs = [(RG.actionType, RGS[f"action-type-{kind}"])]
    pairs += [(RG.ofInstrument, RGD[f"instrument-{instrument}"])] if instrument else []
    such = world.such(*pairs)
    return world.pick(RG.TreatyAction, lambda act: such(act) and fit(act))


def consent_without_date(world):
    thing = an_act(world, "ratification")
    world.drop(thing, RG.when)
    return thing


def effect_before_the_treaty_is_in_force(world):
    thing = an_act(world, "accession", "icrmw")
    world.put(thing, RG.when, edtf("1999"))
    world.put(thing, RG.effective, edtf("2003-06-30"))
    return thing


def effect_before_the_act(world):
    thing = an_act(world, "accession", "crc")
    world.put(thing, RG.when, edtf("1995"))
    world.put(thing, RG.effective, edtf("1994"))
    return thing


def act_before_adoption(world):
    thing = an_act(world, "signature", "cedaw")
    world.put(thing, RG.when, edtf("1979-12-17"))
    return thing


def signature_before_opening(world):
    thing = an_act(world, "signature", "iccpr")
    world.put(thing, RG.when, edtf("1966-12-17"))
    return thing


def second_consent(world):
    first = an_act(world, "ratification", "crc")
    same = world.such((RG.actor, world.values(first, RG.actor)[0]))
    thing = an_act(
        world, "ratification", fit=lambda act: same(act) and world.has(RG.effective)(act)
    )
    world.put(thing, RG.ofInstrument, RGD["instrument-crc"])
    world.put(thing, RG.when, edtf("2014"))
    world.put(thing, RG.effective, edtf("2014"))
    return thing


def no_party(world, instrument):
    return world.pick(RG.State, lambda state: instrument not in world.values(state, RG.stateParty))


def successor_of_one_that_was_no_party(world):
    thing = an_act(world, "succession", fit=lambda act: successor(world, act))
    other = no_party(world, world.values(thing, RG.ofInstrument)[0])
    world.put(successor(world, thing), RG.predecessorState, other)
    return thing


def successor(world, act):
    """Return the state of an act, if it has a predecessor and is untouched."""
    state = world.values(act, RG.actor)[0]
    return state if state not in world.touched and world.has(RG.predecessorState)(state) else None


def own_predecessor(world):
    thing = world.pick(RG.State)
    world.add(thing, RG.predecessorState, thing)
    return thing


def versions_that_overlap(world):
    thing = world.pick(RG.Instrument, world.has(DCTERMS.isVersionOf))
    world.put(thing, RG.validDuring, edtf("1980/.."))
    return thing


def an_identifier(world, agency, fit=lambda thing: True):
    such = world.such((ADMS.schemeAgency, Literal(agency)))
    return world.pick(RG.Identifier, lambda thing: such(thing) and fit(thing))


def identifier_of_two_things(world):
    thing, other = an_identifier(world, "Wikidata"), an_identifier(world, "Wikidata")
    for predicate in (SKOS.notation, SCHEMA.url):
        world.put(thing, predicate, world.values(other, predicate)[0])
    return thing


def two_identifiers_of_one_agency(world):
    thing, other = an_identifier(world, "GeoNames"), an_identifier(world, "GeoNames")
    world.put(thing, RG.identifies, world.values(other, RG.identifies)[0])
    return thing


def address_of_another(world):
    thing, other = an_identifier(world, "ROR"), an_identifier(world, "ROR")
    world.put(thing, SCHEMA.url, world.values(other, SCHEMA.url)[0])
    return thing


def notation_of_another_form(world):
    thing = an_identifier(world, "ROR")
    world.put(thing, SKOS.notation, Literal("Q42"))
    return thing


def a_place(world, kind, predicate):
    such = world.such((RG.placeType, RGS[f"place-type-{kind}"]))
    plain = lambda thing: not world.has(SKOS.scopeNote)(thing)  # noqa: E731
    return world.pick(
        RG.Place, lambda thing: such(thing) and plain(thing) and world.has(predicate)(thing)
    )


def code_of_another_country(world):
    thing, other = (a_place(world, "country", SKOS.notation) for _ in range(2))
    world.add(thing, SKOS.notation, world.values(other, SKOS.notation)[0])
    return thing


def city_with_code(world):
    thing = a_place(world, "city", DCTERMS.isPartOf)
    world.add(thing, SKOS.notation, Literal("999", datatype=RG.M49))
    return thing


def city_in_no_country(world):
    thing = a_place(world, "city", DCTERMS.isPartOf)
    world.drop(thing, DCTERMS.isPartOf)
    return thing


def party_without_consent(world):
    thing = no_party(world, RGD["instrument-icrmw"])
    world.add(thing, RG.stateParty, RGD["instrument-icrmw"], DERIVED)
    return thing


# As in content_damages: before and after the build derives what follows.
REFERENCE_BEFORE = {
    "an act of consent without date": consent_without_date,
    "an effect before the treaty is in force": effect_before_the_treaty_is_in_force,
    "an effect before the act": effect_before_the_act,
    "an act before adoption": act_before_adoption,
    "a signature before opening": signature_before_opening,
    "a second consent": second_consent,
    "a successor of none": dropping(RG.State, RG.predecessorState),
    "a successor of one that was no party": successor_of_one_that_was_no_party,
    "a state that is its own predecessor": own_predecessor,
    "versions that overlap": versions_that_overlap,
    "a treaty in force before adoption": putting(RG.Instrument, RG.entryIntoForce, edtf("1940")),
    "a provision that sets out no right": dropping(RG.Provision, RG.setsOut),
    "a provision of no instrument": putting(RG.Provision, RG.ofInstrument, RGD["place-albania"]),
    "an identifier of two things": identifier_of_two_things,
    "two identifiers of one agency": two_identifiers_of_one_agency,
    "the address of another identifier": address_of_another,
    "an identifier of another form": notation_of_another_form,
    "the code of another country": code_of_another_country,
    "a city with the code of a country": city_with_code,
    "a city in no country": city_in_no_country,
}
REFERENCE_AFTER = {
    "a party without consent": party_without_consent,
    "a consent without party": dropping(RG.State, RG.stateParty),
    "a link by hand": adding(RG.Place, SCHEMA.sameAs, NamedNode("https://example.org/place")),
    "an identifier without link": dropping(RG.Place, SCHEMA.sameAs),
}
