import pytest

from rightsgraph.errors import (
    EmptySourceError,
    InvalidIRIError,
    MissingFileError,
    RightsGraphError,
    TurtleSyntaxError,
)
from rightsgraph.namespaces import GRAPHS, RGD
from rightsgraph.sources import load_source, slug


def graphs(source):
    return {file.path.name: file.graph.value.removeprefix(GRAPHS) for file in source.files}


def test_a_folder_of_data_ttl_is_one_graph_a_layer_and_one_a_file_of_reference(small_folder):
    reference = small_folder / "data" / "ttl" / "reference"
    reference.mkdir()
    (reference / "places.ttl").write_text("")
    (small_folder / "data" / "ttl" / "catalog.ttl").write_text("")
    found = graphs(load_source(small_folder))
    assert found["world.ttl"] == "small"
    assert found["places.ttl"] == "reference-places"
    assert found["catalog.ttl"] == "catalog"
    assert found["rightsgraph.ttl"] == "ontology"


def test_a_folder_of_plain_turtle_is_one_graph_of_its_own_name(tmp_path):
    folder = tmp_path / "My Notes"
    folder.mkdir()
    (folder / "a.ttl").write_text("")
    assert graphs(load_source(folder))["a.ttl"] == "my-notes"


def test_shapes_and_queries_of_the_package_serve_where_a_folder_has_none(small_folder):
    own = small_folder / "queries"
    own.mkdir()
    (own / "partners-of.rq").write_text("# title: mine")
    source = load_source(small_folder)
    assert any(file.graph.value == GRAPHS + "shapes" for file in source.files)
    assert own / "partners-of.rq" in source.queries
    assert [path.name for path in source.queries].count("partners-of.rq") == 1


def test_a_folder_can_have_a_base_of_its_own(small_folder):
    assert load_source(small_folder).prefixes["rgd"] == RGD.iri
    (small_folder / "rightsgraph.toml").write_text('things = "https://data.example.org/id/"')
    assert load_source(small_folder).prefixes["rgd"] == "https://data.example.org/id/"


@pytest.mark.parametrize(
    ("settings", "error"),
    [
        ("things = 'x'", TurtleSyntaxError),
        ("things =", TurtleSyntaxError),
        ("things = 'a b/'", InvalidIRIError),
    ],
)
def test_settings_that_make_no_sense_are_refused(small_folder, settings, error):
    (small_folder / "rightsgraph.toml").write_text(settings)
    with pytest.raises(error):
        load_source(small_folder)


def test_a_missing_and_an_empty_folder_are_told_apart(tmp_path):
    with pytest.raises(MissingFileError, match="no such file or folder"):
        load_source(tmp_path / "none")
    with pytest.raises(EmptySourceError, match="no Turtle file in it"):
        load_source(tmp_path)


def test_the_fingerprint_changes_with_a_file_and_not_otherwise(small_folder):
    before = load_source(small_folder).fingerprint()
    assert load_source(small_folder).fingerprint() == before
    (small_folder / "data" / "ttl" / "small" / "more.ttl").write_text("# more")
    more = load_source(small_folder).fingerprint()
    assert more != before
    networks = small_folder / "queries" / "networks"
    networks.mkdir(parents=True)
    (networks / "mine.toml").write_text("title = 'Who?'")
    assert load_source(small_folder).fingerprint() != more


def test_errors_are_of_one_family():
    assert issubclass(EmptySourceError, RightsGraphError)


@pytest.mark.parametrize(
    ("name", "expected"), [("My Notes", "my-notes"), ("--", "data"), ("a_b.c", "a-b-c")]
)
def test_a_graph_name_is_a_slug(name, expected):
    assert slug(name) == expected
