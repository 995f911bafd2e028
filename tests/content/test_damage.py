"""The shapes bite: the real data, damaged in many ways at once, and each damage is reported."""

import random
from dataclasses import replace

import pytest
from content_damages import AFTER, BEFORE, UNSEEN, World

from rightsgraph.dataset import Dataset, load_dataset
from rightsgraph.derive import DERIVED, derive
from rightsgraph.namespaces import APART
from rightsgraph.sources import load_source
from rightsgraph.validation.engines import ENGINES
from rightsgraph.validation.shacl import validate

SEED = 20021113


@pytest.fixture(scope="module")
def source():
    return load_source()


@pytest.fixture(scope="module")
def sound(source):
    return load_dataset(source)


@pytest.fixture(scope="module")
def damaged(sound):
    """The damaged dataset, and the thing that each kind of damage must be reported on."""
    world = World(sound.quads, random.Random(SEED))
    expected = {name: damage(world) for name, damage in BEFORE.items()}
    unseen = {name: damage(world) for name, (damage, _) in UNSEEN.items()}
    kept = [quad for quad in world.quads if quad.graph_name != DERIVED]
    world.quads = {*kept, *derive(quad for quad in kept if quad.graph_name not in APART)}
    world.of = {}
    for quad in world.quads:
        world.of.setdefault(quad.subject, set()).add(quad)
    expected |= {name: damage(world) for name, damage in AFTER.items()}
    return replace(sound, quads=sorted(world.quads, key=str)), expected, unseen


def reported(dataset, engine):
    prefix = dataset.source.prefixes
    report = validate(dataset, engine)
    things = {}
    for result in report.results:
        start, _, local = result.thing.partition(":")
        things.setdefault(prefix.get(start, "") + local, set()).add(result.shape)
    return things


@pytest.fixture(scope="module")
def reports(damaged):
    dataset, _, _ = damaged
    return {engine: reported(dataset, engine) for engine in ENGINES}


def test_the_sound_data_conform_with_the_warnings_that_are_known(sound):
    """The acts of the former Yugoslavia on these treaties were not to be had: data/UNKNOWN.md."""
    results = validate(sound, "shacl").results
    assert {result.shape for result in results} == {"rgsh:TreatyLawShape-predecessorParty"}
    assert sorted(result.thing for result in results) == [
        f"rgd:action-{treaty}-bosnia-and-herzegovina-succession"
        for treaty in (
            "cedaw",
            "icescr",
            "ilo-c097",
            "refugee-convention",
            "refugee-protocol",
            "slavery-1956",
            "traffic-1949",
        )
    ]


@pytest.mark.parametrize("name", [*BEFORE, *AFTER])
def test_each_damage_is_reported(damaged, reports, name):
    _, expected, _ = damaged
    for engine, things in reports.items():
        assert expected[name].value in things, f"{engine} does not see {name}: {expected[name]}"


@pytest.mark.parametrize("name", UNSEEN)
def test_what_shapes_cannot_see_is_listed_truly(damaged, reports, name):
    _, _, unseen = damaged
    assert unseen[name].value not in reports["pyshacl"]


def test_both_engines_report_the_same_shapes_on_the_same_things(reports):
    assert reports["shacl"] == reports["pyshacl"]


def test_there_are_at_least_25_kinds_of_damage():
    assert len(BEFORE) + len(AFTER) >= 25


def test_a_dataset_is_what_the_build_validates(sound):
    assert isinstance(sound, Dataset)
