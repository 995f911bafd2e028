import json
import sys

import pytest

from rightsgraph.errors import MissingExtraError, UnknownNameError
from rightsgraph.tables import Table

ROWS = [
    {"name": "a|b", "degree": 2, "share": 1 / 3, "broker": True, "roles": ["host", "funder"]},
    {"name": "c", "degree": 2, "share": 1234.5, "broker": False, "left": "out"},
]


@pytest.fixture
def table():
    return Table(["name", "degree", "share", "broker", "roles"], ROWS)


def ranks(values, **options):
    table = Table(["name", "value"], ({"name": n, "value": v} for n, v in enumerate(values)))
    return [(row["rank"], row["name"]) for row in table.ranked("value", **options)]


def test_rows_have_the_declared_columns_in_order(table):
    assert [list(row) for row in table] == [["name", "degree", "share", "broker", "roles"]] * 2
    assert len(table) == 2
    assert table[1] == {"name": "c", "degree": 2, "share": 1234.5, "broker": False, "roles": None}
    assert len(Table(["name"], [])) == 0


def test_csv_has_numbers_in_full_and_nothing_for_no_value(table):
    assert table.to_csv() == (
        "name,degree,share,broker,roles\n"
        "a|b,2,0.3333333333333333,true,host; funder\n"
        "c,2,1234.5,false,\n"
    )
    assert Table(["name"], []).to_csv() == "name\n"


def test_json_has_numbers_and_booleans_as_such(table):
    assert json.loads(table.to_json()) == list(table)
    assert "é" in Table(["name"], [{"name": "é"}]).to_json()
    with pytest.raises(ValueError, match="not JSON compliant"):
        Table(["share"], [{"share": float("nan")}]).to_json()


def test_markdown_escapes_what_would_end_a_cell(table):
    head, line, first, second = table.to_markdown().splitlines()
    assert head.split() == [
        "|",
        "name",
        "|",
        "degree",
        "|",
        "share",
        "|",
        "broker",
        "|",
        "roles",
        "|",
    ]
    assert line.count(":") == 5
    assert first.startswith("| a\\|b |      2 | 0.333 |   true |")
    assert second.split("|")[3].strip() == "1234"


def test_text_shows_the_first_rows_only(table):
    assert "1234" not in table.to_text(limit=1)
    assert "a|b" in table.to_text(limit=1)
    assert repr(table) == table.to_text()
    assert "<b>" not in Table(["name"], [{"name": "<b>"}])._repr_html_()


def test_a_data_frame_has_the_columns_in_order(table):
    frame = table.to_pandas()
    assert list(frame.columns) == ["name", "degree", "share", "broker", "roles"]
    assert frame["degree"].sum() == 4
    assert list(Table(["name"], []).to_pandas().columns) == ["name"]


def test_without_pandas_the_extra_is_named(table, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtraError, match=r"rightsgraph\[pandas\]"):
        table.to_pandas()


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([5, 7, 7, 1], [("1=", 1), ("1=", 2), ("3", 0), ("4", 3)]),
        ([3, 3, 3], [("1=", 0), ("1=", 1), ("1=", 2)]),
        ([None, 2, None, 4], [("1", 3), ("2", 1), ("", 0), ("", 2)]),
        # 0.1 + 0.2 is greater than 0.3 in the last digit only
        ([0.3, 0.1 + 0.2, 0.4], [("1", 2), ("2=", 0), ("2=", 1)]),
        ([0.0, 1e-13], [("1=", 0), ("1=", 1)]),
        ([1.0, 1.0 + 1e-8], [("1", 1), ("2", 0)]),
        (["b", "c", "c"], [("1=", 1), ("1=", 2), ("3", 0)]),
        ([False, True], [("1", 1), ("2", 0)]),
        ([], []),
    ],
)
def test_equal_values_share_a_rank(values, expected):
    assert ranks(values) == expected


def test_the_least_can_be_first():
    assert ranks([5, None, 7, 1], descending=False) == [("1", 3), ("2", 0), ("3", 2), ("", 1)]


def test_the_rank_is_the_first_column(table):
    assert table.ranked("share").columns == ["rank", *table.columns]
    assert table.columns[0] == "name"


def test_an_unknown_column_brings_the_nearest(table):
    with pytest.raises(UnknownNameError, match="did you mean 'degree'"):
        table.ranked("degre")
