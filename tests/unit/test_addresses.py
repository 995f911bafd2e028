"""Names of documents: for no two IRIs alike, on every file system, and back."""

from hypothesis import given
from hypothesis import strategies as st

from rightsgraph.namespaces import BASE
from rightsgraph.publication.addresses import Addresses, encode, page_suffix, relative

LOCAL = st.text(
    st.characters(exclude_characters="#", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=300
)
ADDRESSES = Addresses()


@given(LOCAL)
def test_a_name_is_plain_and_short_enough_for_any_file_system(local):
    name = ADDRESSES.name(f"{BASE}id/{local}")
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-~/")
    assert all(0 < len(part) <= 180 for part in name.split("/"))
    assert not {"..", ".", "con", "nul", "com1", "lpt9"} & set(name.split("/"))


@given(LOCAL, LOCAL)
def test_no_two_iris_have_the_same_name(one, other):
    names = ADDRESSES.name(f"{BASE}id/{one}"), ADDRESSES.name(f"{BASE}id/{other}")
    assert (names[0] == names[1]) == (one == other)


@given(LOCAL)
def test_a_name_leads_back_to_its_iri_unless_it_ends_in_a_digest(local):
    iri = f"{BASE}id/{local}"
    name = ADDRESSES.name(iri)
    assert ADDRESSES.decoded(name) == (None if "~~" in name else iri)


def test_a_long_segment_keeps_its_beginning():
    name = encode("a" * 300)
    assert name.startswith("aaa")
    assert len(name) == 180
    assert encode("a" * 301) != name


def test_names_that_no_iri_has_lead_nowhere():
    for name in ("id/org~", "id/ORG", "id/~zz", "id/a~2dd", "../etc/passwd", "id/~~00", "~ff"):
        assert ADDRESSES.decoded(name) is None, name


def test_the_home_page_is_on_the_dataset():
    assert ADDRESSES.name(BASE) == "index"
    assert ADDRESSES.decoded("index") == BASE
    assert ADDRESSES.name(f"{BASE}index") == "~69ndex"


def test_iris_of_others_have_no_document():
    assert ADDRESSES.name("https://schema.org/name") is None
    assert ADDRESSES.link("https://schema.org/name", "id/org-osce") is None


def test_things_under_a_base_of_their_own_lie_in_the_same_folder():
    own = Addresses("https://data.example.org/thing#")
    assert own.name("https://data.example.org/thing#a") == "id/a"
    assert own.decoded("id/a") == "https://data.example.org/thing#a"
    assert own.name(f"{BASE}id/a") == "rightsgraph-id/a"
    assert own.link("https://data.example.org/thing#a", "ns") == "id/a.html"


def test_links_are_relative_to_the_page_that_they_are_on():
    link = ADDRESSES.link(f"{BASE}ns#Actor", "graph/mc-inf-259/offices", page_suffix("es"))
    assert link == "../../ns.es.html#Actor"
    assert relative("index.html", "index") == "index.html"
    assert relative("assets/site.css", "id/org-osce") == "../assets/site.css"
