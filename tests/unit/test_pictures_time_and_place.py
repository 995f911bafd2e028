"""Pictures of activities in time and on the map."""

import json
import re
from datetime import date
from itertools import combinations
from xml.etree import ElementTree

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from rightsgraph.errors import InvalidDateError, MissingOutlineError, UnknownNameError
from rightsgraph.pictures.equalearth import equal_earth, world
from rightsgraph.pictures.map import crowded_part, draw_map, map_sheet, spot_of
from rightsgraph.pictures.outline import Country, load_outline
from rightsgraph.pictures.sheet import SMALL, drawing
from rightsgraph.pictures.timeline import draw_timeline, row_of, ticks_of, timeline_sheet

SVG = "{http://www.w3.org/2000/svg}"
ROWS = [
    {"name": "Workshop", "first": "2002-06-10", "last": "2002-06-10", "status": "completed"},
    {"name": "Course", "first": "2002-02-01", "last": "2002-02-28", "status": "completed"},
    {"name": "Centre", "first": "2002-05-05", "status": "ongoing", "passage": "annex/2"},
    {"name": "Study", "last": "2002-03-31", "status": "ongoing", "country": "Malta"},
    {"name": "Leaflet", "status": "planned"},
]
SQUARE = Country("470", "Malta", [[(10.0, 30.0), (20.0, 30.0), (20.0, 40.0), (10.0, 40.0)]])
OTHER = Country("", "Elsewhere", [[(-60.0, -10.0), (-50.0, -10.0), (-50.0, 10.0), (-60.0, 10.0)]])


def place(name, latitude, longitude, count, code=""):
    return {
        "name": name, "latitude": latitude, "longitude": longitude, "count": count, "code": code
    }  # fmt: skip


def read(svg):
    root = ElementTree.fromstring(svg)
    named = {one.get("id"): one for one in root.iter() if one.get("id")}
    return root, named, [text.strip() for text in re.findall(r"<!--(.*?)-->", svg.decode())]


def check_that_all_is_on_the_sheet(sheet):
    sheet.finish()
    canvas = FigureCanvasAgg(sheet.figure)
    width, height = sheet.figure.bbox.size
    for text in sheet.figure.findobj(Text):
        if text.get_text():
            left, low, right, high = text.get_window_extent(canvas.get_renderer()).extents
            assert min(left, low, width - right, height - high) >= 0, text.get_text()
            assert text.get_fontsize() >= SMALL


def test_each_dated_activity_is_one_row_in_order_of_time():
    _, named, texts = read(draw_timeline(ROWS, group="none"))
    names = [text for text in texts if text in {row["name"] for row in ROWS}]
    # Study ends first and may have begun at any time; Leaflet has no date.
    assert names == ["Course", "Study", "Centre", "Workshop"]
    assert sum(key.startswith("row-") for key in named) == 4
    assert "annex/2" in texts
    said = " ".join(texts)
    assert "4 of 5 activities have a date. Not drawn, having none: 1 (planned 1)." in said


def test_a_row_says_its_name_and_passage():
    _, named, _ = read(draw_timeline(ROWS))
    tips = {named[key].find(f"{SVG}title").text for key in named if key.startswith("row-")}
    assert tips == {"Workshop", "Course", "Centre\nannex/2", "Study"}


def test_rows_are_put_together_by_status():
    *_, texts = read(draw_timeline(ROWS))
    heads = [text for text in texts if text in ("completed (2)", "ongoing (2)")]
    assert heads == ["completed (2)", "ongoing (2)"] * 2  # over the rows, and in the legend


def test_what_has_no_country_stands_last():
    *_, texts = read(draw_timeline(ROWS, group="country"))
    heads = [text for text in texts if text in ("Malta (1)", "not stated (3)")]
    assert heads == ["Malta (1)", "not stated (3)"]


def test_a_bar_reaches_from_the_first_to_the_last_day():
    # The axis goes from January 2002, 31 + 28 days, to March: February is its second part.
    rows = [{"name": "Course", "first": "2002-02-01", "last": "2002-02-28"}]
    rows += [{"name": "Day", "first": "2002-01-01", "last": "2002-01-01"}]
    with drawing():
        sheet, _ = timeline_sheet([row_of(row, "none") for row in rows], "none", "T", "")
    ticks = {text.get_text(): text.get_position()[0] for text in sheet.figure.findobj(Text)}
    bars = {one.get_gid(): one for one in sheet.axes.patches if one.get_gid()}
    assert bars["row-0"].get_x() == pytest.approx(ticks["Feb"])
    assert bars["row-0"].get_x() + bars["row-0"].get_width() == pytest.approx(ticks["Mar"])
    day = (ticks["Feb"] - ticks["Jan 2002"]) / 31
    assert bars["row-1"].center[0] == pytest.approx(ticks["Jan 2002"] + day / 2)


def test_an_open_end_fades_to_the_edge():
    rows = [
        {"name": "Centre", "first": "2002-02-01"},
        {"name": "Study", "last": "2002-02-01"},
        {"name": "Course", "first": "2002-01-01", "last": "2002-06-30"},
    ]
    with drawing():
        sheet, _ = timeline_sheet([row_of(row, "none") for row in rows], "none", "T", "")
    ticks = {text.get_text(): text.get_position()[0] for text in sheet.figure.findobj(Text)}
    fading = {one.get_gid(): one for one in sheet.axes.collections if one.get_gid()}
    for name, begin, end in (("row-0", "Feb", "Jul"), ("row-1", "Feb", "Jan 2002")):
        alphas = fading[name].get_alpha()
        assert (np.diff(alphas) < 0).all()
        first, last = fading[name].get_paths()[0], fading[name].get_paths()[-1]
        day = 0 if name == "row-0" else (ticks["Feb"] - ticks["Jan 2002"]) / 31
        assert first.vertices[0][0] == pytest.approx(ticks[begin] + day)
        assert last.vertices[1][0] == pytest.approx(ticks[end])


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2002-02-12", "2002-05-03", ["Feb 2002", "Mar", "Apr", "May", "Jun"]),
        ("2001-11-30", "2002-01-02", ["Nov 2001", "Dec", "Jan 2002", "Feb"]),
        ("2001-02-01", "2002-06-15", "Jan 2001|Apr|Jul|Oct|Jan 2002|Apr|Jul".split("|")),
        ("2000-02-01", "2006-12-31", [str(year) for year in range(2000, 2008)]),
        ("1951-01-01", "2002-01-01", ["1950", "1955"]),
    ],
    ids=["months", "turn of the year", "quarters", "years", "five years"],
)  # fmt: skip
def test_ticks_suit_the_span(first, last, words):
    ticks = ticks_of(*(date.fromisoformat(day).toordinal() for day in (first, last)))
    assert [word for _, word in ticks][: len(words)] == words
    assert ticks[0][0] <= date.fromisoformat(first).toordinal()
    assert ticks[-1][0] >= date.fromisoformat(last).toordinal()


@pytest.mark.parametrize(
    ("rows", "says"),
    [([], "There is no activity."), ([{"name": "Leaflet"}], "None of 1 activities has a date.")],
)
def test_a_timeline_of_nothing_says_so(rows, says):
    *_, texts = read(draw_timeline(rows))
    assert says in texts


def test_a_day_that_is_none_is_refused_with_its_activity():
    with pytest.raises(InvalidDateError, match="Course: '2002-02-30' is no EDTF date"):
        draw_timeline([{"name": "Course", "first": "2002-02-30"}])


def test_an_unknown_grouping_is_said_with_the_nearest():
    with pytest.raises(UnknownNameError, match="did you mean 'status'"):
        draw_timeline(ROWS, group="statu")


def test_a_long_timeline_stays_on_the_sheet():
    rows = [
        {
            "name": f"Activity {count} with a name that is too long for a single line of the list",
            "first": f"{1995 + count % 8}-0{1 + count % 9}-01",
            "last": None if count % 7 == 0 else f"{1996 + count % 8}-0{1 + count % 9}-28",
            "status": ("completed", "ongoing", "planned")[count % 3],
            "passage": f"annex/{count}/a-key-that-is-long",
        }
        for count in range(120)
    ]
    with drawing():
        sheet, _ = timeline_sheet([row_of(row, "status") for row in rows], "status", "T", "")
        check_that_all_is_on_the_sheet(sheet)
    assert sum((one.get_gid() or "").startswith("row-") for one in sheet.axes.get_children()) == 120


def test_the_projection_keeps_areas():
    # On a globe of radius 1 an area is its part of cos(latitude) d(latitude) d(longitude).
    step = 1e-4
    for longitude, latitude in ((0, 0), (100, 30), (-170, -55), (60, 80)):
        here = equal_earth(longitude, latitude)
        along = np.subtract(equal_earth(longitude + step, latitude), here)
        up = np.subtract(equal_earth(longitude, latitude + step), here)
        area = (along[0] * up[1] - along[1] * up[0]) / np.radians(step) ** 2
        assert area == pytest.approx(np.cos(np.radians(latitude)), rel=1e-4)


def test_the_projection_is_symmetric():
    x, y = equal_earth(np.array([30.0, -30.0]), np.array([40.0, -40.0]))
    assert (x[0], y[0]) == (-x[1], -y[1])


def test_a_country_with_a_number_is_tinted_and_has_a_disc():
    rows = [place("Malta", 35.9, 14.4, 2, code="470"), place("Italy", 42.8, 12.8, 8, code="380")]
    _, named, texts = read(draw_map(rows, [SQUARE, OTHER], counted="courses"))
    tips = [named[f"country-{count}"].find(f"{SVG}title").text for count in range(2)]
    assert tips == ["Italy 8", "Malta 2"]
    with drawing():
        sheet, description = map_sheet(rows, [SQUARE, OTHER], "courses", "T", "")
    fills = [tuple(one.get_facecolor()) for one in sheet.axes.patches[:2]]
    assert fills[0] != fills[1]
    discs = {one.get_gid(): one for one in sheet.axes.patches if one.get_gid()}
    assert discs["country-0"].radius == 2 * discs["country-1"].radius  # four times the area
    assert description == "Number of courses by country: Italy 8; Malta 2."
    assert {"Italy 8", "Malta 2", "Number of courses", "country with courses"} <= set(texts)
    said = " ".join(texts)
    assert "Natural Earth, public domain; they imply no opinion on legal status." in said


def test_codes_may_be_numbers():
    with drawing():
        sheet, _ = map_sheet(
            [place("Malta", 35.9, 14.4, 2, code=470), place("Albania", 41, 20, 1, code=8)],
            [SQUARE, Country("008", "Albania", SQUARE.rings), OTHER], "courses", "T", "",
        )  # fmt: skip
    first, second, third = (tuple(one.get_facecolor()) for one in sheet.axes.patches[:3])
    assert first == second != third


def test_a_country_without_a_point_is_named_below():
    *_, texts = read(draw_map([{"name": "Malta", "count": 3}], []))
    assert "Not drawn, having no point: Malta 3." in " ".join(texts)


def test_a_map_of_nothing_is_the_outline():
    _, named, _ = read(draw_map([], [SQUARE]))
    assert not [key for key in named if key.startswith("country-")]


def test_where_discs_crowd_that_part_is_drawn_larger():
    crowd = [
        place(f"C{count}", 45 + 3 * (count % 3), 15 + 4 * (count // 3), 1) for count in range(9)
    ]
    rows = [*crowd, place("Chile", -30, -71, 5)]
    _, named, texts = read(draw_map(rows, [SQUARE]))
    assert sum(key.startswith("country-") for key in named) == 10
    assert sum(bool(re.fullmatch(r"detail-\d+", key)) for key in named) == 9
    ids = re.findall(r'\bid="([^"]+)"', draw_map(rows, [SQUARE]).decode())
    assert len(ids) == len(set(ids))
    assert {"Chile 5", *(f"C{count} 1" for count in range(9))} <= set(texts)


def test_five_discs_that_meet_are_a_crowd_and_four_are_none():
    view = world(0.0, 0.0, 174.0, -56.0, 84.0)
    for number, found in ((4, False), (5, True)):
        spots = [spot_of(place("C", 45, 15 + count, 5), 5) for count in range(number)]
        assert (crowded_part(spots, view, 90.0) is not None) == found


def test_a_part_shows_the_same_point_larger():
    view = world(3.0, 10.0, 174.0, -56.0, 84.0)
    ((x, y),) = view.place(15.0, 45.0)
    part = view.part(x, y, (25.0, 19.0), zoom=4.0, left=3.0, top=100.0)
    assert part.place(15.0, 45.0)[0] == pytest.approx((3 + 50, 100 + 38))
    apart = view.place(16.0, 46.0)[0] - (x, y)
    assert part.place(16.0, 46.0)[0] - (53, 138) == pytest.approx(4 * apart)


def test_names_on_the_map_stay_on_the_sheet_and_apart():
    rows = [
        place(f"Country {count}", -50 + 5 * count, 17 * count % 360 - 180, count)
        for count in range(25)
    ]
    with drawing():
        sheet, _ = map_sheet(rows, load_outline(), "activities", "T", "")
        check_that_all_is_on_the_sheet(sheet)
    renderer = sheet.figure.canvas.get_renderer()
    names = [one for one in sheet.figure.findobj(Text) if (one.get_gid() or "").startswith("label")]
    boxes = [one.get_window_extent(renderer) for one in names]
    assert len(boxes) > 20
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))


def test_the_outline_has_each_country_and_none_over_the_antimeridian():
    outline = load_outline()
    codes = [country.code for country in outline if country.code]
    assert len(codes) == len(set(codes)) > 170
    assert {"008", "380", "643", "242"} <= set(codes)
    assert "010" not in codes  # Antarctica
    points = np.array([point for one in outline for ring in one.rings for point in ring])
    assert np.abs(points[:, 0]).max() <= 180
    for country in outline:
        for ring in country.rings:
            # a step over the antimeridian would go round nearly the whole globe
            assert np.abs(np.diff(np.array(ring)[:, 0])).max() < 90, country.name


def test_the_area_of_the_outline_is_that_of_the_land():
    # Land without Antarctica covers about 26 percent of the globe.
    area = 0.0
    for country in load_outline():
        for ring in country.rings:
            x, y = equal_earth(*np.array(ring).T)
            area += (x * np.roll(y, 1) - y * np.roll(x, 1)).sum() / 2
    assert 0.25 < area / (4 * np.pi) < 0.28


def test_an_outline_that_is_not_built_is_missed(tmp_path):
    with pytest.raises(MissingOutlineError, match="run `make run` in a checkout"):
        load_outline(tmp_path)


@pytest.mark.parametrize("folder", ["web", "web/dist"])
def test_the_outline_is_read_from_a_package_and_from_a_checkout(tmp_path, folder):
    (tmp_path / folder).mkdir(parents=True)
    country = {"code": "470", "name": "Malta", "rings": [[[14, 35], [15, 35], [15, 36]]]}
    (tmp_path / folder / "countries.json").write_text(json.dumps({"countries": [country]}))
    assert load_outline(tmp_path) == [Country("470", "Malta", country["rings"])]


@pytest.mark.parametrize("format", ["svg", "png"])
def test_time_and_place_are_drawn_with_the_same_bytes(format):
    rows = [place("Malta", 35.9, 14.4, 2, code="470")]
    for draw in (
        lambda: draw_timeline(ROWS, format=format),
        lambda: draw_map(rows, [SQUARE], format=format),
    ):
        assert draw() == draw()
