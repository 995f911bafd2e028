"""What networks are made from, as arrays: from statements, to a file and back."""

import shutil

import numpy as np
import pytest
from pyoxigraph import BlankNode, Literal, Quad

import rightsgraph
from rightsgraph.errors import MissingStoreError
from rightsgraph.namespaces import DCTERMS, RDF, RG, RGD, XSD
from rightsgraph.networks.participations import RELATIONS
from rightsgraph.store.columns import KINDS, THINGS, Columns
from rightsgraph.store.embedded import EmbeddedStore, open_embedded

A, B, C = (RGD[name] for name in "abc")
DAY = Literal("2002-05-01", datatype=XSD.date)
SOUND = [
    Quad(C, RG.actor, B),
    Quad(C, RG.actor, A),
    Quad(A, RG.actor, C),
    Quad(A, RG.earliest, DAY),
    Quad(A, DCTERMS.identifier, Literal("annex/1", language="en")),
]
LEFT_OUT = [
    Quad(A, RDF.type, RG.Actor),
    Quad(A, RG.actor, Literal("Harbour Legal Aid")),
    Quad(A, RG.actor, BlankNode()),
    Quad(BlankNode(), RG.actor, A),
    Quad(A, RG.earliest, B),
    Quad(A, DCTERMS.identifier, Literal("one\0two")),
]


def contents(columns):
    return {name: list(zip(*columns.strings(name), strict=True)) for name in KINDS}


def test_each_property_is_in_order_and_holds_what_belongs_there():
    columns = Columns.of([*LEFT_OUT, *SOUND])
    assert list(columns.terms) == sorted({"2002-05-01", "annex/1", A.value, B.value, C.value})
    assert {name: rows for name, rows in contents(columns).items() if rows} == {
        RG.actor: [(A.value, C.value), (C.value, A.value), (C.value, B.value)],
        RG.earliest: [(A.value, "2002-05-01")],
        DCTERMS.identifier: [(A.value, "annex/1")],
    }


def test_the_numbers_of_things_are_those_of_terms_that_there_are():
    columns = Columns.of(SOUND)
    found = columns.numbers([C.value, "https://e.org/none", "zzz", A.value])
    assert columns.terms[found].tolist() == [A.value, C.value]
    assert columns.numbers([]).tolist() == []
    assert Columns.of([]).numbers([A.value]).tolist() == []


@pytest.mark.parametrize("quads", [SOUND, []])
def test_a_file_holds_all(tmp_path, quads):
    written, path = Columns.of(quads), tmp_path / "columns.npz"
    path.write_bytes(written.to_bytes())
    read = Columns.read(path)
    assert contents(read) == contents(written)
    assert all(np.array_equal(read.pairs[name], written.pairs[name]) for name in KINDS)


def test_a_file_of_a_version_with_fewer_properties_counts_as_missing(tmp_path, monkeypatch):
    path = tmp_path / "columns.npz"
    assert Columns.read(path) is None
    with monkeypatch.context() as context:
        context.delitem(KINDS, RG.statedIn)
        path.write_bytes(Columns.of(SOUND).to_bytes())
    assert Columns.read(path) is None


@pytest.mark.parametrize("damage", [lambda data: data[:-40], lambda data: b"columns"])
def test_a_damaged_file_is_said_so(tmp_path, damage):
    path = tmp_path / "columns.npz"
    path.write_bytes(damage(Columns.of(SOUND).to_bytes()))
    with pytest.raises(MissingStoreError, match=r"columns\.npz.*cannot be read"):
        Columns.read(path)


def test_a_build_writes_what_the_store_states(small_store):
    opened = open_embedded(small_store)
    assert opened.beside.is_file()
    assert contents(opened.columns) == contents(
        EmbeddedStore(opened.store, opened.generation).columns
    )
    assert contents(opened.columns)[RG.actor]


def test_a_store_whose_columns_are_cut_short_is_not_opened(small_store, tmp_path):
    folder = shutil.copytree(small_store, tmp_path / "store")
    beside = open_embedded(folder).beside
    beside.write_bytes(beside.read_bytes()[:-1])
    with pytest.raises(MissingStoreError, match="the files of the graph have changed"):
        rightsgraph.open(folder)


def test_every_relation_between_actors_has_columns():
    for _, ends, role in RELATIONS.values():
        assert {*ends, role} <= {*THINGS}
