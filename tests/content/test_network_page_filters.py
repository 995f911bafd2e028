"""What the filters of the interactive page leave is what Python projects, shown and in files."""

import csv
import json
import re
import subprocess
import sys
from collections import Counter
from io import StringIO
from pathlib import Path

from content_page import (
    COURSE,
    IOM,
    OSCE,
    ROOT,
    UNHCR,
    assert_same,
    choose,
    every_activity,
    follow,
    heading,
    parts,
    shown,
    stated,
)

import rightsgraph.networks.page as module
from rightsgraph.networks.network import Network

NODE = Path(sys.prefix) / "bin" / "node"
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


def test_the_page_shows_the_network_that_python_projects(page, actors):
    assert_same(shown(page), actors)


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
        input=json.dumps([module.contents(network) for network in networks]),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    for value, network in zip(json.loads(done.stdout), networks, strict=True):
        assert_same(value, network)


def test_filters_leave_the_network_that_a_definition_with_them_would(page, graph, actors):
    choose(page, "roles", "organizer", "partner")
    choose(page, "statuses", "completed")
    network = graph.network(
        "actors",
        roles=["rgs:role-organiser", "rgs:role-partner"],
        statuses=["rgs:status-completed"],
    )
    assert_same(shown(page), network)
    whole, left = actors.graph, network.graph
    assert page.get_by_role("status").inner_text() == (
        f"{len(left)} of {len(whole)} actors, "
        f"{left.number_of_edges()} of {whole.number_of_edges()} ties"
    )
    page.get_by_role("button", name="Reset filters").click()
    assert page.get_by_role("status").inner_text() == (
        f"{len(whole)} actors, {whole.number_of_edges()} ties"
    )


def test_the_filters_on_actors_and_activities_leave_what_they_say(page, actors):
    choose(page, "types", "ministry", "state")
    assert {node["type"] for node in shown(page)["nodes"]} == {"ministry", "state"}
    choose(page, "homes", "Morocco")
    assert {node["country"] for node in shown(page)["nodes"]} == {"Morocco"}
    page.get_by_role("button", name="Reset filters").click()
    choose(page, "topics", "irregular migration")
    choose(page, "countries", "Indonesia")
    left = [one["activity"] for edge in shown(page)["edges"] for one in edge["evidence"]]
    assert left
    assert Counter(left) == Counter(
        one["activity"]
        for one in every_activity(actors)
        if "irregular migration" in one["topics"] and "Indonesia" in one["countries"]
    )


def test_the_time_slider_slices_as_a_definition_does_and_undated_activities_are_apart(page, graph):
    every = every_activity(graph.network("actors-and-activities"))
    undated = {one["activity"] for one in every if not one["first"] and not one["last"]}
    assert page.locator(".undated").inner_text() == (
        f"Include {len(undated)} activities without a date"
    )
    page.get_by_label(re.compile("without a date")).uncheck()
    start, end = (page.get_by_role("slider", name=name) for name in ("From", "to"))
    assert start.get_attribute("aria-valuetext") == "November 2000"
    start.fill("7")
    start.press("ArrowRight")
    assert start.get_attribute("aria-valuetext") == "July 2001"
    end.press("Home")
    assert end.get_attribute("aria-valuetext") == "July 2001"  # never before the other
    end.fill("13")
    assert end.get_attribute("aria-valuetext") == "December 2001"
    assert_same(shown(page), graph.network("actors", since="2001-07", until="2001-12"))


def test_hiding_an_actor_with_its_offices_gives_the_network_without_it(page, graph, actors):
    follow(page, "node", IOM)
    page.get_by_role("button", name="Hide it and the").click()
    assert_same(shown(page), graph.network("actors-without-iom"))
    assert heading(page) == "Overview"
    page.get_by_role("button", name="Show IOM again").click()
    assert len(shown(page)["nodes"]) == len(actors.graph)


def test_what_the_filters_leave_out_still_opens_with_its_evidence(page):
    follow(page, "edge", OSCE, UNHCR)
    choose(page, "statuses", "planned")
    assert "The filters leave this tie out" in page.locator("#panel-details").inner_text()
    assert page.locator(".evidence h4").all_inner_texts() == [COURSE]


def test_nothing_left_is_said(page):
    choose(page, "types", "ministry")
    choose(page, "statuses", "proposed")
    page.get_by_label("Actors without a tie").uncheck()
    assert page.get_by_role("status").inner_text().startswith("0 of ")
    assert page.get_by_text("Nothing is left. Loosen a filter.").is_visible()


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
    left = shown(page)
    assert parts(data) == parts(shown(page))
    name, path = download(page, "Ties as CSV")
    assert name == "actors-filtered.csv"
    for row, edge in zip(rows_of(path), left["edges"], strict=True):
        assert (row["source"], row["target"]) == (edge["source"], edge["target"])
        assert float(row["weight"]) == edge["weight"]
        assert row["names"].split("; ") == [one["name"] for one in edge["evidence"]]
        assert set(row["evidence"].split("; ")) == {
            iri for one in edge["evidence"] for iri in one["participations"]
        }


def test_the_whole_network_downloads_as_the_same_files_that_python_writes(page, actors):
    name, path = download(page, "Network as JSON")
    assert name == "actors.json"
    assert parts(json.loads(path.read_text(encoding="utf-8"))) == parts(stated(actors))
    _, path = download(page, "Ties as CSV")
    expected = csv.DictReader(StringIO(actors.files("csv")["actors.csv"].decode("utf-8")))
    for row, other in zip(rows_of(path), expected, strict=True):
        for number in ("weight", "distance", "activities"):
            assert float(row.pop(number)) == float(other.pop(number))
        del row["names"]
        assert row == other
    _, path = download(page, "Picture as PNG")
    assert path.read_bytes().startswith(b"\x89PNG")


def download(page, entry):
    page.locator("[data-box=download] > button").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=entry).click()
    page.keyboard.press("Escape")
    return waiting.value.suggested_filename, Path(waiting.value.path())


def rows_of(path):
    return list(csv.DictReader(StringIO(path.read_bytes().decode("utf-8"))))
