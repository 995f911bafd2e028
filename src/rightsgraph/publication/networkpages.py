"""The stored networks: their list, and for each its interactive page and its picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rightsgraph.errors import EmptyNetworkError, MissingBundleError, UnknownNameError
from rightsgraph.networks.network import Network
from rightsgraph.networks.page import contents, json_for_html, page_of, strongest
from rightsgraph.publication.addresses import LANGUAGES, page_suffix
from rightsgraph.publication.naming import Name
from rightsgraph.publication.publication import Page, Publication
from rightsgraph.publication.thumbnail import draw
from rightsgraph.resources import Bundle, load_bundle

MAIN = "actors"
FOLDER = "network/"
ALONE = ".offline.html"


@dataclass(frozen=True)
class Summary:
    """A stored network in a list: its title, what it shows, and its size."""

    name: str
    title: Name
    description: str
    nodes: int
    ties: int


class NetworkPages:
    """The page ``networks``, and for each stored network its page, picture and single file.

    Parameters
    ----------
    publication : Publication
        What they are pages of.
    """

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self.network = lru_cache(1)(self.read)
        self.data = lru_cache(1)(contents)

    def paths(self) -> Iterator[str]:
        """Yield the paths of all of them."""
        for language in LANGUAGES:
            yield "networks" + page_suffix(language)
        for name in self.sizes:
            for language in LANGUAGES:
                yield FOLDER + name + page_suffix(language)
            yield f"{FOLDER}{name}.svg"
            if self.bundle:
                yield FOLDER + name + ALONE

    def get(self, path: str) -> bytes | None:
        """Return one of them."""
        page = Page.at(path)
        if page and page.name == "networks":
            return self.publication.render(
                "networks.html", page, networks=[self.summary(name, page) for name in self.sizes]
            )
        if not path.startswith(FOLDER):
            return None
        name = path.removeprefix(FOLDER)
        if name.endswith(ALONE) and self.bundle:
            network = self.network(name.removesuffix(ALONE))
            if not network:
                return None
            return page_of(network, self.bundle, self.data(network)).encode()
        if name.endswith(".svg"):
            network = self.network(name.removesuffix(".svg"))
            return draw(network.graph, self.data(network)["nodes"]) if network else None
        network = self.network(page.name.removeprefix(FOLDER)) if page else None
        return self.page(page, network) if page and network else None

    def page(self, page: Page, network: Network) -> bytes:
        """Return the interactive page of a network in the frame of the site."""
        definition = network.definition
        return self.publication.render(
            "network.html",
            page,
            definition=definition,
            summary=self.summary(definition.name, page),
            strongest=strongest(network),
            data=json_for_html(self.data(network) | {"licences": self.licences}),
            things=self.publication.graph.generation.things,
            suffix=page_suffix(page.language.code),
            address=self.publication.addresses.link,
        )

    @cached_property
    def bundle(self) -> Bundle | None:
        """Script and style of the page that stands alone, if they have been built."""
        try:
            return load_bundle()
        except MissingBundleError:
            return None

    @property
    def licences(self) -> str:
        """The licences of the packages in the script."""
        return self.bundle.licences if self.bundle else ""

    @cached_property
    def sizes(self) -> dict[str, tuple[int, int]]:
        """Number of nodes and ties of each stored network that is not empty, main one first."""
        names = self.publication.graph.definitions.names
        found = {}
        for name in sorted(names, key=lambda one: (one != MAIN, one)):
            network = self.read(name)
            if network:
                graph = network.graph
                found[name] = graph.number_of_nodes(), graph.number_of_edges()
        return found

    def read(self, name: str) -> Network | None:
        """Return a stored network; none if there is none of this name, or nothing in it."""
        try:
            return self.publication.graph.network(name)
        except (UnknownNameError, EmptyNetworkError):
            return None

    def summary(self, name: str, page: Page) -> Summary:
        """Return a network as a list shows it."""
        definition = self.publication.graph.definitions.load(name)
        title = Name(definition.title or name, "" if page.language.code == "en" else "en")
        if page.language.code == "fr" and definition.title_fr:
            title = Name(definition.title_fr)
        return Summary(name, title, definition.description, *self.sizes[name])


def policy_of(content: bytes) -> str:
    """Return the Content Security Policy of a network page that stands alone, from its own meta.

    A server that sends a policy with every page must send this one with such a page, since both
    would hold.
    """
    text = content.decode()
    start = text.index('content="', text.index("Content-Security-Policy")) + len('content="')
    return text[start : text.index('"', start)]
