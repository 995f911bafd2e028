"""Kinds of damage: each picks a real thing, spoils it, and returns what must be reported."""

from content_damages_reference import REFERENCE_AFTER, REFERENCE_BEFORE
from content_world import DERIVED, World, adding, dropping, edtf, putting
from pyoxigraph import Literal

from rightsgraph.namespaces import DCTERMS, ORG, RDF, RG, RGD, RGS, SKOS, XSD

__all__ = ["AFTER", "BEFORE", "UNSEEN", "World"]


def label_twice(world):
    thing = world.pick(RG.Place)
    world.add(thing, SKOS.prefLabel, Literal("Another name", language="en"))
    return thing


def label_without_language(world):
    thing = world.pick(RG.Instrument)
    name = world.values(thing, SKOS.prefLabel)[0]
    world.put(thing, SKOS.prefLabel, Literal(name.value))
    return thing


def other_name_repeats_name(world):
    thing = world.pick(RG.Actor)
    world.add(thing, SKOS.altLabel, world.values(thing, SKOS.prefLabel)[0])
    return thing


def one_party(world):
    thing = world.pick(RG.Agreement)
    world.put(thing, RG.party, world.values(thing, RG.party)[0])
    return thing


def tie_to_itself(world):
    thing = world.pick(RG.Tie)
    world.put(thing, RG.to, world.values(thing, RG["from"])[0])
    return thing


def stance_of_two(world):
    thing = world.pick(RG.Stance, world.has(RG.actor))
    world.add(thing, RG.inActivity, world.pick(RG.Activity))
    return thing


def place_in_itself(world):
    thing = world.pick(RG.Place)
    world.add(thing, DCTERMS.isPartOf, thing)
    return thing


def activity_in_its_part(world):
    part = world.pick(RG.Activity, world.has(DCTERMS.isPartOf))
    world.add(world.values(part, DCTERMS.isPartOf)[0], DCTERMS.isPartOf, part)
    return part


def statement_of_nothing(world):
    thing = world.pick(RDF.Statement, lambda t: world.values(t, RDF.predicate) == [DCTERMS.subject])
    world.put(thing, RDF.object, RGS["topic-smuggling"])
    return thing


def stated_elsewhere(world):
    stated = [RGS["certainty-stated"]]
    thing = world.pick(RDF.Statement, lambda t: world.values(t, RG.certainty) == stated)
    world.put(thing, RG.statedIn, RGD["passage-mc-inf-259-heading-conclusion"])
    return thing


def two_kinds_of_actor(world):
    thing = world.pick(RG.Office)
    world.add(thing, RDF.type, RG.State)
    return thing


def office_of_two(world):
    thing = world.pick(
        RG.Office, lambda office: RGD["org-unhcr"] not in world.values(office, ORG.unitOf)
    )
    world.add(thing, ORG.unitOf, RGD["org-unhcr"])
    return thing


def short_way_without_participation(world):
    thing = world.pick(RG.Actor)
    world.add(thing, RG.participatesIn, world.pick(RG.Activity), DERIVED)
    return thing


# Before the build derives what follows: it follows from the damaged data.
BEFORE = {
    "an activity without status": dropping(RG.Activity, RG.status),
    "an activity without type": dropping(RG.Activity, RG.activityType),
    "an activity reported nowhere": dropping(RG.Activity, RG.reportedUnder),
    "a participation without role": dropping(RG.Participation, RG.role),
    "a participation without passage": dropping(RG.Participation, RG.statedIn),
    "a participation without certainty": dropping(RG.Participation, RG.certainty),
    "an actor without English name": dropping(RG.State, SKOS.prefLabel),
    "two English names": label_twice,
    "a name without language": label_without_language,
    "an other name that repeats the name": other_name_repeats_name,
    "a misspelt concept": putting(RG.Participation, RG.role, RGS["role-ledd"]),
    "a concept of another scheme": putting(RG.Participation, RG.role, RGS["status-planned"]),
    "a place that acts": putting(RG.Participation, RG.actor, RGD["place-albania"]),
    "an activity that is not there": putting(RG.Participation, RG.inActivity, RGD["activity-none"]),
    "a passage that is not there": putting(RG.Participation, RG.statedIn, RGD["passage-none"]),
    "an office of two organisations": office_of_two,
    "an office of none": dropping(RG.Office, ORG.unitOf),
    "an interval that runs backwards": putting(RG.Activity, RG.when, edtf("2002/2001")),
    "a date as plain text": putting(RG.Activity, RG.when, Literal("2002")),
    "a planned activity that is past": lambda w: planned(w),
    "a completed activity that is to come": lambda w: completed(w),
    "a passage key of another form": putting(RG.Passage, DCTERMS.identifier, Literal("annex 3")),
    "a digest that is none": putting(RG.Passage, RG.textDigest, Literal("abc")),
    "an agreement of one": one_party,
    "a tie to oneself": tie_to_itself,
    "a stance of an actor and an activity": stance_of_two,
    "a negative number": putting(RG.Quantity, RG.value, Literal(-3)),
    "half a person": lambda w: half_a_person(w),
    "a quantity without kind": dropping(RG.Quantity, RG.quantityKind),
    "a mandate without kind": dropping(RG.Mandate, RG.mandateKind),
    "a membership without role": dropping(ORG.Membership, ORG.role),
    "a property that is not declared": adding(RG.Instrument, RG.colour, Literal("blue")),
    "a place in itself": place_in_itself,
    "an activity within its own part": activity_in_its_part,
    "a statement on a fact that is not there": statement_of_nothing,
    "a statement by a passage of another thing": stated_elsewhere,
    "an actor of two kinds": two_kinds_of_actor,
    "a treaty action without date": dropping(RG.TreatyAction, RG.when),
    "a treaty action without source": dropping(RG.TreatyAction, DCTERMS.source),
    "a concept without French name": lambda w: no_french(w),
    "a concept of two schemes": adding(SKOS.Concept, SKOS.inScheme, RGS["role"]),
    **REFERENCE_BEFORE,
}
# After it: what it derives is out of step.
AFTER = {
    "a short way without participation": short_way_without_participation,
    "a participation without short way": dropping(RG.Actor, RG.participatesIn),
    "a date without its day": dropping(RG.Activity, RG.earliest),
    "a date of another form": putting(RG.Activity, RG.when, edtf("2002-5")),
    **REFERENCE_AFTER,
}


def planned(world):
    thing = world.pick(RG.Activity, world.has(RG.when))
    world.put(thing, RG.when, edtf("2000"))
    world.put(thing, RG.status, RGS["status-planned"])
    return thing


def completed(world):
    thing = world.pick(RG.Activity, world.has(RG.when))
    world.put(thing, RG.when, edtf("2004"))
    world.put(thing, RG.status, RGS["status-completed"])
    return thing


def half_a_person(world):
    people = [RGS["quantity-kind-assisted"]]
    thing = world.pick(RG.Quantity, lambda t: world.values(t, RG.quantityKind) == people)
    world.put(thing, RG.value, Literal("1.5", datatype=XSD.decimal))
    return thing


def no_french(world):
    thing = world.pick(SKOS.Concept)
    english = [name for name in world.values(thing, SKOS.prefLabel) if name.language == "en"]
    world.put(thing, SKOS.prefLabel, english[0])
    return thing


def another_role(world):
    thing = world.pick(RG.Participation, lambda t: world.values(t, RG.role) == [RGS["role-funder"]])
    world.put(thing, RG.role, RGS["role-chair"])
    return thing


def another_year(world):
    thing = world.pick(RG.Activity, lambda t: world.values(t, RG.when) == [edtf("2001")])
    world.put(thing, RG.when, edtf("2000"))
    return thing


def another_passage(world):
    thing = world.pick(RG.Participation)
    world.put(thing, RG.statedIn, RGD["passage-mc-inf-259-annex-29-i"])
    return thing


# What no shape can see, each with the reason.
UNSEEN = {
    "another role of the scheme": (another_role, "only a reader of the passage knows the role"),
    "another year": (another_year, "a well-formed date is right or wrong in the document only"),
    "another passage": (another_passage, "the passage exists; the grounding check sees this"),
}
