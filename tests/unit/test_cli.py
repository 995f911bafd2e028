"""The command line: what a person types, what comes back, and the exit code."""

import csv
import json
import re
import shutil

import pytest

from rightsgraph.cli import main
from rightsgraph.cli.parser import build_parser
from rightsgraph.networks.definition import CHOICES
from rightsgraph.networks.drawing import KINDS
from rightsgraph.networks.network import PICTURES


@pytest.fixture
def store(small_store, tmp_path):
    """A store of the small world, for a test to change."""
    return shutil.copytree(small_store, tmp_path / "store")


@pytest.fixture
def run(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")

    def call(*arguments):
        code = main([*arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def test_a_query_is_a_table_with_its_count(run, store):
    code, out, _ = run("query", "partners-of", "--set", "actor=UP", "--store", str(store))
    assert code == 0
    assert "rgd:org-harbour-legal-aid" in out
    assert out.endswith("1 row\n")


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml", "markdown"])
def test_a_query_comes_in_the_form_that_is_asked_for(run, store, form):
    code, out, _ = run(
        "query", "partners-of", "--set", "actor=UP", "--store", str(store), "--format", form
    )
    assert code == 0
    assert "org-harbour-legal-aid" in out
    if form == "csv":
        assert len(list(csv.DictReader(out.splitlines()))) == 1
    if form == "json":
        assert len(json.loads(out)["results"]["bindings"]) == 1


def test_a_query_goes_to_a_file(run, store, tmp_path):
    path = tmp_path / "rows.csv"
    code, out, _ = run(
        "query", "SELECT ?a { ?a a rg:Actor } ORDER BY ?a", "--store", str(store),
        "--format", "csv", "-o", str(path),
    )  # fmt: skip
    assert (code, out) == (0, "")
    assert path.read_text().count("\n") == 3


def test_a_query_comes_from_standard_input(run, store, monkeypatch):
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO("ASK { ?a a rg:Actor }"))
    assert run("query", "-", "--store", str(store)) == (0, "yes\n", "")


def test_triples_are_turtle_unless_asked_otherwise(run, store):
    text = "CONSTRUCT { ?a a rg:Actor } WHERE { ?a a rg:Actor }"
    _, out, _ = run("query", text, "--store", str(store))
    assert "rgd:org-union-of-pilots a rg:Actor" in out
    _, out, _ = run("query", text, "--store", str(store), "--format", "ntriples")
    assert out.count(" .\n") == 2


def test_a_result_can_be_cited(run, store):
    _, _, err = run("query", "partners-of", "--set", "actor=UP", "--store", str(store), "--cite")
    assert "partners-of, actor = UP" in err
    assert "data of 2026-11-24, SHA-256" in err


def test_queries_are_listed_with_their_parameters(run):
    code, out, _ = run("queries", "partners")
    assert code == 0
    assert "--set actor=rgd:org-unhcr" in out
    listed = json.loads(run("queries", "--format", "json")[1])
    assert len(listed) >= 16
    assert all(query["description"] for query in listed)


def test_search_and_describe_find_by_name(run, store):
    assert (
        "rgd:org-harbour-legal-aid" in run("search", "aide", "juridique", "--store", str(store))[1]
    )
    assert run("search", "zzz", "--store", str(store))[0] == 1
    code, out, _ = run("describe", "Union", "of", "Pilots", "--store", str(store))
    assert code == 0
    assert "[annex/1/i]" in out
    assert json.loads(run("describe", "UP", "--store", str(store), "--format", "json")[1])["name"]
    turtle = run("describe", "UP", "--store", str(store), "--format", "turtle")[1]
    assert "rgd:org-union-of-pilots" in turtle


def test_networks_are_listed_and_made(run, store, tmp_path):
    assert "actors-without-iom" in run("networks")[1]
    assert "title_fr" in run("networks", "--format", "json")[1]
    code, out, _ = run("network", "--store", str(store))
    assert code == 0
    assert "2 nodes, 1 edge, weight: count" in out
    assert "1  Harbour Legal Aid — Union of Pilots  (funder; organizer)" in out
    path = tmp_path / "network.graphml"
    code = run("network", "--store", str(store), "--format", "graphml", "-o", str(path))[0]
    assert code == 0
    assert "participation-xa-course" in path.read_text(encoding="utf-8")
    code, out, _ = run("network", "--store", str(store), "--measures")
    assert code == 0
    assert "betweenness" in out
    assert "Union of Pilots" in out
    for form, words in (("csv", "rank,node,label,type,country,degree"), ("json", '"definition":')):
        out = run("network", "--store", str(store), "--measures", "--format", form)[1]
        assert words in out
    out = run("network", "--store", str(store), "--measures", "--format", "graphml")[1]
    assert 'attr.name="betweenness"' in out
    out = run("network", "--store", str(store), "--without", "UP")[1]
    assert "activities? (without = UP)" in out
    assert "1 node, 0 edges" in out
    assert "| funder; organizer" in run("network", "--store", str(store), "--format", "markdown")[1]
    assert "density,1.0" in run("network", "--store", str(store), "--summary", "--format", "csv")[1]


@pytest.mark.parametrize("suffix", [f".{one}" for one in (*PICTURES, "html", "md", "txt")])
def test_the_suffix_of_the_file_tells_the_format(run, store, tmp_path, suffix):
    path = tmp_path / f"partners{suffix}"
    assert run("network", "--store", str(store), "-o", str(path))[0] == 0
    start = path.read_bytes()[:40]
    assert {".svg": b"<?xml", ".png": b"PNG", ".html": b"<!doctype", ".md": b"|"}.get(
        suffix, b"Who takes part"
    ) in start.lower() + start


@pytest.mark.parametrize(
    ("picture", "shows"),
    [
        ("network", "Strength"),
        ("heat-map", "by Louvain's method"),
        ("timeline", "Course for judges"),
        ("map", "Activities by country"),
    ],
)
def test_a_picture_shows_what_is_asked_for(run, store, tmp_path, picture, shows):
    path = tmp_path / "partners.svg"
    assert run("network", "--store", str(store), "--picture", picture, "-o", str(path))[0] == 0
    assert shows in re.sub(r"<!-- | -->", "", path.read_text())


def test_csv_is_written_with_its_nodes_and_description(run, store, tmp_path):
    path = tmp_path / "partners.csv"
    assert run("network", "--store", str(store), "-o", str(path))[0] == 0
    assert sorted(file.name for file in tmp_path.glob("partners*")) == [
        "partners.csv",
        "partners.csv-metadata.json",
        "partners.nodes.csv",
    ]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["-o", "partners.xyz"], "the suffix '.xyz' names no format; end the name with one of"),
        (["-o", "partners.gexf", "--size", "degree"], "--size has no effect here"),
        (["-o", "partners.svg", "--size", "dergee"], "did you mean 'degree'"),
        (["-o", "partners.svg", "--colour", "tpye"], "did you mean 'type'"),
        (["--picture", "map"], "--picture has no effect here; use it with --format svg or png"),
        (
            ["-o", "partners.svg", "--picture", "timeline", "--size", "degree"],
            "no option of a picture is called 'size'; this one has format, group, title",
        ),
        (
            ["-o", "partners.svg", "--mode", "two-mode", "--picture", "heat-map"],
            "the measures are of actors tied to actors",
        ),
        (["--measures", "--sort", "betweenes"], "did you mean 'betweenness'"),
        (["--mode", "places", "--measures"], "the measures are of actors tied to actors"),
        (["--mode", "places", "--weight", "jaccard"], "choose the weight count or count-parts"),
        (["--significance", "sdsm"], "--significance has no effect here; use it with --format csv"),
        (["--since", "last year"], "'last year' is no EDTF date"),
        (["--summary", "--format", "gexf"], "--summary has no effect here"),
        (["--topic", "rgs:topic-trafic"], "no thing is called 'rgs:topic-trafic'"),
        (["--type", "rgs:actor-type-university"], "nothing is left after types = "),
    ],
)
def test_what_cannot_be_made_of_a_network_is_one_sentence(
    run, store, tmp_path, monkeypatch, options, says
):
    monkeypatch.chdir(tmp_path)
    code, out, err = run("network", "--store", str(store), *options)
    assert (code, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1
    assert not [*tmp_path.glob("partners*")]


def test_the_choices_of_a_network_are_those_of_its_definition():
    command = build_parser()._subparsers._group_actions[0].choices["network"]
    offered = {action.dest: action.choices for action in command._actions if action.choices}
    assert {key: offered[key] for key in CHOICES} == CHOICES
    assert offered["picture"] == KINDS


def test_evidence_names_activity_roles_and_passages(run, store):
    code, out, _ = run("evidence", "HLA", "UP", "--store", str(store))
    assert code == 0
    assert "Course for judges  [annex/1, annex/1/i]  2002-05-01/2002-05-31" in out
    assert "1 activity within 1 at the top level" in out
    shared = json.loads(run("evidence", "HLA", "UP", "--store", str(store), "--format", "json")[1])
    assert shared[0]["roles"] == ["organizer"]


def test_build_says_where_and_what(run, small_folder, tmp_path):
    code, out, err = run(
        "build", str(small_folder), "--store", str(tmp_path / "s"), "--engine", "shacl"
    )
    assert code == 0
    assert "statements, digest" in out
    assert "validating with shacl" in err


def test_data_that_do_not_conform_are_not_written(run, small_folder, store):
    path = small_folder / "data" / "ttl" / "small" / "world.ttl"
    path.write_text(path.read_text().replace("    rg:status rgs:status-completed ;\n", ""))
    code, out, err = run("build", str(small_folder), "--store", str(store), "--engine", "shacl")
    assert code == 1
    assert "An activity" in out
    assert "world.ttl:" in out
    assert "is as before" in err
    assert main(["build", str(small_folder), "--store", str(store), "--accept-violations"]) == 0


def test_validate_says_yes_and_no(run, small_folder, tmp_path):
    code, out, _ = run("validate", str(small_folder), "--engine", "shacl")
    assert (code, out) == (0, "conforms: 0 violations, 0 warnings\n")
    path = small_folder / "data" / "ttl" / "small" / "world.ttl"
    path.write_text(path.read_text().replace('"Xa"@en', '"Xa"'))
    code, out, _ = run("validate", str(small_folder), "--format", "json")
    assert code == 1
    assert json.loads(out)["counts"]["Violation"] >= 1
    assert "sh:ValidationReport" in run("validate", str(small_folder), "--format", "turtle")[1]


def test_format_checks_and_writes(run, tmp_path):
    path = tmp_path / "a.ttl"
    path.write_text("<https://e.org/a> a <https://e.org/B> .")
    assert run("format", "--check", str(path))[:2] == (1, f"would change {path}\n")
    assert run("format", str(path))[0] == 0
    assert run("format", "--check", str(tmp_path))[0] == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["query", "partner-of"], "did you mean 'partners-of'"),
        (
            ["query", "partners-of"],
            "the parameter 'actor' has no value; pass --set actor=rgd:org-unhcr",
        ),
        (["query", "partners-of", "--set", "actor"], "is no assignment; write --set name=value"),
        (["query", "partners-of", "--set", "actor=wd:Q1"], "unknown prefix"),
        (["query", "partners-of", "--set", "actor=Nobody"], "no thing is called 'Nobody'"),
        (
            ["query", "activities-in-period", "--set", "from=May", "--set", "until=2002-01-01"],
            "is no xsd:date",
        ),
        (["query", "SELECT {"], "syntax error at 1:"),
        (["query", "none.rq"], "none.rq: cannot be read"),
        (["query", "agreements", "--format", "turtle"], "choose from csv, tsv, json, xml"),
        (["query", "agreements", "-o", "no/such/folder/x"], "cannot write"),
        (["describe", "rgd:org-none"], "no thing is called"),
        (["network", "actor"], "no stored network is called 'actor'; did you mean 'actors'"),
        (["network", "--mode", "two-mode", "--measures"], "choose --mode actors"),
        (["network", "none.toml"], "none.toml: no such file"),
        (["network", "--status", "rgs:status-planned"], "after statuses = rgs:status-planned"),
        (["evidence", "HLA", "Course for judges"], "no edge between 'HLA' and 'Course for judges'"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_2(run, store, arguments, words):
    code, out, err = run(*arguments, "--store", str(store))
    assert (code, out) == (2, "")
    assert err.startswith("rightsgraph: ")
    assert err.count("\n") == 1
    assert words in err


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("foo:a a foo:B .", "declare it at the top"),
        ('<https://e.org/a> <https://w3id.org/rightsgraph/ns#when> "May"^^'
         "<http://id.loc.gov/datatypes/edtf/EDTF> .", "'May' is no EDTF date"),
    ],
)  # fmt: skip
def test_a_bad_file_is_named_and_the_store_stays(run, small_folder, store, text, words):
    before = sorted(path.name for path in (store / "generations").iterdir())
    bad = small_folder / "data" / "ttl" / "small" / "bad.ttl"
    bad.write_text(text)
    code, _, err = run("build", str(small_folder), "--store", str(store), "--quiet")
    assert code == 2
    assert "bad.ttl:1" in err
    assert words in err
    assert sorted(path.name for path in (store / "generations").iterdir()) == before


def test_missing_folders_and_foreign_stores_are_said_so(run, small_folder, tmp_path):
    assert "no such file or folder" in run("build", str(tmp_path / "none"))[2]
    (tmp_path / "mine.txt").write_text("mine")
    code, _, err = run("build", str(small_folder), "--store", str(tmp_path), "--quiet")
    assert code == 2
    assert "holds other files" in err
    assert (
        "run `rightsgraph build`" in run("query", "agreements", "--store", str(tmp_path / "x"))[2]
    )
    assert "check the path" in run("format", str(tmp_path / "none"))[2]
    assert (
        "no such file" in run("validate", str(small_folder), "--document", str(tmp_path / "n"))[2]
    )


def test_every_command_has_help_with_an_example(capsys):
    for command in ("build", "validate", "format", "query", "queries", "search", "describe"):
        with pytest.raises(SystemExit) as ended:
            main([command, "--help"])
        assert ended.value.code == 0
        assert "example: rightsgraph" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out.startswith("rightsgraph 0.")
