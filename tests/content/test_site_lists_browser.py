"""Lists and search of a site that is files only, in a real browser, under the site's policy."""

import pytest
from content_site import publish, serving, visiting


@pytest.fixture(scope="module")
def address(graph):
    with serving(publish(graph)) as address:
        yield address


@pytest.fixture
def page(address, chromium):
    with visiting(chromium, address) as (page, wrong):
        yield page
        assert wrong == []


def test_facets_narrow_the_list_without_a_server(address, page):
    page.goto(f"{address}list/activity.html")
    page.locator("[data-facet=status] label").first.click()
    shown = page.locator(".entries > li:visible").count()
    assert 0 < shown < page.locator(".entries > li").count()
    assert page.locator(".listing .shown").inner_text().startswith(f"{shown} of ")


def test_suggestions_come_from_the_index(address, page):
    page.goto(f"{address}index.html")
    page.locator("#search").press_sequentially("unhcr")
    first = page.locator("#search-suggestions [role=option]").first
    assert "High Commissioner for Refugees" in first.inner_text()


def test_the_search_page_finds_by_the_index(address, page):
    page.goto(f"{address}index.html")
    page.locator("#search-large").fill("unhcr")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=unhcr")
    page.locator(".entries .name").first.wait_for()
    names = page.locator(".entries .name").all_inner_texts()
    assert names[0].endswith("High Commissioner for Refugees")
    assert "formal organization" in page.locator(".entries li").first.inner_text()
