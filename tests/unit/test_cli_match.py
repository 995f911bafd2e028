"""The command ``match``: names given or from a file, what comes back, and the exit code."""

import csv
import json

import pytest

from rightsgraph.cli import main


@pytest.fixture
def run(capsys, small_store):
    def call(*arguments):
        code = main(["match", *map(str, arguments), "--store", str(small_store)])
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture
def partners(tmp_path):
    path = tmp_path / "partners.csv"
    rows = [["no", "partner"], ["1", "H.L.A."], ["2", ""], ["3", "Harbor Legal Aid, Inc."]]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([*rows, ["4", "Harbour Legal Aid Choir"]])
    return path


def test_all_names_matched_is_0(run):
    code, out, _ = run("H.L.A.", "union of pilots")
    assert code == 0
    assert "rgd:org-harbour-legal-aid" in out
    assert out.endswith("2 of 2 names matched\n")


def test_a_name_that_is_not_matched_is_1_with_the_nearest(run):
    code, out, _ = run("HLA", "Union of Poets")
    assert code == 1
    assert "nearest: Union of Pilots" in out
    assert out.endswith("1 of 2 names matched\n")


def test_a_column_of_a_file_is_matched(run, partners):
    code, out, _ = run("--file", partners, "--column", "partner", "--format", "csv")
    rows = list(csv.DictReader(out.splitlines()))
    assert code == 1
    assert [row["name"] for row in rows] == [
        "H.L.A.",
        "Harbor Legal Aid, Inc.",
        "Harbour Legal Aid Choir",
    ]
    assert [row["verdict"] for row in rows] == ["same", "same", "ask"]


def test_json_has_every_part(run):
    code, out, _ = run("Course for judges", "--type", "rg:Activity", "--format", "json")
    [row] = json.loads(out)
    assert code == 0
    assert row["iri"] == "rgd:activity-xa-course"
    assert row["score"] == 100
    assert list(row) == ["name", "verdict", "iri", "label", "score", "reason"]


def test_the_type_is_kept_to_unless_it_is_any(run):
    assert run("Course for judges")[0] == 1
    assert run("Course for judges", "--type", "any")[0] == 0


def test_a_result_goes_to_a_file(run, tmp_path):
    path = tmp_path / "matched.csv"
    assert run("HLA", "--format", "csv", "-o", path)[:2] == (0, "")
    assert path.read_text(encoding="utf-8").startswith(
        "name,verdict,iri,label,score,reason\nHLA,same"
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "match: no name to match; give names, or --file FILE with a column of them"),
        (["x", "--column", "a"], "--column has no effect here; use it with --file FILE"),
        (["--file", "missing.csv"], "missing.csv: cannot be read as CSV"),
        (["x", "--type", "rg:Actr"], "no type is called 'rg:Actr'; did you mean 'rg:Actor'"),
        (["x", "--type", "nope:Actor"], "'nope:Actor' uses an unknown prefix"),
    ],
)
def test_what_cannot_be_done_is_2_with_a_sentence(run, arguments, sentence):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert sentence in err
    assert "Traceback" not in err


def test_a_file_without_the_column_or_without_names_is_refused(run, partners, tmp_path):
    code, _, err = run("--file", partners, "--column", "partners")
    assert (code, "is called 'partners'; did you mean 'partner'?" in err) == (2, True)
    empty = tmp_path / "empty.csv"
    empty.write_text("", encoding="utf-8")
    assert "the file is empty" in run("--file", empty)[2]
    empty.write_text("name\n\n", encoding="utf-8")
    assert "column 'name': no name to match" in run("--file", empty)[2]
    empty.write_bytes(b"name\n\xff\xfe\n")
    assert "cannot be read as CSV" in run("--file", empty)[2]
    assert "NAME has no effect here" in run("x", "--file", partners)[2]
