"""Take the pictures of the interactive page and of the report: `python docs/screenshots.py`.

Needs Debian's Chromium, and what `make test` installs.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

import rightsgraph
from rightsgraph.report.folder import write_report

DOCS = Path(__file__).resolve().parent
CHROMIUM = "/usr/bin/chromium"
SWITCHES = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update "
    "--disable-sync --no-first-run"
).split()
EVIDENCE = "#edge=" + "|".join(
    f"https://w3id.org/rightsgraph/id/org-{name}" for name in ("osce", "unhcr")
)


def take(page: Page, address: str, name: str) -> None:
    """Open a page and write its picture."""
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_timeout(2000)
    page.screenshot(path=DOCS / name)


def main() -> None:
    """Write the report of the network `actors` and take the pictures."""
    graph = rightsgraph.open()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        report = write_report(graph, graph.network("actors"), Path(folder) / "report")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        interactive = (report.parent / "network.html").as_uri()
        take(page, interactive, "network-page.png")
        take(page, interactive + EVIDENCE, "network-page-evidence.png")
        take(page, report.as_uri(), "report.png")
        browser.close()


if __name__ == "__main__":
    main()
