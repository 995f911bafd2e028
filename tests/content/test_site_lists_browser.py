"""Home, lists, search, questions and SPARQL in a real browser, under the site's policy."""

from pathlib import Path

import pytest
from content_site import publish, serving, visiting

AXE = Path(__file__).resolve().parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="module", params=[False, True], ids=["files", "served"])
def site(request, graph):
    with serving(publish(graph, served=request.param)) as (address, _):
        yield address, request.param


@pytest.fixture
def page(site, chromium):
    with visiting(chromium, site[0]) as (page, wrong):
        yield page
        assert wrong == []


@pytest.mark.parametrize(
    "path", ["index", "list/activity", "queries/partners-of", "networks", "sparql"]
)
def test_axe_finds_nothing(path, site, page):
    page.goto(f"{site[0]}{path}.html")
    found = page.evaluate(f"(() => {{ {AXE.read_text()}; return axe.run() }})()")
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []


def test_facets_narrow_the_list_and_stay_in_the_address(site, page):
    page.goto(f"{site[0]}list/activity.html")
    page.locator("[data-facet=status] label").first.click()
    shown = page.locator(".entries > li:visible").count()
    assert 0 < shown < page.locator(".entries > li").count()
    assert page.locator(".listing .shown").inner_text().startswith(f"{shown} of ")
    assert "#status=" in page.url
    page.reload()
    assert page.locator(".entries > li:visible").count() == shown


def test_suggestions_lead_to_a_page_by_keyboard(site, page):
    page.goto(f"{site[0]}index.html")
    page.locator("#search").press_sequentially("unhcr")
    page.locator("#search-suggestions [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert page.locator("#search").get_attribute("aria-activedescendant")
    page.keyboard.press("Escape")
    assert page.locator("#search").get_attribute("aria-expanded") == "false"


def test_the_editor_asks_and_shows_map_and_network(site, page):
    if not site[1]:
        pytest.skip("a site of files has no endpoint")
    page.goto(f"{site[0]}sparql.html")
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
