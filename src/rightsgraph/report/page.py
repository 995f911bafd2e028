"""The report as a page: one HTML file without script, the pictures in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from rightsgraph.report import words
from rightsgraph.report.chance import LEVEL, SHUFFLES
from rightsgraph.report.contents import Contents
from rightsgraph.report.sampling import SAMPLES

INTERACTIVE = "network.html"
PICTURES = "pictures"
NETWORK = "network"
FILES = ("measures", "summary", "ties", "activities")
ROLES = {
    "coordinator": "all three of one type",
    "itinerant": "both of one type, not its own",
    "gatekeeper": "one of its own type, one of another",
    "liaison": "three different types",
}
NAMES = {
    "nodes": "Actors",
    "edges": "Ties",
    "density": "Density",
    "components": "Parts without a tie between them",
    "largest_component": "Actors in the largest part",
    "mean_degree": "Ties of an actor, on average",
    "transitivity": "Transitivity",
    "mean_distance": "Steps between two actors of the largest part, on average",
    "modularity": "Modularity of the communities",
}
WEIGHTS = {
    "count": "An edge weighs as many activities of the top level as the two share something in, so "
    "that the parts of one project count once.",
    "count-parts": "An edge weighs as many activities as the two share, parts counted one by one.",
    "newman": "An edge weighs the sum over the shared activities of 1/(n - 1), n the actors that "
    "take part, so that a large activity counts for less.",
    "jaccard": "An edge weighs the share of the activities of the top level of either that both "
    "take part in.",
}
HEAD = re.compile(r"^.*?(?=<svg )", re.DOTALL)


def page_of(contents: Contents, pictures: Mapping[str, str]) -> str:
    """Return the report as one HTML page.

    Parameters
    ----------
    contents : Contents
        What it says.
    pictures : mapping of str to str
        SVG by name; see `rightsgraph.report.drawings`.

    Returns
    -------
    str
        HTML that loads nothing; its links lead within it, and to the files beside it.
    """
    environment = Environment(
        loader=PackageLoader("rightsgraph"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters.update(
        {name: getattr(words, name) for name in ("among", "count", "day", "listed", "span")},
        number=words.number,
        percent=words.percent,
        first_capital=lambda text: text[:1].upper() + text[1:],
    )
    return environment.get_template("report.html").render(
        vars(contents),
        title=contents.definition.title or contents.definition.name,
        to=Linked(contents),
        pictures={name: embedded(name, svg) for name, svg in pictures.items()},
        interactive=INTERACTIVE,
        folders={"pictures": PICTURES, "network": NETWORK},
        files=FILES,
        roles=ROLES,
        names=NAMES,
        weights=WEIGHTS,
        level=LEVEL,
        samples=SAMPLES,
        shuffles=SHUFFLES,
        firm=[node for node, one in contents.intervals.items() if one.low > 0],
        sample=max(contents.passages, key=lambda key: (key.count("/"), key), default=""),
        untyped=sum(not actor.type for actor in contents.actors.values()),
    )


class Linked:
    """Actors, ties, activities and passages as the page names them: with what they go back to.

    Parameters
    ----------
    contents : Contents
        Where their names are.
    """

    def __init__(self, contents: Contents) -> None:
        self.contents = contents

    def actor(self, node: str) -> Markup:
        """Return an actor's name, linked to what it takes part in."""
        return self.link(node, self.contents.actors[node].label)

    def link(self, node: str, text: str) -> Markup:
        """Return a text linked to an actor."""
        return Markup('<a href="{}#node={}">{}</a>').format(INTERACTIVE, quote(node, safe=""), text)

    def name(self, node: str) -> str:
        """Return an actor's acronym, or its name if it has none."""
        return self.contents.actors[node].short or self.contents.actors[node].label

    def acronym(self, node: str) -> Markup:
        """Return an actor's acronym, or its name if it has none, linked likewise."""
        return self.link(node, self.name(node))

    def acronyms(self, nodes: Sequence[str], most: int) -> Markup:
        """Return the acronyms of actors as a list in a sentence."""
        return in_list([self.acronym(node) for node in nodes], most)

    def actors(self, nodes: Sequence[str], most: int = 8) -> Markup:
        """Return the names of actors as a list in a sentence."""
        return in_list([self.actor(node) for node in nodes], most)

    def tie(self, ends: Sequence[str], text: str) -> Markup:
        """Return a text linked to what a tie stands for."""
        both = "|".join(quote(node, safe="") for node in ends)
        return Markup('<a href="{}#edge={}">{}</a>').format(INTERACTIVE, both, text)

    def activity(self, iri: str) -> Markup:
        """Return an activity's name, linked to its row, with the passages on who takes part."""
        one = self.contents.activities[iri]
        link = Markup('<a class="activity" href="#{}">{}</a>').format(one.key, one.name)
        return link + " " + self.passages(one.passages, 3)

    def activities(self, iris: Sequence[str], most: int = 3) -> Markup:
        """Return the names of activities as a list in a sentence."""
        return in_list([self.activity(iri) for iri in iris], most, "; ")

    def passages(self, keys: Sequence[str], most: int = 99) -> Markup:
        """Return the keys of passages in brackets."""
        labels = self.contents.passages
        marked = [
            Markup('<span title="{}">{}</span>').format(labels[key], key)
            if labels.get(key, key) != key
            else Markup("{}").format(key)
            for key in keys[:most]
        ]
        more = [Markup("…")] if len(keys) > most else []
        return Markup('<span class="keys">[{}]</span>').format(Markup(", ").join(marked + more))


def in_list(parts: Sequence[Markup], most: int, comma: str = ", ") -> Markup:
    """Return parts as a list in a sentence, the last of many only counted.

    Examples
    --------
    >>> print(in_list([Markup(one) for one in "abc"], 8))
    a, b and c
    >>> print(in_list([Markup(one) for one in "abcd"], 2))
    a, b and 2 more
    """
    if len(parts) == most + 1:
        most += 1
    shown = [*parts[:most]]
    if len(parts) > most:
        shown.append(Markup(f"{len(parts) - most} more"))
    last = shown.pop() if shown else Markup("")
    return Markup(comma).join(shown) + (Markup(" and ") if shown else "") + last


def embedded(name: str, svg: str) -> Markup:
    """Return an SVG to stand within a page: without its head, its identifiers and style its own.

    Examples
    --------
    >>> print(embedded("map", '<?xml?><svg id="a"><style>*{b:c}</style><use href="#a"/></svg>'))
    <svg id="map-a"><style>#map *{b:c}</style><use href="#map-a"/></svg>
    """
    inner = HEAD.sub("", svg)
    inner = re.sub(r'(\b(?:id="|href="#)|url\(#)', rf"\1{name}-", inner)
    inner = re.sub(
        r'aria-labelledby="([^"]*)"',
        lambda found: f'aria-labelledby="{" ".join(f"{name}-{one}" for one in found[1].split())}"',
        inner,
    )
    return Markup(re.sub(r"(<style[^>]*>)\s*\*", rf"\1#{name} *", inner))
