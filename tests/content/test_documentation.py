"""The documentation tells the truth: outputs, counts, commands, queries."""

import re
from pathlib import Path

from rightsgraph.cli import main
from rightsgraph.cli.parser import build_parser
from rightsgraph.queries.library import Library

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_answer_in_the_readme_is_the_real_one(capsys):
    block = re.search(r"```console\n\$ rightsgraph describe OSCE\n(.*?)```", README, re.DOTALL)[1]
    assert main(["describe", "OSCE"]) == 0
    assert capsys.readouterr().out == block
    assert README.index("describe OSCE") < 500, "on the first screen"


def test_the_counts_in_the_readme_are_the_real_ones(graph):
    rows = re.findall(r"^\| ([a-z][^|]*?) \| (\d+) \|$", README, re.MULTILINE)
    kinds = [
        "rg:Actor",
        "rg:Activity",
        "rg:Participation",
        "rg:Instrument",
        "rg:TreatyAction",
        "rg:Provision",
        "rg:Passage",
    ]
    assert [int(number) for _, number in rows] == [graph.counts[kind] for kind in kinds]


def test_every_stored_query_is_named_in_the_readme():
    for name in Library((ROOT / "queries").glob("*.rq")).names:
        assert f"`{name}`" in README, name


def test_every_command_is_named_in_the_readme():
    commands = build_parser()._subparsers._group_actions[0].choices
    for command in commands:
        assert f"rightsgraph {command}" in README, command


def test_links_of_the_documentation_lead_somewhere():
    for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\((?!http)([^)#]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"
