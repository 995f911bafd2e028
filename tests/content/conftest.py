"""What several tests of the real data need, made once."""

import os
from contextlib import ExitStack

import pytest
from content_page import CHROMIUM, SCREEN, SWITCHES, window, written

from rightsgraph.report.folder import write_report
from rightsgraph.resources import load_bundle


@pytest.fixture(scope="session")
def report(graph, tmp_path_factory):
    """The folder of the report on the network of actors."""
    folder = tmp_path_factory.mktemp("report") / "actors"
    return write_report(graph, graph.network("actors"), folder).parent


@pytest.fixture(scope="session")
def actors(graph):
    """The network of actors."""
    return graph.network("actors")


@pytest.fixture(scope="session")
def bundle():
    """Script and style of the interactive page."""
    return load_bundle()


@pytest.fixture(scope="session")
def page_file(actors, bundle, tmp_path_factory):
    """The interactive page of the network of actors."""
    return written(actors, bundle, tmp_path_factory.mktemp("page"))


@pytest.fixture(scope="session")
def chromium():
    """A browser."""
    from playwright.sync_api import sync_playwright

    if not CHROMIUM.exists() and not os.environ.get("CI"):
        pytest.skip("no Chromium; install Debian's package chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium):
    """Open pages in windows of their own; nothing may go wrong in them."""
    with ExitStack() as stack:
        opened = []

        def visit(path, **options):
            opened.append(stack.enter_context(window(chromium, path, **options)))
            return opened[-1][0]

        yield visit
        assert [wrong for _, wrong in opened if wrong] == []


@pytest.fixture(scope="session")
def opened(chromium, page_file):
    """One window with the network of actors for all tests."""
    with window(chromium, page_file) as opened:
        yield opened


@pytest.fixture
def page(opened):
    """The network of actors as it has just been opened; nothing may go wrong in it."""
    page, wrong = opened
    page.set_viewport_size(SCREEN)
    page.emulate_media(color_scheme="light")
    page.evaluate("rightsgraph.reset()")
    yield page
    said = wrong[:]
    wrong.clear()
    assert said == []
