"""The interactive page of a network, opened in a real browser from a file."""

import csv
import json
import os
import re
import subprocess
import sys
from collections import Counter
from io import StringIO
from pathlib import Path
from urllib.parse import quote

import pytest

import rightsgraph
import rightsgraph.networks.page as module
from rightsgraph.errors import MissingBundleError
from rightsgraph.networks.network import Network
from rightsgraph.networks.page import contents, page_of
from rightsgraph.resources import load_bundle

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = Path("/usr/bin/chromium")
SWITCHES = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update "
    "--disable-sync --no-first-run"
).split()
NODE = Path(sys.prefix) / "bin" / "node"
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
THINGS = "https://w3id.org/rightsgraph/id/"
UNHCR, OSCE, IOM = (f"{THINGS}org-{name}" for name in ("unhcr", "osce", "iom"))
TIE = f"{OSCE}|{UNHCR}"
COURSE = "Human Rights Course for the Prosecutors of Kazakhstan"
PATIENCE = 60_000


@pytest.fixture(scope="module")
def chromium():
    from playwright.sync_api import sync_playwright

    if not CHROMIUM.exists() and not os.environ.get("CI"):
        pytest.skip("no Chromium; install Debian's package chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def bundle():
    return load_bundle()


@pytest.fixture(scope="module")
def actors(graph):
    return graph.network("actors")


@pytest.fixture(scope="module")
def file(actors, bundle, tmp_path_factory):
    return written(actors, bundle, tmp_path_factory.mktemp("page"))


def written(network, bundle, folder):
    path = folder / "network.html"
    path.write_text(page_of(network, bundle), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def complaints():
    """What the browser has to complain of, and what it asks the outside for."""
    return []


@pytest.fixture(scope="module")
def visit(chromium, complaints):
    """Open a page in the browser, with a window of its own."""
    opened = []

    def visit(path, width=1280, height=800, **options):
        context = chromium.new_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce", **options
        )
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.add_init_script(
            "addEventListener('securitypolicyviolation',"
            " (event) => console.error('policy', event.violatedDirective))"
        )
        page.on("console", lambda said: complaints.append((said.type, said.text)))
        page.on("pageerror", lambda error: complaints.append(("exception", str(error))))
        page.on("dialog", lambda dialog: complaints.append(("dialog", dialog.message)))
        page.on("request", ask)
        page.goto(path.as_uri(), timeout=PATIENCE)
        return page

    def ask(request):
        if not request.url.startswith(("file:", "blob:")):
            complaints.append(("request", request.url))

    yield visit
    for context in opened:
        context.close()


@pytest.fixture(autouse=True)
def _nothing_to_complain_of(complaints):
    yield
    said = complaints[:]
    complaints.clear()
    assert said == []


@pytest.fixture(scope="module")
def opened(visit, file):
    return visit(file)


@pytest.fixture
def page(opened):
    """The page of the network of actors, as it is when it has just been opened."""
    opened.evaluate("rightsgraph.reset()")
    return opened


def follow(page, kind, *nodes):
    """Follow a link into the page."""
    page.evaluate("hash => { location.hash = hash }", fragment(kind, *nodes))
    page.wait_for_function("location.hash && document.querySelector('#panel-details .close')")


def fragment(kind, *nodes):
    return f"#{kind}=" + "|".join(quote(node, safe="") for node in nodes)


def heading(page):
    return page.locator("#panel-details h2").inner_text()


def shown(page):
    return page.evaluate("rightsgraph.network()")


def plain(value):
    """A network as node-link JSON without what depends on the order of adding up."""
    edges = {(edge["source"], edge["target"]): edge for edge in value["edges"]}
    weights = {ends: edge.pop("weight") for ends, edge in edges.items()}
    for edge in edges.values():
        edge.pop("distance", None)
    return {node["id"]: node for node in value["nodes"]}, edges, weights


def stated(network):
    (content,) = network.files("json").values()
    return json.loads(content)


def agrees(value, network):
    """Hold a network that the script made to what Python projects."""
    nodes, edges, weights = plain(value)
    expected_nodes, expected_edges, expected_weights = plain(stated(network))
    assert nodes == expected_nodes
    assert edges == expected_edges
    assert weights == pytest.approx(expected_weights)


def choose(page, facet, *options):
    page.locator(f"[data-facet={facet}] > button").click()
    for option in options:
        page.locator(f"[data-facet={facet}]").get_by_label(option, exact=False).first.check()
    page.keyboard.press("Escape")


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
    middle = page.evaluate("id => rightsgraph.cy.getElementById(id).renderedMidpoint()", TIE)
    box = page.locator("#picture").bounding_box()
    page.mouse.click(box["x"] + middle["x"], box["y"] + middle["y"])
    page.get_by_role("heading", name="OSCE – UNHCR").wait_for()
    assert page.locator(".evidence h4").all_inner_texts() == [COURSE]
    page.mouse.click(box["x"] + 5, box["y"] + box["height"] - 5)
    page.get_by_role("heading", name="Overview").wait_for()


def test_a_click_on_an_actor_shows_its_measures_and_its_ties_by_weight(page, actors):
    place = page.evaluate("id => rightsgraph.cy.getElementById(id).renderedPosition()", IOM)
    box = page.locator("#picture").bounding_box()
    page.mouse.click(box["x"] + place["x"], box["y"] + place["y"])
    page.get_by_role("heading", name="International Organization for Migration").wait_for()
    (row,) = (row for row in actors.measures() if row["node"] == IOM)
    measures = page.locator("dl.measures")
    assert f"Degree\n{row['degree']}" in measures.inner_text()
    assert f"{row['betweenness']:.3g}" in measures.inner_text()
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


def test_a_link_is_followed_when_the_page_opens(opened, file):
    opened.goto("about:blank")
    opened.goto(file.as_uri() + fragment("edge", OSCE, UNHCR))
    assert heading(opened) == "OSCE – UNHCR"
    opened.wait_for_timeout(1000)
    middle = opened.evaluate("id => rightsgraph.cy.getElementById(id).renderedMidpoint()", TIE)
    box = opened.locator("#picture").bounding_box()
    assert 0 < middle["x"] < box["width"]
    assert 0 < middle["y"] < box["height"]


@pytest.mark.parametrize("wrong", ["#edge=x|y", "#node=%E0%A4%A", "#community=99", "#nothing"])
def test_a_link_to_what_is_not_there_opens_the_overview(page, wrong):
    follow(page, "node", IOM)
    page.evaluate("hash => { location.hash = hash }", wrong)
    page.get_by_role("heading", name="Overview").wait_for()


def test_the_page_shows_the_network_that_python_projects(page, actors):
    agrees(shown(page), actors)


PROJECT = """
    import { openFilters, project } from "./web/src/project.js";
    import { readModel } from "./web/src/model.js";
    import { nodeLink } from "./web/src/files.js";
    let text = "";
    for await (const part of process.stdin) text += part;
    const found = JSON.parse(text).map((data) => {
      const model = readModel(data);
      const filters = openFilters(model);
      return nodeLink({ model, filters, network: project(model, filters) });
    });
    process.stdout.write(JSON.stringify(found));
"""


def test_every_stored_network_and_weight_is_projected_as_python_does(graph, monkeypatch):
    monkeypatch.setattr(module, "positions", lambda network: dict.fromkeys(network, (0, 0)))
    monkeypatch.setattr(Network, "measures", lambda network: ())
    networks = [graph.network(name) for name in graph.definitions.names]
    networks += [
        graph.network("actors", weight="newman"),
        graph.network("with-groups", weight="jaccard"),
        graph.network("actors", weight="count-parts", level="rolled-up"),
        graph.network("actors-and-places", level="rolled-up"),
        graph.network("actors", since="2002", until="2002-06"),
    ]
    done = subprocess.run(
        [NODE, "--input-type=module", "-e", PROJECT],
        input=json.dumps([contents(network) for network in networks]),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    for value, network in zip(json.loads(done.stdout), networks, strict=True):
        agrees(value, network)


def test_filters_leave_the_network_that_a_definition_with_them_would(page, graph):
    choose(page, "roles", "organizer", "partner")
    choose(page, "statuses", "completed")
    network = graph.network(
        "actors",
        roles=["rgs:role-organiser", "rgs:role-partner"],
        statuses=["rgs:status-completed"],
    )
    agrees(shown(page), network)
    ties, nodes = network.graph.number_of_edges(), len(network.graph)
    assert page.get_by_role("status").inner_text() == f"{nodes} of 119 actors, {ties} of 479 ties"
    page.get_by_role("button", name="Reset filters").click()
    assert page.get_by_role("status").inner_text() == "119 actors, 479 ties"


def test_the_filters_on_actors_and_activities_leave_what_they_say(page, actors):
    choose(page, "types", "ministry", "state")
    assert {node["type"] for node in shown(page)["nodes"]} == {"ministry", "state"}
    choose(page, "homes", "Morocco")
    assert {node["country"] for node in shown(page)["nodes"]} == {"Morocco"}
    page.get_by_role("button", name="Reset filters").click()
    choose(page, "topics", "irregular migration")
    choose(page, "countries", "Indonesia")
    left = [one for edge in shown(page)["edges"] for one in edge["evidence"]]
    assert left
    for one in left:
        assert "irregular migration" in one["topics"]
        assert "Indonesia" in one["countries"]
    assert Counter(one["activity"] for one in left) == Counter(
        one["activity"]
        for one in every_activity(actors)
        if "irregular migration" in one["topics"] and "Indonesia" in one["countries"]
    )


def test_the_time_slider_slices_as_a_definition_does_and_undated_activities_are_apart(page, graph):
    undated = page.get_by_label(re.compile("without a date"))
    activities = {
        one["activity"]: one for one in every_activity(graph.network("actors-and-activities"))
    }
    without = sum(not one["first"] and not one["last"] for one in activities.values())
    assert page.locator(".undated").inner_text() == f"Include {without} activities without a date"
    undated.uncheck()
    handle = page.get_by_role("slider", name="From")
    handle.focus()
    while "July 2001" not in handle.get_attribute("aria-valuetext"):
        handle.press("ArrowRight")
    other = page.get_by_role("slider", name="to")
    other.focus()
    other.press("Home")
    assert other.get_attribute("aria-valuetext") == "July 2001"  # never before the other
    while "December 2001" not in other.get_attribute("aria-valuetext"):
        other.press("ArrowRight")
    agrees(shown(page), graph.network("actors", since="2001-07", until="2001-12"))


def every_activity(network):
    return [one for edge in stated(network)["edges"] for one in edge["evidence"]]


def test_hiding_an_actor_with_its_offices_gives_the_network_without_it(page, graph):
    follow(page, "node", IOM)
    page.get_by_role("button", name="Hide it and the").click()
    agrees(shown(page), graph.network("actors-without-iom"))
    assert heading(page) == "Overview"
    page.get_by_role("button", name="Show IOM again").click()
    assert len(shown(page)["nodes"]) == 119


def test_what_the_filters_leave_out_still_opens_with_its_evidence(page):
    follow(page, "edge", OSCE, UNHCR)
    choose(page, "statuses", "planned")
    assert "The filters leave this tie out" in page.locator("#panel-details").inner_text()
    assert page.locator(".evidence h4").all_inner_texts() == [COURSE]


def test_nothing_left_is_said(page):
    choose(page, "types", "ministry")
    choose(page, "statuses", "proposed")
    page.get_by_label("Actors without a tie").uncheck()
    assert page.get_by_role("status").inner_text() == "0 of 119 actors, 0 of 479 ties"
    assert page.get_by_text("Nothing is left. Loosen a filter.").is_visible()


def download(page, entry):
    button = page.locator("[data-box=download] > button")
    if button.get_attribute("aria-expanded") == "false":
        button.click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=entry).click()
    return waiting.value.suggested_filename, Path(waiting.value.path())


def test_the_downloads_hold_what_the_filters_leave(page, graph):
    choose(page, "topics", "counter-trafficking")
    name, path = download(page, "Network as JSON")
    assert name == "actors-filtered.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    assert data["filters"]["topics"] == ["counter-trafficking"]
    assert data["data"] == {
        "version": graph.generation.version,
        "digest": graph.generation.digest,
    }
    assert plain(data) == plain(shown(page))
    name, path = download(page, "Ties as CSV")
    assert name == "actors-filtered.csv"
    rows = list(csv.DictReader(StringIO(path.read_bytes().decode("utf-8"))))
    assert [(row["source"], row["target"]) for row in rows] == [
        (edge["source"], edge["target"]) for edge in shown(page)["edges"]
    ]
    for row, edge in zip(rows, shown(page)["edges"], strict=True):
        assert float(row["weight"]) == edge["weight"]
        assert row["names"].split("; ") == [one["name"] for one in edge["evidence"]]
        assert set(row["evidence"].split("; ")) == {
            iri for one in edge["evidence"] for iri in one["participations"]
        }


def test_the_whole_network_downloads_as_the_same_files_that_python_writes(page, actors):
    name, path = download(page, "Network as JSON")
    assert name == "actors.json"
    assert plain(json.loads(path.read_text(encoding="utf-8"))) == plain(stated(actors))
    _, path = download(page, "Ties as CSV")
    rows = list(csv.DictReader(StringIO(path.read_bytes().decode("utf-8"))))
    written = csv.DictReader(StringIO(actors.files("csv")["actors.csv"].decode("utf-8")))
    for row, expected in zip(rows, written, strict=True):
        for number in ("weight", "distance", "activities"):
            assert float(row.pop(number)) == float(expected.pop(number))
        del row["names"]
        assert row == expected
    _, path = download(page, "Picture as PNG")
    assert path.read_bytes().startswith(b"\x89PNG")


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


def test_the_lists_are_the_picture_in_words(page, actors):
    details = page.get_by_role("tab", name="Details")
    details.focus()
    details.press("ArrowRight")
    page.get_by_role("button", name="Show all 119").click()
    assert page.locator("#panel-actors tbody tr").count() == 119
    page.locator("#panel-actors thead button").first.click()
    names = page.locator("#panel-actors tbody th button").all_inner_texts()
    assert sorted(names) == sorted(name for _, name in actors.graph.nodes(data="label"))
    page.get_by_role("tab", name="Actors").press("ArrowRight")
    page.get_by_role("button", name="Show all 479").click()
    weights = page.locator("#panel-ties tbody td.numeric").all_inner_texts()
    assert Counter(map(float, weights)) == Counter(
        weight for *_, weight in actors.graph.edges(data="weight")
    )
    page.locator("#panel-ties tbody button").first.click()
    assert page.locator(".evidence > li").count() > 1


def test_the_picture_answers_to_the_keyboard(page):
    page.locator("#picture").focus()
    before = page.evaluate("[rightsgraph.cy.zoom(), rightsgraph.cy.pan().x]")
    page.keyboard.press("+")
    page.keyboard.press("ArrowLeft")
    zoom, x = page.evaluate("[rightsgraph.cy.zoom(), rightsgraph.cy.pan().x]")
    assert zoom > before[0]
    page.keyboard.press("0")
    assert page.evaluate("[rightsgraph.cy.zoom(), rightsgraph.cy.pan().x]") == before != [zoom, x]


def test_communities_are_listed_and_colour_the_picture(page, actors):
    page.get_by_label("Colour").select_option("community")
    first = [row for row in actors.measures() if row["community"] == 1]
    page.get_by_role("button", name=re.compile("^Community 1 ")).click()
    assert page.get_by_text(f"Members ({len(first)})").count() == 1
    colours = page.evaluate(
        "ids => ids.map(id => rightsgraph.cy.getElementById(id).data('colour'))",
        [row["node"] for row in first],
    )
    assert len(set(colours)) == 1
    assert page.evaluate("rightsgraph.cy.nodes('.faded').length") == 119 - len(first)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_that_keeps_people_out(page, scheme):
    page.emulate_media(color_scheme=scheme)
    follow(page, "edge", IOM, UNHCR)
    assert violations(page) == []
    page.locator("[data-facet=topics] > button").click()
    page.get_by_role("combobox", name="Search by name").fill("i")
    assert violations(page) == []
    page.keyboard.press("Escape")
    for name in ("Actors", "Ties", "About"):
        page.get_by_role("tab", name=name).click()
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


def test_without_a_script_the_strongest_ties_can_be_read(visit, file):
    page = visit(file, java_script_enabled=False)
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
    page.get_by_role("tab", name="Ties").click()
    assert evil in page.locator("#panel-ties").inner_text()


def test_the_page_is_small_says_what_it_is_and_is_the_same_every_time(graph, file, bundle):
    text = file.read_text(encoding="utf-8")
    assert len(text.encode()) < 1_500_000
    assert text == page_of(graph.network("actors"), bundle)
    assert graph.generation.digest in text
    assert "cytoscape" in bundle.licences
    assert "The Cytoscape Consortium" in text


def test_a_missing_script_says_how_to_make_it(tmp_path):
    with pytest.raises(MissingBundleError, match="run `make run`"):
        load_bundle(tmp_path)
