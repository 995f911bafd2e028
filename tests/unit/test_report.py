"""Reports on an invented world: what they say, worked out by hand, and how they are written."""

import json
import re
import subprocess
import sys

import pytest

import rightsgraph
from rightsgraph.errors import ForeignReportError, MeasureError, UnwritableError
from rightsgraph.networks.definition import Definition
from rightsgraph.report.basis import Basis
from rightsgraph.report.contents import contents_of
from rightsgraph.report.folder import RECORD, check_folder, write_folder
from rightsgraph.report.page import embedded, page_of
from rightsgraph.report.words import SPACE

# The hub reports. It is in x with a and b, in y with c and d, in t with f; b is in z with e.
#
#     e --- b --- a          c --- d
#            \   /            \   /
#             hub -------------hub --- f        (one hub)
#
ACTORS = {"hub": "Hub", **{name: f"Actor {name.upper()}" for name in "abcdef"}}
TYPES = {"a": "ministry", "b": "ministry", "c": "state", "e": "national-ngo"}
ACTIVITIES = {
    "x": ("completed", "2002-05"),
    "y": ("planned", ""),
    "z": ("ongoing", "2001-11/.."),
    "t": ("completed", ""),
    "u": ("completed", ""),
    "v": ("completed", ""),
}
PARTICIPATIONS = [
    ("x", "org-hub", "organiser"),
    ("x", "org-a", "partner"),
    ("x", "org-b", "participant"),
    ("y", "org-hub", "organiser"),
    ("y", "org-c", "partner"),
    ("y", "org-d", "partner"),
    ("z", "org-b", "lead"),
    ("z", "org-e", "partner"),
    ("t", "org-hub", "organiser"),
    ("t", "org-f", "speaker"),
    ("u", "group-g", "participant"),
    ("u", "org-a", "host"),
    ("v", "office-hub-xa", "reporting"),
]
HEAD = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX edtf: <http://id.loc.gov/datatypes/edtf/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX rg: <https://w3id.org/rightsgraph/ns#>
PREFIX rgd: <https://w3id.org/rightsgraph/id/>
PREFIX rgs: <https://w3id.org/rightsgraph/scheme/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
rgd:document-d a rg:Document ; skos:prefLabel "Hub at work"@en ; dcterms:identifier "D/1" .
rgd:passage-d-1 a rg:Passage ; skos:prefLabel "Paragraph 1"@en ; dcterms:identifier "body/1" ;
    dcterms:isPartOf rgd:document-d .
rgd:group-g a rg:Actor , rg:ActorGroup ; skos:prefLabel "some people"@en .
rgd:office-hub-xa a rg:Actor , rg:Office ; skos:prefLabel "Hub Xa"@en ; org:unitOf rgd:org-hub .
"""


def turtle():
    """The world as Turtle."""
    lines = [HEAD]
    for name, label in ACTORS.items():
        kind = f" ; rg:actorType rgs:actor-type-{TYPES[name]}" if name in TYPES else ""
        lines.append(
            f'rgd:org-{name} a rg:Actor , org:Organization ; skos:prefLabel "{label}"@en {kind} .'
        )
    for name, (status, when) in ACTIVITIES.items():
        date = f' ; rg:when "{when}"^^edtf:EDTF' if when else ""
        lines.append(
            f'rgd:activity-{name} a rg:Activity ; skos:prefLabel "Activity {name}"@en ; '
            f'rg:status rgs:status-{status} ; rg:statusAsOf "2002-11-13"^^edtf:EDTF {date} .'
        )
    for activity, actor, role in PARTICIPATIONS:
        lines.append(
            f"rgd:participation-{activity}-{actor} a rg:Participation ; "
            f"rg:inActivity rgd:activity-{activity} ; rg:actor rgd:{actor} ; "
            f"rg:role rgs:role-{role} ; rg:statedIn rgd:passage-d-1 ."
        )
    return "\n".join(lines)


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    folder = tmp_path_factory.mktemp("world")
    (folder / "data").mkdir()
    (folder / "data" / "world.ttl").write_text(turtle(), encoding="utf-8")
    graph = rightsgraph.open(folder / "data", store=folder / "store")
    graph.folder = folder / "store"
    return graph


def contents(graph, **changes):
    return contents_of(Basis(graph, graph.network(Definition(name="all"), **changes)))


@pytest.fixture(scope="module")
def said(world):
    return contents(world)


def text_of(said):
    """The text of the page, without its tags and passages."""
    drawn = dict.fromkeys(("network", "apart"), '<svg id="s"></svg>')
    html = page_of(said, drawn)
    html = re.sub(
        r"<style>.*?</style>|<span class=\"keys\">.*?</span></span>", "", html, flags=re.S
    )
    text = re.sub(r"<[^>]*>", "", html).replace(SPACE, " ")
    return re.sub(r"\s+", " ", text)


def names(said, nodes):
    return [said.actors[node].label for node in nodes]


def test_the_one_that_reports_is_in_the_middle(said):
    assert said.reporter.label == said.centre.label == "Hub"
    assert (said.reporter.reports, said.centre.reports) == (1, True)
    assert names(said, said.centre.members) == ["Hub"]


def test_brokers_are_ranked_with_and_without_it(said):
    # With the hub, 6 others make 15 pairs. It alone ties {a, b, e}, {c, d} and {f} to each other,
    # b alone ties e to the other five. Without it, 5 others make 10 pairs, and b ties a to e.
    found = [(names(said, [one.actor])[0], one.rank, one.betweenness) for one in said.brokers]
    assert found == [
        ("Hub", "1", pytest.approx((3 * 2 + 3 * 1 + 2 * 1) / 15)),
        ("Actor B", "2", pytest.approx(5 / 15)),
    ]
    (one,) = said.brokers_apart
    assert (one.actor, one.betweenness) == (said.brokers[1].actor, pytest.approx(1 / 10))
    assert said.change.ranks[one.actor] == "1"
    assert said.change.ranks_before[one.actor] == "2"


def test_a_broker_is_told_with_its_circles_and_what_hangs_on_it(said):
    hub, b = said.betweens
    circles = [(names(said, one.members), len(one.activities)) for one in hub.circles]
    assert circles == [(["Actor A", "Actor B"], 1), (["Actor C", "Actor D"], 1), (["Actor F"], 1)]
    assert [names(said, part) for part in hub.cut_off] == [["Actor C", "Actor D"], ["Actor F"]]
    assert hub.rest == 3
    assert [names(said, one.members) for one in b.circles] == [["Actor A"], ["Actor E"]]
    assert names(said, b.fallen) == ["Actor E"]


def test_communities_are_sought_among_the_others(said):
    found = said.communities
    assert [names(said, one.members) for one in found.communities] == [
        ["Actor A", "Actor B", "Actor E"],
        ["Actor C", "Actor D"],
    ]
    assert (names(said, found.single), found.are_parts) == (["Actor F"], True)


def test_pairs_that_an_actor_stands_between_are_told_by_type(said):
    # Without a type: the hub, d and f. Of b's partners a and e are typed: ministry, NGO.
    (one,) = said.mediations
    assert (names(said, [one.actor]), one.gatekeeper, one.total) == (["Actor B"], 1, 1)


def test_what_changes_is_counted(said):
    change = said.change
    rows = {row.measure: (row.whole, row.without) for row in change.rows}
    assert rows["nodes"] == (7, 6)
    assert rows["edges"] == (8, 3)
    assert rows["components"] == (1, 3)
    assert rows["mean_degree"] == (16 / 7, 6 / 6)
    assert (change.activities, change.ties) == (3, 5)
    assert (names(said, change.only), change.untied) == (["Actor F"], ())


def test_roles_tell_cooperation_from_mention(said):
    # hub-a, hub-c, hub-d, b-e: one responsible, the other a partner; c-d: both partners.
    assert said.rest.stated == {"together": 4, "alongside": 1, "named": 3}
    assert said.rest.responsible == ("organizer", "lead")
    assert said.rest.other == ("host", "participant", "speaker")


def test_plans_dates_and_what_is_left_out_are_counted(said):
    assert said.rest.not_begun == 3
    assert [(one.name, one.activities, one.only) for one in said.rest.statuses] == [
        ("completed", 3, 4),
        ("ongoing", 1, 1),
        ("planned", 1, 3),
    ]
    spread = said.spread
    assert (spread.bounded, spread.started, spread.undated) == (1, 1, 3)
    assert (spread.first, spread.last) == ("2001-11-01", "2002-05-31")
    assert (said.rest.groups, said.rest.alone, said.rest.largest_ties) == (1, 1, 3)


def test_the_page_says_so_in_words(said):
    text = text_of(said)
    for sentence in (
        "Made from Hub at work (D/1).",
        "Hub, with what belongs to it, takes part in 3 of the 5 activities and is an end of 5 of "
        "the 8 ties.",
        "Among the others, Actor B stands between most (betweenness 0.100).",
        "3 of the 8 ties rest on plans and proposals only.",
        "Only through it Actor E is linked to the 5 other actors of its part of the network.",
        "1 actor has no tie but to Hub: Actor F.",
        "A date is stated for 2 of the 5 activities, from 1 November 2001 to 31 May 2002;",
        "activities no country is stated.",
        "rightsgraph network all.toml --report FOLDER",
    ):
        assert sentence in text, sentence


def test_without_the_one_that_reports_the_broker_is_left_out_instead(world):
    said = contents(world, without="rgd:org-hub")
    assert (said.reporter.label, said.reporter.members) == ("Hub", ())
    assert (said.centre.label, said.centre.reports) == ("Actor B", False)
    assert said.brokers_apart == ()
    text = text_of(said)
    assert "Actor B is left out because it stands between most others." in text
    assert "Hub is the one that reports (left out here)" in text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"statuses": "rgs:status-planned"}, "nobody stands between two"),
        ({"roles": "rgs:role-speaker"}, "No two of these actors take part in the same activity"),
        ({"topics": ()}, "Hub stands in the middle because it reports."),
    ],
)
def test_small_networks_are_told_too(world, changes, sentence):
    text = text_of(contents(world, **changes))
    assert sentence in text
    assert not re.search(r"\{[{%]|\bNone\b| [,.;]", text)


def test_if_nobody_is_left_without_the_centre_the_page_says_so(small_graph):
    said = contents(small_graph, groups=True)
    assert (said.centre, said.change) == (None, None)
    assert "the one activity" in text_of(said)


def test_a_two_mode_network_has_no_report(world):
    with pytest.raises(MeasureError, match="choose --mode actors"):
        contents(world, mode="two-mode")


def test_a_stored_network_is_made_again_by_its_name_and_what_is_changed(world):
    said = contents_of(
        Basis(world, world.network("actors", without="Hub", level="rolled-up", groups=True))
    )
    assert said.data.command == (
        "rightsgraph network actors --level rolled-up --without Hub --groups --report FOLDER"
    )


def test_an_embedded_picture_keeps_to_itself():
    svg = '<?xml?>\n<!DOCTYPE svg><svg id="a" aria-labelledby="a b"><use xlink:href="#b"/></svg>'
    assert embedded("one", svg) == (
        '<svg id="one-a" aria-labelledby="one-a one-b"><use xlink:href="#one-b"/></svg>'
    )


def test_a_report_is_replaced_and_nothing_else(tmp_path):
    folder = tmp_path / "report"
    first = {
        RECORD: json.dumps({"kind": "rightsgraph report on a network", "files": [RECORD, "old"]})
    }
    write_folder(folder, {name: text.encode() for name, text in first.items()} | {"old": b"1"})
    check_folder(folder)
    write_folder(folder, {RECORD: b"{}", "sub/new": b"2"})
    assert sorted(path.name for path in folder.rglob("*")) == ["new", RECORD, "sub"]
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def test_a_folder_with_other_files_is_refused(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ForeignReportError, match=r"holds thesis\.txt, which no report"):
        check_folder(tmp_path)
    (tmp_path / RECORD).write_text('{"kind": "other"}', encoding="utf-8")
    with pytest.raises(ForeignReportError, match=r"holds report.json and 1 more"):
        check_folder(tmp_path)
    with pytest.raises(UnwritableError, match="there is a file of this name"):
        check_folder(tmp_path / "thesis.txt")


def test_a_folder_that_cannot_be_written_is_left_as_it_was(tmp_path):
    folder = tmp_path / "report"
    write_folder(folder, {"a": b"1"})
    with pytest.raises(UnwritableError, match=str(folder)):
        write_folder(folder, {"a": b"2", "a/b": b"3"})
    assert (folder / "a").read_bytes() == b"1"
    assert [path.name for path in tmp_path.iterdir()] == ["report"]
    write_folder(tmp_path / "missing" / "report", {"a": b"1"})
    assert (tmp_path / "missing" / "report" / "a").read_bytes() == b"1"


def test_the_report_is_the_same_whatever_the_hash_seed(world, tmp_path):
    program = (
        "import sys, rightsgraph\n"
        "from rightsgraph.networks.definition import Definition\n"
        "from rightsgraph.report.folder import write_report\n"
        "graph = rightsgraph.open(store=sys.argv[1])\n"
        "write_report(graph, graph.network(Definition(name='all')), sys.argv[2])\n"
    )
    made = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        subprocess.run(
            [sys.executable, "-c", program, str(world.folder), str(folder)],
            env={"PYTHONHASHSEED": seed, "PATH": "", "HOME": str(tmp_path)},
            check=True,
        )
        made.append(
            {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
        )
    assert made[0] == made[1]
    assert len(made[0]) > 10
