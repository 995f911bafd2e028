"""Where files of networks go: the format by the suffix, all files or none."""

import errno
import os
from pathlib import Path

import networkx as nx
import pytest

from rightsgraph.errors import UnknownSuffixError, UnwritableError
from rightsgraph.files import write_files
from rightsgraph.networks.formats.registry import FORMATS, format_of, serialize

ALL = {f"net{format.suffix}": format for format in FORMATS.values()}
PARTS = ["net.csv", "net.nodes.csv", "net.csv-metadata.json"]


@pytest.fixture
def network():
    """Two nodes and the edge between them."""
    network = nx.Graph(name="net", title="Who?")
    network.add_edge("urn:a", "urn:b", weight=1.0)
    return network


@pytest.fixture
def old(tmp_path):
    """A folder in which the files of a network stand already."""
    for name in PARTS:
        (tmp_path / name).write_text(f"old {name}", encoding="utf-8")
    return tmp_path


def is_untouched(folder):
    """Whether the old files are there and nothing else."""
    names = sorted(path.name for path in folder.iterdir())
    return names == sorted(PARTS) and all(
        (folder / name).read_text(encoding="utf-8") == f"old {name}" for name in PARTS
    )


def fail_at(number, function):
    """A function that meets a full disk when it is called for that time."""
    calls = []

    def failing(*arguments):
        calls.append(arguments)
        if len(calls) == number:
            raise OSError(errno.ENOSPC, "No space left on device")
        return function(*arguments)

    return failing


@pytest.mark.parametrize("name", ALL)
def test_a_suffix_names_one_format_whose_first_file_has_it(network, name):
    format = format_of(Path(name))
    assert format is ALL[name]
    assert next(iter(serialize(network, format.name, name="net"))) == name
    assert all((format.media_type, format.description, format.lists))


def test_a_table_of_edges_has_its_nodes_and_its_description_beside_it(network):
    files = serialize(network, "csv", name="net")
    assert list(files) == PARTS
    assert files["net.nodes.csv"] == b"id\r\nurn:a\r\nurn:b\r\n"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("net.xlsx", r"net\.xlsx: the suffix '\.xlsx' names no format; .* \.csv, .*, \.svg$"),
        ("net", r"net: no suffix; end the name with one of \.csv, \.cyjs, \.gexf, \.graphml"),
    ],
)
def test_an_unknown_suffix_is_answered_with_the_known_ones(name, says):
    with pytest.raises(UnknownSuffixError, match=says):
        format_of(Path(name), also=[".svg"])


def test_files_take_the_place_of_the_old_ones(old):
    write_files({old / name: b"new" for name in PARTS})
    assert {path.name: path.read_bytes() for path in old.iterdir()} == dict.fromkeys(PARTS, b"new")


def test_a_missing_folder_is_said_in_one_sentence(tmp_path):
    with pytest.raises(UnwritableError, match=r"nowhere/net\.csv: cannot write \(no such file"):
        write_files({tmp_path / "nowhere" / name: b"new" for name in PARTS})
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_disk_full_at_any_file_leaves_the_old_ones(old, monkeypatch, number):
    monkeypatch.setattr(os, "fsync", fail_at(number, os.fsync))
    with pytest.raises(UnwritableError, match=rf"{PARTS[number - 1]}: .*\(no space left on dev"):
        write_files({old / name: b"new" for name in PARTS})
    assert is_untouched(old)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_swap_that_fails_is_undone(old, monkeypatch, number):
    monkeypatch.setattr(Path, "replace", fail_at(number, Path.replace))
    with pytest.raises(UnwritableError, match=rf"{PARTS[number - 1]}: cannot write"):
        write_files({old / name: b"new" for name in PARTS})
    assert is_untouched(old)


def test_a_swap_that_fails_leaves_no_file_where_there_was_none(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "replace", fail_at(2, Path.replace))
    with pytest.raises(UnwritableError):
        write_files({tmp_path / name: b"new" for name in PARTS})
    assert not [*tmp_path.iterdir()]


def test_a_folder_in_the_place_of_a_file_leaves_the_others(tmp_path):
    (tmp_path / "one").write_bytes(b"old")
    (tmp_path / "two").mkdir()
    with pytest.raises(UnwritableError, match=r"two: cannot write \(is a directory\)"):
        write_files({tmp_path / "one": b"new", tmp_path / "two": b"new"})
    assert (tmp_path / "one").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]


def test_a_file_is_written_as_it_is(tmp_path):
    write_files({tmp_path / "one": b"\x00\r\n"})
    assert (tmp_path / "one").read_bytes() == b"\x00\r\n"
