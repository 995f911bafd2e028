import pytest
from pyoxigraph import Literal, NamedNode, Quad

from rightsgraph.derive import DERIVED, derive
from rightsgraph.errors import InvalidDateError
from rightsgraph.namespaces import EDTF, ORG, RDF, RG, RGD, RGS, SCHEMA, SKOS, XSD


def facts(subject, *pairs):
    return [Quad(RGD[subject], predicate, object_) for predicate, object_ in pairs]


def edtf(text):
    return Literal(text, datatype=EDTF.EDTF)


def day(text):
    return Literal(text, datatype=XSD.date)


def test_a_date_gets_its_bounds_and_an_open_end_none():
    data = facts("activity-a", (RG.when, edtf("2002-05"))) + facts(
        "activity-b", (RG.when, edtf("2002/.."))
    )
    assert set(derive(data)) == {
        Quad(RGD["activity-a"], RG.earliest, day("2002-05-01"), DERIVED),
        Quad(RGD["activity-a"], RG.latest, day("2002-05-31"), DERIVED),
        Quad(RGD["activity-b"], RG.earliest, day("2002-01-01"), DERIVED),
    }


def test_each_date_of_an_instrument_keeps_its_own_bounds():
    data = facts(
        "instrument-a", (RG.adopted, edtf("1990-12-18")), (RG.entryIntoForce, edtf("2003-07"))
    )
    assert set(derive(data)) == {
        Quad(RGD["instrument-a"], RG.adoptedEarliest, day("1990-12-18"), DERIVED),
        Quad(RGD["instrument-a"], RG.adoptedLatest, day("1990-12-18"), DERIVED),
        Quad(RGD["instrument-a"], RG.entryIntoForceEarliest, day("2003-07-01"), DERIVED),
        Quad(RGD["instrument-a"], RG.entryIntoForceLatest, day("2003-07-31"), DERIVED),
    }


@pytest.mark.parametrize(
    ("kind", "start", "end", "short"),
    [
        (RG.Participation, RG.actor, RG.inActivity, RG.participatesIn),
        (RG.Stance, RG.actor, RG.ofInstrument, RG.invokes),
        (RG.Stance, RG.inActivity, RG.ofInstrument, RG.invokes),
        (ORG.Membership, ORG.member, ORG.organization, ORG.memberOf),
        (RG.Identifier, RG.identifies, SCHEMA.url, SCHEMA.sameAs),
    ],
)
def test_a_qualified_relation_gives_its_short_way(kind, start, end, short):
    data = facts("x", (RDF.type, kind), (start, RGD["org-a"]), (end, RGD["b"]))
    assert derive(data) == [Quad(RGD["org-a"], short, RGD["b"], DERIVED)]


def act(kind, *pairs):
    broader = Quad(RGS["action-type-ratification"], SKOS.broader, RGS["action-type-consent"])
    return [
        broader,
        *facts(
            "action-a",
            (RDF.type, RG.TreatyAction),
            (RG.actor, RGD["state-xa"]),
            (RG.ofInstrument, RGD["instrument-a"]),
            (RG.actionType, RGS[f"action-type-{kind}"]),
            *pairs,
        ),
    ]


DONE, TAKES_EFFECT = (RG.when, edtf("1999-01-11")), (RG.effective, edtf("2003-07"))
IN_FORCE = facts("instrument-a", (RG.entryIntoForce, edtf("2003-07-01")))


@pytest.mark.parametrize(
    ("data", "party"),
    [
        (act("ratification", DONE, TAKES_EFFECT), True),
        (act("consent", DONE, TAKES_EFFECT), True),
        (act("ratification", DONE) + IN_FORCE, True),
        (act("ratification", TAKES_EFFECT), False),
        (act("ratification") + IN_FORCE, False),
        (act("ratification", DONE), False),
        (act("signature", DONE, TAKES_EFFECT) + IN_FORCE, False),
        (act("denunciation", DONE, TAKES_EFFECT) + IN_FORCE, False),
    ],
    ids=[
        "consent dated and in effect",
        "consent of a form not said",
        "the instrument in force",
        "undated",
        "undated, the instrument in force",
        "no effect yet",
        "a signature",
        "a denunciation",
    ],
)
@pytest.mark.parametrize("order", [list, reversed], ids=["in order", "reversed"])
def test_only_a_dated_consent_in_effect_makes_a_party(data, party, order):
    link = Quad(RGD["state-xa"], RG.stateParty, RGD["instrument-a"], DERIVED)
    assert (link in derive(order(data))) is party


def test_a_denunciation_leaves_the_party_that_a_consent_made():
    left = facts(
        "action-b",
        (RDF.type, RG.TreatyAction),
        (RG.actor, RGD["state-xa"]),
        (RG.ofInstrument, RGD["instrument-a"]),
        (RG.actionType, RGS["action-type-denunciation"]),
        (RG.when, edtf("2010")),
    )
    predicates = {quad.predicate for quad in derive(act("ratification", DONE, TAKES_EFFECT) + left)}
    assert RG.stateParty in predicates


def test_an_identifier_without_address_gives_no_link():
    data = facts("x", (RDF.type, RG.Identifier), (RG.identifies, RGD["org-a"]))
    assert derive(data) == []


def test_what_has_no_type_gives_no_short_way():
    assert derive(facts("x", (RG.actor, RGD["org-a"]), (RG.inActivity, RGD["activity-b"]))) == []


def test_nothing_follows_from_nothing():
    assert derive([]) == []


def test_a_wrong_date_is_named_with_its_place():
    with pytest.raises(
        InvalidDateError, match=r"file\.ttl:7: 'May 2002' is no EDTF date; write 2002"
    ):
        derive(facts("activity-a", (RG.when, edtf("May 2002"))), where=lambda iri: "file.ttl:7")


def test_other_literals_are_left_alone():
    assert derive([Quad(NamedNode("https://e.org/a"), RG.when, Literal("some day"))]) == []
