"""The page of the report on the network of actors: valid, whole, in agreement with its JSON."""

import csv
import json
import re
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import unquote
from xml.etree import ElementTree

import html5rdf
import pytest

from rightsgraph.report import words


class Read(HTMLParser):
    """What a page has: identifiers, links, headings, its text by element."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.levels, self.tags = [], [], [], []
        self.words, self.skipped, self.open = [], 0, []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.tags.append((tag, values))
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"]] if tag == "a" else []
        self.levels += [int(tag[1])] if re.fullmatch("h[1-6]", tag) else []
        self.skipped += tag in ("style", "svg")

    def handle_endtag(self, tag):
        self.skipped -= tag in ("style", "svg")

    def handle_data(self, text):
        if not self.skipped:
            self.words.append(text)

    @property
    def text(self):
        return re.sub(r"\s+", " ", "".join(self.words).replace(words.SPACE, " "))


@pytest.fixture(scope="module")
def html(report):
    return (report / "index.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(html):
    return Read(html)


@pytest.fixture(scope="module")
def said(report):
    return json.loads((report / "report.json").read_text(encoding="utf-8"))


def test_the_page_is_valid_html(html):
    parser = html5rdf.HTMLParser(strict=False)
    parser.parse(html)
    assert parser.errors == []


def test_no_identifier_stands_twice(page):
    assert [one for one, number in Counter(page.ids).items() if number > 1] == []


def test_headings_go_down_one_level_at_a_time(page):
    assert page.levels[0] == 1
    assert page.levels.count(1) == 1
    assert all(
        after - before <= 1 for before, after in zip(page.levels, page.levels[1:], strict=False)
    )


def test_every_link_leads_somewhere(page, report, graph):
    network = graph.network("actors").graph
    elsewhere = set()
    for link in page.links:
        path, _, fragment = link.partition("#")
        if path.startswith("https://"):
            elsewhere.add(link)
        elif not path:
            assert fragment in page.ids, link
        else:
            assert (report / path).is_file(), link
            kind, _, ends = fragment.partition("=")
            nodes = [unquote(end) for end in ends.split("|")]
            assert kind in ("", "node", "edge")
            if kind == "node":
                assert nodes[0] in network, link
            if kind == "edge":
                assert network.has_edge(*nodes), link
    assert elsewhere == {"https://creativecommons.org/licenses/by/4.0/"}


def test_the_page_loads_nothing(page):
    policy = next(v["content"] for t, v in page.tags if v.get("http-equiv"))
    assert policy.startswith("default-src 'none'")
    assert not [t for t, _ in page.tags if t in ("script", "link", "img", "iframe", "object")]
    assert not [v for _, v in page.tags if "src" in v or any(name[:2] == "on" for name in v)]


def test_every_picture_is_told_in_words(page, report):
    pictures = [v for t, v in page.tags if t == "svg"]
    assert len(pictures) == len(list((report / "pictures").glob("*.svg"))) > 1
    for picture in pictures:
        assert picture["role"] == "img"
        assert set(picture["aria-labelledby"].split()) <= set(page.ids)


def test_every_table_has_a_caption_and_scopes(page):
    tags = [t for t, _ in page.tags]
    assert tags.count("table") == tags.count("caption") > 3
    assert all(v.get("scope") in ("col", "row") for t, v in page.tags if t == "th")


@pytest.mark.parametrize(
    "sign", [r"\{[{%]", r"\bNone\b", r"\bnan\b", "Undefined", r" [,.;)]", r"\( "]
)
def test_nothing_is_left_unfilled(page, sign):
    assert re.findall(rf".{{,40}}{sign}.{{,40}}", page.text) == []


def test_the_page_says_what_the_figures_are(page, said):
    figures, change, rest = said["figures"], said["change"], said["rest"]
    for sentence in (
        f"takes part in {change['activities']} of the {figures['activities']} activities",
        f"is an end of {change['ties']} of the {figures['ties']} ties",
        f"One activity alone makes {rest['largest_ties']} of the {figures['ties']} ties",
        f"In {rest['stated']['together']} of the {figures['ties']} ties",
        f"{rest['not_begun']} of the {figures['ties']} ties rest only on what was planned",
        f"{rest['inferred']} of {rest['participations']} follow from the text",
        f"A date is stated for {figures['activities'] - said['spread']['undated']} of the",
        said["data"]["digest"],
        "rightsgraph network actors --report FOLDER",
    ):
        assert sentence in page.text, sentence


def test_each_broker_stands_in_the_page_with_its_numbers(html, said):
    for one in [*said["brokers"], *said["brokers_apart"]]:
        for key in ("betweenness", "constraint", "effective_size"):
            assert f'<td class="n">{words.number(one[key])}</td>' in html
        assert f"<td>{one['rank']}</td>" in html


def test_the_tables_beside_the_page_say_the_same(report, said):
    ties = list(csv.DictReader((report / "ties.csv").open(encoding="utf-8")))
    assert Counter(row["stated"] for row in ties) == said["rest"]["stated"]
    activities = list(csv.DictReader((report / "activities.csv").open(encoding="utf-8")))
    assert [row["activity"] for row in activities] == list(said["activities"])
    measures = list(csv.DictReader((report / "measures.csv").open(encoding="utf-8")))
    by_node = {row["node"]: float(row["betweenness"]) for row in measures}
    for one in said["brokers"]:
        assert by_node[one["actor"]] == one["betweenness"]


def test_the_record_lists_the_files(report, said):
    found = {p.relative_to(report).as_posix() for p in report.rglob("*") if p.is_file()}
    assert set(said["files"]) == found
    for path in found:
        if path.endswith(".svg"):
            ElementTree.parse(report / path)
        if path.endswith(".png"):
            assert (report / path).read_bytes().startswith(b"\x89PNG")
