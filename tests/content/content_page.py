"""The interactive page of a network in a real browser, for the tests that open it."""

import json
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest

from rightsgraph.networks.page import page_of

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = Path("/usr/bin/chromium")
SWITCHES = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update "
    "--disable-sync --no-first-run"
).split()
SCREEN = {"width": 1280, "height": 800}
PATIENCE = 60_000
THINGS = "https://w3id.org/rightsgraph/id/"
UNHCR, OSCE, IOM = (f"{THINGS}org-{name}" for name in ("unhcr", "osce", "iom"))
TIE = f"{OSCE}|{UNHCR}"
COURSE = "Human Rights Course for the Prosecutors of Kazakhstan"


def written(network, bundle, folder):
    """Write the page of a network and return the file."""
    path = folder / "network.html"
    path.write_text(page_of(network, bundle), encoding="utf-8")
    return path


@contextmanager
def window(browser, path, **options):
    """Open a page in a window of its own; yields it and a list of what is wrong with it.

    Wrong is whatever the browser writes to its console, an exception, a breach of the page's own
    policy, a dialog, and a request for anything but the page itself.
    """
    wrong = []
    context = browser.new_context(**{"viewport": SCREEN, "reduced_motion": "reduce"} | options)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.add_init_script(
        "addEventListener('securitypolicyviolation',"
        " (event) => console.error('policy', event.violatedDirective))"
    )
    page.on("console", lambda said: wrong.append((said.type, said.text)))
    page.on("pageerror", lambda error: wrong.append(("exception", str(error))))
    page.on("dialog", lambda dialog: wrong.append(("dialog", dialog.message)))
    address = path.as_uri()

    def ask(request):
        known = address, "about:blank"
        if request.url.split("#")[0] not in known and not request.url.startswith("blob:"):
            wrong.append(("request", request.url))

    page.on("request", ask)
    page.goto(address, timeout=PATIENCE)
    yield page, wrong
    context.close()


def follow(page, kind, *nodes):
    """Follow a link into the page."""
    page.evaluate("hash => { location.hash = hash }", fragment(kind, *nodes))
    page.locator("#panel-details .close").wait_for()


def fragment(kind, *nodes):
    return f"#{kind}=" + "|".join(quote(node, safe="") for node in nodes)


def heading(page):
    return page.locator("#panel-details h2").inner_text()


def choose(page, facet, *options):
    """Check options of one filter."""
    page.locator(f"[data-facet={facet}] > button").click()
    for option in options:
        page.locator(f"[data-facet={facet}]").get_by_label(option).first.check()
    page.keyboard.press("Escape")


def shown(page):
    """The network that the filters leave, as node-link JSON."""
    return page.evaluate("rightsgraph.network()")


def stated(network):
    """The network as Python writes it."""
    (content,) = network.files("json").values()
    return json.loads(content)


def every_activity(network):
    return [one for edge in stated(network)["edges"] for one in edge["evidence"]]


def parts(value):
    """Nodes, edges and weights of node-link JSON; weights apart, as sums differ in their order."""
    edges = {(edge["source"], edge["target"]): edge for edge in value["edges"]}
    weights = {ends: edge.pop("weight") for ends, edge in edges.items()}
    for edge in edges.values():
        edge.pop("distance", None)
    return {node["id"]: node for node in value["nodes"]}, edges, weights


def assert_same(value, network):
    """Hold a network that the script made to what Python projects."""
    nodes, edges, weights = parts(value)
    expected_nodes, expected_edges, expected_weights = parts(stated(network))
    assert nodes == expected_nodes
    assert edges == expected_edges
    assert weights == pytest.approx(expected_weights)
