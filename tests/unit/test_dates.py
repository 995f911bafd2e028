from datetime import date

import pytest

from rightsgraph.dates import bounds
from rightsgraph.errors import InvalidDateError


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2002", date(2002, 1, 1), date(2002, 12, 31)),
        ("2000-02", date(2000, 2, 1), date(2000, 2, 29)),
        ("2002-05-21", date(2002, 5, 21), date(2002, 5, 21)),
        ("2001-10/2001-12", date(2001, 10, 1), date(2001, 12, 31)),
        ("2002-02-12/..", date(2002, 2, 12), None),
        ("../2002-05", None, date(2002, 5, 31)),
        ("2002-23", date(2002, 9, 1), date(2002, 11, 30)),  # EDTF level 1: autumn
        ("2002-41", date(2002, 7, 1), date(2002, 12, 31)),  # level 2: second semestral
        ("[..2002-05]", None, date(2002, 5, 31)),
    ],
)
def test_a_date_has_the_first_and_last_day_that_it_can_mean(text, earliest, latest):
    assert bounds(text) == (earliest, latest)


@pytest.mark.parametrize(
    "text",
    [
        "2002-13",
        "2002-02-30",
        "May 2002",
        "",
        "/2002",
        "2002/",
        "2002-06/2002-13",
        "0000-00",
        "../..x",
    ],
)
def test_what_is_no_date_is_refused_by_its_text(text):
    with pytest.raises(InvalidDateError, match="is no EDTF date"):
        bounds(text)


def test_an_interval_may_be_backwards_since_the_shapes_see_that():
    assert bounds("2003/2001") == (date(2003, 1, 1), date(2001, 12, 31))
