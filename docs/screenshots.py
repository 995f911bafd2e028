"""Take the pictures of the pages for the documentation: `python docs/screenshots.py`.

They are those of the interactive page and of the report, and, by a server that it starts and ends,
of the site. Needs Debian's Chromium, and what `make test` installs. To take some only, name them:
`python docs/screenshots.py site-home site-phone`.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

import rightsgraph
from rightsgraph.report.folder import write_report

DOCS = Path(__file__).resolve().parent
CHROMIUM = "/usr/bin/chromium"
SWITCHES = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update "
    "--disable-sync --no-first-run"
).split()
SCREEN = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=390, height=800)
COLOURS = 256
GAP = 55  # between phones, which make 1280 together
EVIDENCE = "#edge=" + "|".join(
    f"https://w3id.org/rightsgraph/id/org-{name}" for name in ("osce", "unhcr")
)
REPORT = {"network-page": "network", "network-page-evidence": "network", "report": "index"}
SITE = {
    "site-home": "index.html",
    "site-organisation": "id/org-unhcr.html",
    "site-activity": "id/activity-kazakhstan-legal-assistance.html",
    "site-passage": "id/passage-mc-inf-259-annex-41-i.html",
    "site-network": f"network/actors.html{EVIDENCE}",
    "site-sparql": "sparql.html#example=activities-on-map",
}
PHONES = "index.html", "id/org-unhcr.html", "list/activity.html"


def picture(page: Page, address: str) -> Image.Image:
    """Return a page as it looks some time after it has been opened."""
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_timeout(2000)
    if "sparql" in address:
        page.get_by_role("button", name="Ask", exact=True).click()
        page.locator("#view-map").click()
        page.locator(".results .world circle").first.wait_for()
        page.locator(".examples").evaluate("one => one.scrollIntoView()")
        page.wait_for_timeout(1000)
    return Image.open(BytesIO(page.screenshot()))


def write(image: Image.Image, name: str) -> None:
    """Write a picture with few colours, so that it is small."""
    few = image.convert("RGB").quantize(
        COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
    )
    few.save(DOCS / f"{name}.png", optimize=True)


@contextmanager
def serving() -> Iterator[str]:
    """Run a server on a free port; yields its address."""
    command = [sys.executable, "-m", "rightsgraph", "serve", "--port", "0", "--quiet"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert server.stdout, "it is a pipe"
    try:
        yield server.stdout.readline().split(" is at ")[1].split()[0].rstrip("/") + "/"
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def take_site(browser: Browser, wanted: set[str]) -> None:
    """Take the pictures of the site."""
    with serving() as address:
        page = browser.new_page(viewport=SCREEN)
        for name in wanted & set(SITE):
            write(picture(page, address + SITE[name]), name)
        if "site-phone" in wanted:
            page.set_viewport_size(PHONE)
            both = Image.new("RGB", (SCREEN["width"], PHONE["height"]), "white")
            for number, path in enumerate(PHONES):
                both.paste(picture(page, address + path), (number * (PHONE["width"] + GAP), 0))
            write(both, "site-phone")


def take_report(browser: Browser, wanted: set[str]) -> None:
    """Write the report of the network `actors` and take the pictures of it."""
    graph = rightsgraph.open()
    with tempfile.TemporaryDirectory() as folder:
        report = write_report(graph, graph.network("actors"), Path(folder) / "report")
        page = browser.new_page(viewport=SCREEN)
        for name in wanted:
            address = (report.parent / f"{REPORT[name]}.html").as_uri()
            fragment = EVIDENCE if name == "network-page-evidence" else ""
            picture(page, address + fragment).save(DOCS / f"{name}.png")


def main() -> None:
    """Take the pictures that are named, or all."""
    wanted = set(sys.argv[1:]) or {*REPORT, *SITE, "site-phone"}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        if wanted & set(REPORT):
            take_report(browser, wanted & set(REPORT))
        if wanted - set(REPORT):
            take_site(browser, wanted - set(REPORT))
        browser.close()


if __name__ == "__main__":
    main()
