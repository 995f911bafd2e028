"""The site as its server sends it, in a real browser: readers with a mouse, keyboard, phone."""

import re
from pathlib import Path

import pytest
from content_page import UNHCR, follow
from content_site import visiting
from web_site import serving

AXE = Path(__file__).resolve().parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
PAGES = """
    index list/actor id/org-osce id/activity-kazakhstan-legal-assistance
    id/passage-mc-inf-259-annex-41-i id/place-italy ns scheme/role queries queries/partners-of
    sparql about search
""".split()
MORE = "id/org-iom id/state-italy id/instrument-icrmw list/activity passages networks".split()
DARK = ["index", "list/actor", "id/org-osce", "sparql"]
# Of what a page repeats, axe sees the beginning: it takes half a minute for all terms.
SHORTEN = """[".term", ".entries > li", "tbody > tr", ".columns > li"].forEach((many) =>
    document.querySelectorAll(many).forEach((one, at) => at > 12 && one.remove()))"""
RUN = "axe.run({ resultTypes: ['violations'] })"
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def address():
    """Where the server answers."""
    with serving() as client:
        yield f"{str(client.base_url).rstrip('/')}/"


@pytest.fixture
def visit(address, chromium):
    """Open pages in a window of their own; nothing may go wrong in it."""
    opened = []

    def visit(path, **options):
        opened.append(visiting(chromium, address, **options))
        page, wrong = opened[-1].__enter__()
        wrongs.append(wrong)
        page.goto(address + path)
        return page

    wrongs = []
    yield visit
    for window in opened:
        window.__exit__(None, None, None)
    assert [wrong for wrong in wrongs if wrong] == []


@pytest.mark.parametrize(
    ("path", "scheme"), [(one, "light") for one in PAGES] + [(one, "dark") for one in DARK]
)
def test_axe_finds_nothing(path, scheme, visit):
    page = visit(f"{path}.html", color_scheme=scheme)
    page.evaluate(SHORTEN)
    found = page.evaluate(f"(() => {{ {AXE.read_text()}; return {RUN} }})()")
    assert len(found["passes"]) > 10
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []


def test_a_name_is_found_by_typing_and_taken_from_the_list_by_keyboard(visit):
    page = visit("index.html")
    box = page.get_by_role("banner").get_by_role("combobox")
    box.press_sequentially("unhcr")
    first = page.locator("#search-suggestions [role=option]").first
    assert "High Commissioner for Refugees" in first.inner_text()
    assert first.bounding_box()["width"] > 200
    page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    page.keyboard.press("ArrowDown")
    first.wait_for()
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == first.get_attribute("id")
    page.keyboard.press("Enter")
    page.wait_for_url("**/id/org-unhcr.html")
    assert page.locator("h1").inner_text().endswith("High Commissioner for Refugees")


def test_enter_without_a_choice_lists_all_that_has_the_name(visit):
    page = visit("index.html")
    page.locator("#search-large").fill("unhcr")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=unhcr")
    names = page.locator(".entries .name").all_inner_texts()
    assert names[0].endswith("High Commissioner for Refugees")
    assert page.locator(".found .shown").inner_text() == f"{len(names)} results"
    kinds = page.locator(".entries .told span:first-child").all_inner_texts()
    assert set(kinds) <= {"formal organization", "office", "activity"}


def test_a_page_is_read_in_another_language_and_its_links_keep_to_it(visit):
    page = visit("id/org-osce.html")
    page.get_by_role("link", name="Français").click()
    page.wait_for_url("**/id/org-osce.fr.html")
    assert page.locator("html").get_attribute("lang") == "fr"
    assert page.locator("h1").inner_text() == (
        "Organisation pour la sécurité et la coopération en Europe"
    )
    page.get_by_role("link", name="Activités", exact=True).click()
    page.wait_for_url("**/list/activity.fr.html")


def test_facets_narrow_the_list_stay_in_the_address_and_are_reset(visit):
    page = visit("list/actor.html")
    shown = page.locator(".listing .shown")
    entries = page.locator(".entries > li:visible")
    everything = page.get_by_role("button", name="Show all")
    total = entries.count()
    assert shown.inner_text() == f"All of {total}"
    assert not everything.is_visible()
    page.locator("[data-facet=type]").get_by_label("ministry").check()
    few = entries.count()
    assert 0 < few < total
    assert shown.inner_text() == f"{few} of {total}"
    assert "#type=" in page.url
    page.reload()
    assert entries.count() == few
    everything.click()
    assert entries.count() == total
    assert "#" not in page.url


def test_the_editor_asks_and_shows_table_map_and_network(visit):
    page = visit("sparql.html")
    page.locator("#example").select_option("activities-on-map")
    page.wait_for_function(
        "document.querySelector('.CodeMirror').CodeMirror.getValue().includes('latitude')"
    )
    page.get_by_role("button", name="Ask", exact=True).click()
    page.locator(".results tbody tr").first.wait_for()
    page.locator("#view-map").click()
    page.locator(".results .world circle").first.wait_for()
    page.locator("#view-network").click()
    page.locator(".results .stage[data-nodes]").wait_for()
    assert int(page.locator(".results .stage").get_attribute("data-ties")) > 0


def test_a_click_in_a_network_leads_to_the_page_of_an_actor_and_of_an_activity(visit):
    page = visit("network/actors.html")
    place = page.evaluate("id => rightsgraph.cy.getElementById(id).renderedPosition()", UNHCR)
    box = page.locator("#picture").bounding_box()
    page.mouse.click(box["x"] + place["x"], box["y"] + place["y"])
    page.locator("#panel-details h2").get_by_role("link").click()
    page.wait_for_url("**/id/org-unhcr.html")
    page.go_back()
    follow(page, "edge", UNHCR, UNHCR.replace("unhcr", "osce"))
    page.locator(".evidence h4").get_by_role("link").click()
    page.wait_for_url(re.compile("/id/activity-[a-z-]+[.]html$"))
    page.go_back()
    page.get_by_role("link", name="rightsgraph").click()
    page.wait_for_url("**/index.html")


def test_no_page_is_wider_than_a_phone(address, visit):
    page = visit("index.html", viewport={"width": 360, "height": 740})
    wide = {}
    for path in [*PAGES, *MORE, "network/actors"]:
        page.goto(f"{address}{path}.html")
        wide[path] = page.evaluate(WIDE)
    assert {path: more for path, more in wide.items() if more} == {}
