"""The lists of things with their facets."""

from rightsgraph.publication.entries import Entry, Value
from rightsgraph.publication.lists import LONGEST, facets_of, parts_of
from rightsgraph.publication.naming import Name


def entry(number, **facets):
    values = {key: [Value(one, Name(one)) for one in some] for key, some in facets.items()}
    return Entry(f"https://e.org/{number}", Name(str(number)), facets=values)


def test_facets_count_the_whole_list_the_commonest_value_first():
    entries = [entry(1, status=["b"]), entry(2, status=["a"]), entry(3, status=["a"])]
    (facet,) = facets_of(entries, ("status",))
    assert [(value.slug, count) for value, count in facet.values] == [("a", 2), ("b", 1)]


def test_years_stand_in_their_order():
    entries = [entry(1, year=["2002"]), entry(2, year=["2001", "2002"])]
    (facet,) = facets_of(entries, ("year",))
    assert [value.slug for value, _ in facet.values] == ["2001", "2002"]


def test_a_facet_of_one_value_is_left_out():
    assert facets_of([entry(1, type=["a"])], ("type",)) == []


def test_long_lists_are_split_and_empty_ones_have_a_page():
    assert [len(part) for part in parts_of([entry(1)] * (LONGEST + 1))] == [LONGEST, 1]
    assert parts_of([]) == [[]]
