"""Pictures of networks: what stands in the SVG, that names are free, that bytes are the same."""

import hashlib
import os
import re
import subprocess
import sys
from itertools import combinations
from xml.etree import ElementTree

import matplotlib
import networkx as nx
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import Circle
from matplotlib.text import Text

from rightsgraph.errors import MeasureError, MissingExtraError, UnknownNameError
from rightsgraph.pictures.heatmap import draw_heat_map, heat_map_sheet
from rightsgraph.pictures.labels import Named, crosses, place_labels
from rightsgraph.pictures.network import SIZES, draw_network, network_sheet
from rightsgraph.pictures.nodelink import Scale, in_words
from rightsgraph.pictures.sheet import SMALL, drawing, text_width, wrap
from rightsgraph.pictures.twomode import crossings, draw_two_mode, ordered, two_mode_sheet

SVG = "{http://www.w3.org/2000/svg}"


def small():
    """UNHCR and OSCE share two activities, each has a ministry; Malta is alone."""
    network = nx.Graph(name="small", title="Who works together?")
    network.add_node(
        "unhcr", label="United Nations High Commissioner", short="UNHCR", type="office"
    )
    network.add_node("osce", label="Organization for Security", short="OSCE", type="office")
    network.add_node("interior", label="Ministry of the Interior", type="ministry", country="Malta")
    network.add_node("labour", label="Ministry of Labour")
    network.add_node("malta", label="Malta", type="state", country="Malta")
    network.add_edge("unhcr", "osce", weight=2.0, distance=0.5)
    network.add_edge("unhcr", "interior", weight=1.0, distance=1.0)
    network.add_edge("osce", "labour", weight=1.0, distance=1.0)
    return network


def large():
    """Ninety actors with long names, ten types, a hub, a clique and single ones."""
    parts = [nx.barabasi_albert_graph(50, 2, seed=3), nx.complete_graph(25), nx.empty_graph(15)]
    network = nx.disjoint_union_all(parts)
    for node, values in network.nodes(data=True):
        values["label"] = (
            f"Organisation No. {node} for the Rights of {'Migrant Workers ' * (node % 4)}"
        )
        values["type"] = f"type {node % 10}"
    for count, (_, _, values) in enumerate(network.edges(data=True)):
        values.update(weight=1.0 + count % 3, distance=1 / (1.0 + count % 3))
    return network


def two_mode(actors, activities):
    network = nx.Graph(name="both")
    for count in range(actors):
        network.add_node(f"a{count}", label=f"Actor {count}", bipartite=0, type=f"type {count % 3}")
    for count in range(activities):
        network.add_node(f"x{count}", label=f"Activity {count}", bipartite=1)
    for count in range(max(actors, activities)):
        network.add_edge(f"a{count % actors}", f"x{count % activities}", weight=1.0)
    return network


PICTURES = {
    "network": lambda **more: draw_network(nx.karate_club_graph(), colour="community", **more),
    "two-mode": lambda **more: draw_two_mode(two_mode(46, 5), labels=9, **more),
    "columns": lambda **more: draw_two_mode(two_mode(9, 5), **more),
    "heat map": lambda **more: draw_heat_map(nx.karate_club_graph(), **more),
}


def read(svg):
    """The elements of an SVG by id, and the texts that it draws."""
    root = ElementTree.fromstring(svg)
    named = {one.get("id"): one for one in root.iter() if one.get("id")}
    return root, named, [text.strip() for text in re.findall(r"<!--(.*?)-->", svg.decode())]


def numbered(named, kind):
    return sorted(int(key[len(kind) :]) for key in named if re.fullmatch(rf"{kind}\d+", key))


def rendered(make, *arguments):
    """A sheet as it is drawn: what draws it, and its height."""
    with drawing():
        sheet, _ = make(*arguments)
        sheet.finish()
        canvas = FigureCanvasAgg(sheet.figure)
    return sheet, canvas.get_renderer()


def boxes_of_labels(sheet, renderer):
    """The box of each name; its lines are taken together."""
    found = {}
    for text in sheet.figure.findobj(Text):
        if (text.get_gid() or "").startswith("label-"):
            key = text.get_gid().split("-")[1]
            found.setdefault(key, []).append(text.get_window_extent(renderer).extents)
    return {
        key: (*np.min(boxes, axis=0)[:2], *np.max(boxes, axis=0)[2:])
        for key, boxes in found.items()
    }


def gap(box, other):
    return max(other[0] - box[2], box[0] - other[2], other[1] - box[3], box[1] - other[3])


def test_each_node_is_drawn_once_and_says_who_it_is():
    root, named, _ = read(draw_network(small()))
    assert numbered(named, "node-") == [0, 1, 2, 3, 4]
    tips = [named[f"node-{count}"].find(f"{SVG}title").text for count in range(5)]
    assert tips[0] == "United Nations High Commissioner\noffice\nstrength 3"
    assert tips[4] == "Malta\nstate\nstrength 0"
    assert len(named["edges"].findall(f".//{SVG}path")) == 3
    assert root.find(f"{SVG}title").text == "Who works together?"
    assert root.find(f"{SVG}desc").text == (
        "Nodes and edges: 5 actors, 3 edges, 2 components. Greatest strength: Organization for "
        "Security 3; United Nations High Commissioner 3; Ministry of Labour 1; Ministry of the "
        "Interior 1; Malta 0."
    )


def test_the_picture_names_its_title_and_description_for_a_screen_reader():
    root, named, _ = read(draw_network(small()))
    assert root.get("role") == "img"
    title, description = (named[key] for key in root.get("aria-labelledby").split())
    assert (title.tag, description.tag) == (f"{SVG}title", f"{SVG}desc")


@pytest.mark.parametrize("draw", PICTURES.values(), ids=PICTURES)
def test_no_two_elements_have_the_same_id(draw):
    ids = re.findall(r'\bid="([^"]+)"', draw().decode())
    assert len(ids) == len(set(ids))


def test_labels_and_legends_say_what_is_drawn():
    *_, texts = read(draw_network(small(), note="Data of 2002."))
    for text in ("UNHCR", "OSCE", "Ministry of Labour", "Malta"):
        assert text in texts
    assert {"Type", "office (2)", "ministry (1)", "state (1)", "not stated (1)"} <= set(texts)
    assert {"Strength", "3", "Weight of an edge", "2", "1"} <= set(texts)
    said = " ".join(texts)
    assert "Network small: 5 actors, 3 edges, 2 components; 5 of 5 actors named." in said
    assert "Strength: sum of the weights of the edges." in said
    assert "Data of 2002." in said


def test_only_the_greatest_are_named():
    *_, texts = read(draw_network(small(), labels=2))
    assert {"UNHCR", "OSCE"} <= set(texts)
    assert "Malta" not in texts
    assert "2 of 5 actors named." in " ".join(texts)


def test_communities_are_named_by_their_greatest_members():
    *_, texts = read(draw_network(small(), colour="community"))
    assert "Community" in texts
    assert "1 (4): OSCE, UNHCR, Ministry of Labour" in texts
    assert "2 (1): Malta" in texts


def test_nodes_are_coloured_by_country():
    *_, texts = read(draw_network(small(), colour="country"))
    assert {"Country", "Malta (2)", "not stated (3)"} <= set(texts)


def test_more_types_than_colours_are_put_together():
    *_, texts = read(draw_network(large(), labels=0))
    assert {"type 0 (9)", "type 6 (9)", "other types (27)"} <= set(texts)
    assert "type 7 (9)" not in texts


@pytest.mark.parametrize("size", sorted(SIZES))
def test_each_measure_with_an_amount_is_a_size(size):
    assert draw_network(small(), size=size, labels=0).startswith(b"<?xml")


def test_the_area_of_a_node_is_as_large_as_its_number():
    scale = Scale(most=40.0, largest=4.0, least=0.5)
    assert scale.radius(40.0) == 4
    assert scale.radius(10.0) == 2  # a quarter of the area
    assert scale.radius(0.1) == scale.radius(None) == 0.5


@pytest.mark.parametrize(
    ("make", "arguments"),
    [
        (network_sheet, (large(), "type", SIZES["strength"], 90, None, "")),
        (network_sheet, (small(), "community", SIZES["degree"], 90, None, "")),
        (two_mode_sheet, (two_mode(60, 50), "type", "activity", 110, None, "")),
        (two_mode_sheet, (two_mode(9, 5), "type", "activity", 60, None, "")),
        (heat_map_sheet, (small(), "Weight", None, "")),
        (heat_map_sheet, (large(), "Weight", None, "")),
    ],
    ids=["network", "small", "two-mode", "columns", "heat map", "large heat map"],
)
def test_no_name_runs_into_another_or_out_of_the_picture(make, arguments):
    sheet, renderer = rendered(make, *arguments)
    boxes = boxes_of_labels(sheet, renderer)
    assert len(boxes) >= 3
    assert min(gap(one, other) for one, other in combinations(boxes.values(), 2)) > 0
    width, height = sheet.figure.bbox.size
    for text in sheet.figure.findobj(Text):
        if text.get_text():
            left, low, right, high = text.get_window_extent(renderer).extents
            assert min(left, low, width - right, height - high) >= 0, text.get_text()
            assert text.get_fontsize() >= SMALL


@pytest.mark.parametrize("network", [small(), large()], ids=["small", "large"])
def test_no_name_runs_into_a_node(network):
    sheet, renderer = rendered(network_sheet, network, "type", SIZES["strength"], 90, None, "")
    discs = {
        one.get_gid().split("-")[1]: one.get_window_extent(renderer)
        for one in sheet.figure.findobj(Circle)
        if (one.get_gid() or "").startswith("node-")
    }
    assert len(discs) == len(network)
    for key, box in boxes_of_labels(sheet, renderer).items():
        for number, disc in discs.items():
            x, y = (disc.x0 + disc.x1) / 2, (disc.y0 + disc.y1) / 2
            near = np.hypot(np.clip(x, box[0], box[2]) - x, np.clip(y, box[1], box[3]) - y)
            within = number == key and np.hypot(box[2] - box[0], box[3] - box[1]) < disc.width
            assert within or near > disc.width / 2, (key, number)


def test_names_that_find_no_place_are_left_out():
    crowd = [Named(count, 10.0, 10.0, 2.0, "A name of some length") for count in range(200)]
    discs = np.array([[10.0, 10.0, 2.0]])
    placed = place_labels(crowd, discs, np.empty((0, 4)), (0, 0, 60, 30))
    assert 0 < len(placed) < 60
    assert [label.key for label in placed] == sorted(label.key for label in placed)


def test_a_short_name_stands_in_a_large_node():
    (label,) = place_labels(
        [Named(0, 20.0, 20.0, 6.0, "IOM")],
        np.array([[20.0, 20, 6]]),
        np.empty((0, 4)),
        (0, 0, 40, 40),
    )
    assert label.inside
    assert (label.x, label.y) == (20, 20)


def test_a_name_keeps_off_what_is_taken():
    discs = np.array([[20.0, 20.0, 1.0]])
    taken = np.array([[0.0, 0.0, 40.0, 18.5], [21.5, 18.5, 40.0, 40.0]])
    (label,) = place_labels(
        [Named(0, 20.0, 20.0, 1.0, "OSCE")], discs, np.empty((0, 4)), (0, 0, 40, 40), taken
    )
    left, top, right, _ = label.box
    assert 0 <= left < right < 21.5
    assert top > 18.5


def test_lines_and_boxes_cross_as_drawn_on_paper():
    boxes = np.array([[2.0, 2.0, 4.0, 4.0]])
    lines = np.array(
        [
            [0, 3, 6, 3],  # through the middle
            [0, 0, 6, 6],  # from corner to corner
            [3, 3, 3.5, 3.5],  # within
            [0, 1, 6, 1],  # above
            [0, 3, 1, 3],  # ends before
            [3, 0, 3, 1],  # upright, ends before
            [3, 3, 3, 3],  # a point within
        ],
        dtype=float,
    )
    assert crosses(lines, boxes).tolist() == [[True, True, True, False, False, False, True]]


def test_text_is_wrapped_at_words_and_cut_with_an_ellipsis():
    with drawing():
        text = "Office of the United Nations High Commissioner for Refugees"
        lines = wrap(text, 25.0, SMALL)
        assert " ".join(lines) == text
        assert all(text_width(line, SMALL) <= 25 for line in lines)
        short = wrap(text, 25.0, SMALL, most=2)
        assert len(short) == 2
        assert short[1].endswith("…")
        assert "".join(wrap("x" * 60, 25.0, SMALL)) == "x" * 60
        assert wrap("", 25.0, SMALL) == [""]


@pytest.mark.parametrize(
    ("number", "words"), [(3.0, "3"), (0.11111, "0.111"), (2814.0, "2,814"), (123.456, "123")]
)
def test_numbers_are_written_in_three_digits_or_whole(number, words):
    assert in_words(number) == words


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"colour": "typ"}, "no colouring is called 'typ'; did you mean 'type'"),
        ({"size": "strenght"}, "no measure is called 'strenght'; did you mean 'strength'"),
        ({"size": "community"}, "no measure is called 'community'"),
        ({"format": "pgn"}, "no format of a picture is called 'pgn'; did you mean 'png'"),
    ],
)
def test_what_is_unknown_is_said_with_the_nearest(options, says):
    with pytest.raises(UnknownNameError, match=re.escape(says)):
        draw_network(small(), **options)


@pytest.mark.parametrize("draw", [draw_network, draw_heat_map])
def test_a_two_mode_network_has_its_own_picture(draw):
    with pytest.raises(MeasureError):
        draw(two_mode(2, 2))


def test_without_matplotlib_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtraError, match=r"rightsgraph\[pictures\]"):
        draw_network(small())


@pytest.mark.parametrize(
    ("network", "nodes"),
    [
        (nx.Graph(name="none"), []),
        (nx.empty_graph(1), [0]),
        (nx.Graph([(1, 1)]), [0]),
        (nx.empty_graph(3), [0, 1, 2]),
        (nx.Graph([("a", "b")]), [0, 1]),
    ],
    ids=["none", "one", "tied to itself", "no edge", "pair"],
)
def test_tiny_networks_are_drawn(network, nodes):
    for colour in ("type", "community"):
        _, named, texts = read(draw_network(network, colour=colour))
        assert numbered(named, "node-") == nodes
    assert ("The network has no nodes." in texts) == (not nodes)
    assert draw_heat_map(network).startswith(b"<?xml")


def test_formulas_and_markup_in_names_are_text():
    network = nx.Graph(title="A & B <i>")
    network.add_node("a", label="$x^2$ & <b>", short="$x^2$ & <b>")
    root, _, texts = read(draw_network(network))
    assert root.find(f"{SVG}title").text == "A & B <i>"
    assert any("$x^2$" in text for text in texts)


def test_two_modes_stand_in_columns_where_they_are_few():
    _, named, texts = read(draw_two_mode(two_mode(9, 5), other="activity"))
    assert numbered(named, "node-") == list(range(14))
    assert numbered(named, "label-") == list(range(14))
    assert {"Shape", "actor (9)", "activity (5)", "Type of actor", "type 0 (3)"} <= set(texts)
    assert "Network both: 9 actors, 5 activities, 9 ties." in texts


def test_two_modes_that_are_many_are_drawn_by_their_ties():
    network = two_mode(60, 50)
    network.add_node("alone", label="Alone", bipartite=0)
    _, named, texts = read(draw_two_mode(network, other="place", labels=10))
    assert len(numbered(named, "node-")) == 110
    assert {"actor (60)", "place (50)", "Number of ties"} <= set(texts)
    said = " ".join(texts)
    assert "Network both: 60 actors, 50 places, 60 ties. 10 of 110 named." in said
    assert "Not drawn, having no tie: 1 actors." in said


def test_columns_are_ordered_so_that_ties_do_not_cross():
    network = nx.Graph([("a1", "x3"), ("a2", "x1"), ("a3", "x2"), ("a2", "x2"), ("a1", "x2")])
    left, right = ordered(network, ["a1", "a2", "a3"], ["x1", "x2", "x3"])
    place = {node: count for column in (left, right) for count, node in enumerate(column)}
    ties = [(place[one], place[other]) for one, other in network.edges]
    found = sum((one[0] - two[0]) * (one[1] - two[1]) < 0 for one, two in combinations(ties, 2))
    assert found == crossings(network, left, right) == 0
    # The same as listed: a1-x3 crosses a2-x1, a3-x2 and a2-x2, a1-x2 crosses a2-x1.
    assert crossings(network, ["a1", "a2", "a3"], ["x1", "x2", "x3"]) == 4


@pytest.mark.parametrize(
    "network", [nx.Graph(), two_mode(1, 1).subgraph(["a0"])], ids=["none", "no tie"]
)
def test_a_two_mode_network_without_ties_says_so(network):
    *_, texts = read(draw_two_mode(network))
    assert "No actor is tied to any activity." in texts


def test_actors_of_two_modes_are_coloured_by_what_is_known():
    with pytest.raises(UnknownNameError, match="actors are coloured by type and country"):
        draw_two_mode(two_mode(2, 2), colour="weight")


def test_each_tie_is_two_cells_of_the_heat_map():
    _, named, texts = read(draw_heat_map(small(), weight="Shared activities"))
    assert len(named["cells"].findall(f".//{SVG}path")) == 6
    assert [key for key in named if key.startswith("community-")] == ["community-1"]
    assert {"Shared activities", "1", "2"} <= set(texts)
    names = [text for text in texts if text in ("UNHCR", "OSCE", "Ministry of Labour", "Malta")]
    assert names == ["OSCE", "UNHCR", "Ministry of Labour", "Malta"]


def test_a_heat_map_of_many_weights_has_a_bar():
    network = nx.complete_graph(6)
    for count, (_, _, values) in enumerate(network.edges(data=True)):
        values["weight"] = 0.5 + count
    *_, texts = read(draw_heat_map(network))
    assert {"0.5", "14.5"} <= set(texts)
    assert "7.5" not in texts


def test_a_heat_map_of_many_actors_names_communities():
    *_, texts = read(draw_heat_map(large()))
    said = " ".join(texts)
    assert "90 actors" in said
    assert sum(text.startswith("Organisation No.") for text in texts) < 20


DRAW = """
import hashlib
from test_pictures import PICTURES
for name, draw in PICTURES.items():
    for format in ("svg", "png"):
        print(name, format, hashlib.sha256(draw(format=format)).hexdigest())
"""


def test_every_run_draws_the_same_bytes():
    here = [
        f"{name} {format} {hashlib.sha256(draw(format=format)).hexdigest()}"
        for name, draw in PICTURES.items()
        for format in ("svg", "png")
    ]
    folder = os.path.dirname(__file__)
    other = subprocess.run(
        [sys.executable, "-c", DRAW],
        env={**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": folder},
        capture_output=True,
        text=True,
        check=True,
    )
    assert other.stdout.splitlines() == here


def test_the_reader_s_own_settings_do_not_matter():
    before = draw_network(small())
    mine = {"font.size": 20, "svg.fonttype": "none", "lines.linewidth": 9, "text.parse_math": True}
    with matplotlib.rc_context(mine):
        assert draw_network(small()) == before
        assert matplotlib.rcParams["svg.fonttype"] == "none"


def test_no_date_and_no_version_is_in_a_picture():
    svg, png = draw_network(small()), draw_network(small(), format="png")
    assert b"<dc:date>" not in svg
    assert b"Matplotlib" not in svg
    assert b"Software" not in png
    assert b"tEXt" not in png


def test_a_picture_in_dots_is_180_millimetres_wide_at_200_to_the_inch():
    png = draw_network(small(), format="png")
    assert int.from_bytes(png[16:20], "big") == int(180 / 25.4 * 200)
