"""The interactive page of a network: a reader with a mouse, a keyboard, a phone, or no script."""

import re
from collections import Counter

import pytest
from content_page import (
    COURSE,
    IOM,
    OSCE,
    ROOT,
    THINGS,
    TIE,
    UNHCR,
    follow,
    fragment,
    heading,
    shown,
    written,
)

import rightsgraph
from rightsgraph.errors import MissingBundleError
from rightsgraph.networks.page import page_of
from rightsgraph.resources import load_bundle

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
MIDDLE = "id => rightsgraph.cy.getElementById(id).renderedMidpoint()"


def test_a_reader_finds_unhcr_by_typing_and_reads_in_which_paragraph_it_meets_osce(page):
    page.get_by_role("combobox", name="Search by name").press_sequentially("UNHCR")
    first = page.get_by_role("option").first
    assert first.inner_text().split("\n")[0] == (
        "Office of the United Nations High Commissioner for Refugees"
    )
    first.click()
    assert heading(page) == "Office of the United Nations High Commissioner for Refugees"
    page.get_by_role("button", name=re.compile("Tie of Organization for Security")).click()
    assert heading(page) == "OSCE – UNHCR"
    evidence = page.locator(".evidence > li")
    assert evidence.count() == 1
    assert evidence.locator("h4").inner_text() == COURSE
    facts = dict(
        zip(
            evidence.locator("dt").all_inner_texts(),
            evidence.locator("dd").all_inner_texts(),
            strict=True,
        )
    )
    assert facts["Passages"] == "annex/41/i"
    assert (facts["OSCE"], facts["UNHCR"]) == ("organizer", "organizer")
    assert facts["Date"] == "October 2001"  # stated as 2001-10, first day 1, last day 31
    assert evidence.locator(f'a[href="{THINGS}passage-mc-inf-259-annex-41-i"]').count() == 1


def test_a_click_on_the_line_between_them_opens_the_same_evidence(page):
    follow(page, "node", UNHCR)
    click(page, MIDDLE, TIE)
    page.get_by_role("heading", name="OSCE – UNHCR").wait_for()
    assert page.locator(".evidence h4").all_inner_texts() == [COURSE]
    click(page, "() => ({ x: 5, y: rightsgraph.cy.height() - 5 })")
    page.get_by_role("heading", name="Overview").wait_for()


def click(page, place, *what):
    """Click where something is drawn."""
    there, box = page.evaluate(place, *what), page.locator("#picture").bounding_box()
    page.mouse.click(box["x"] + there["x"], box["y"] + there["y"])


def test_a_click_on_an_actor_shows_its_measures_and_its_ties_by_weight(page, actors):
    click(page, "id => rightsgraph.cy.getElementById(id).renderedPosition()", IOM)
    page.get_by_role("heading", name="International Organization for Migration").wait_for()
    (row,) = (row for row in actors.measures() if row["node"] == IOM)
    measures = page.locator("dl.measures").inner_text()
    assert f"Degree\n{row['degree']}" in measures
    assert f"Betweenness\n{row['betweenness']:.3g}" in measures
    weights = [int(one) for one in page.locator("[data-list=ties] .amount").all_inner_texts()]
    assert weights == sorted(weights, reverse=True)
    assert page.get_by_text(f"Tied to ({row['degree']})").count() == 1


def test_a_link_opens_a_tie_whichever_end_it_names_first_and_back_returns(page):
    follow(page, "edge", UNHCR, OSCE)
    assert heading(page) == "OSCE – UNHCR"
    page.get_by_role("button", name="Organization for Security").click()
    assert heading(page) == "Organization for Security and Co-operation in Europe"
    assert page.url.endswith(fragment("node", OSCE))
    page.go_back()
    page.get_by_role("heading", name="OSCE – UNHCR").wait_for()


def test_a_link_is_followed_into_view_when_the_page_opens(page, page_file):
    page.goto("about:blank")
    page.goto(page_file.as_uri() + fragment("edge", OSCE, UNHCR))
    assert heading(page) == "OSCE – UNHCR"
    page.wait_for_timeout(1000)
    middle, box = page.evaluate(MIDDLE, TIE), page.locator("#picture").bounding_box()
    assert 0 < middle["x"] < box["width"]
    assert 0 < middle["y"] < box["height"]


@pytest.mark.parametrize("wrong", ["#edge=x|y", "#node=%E0%A4%A", "#community=99", "#nothing"])
def test_a_link_to_what_is_not_there_opens_the_overview(page, wrong):
    follow(page, "node", IOM)
    page.evaluate("hash => { location.hash = hash }", wrong)
    page.get_by_role("heading", name="Overview").wait_for()


def test_the_keyboard_alone_leads_to_the_evidence_and_out_again(page):
    skip = page.locator("#page a").first
    skip.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "tab-details"
    skip.focus()
    page.keyboard.press("Tab")
    page.keyboard.type("unhc")
    page.keyboard.press("Escape")
    assert page.get_by_role("listbox").count() == 0
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.getAttribute('aria-activedescendant')")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.tagName === 'H2'")
    assert heading(page) == "Office of the United Nations High Commissioner for Refugees"
    for _ in range(40):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.getAttribute('aria-label') || ''")
        if name.startswith("Tie of Organization for Security"):
            break
    page.keyboard.press("Enter")
    assert heading(page) == "OSCE – UNHCR"
    page.keyboard.press("Escape")
    assert heading(page) == "Overview"
    assert page.evaluate("document.activeElement.textContent") == "Overview"


def test_the_picture_answers_to_the_keyboard(page):
    view = "[rightsgraph.cy.zoom(), rightsgraph.cy.pan().x]"
    page.locator("#picture").focus()
    page.keyboard.press("0")
    before = page.evaluate(view)
    page.keyboard.press("+")
    zoom, x = page.evaluate(view)
    assert zoom > before[0]
    page.keyboard.press("ArrowRight")
    assert page.evaluate(view) == [zoom, x - 60]
    page.keyboard.press("0")
    assert page.evaluate(view) == before


def test_the_lists_are_the_picture_in_words(page, actors):
    nodes, edges = len(actors.graph), actors.graph.number_of_edges()
    page.get_by_role("tab", name="Details").press("ArrowRight")
    page.get_by_role("button", name=f"Show all {nodes}").click()
    names = page.locator("#panel-actors tbody th button").all_inner_texts()
    assert sorted(names) == sorted(name for _, name in actors.graph.nodes(data="label"))
    page.get_by_role("tab", name="Actors").press("ArrowRight")
    page.get_by_role("button", name=f"Show all {edges}").click()
    weights = page.locator("#panel-ties tbody td.numeric").all_inner_texts()
    assert [float(weight) for weight in weights] == sorted(
        (weight for *_, weight in actors.graph.edges(data="weight")), reverse=True
    )
    page.locator("#panel-ties thead button").nth(1).click()
    assert page.locator("#panel-ties tbody td.numeric").first.inner_text() == "1"
    page.locator("#panel-ties tbody button").first.click()
    assert page.locator(".evidence > li").count() == 1


def test_communities_are_listed_and_colour_the_picture(page, actors):
    page.get_by_label("Colour").select_option("community")
    rows = actors.measures()
    first = [row["node"] for row in rows if row["community"] == 1]
    page.get_by_role("button", name=re.compile("^Community 1 ")).click()
    assert page.get_by_text(f"Members ({len(first)})").count() == 1
    colours = page.evaluate(
        "() => rightsgraph.cy.nodes().map(node => [node.id(), node.data('colour')])"
    )
    common = Counter(colour for node, colour in colours if node in first)
    assert len(common) == 1
    assert not any(colour in common for node, colour in colours if node not in first)
    assert page.evaluate("rightsgraph.cy.nodes('.faded').length") == len(rows) - len(first)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_that_keeps_people_out(page, scheme):
    page.emulate_media(color_scheme=scheme)
    follow(page, "edge", IOM, UNHCR)
    page.locator("[data-facet=topics] > button").click()
    assert violations(page) == []
    page.get_by_role("tab", name="Ties").click()
    page.get_by_role("combobox", name="Search by name").fill("i")
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="Actors").click()
    assert violations(page) == []
    page.get_by_role("tab", name="About").click()
    assert violations(page) == []


def violations(page):
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]]


@pytest.mark.parametrize(("width", "height"), [(320, 640), (400, 800), (1280, 800)])
def test_the_page_fits_its_screen(page, width, height):
    page.set_viewport_size({"width": width, "height": height})
    follow(page, "edge", IOM, UNHCR)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    panel, picture = (page.locator(one).bounding_box() for one in ("#panel", "#picture"))
    if width > 960:
        assert panel["x"] >= picture["x"] + picture["width"]
    else:
        assert panel["y"] >= picture["y"] + picture["height"]


def test_without_a_script_the_strongest_ties_can_be_read(visit, page_file):
    page = visit(page_file, java_script_enabled=False)
    rows = page.locator("tbody tr").all_inner_texts()
    assert len(rows) == 40
    assert rows[0].startswith(
        "International Organization for Migration – "
        "Office of the United Nations High Commissioner for Refugees\t4\t"
    )
    assert f"{COURSE} (annex/41, annex/41/i)" in rows[0]


def test_a_name_cannot_break_out_of_the_page(visit, small_folder, bundle, tmp_path):
    evil = "</script><script>alert(1)</script><!--<img src=x onerror=alert(2)>"
    for path in small_folder.rglob("*.ttl"):
        text = path.read_text(encoding="utf-8")
        text = text.replace("Harbour Legal Aid", evil).replace('"HLA"', f'"{evil}"')
        path.write_text(text, encoding="utf-8")
    world = rightsgraph.open(small_folder, store=tmp_path / "store")
    page = visit(written(world.network("actors"), bundle, tmp_path))
    assert evil in [node["label"] for node in shown(page)["nodes"]]
    page.get_by_role("tab", name="Ties").click()
    assert evil in page.locator("#panel-ties").inner_text()


def test_the_page_is_small_and_the_same_every_time_and_says_what_it_is_made_of(
    graph, page_file, bundle
):
    text = page_file.read_text(encoding="utf-8")
    assert len(text.encode()) < 1_500_000
    assert text == page_of(graph.network("actors"), bundle)
    assert graph.generation.digest in text
    assert "The Cytoscape Consortium" in bundle.licences
    assert bundle.licences.splitlines()[0] in text


def test_a_missing_script_says_how_to_make_it(tmp_path):
    with pytest.raises(MissingBundleError, match="run `make run`"):
        load_bundle(tmp_path)
