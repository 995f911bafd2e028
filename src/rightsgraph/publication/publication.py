"""A graph as it is published: every path of the site, and what is there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import Any, Protocol

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup
from pyoxigraph import NamedNode

from rightsgraph.graph import Graph
from rightsgraph.namespaces import OWL
from rightsgraph.publication.addresses import LANGUAGES, Addresses, page_suffix, relative
from rightsgraph.publication.formats import FORMS
from rightsgraph.publication.languages import NAMES, Language, language
from rightsgraph.publication.naming import Names
from rightsgraph.publication.settings import Site
from rightsgraph.store.embedded import EmbeddedStore

ANY = "~any~"  # no document has it in its name
TOP = ("", "list/")  # the folders of the pages that the menu names
PAGE = re.compile(rf"(?P<name>.+?)(?:\.(?P<language>{'|'.join(LANGUAGES[1:])}))?\.html")


class Section(Protocol):
    """A part of the site."""

    def paths(self) -> Iterable[str]:
        """Yield the paths of everything in it, such as ``id/org-osce.fr.html``."""

    def get(self, path: str) -> bytes | None:
        """Return what is at a path; none if the section has nothing there."""


@dataclass(frozen=True)
class Page:
    """Which page is made: its name without suffix, and its language."""

    name: str
    language: Language

    @classmethod
    def at(cls, path: str) -> Page | None:
        """Return the page at a path; none if that is of no page."""
        match = PAGE.fullmatch(path)
        return cls(match["name"], language(match["language"] or LANGUAGES[0])) if match else None

    @property
    def folder(self) -> str:
        """The folder that the page lies in, with a slash at the end; empty at the top."""
        return self.name[: self.name.rfind("/") + 1]

    def to(self, path: str) -> str:
        """Return the relative address of a path of the site from this page."""
        return relative(path, self.name)

    def page(self, name: str) -> str:
        """Return the relative address of another page in the same language."""
        return self.to(name + page_suffix(self.language.code))

    @property
    def versions(self) -> list[tuple[str, str, str]]:
        """Code, name and relative address of this page in each language."""
        return [(one, NAMES[one], self.to(self.name + page_suffix(one))) for one in LANGUAGES]


class Publication:
    """A graph under the settings of a site.

    Parameters
    ----------
    graph : Graph
        What is published.
    site : Site
        How.
    served : bool
        Whether a server answers, so that pages can offer SPARQL and search by it.
    """

    def __init__(self, graph: Graph, site: Site, served: bool = False) -> None:
        self.graph, self.site, self.served = graph, site, served
        self.addresses = Addresses(graph.generation.things)
        self.sections: list[Section] = []
        self.frames = lru_cache(maxsize=1000)(self.make_frame)

    @property
    def store(self) -> EmbeddedStore:
        """The store of the graph."""
        return self.graph.store

    @cached_property
    def iris(self) -> dict[str, str]:
        """The IRIs that documents are on, by the names of these, in order.

        They are the site's own IRIs that occur anywhere in the graph, without fragments.
        """
        found = filter(None, (self.addresses.parts(term) for term in self.own))
        return dict(sorted(parts for parts in found if parts[0] not in self.versions))

    @cached_property
    def terms(self) -> dict[str, list[NamedNode]]:
        """The IRIs with a fragment, by the name of the document that describes them."""
        found: dict[str, list[NamedNode]] = {}
        for term in self.own:
            name, iri = self.addresses.parts(term) or ("", term)
            if iri != term:
                found.setdefault(name, []).append(NamedNode(term))
        return found

    @cached_property
    def own(self) -> list[str]:
        """The site's own IRIs that occur anywhere in the graph, in order."""
        terms: set[Any] = set()
        for quad in self.store.quads():
            terms.update((quad.subject, quad.predicate, quad.object, quad.graph_name))
        iris = (term.value for term in terms if isinstance(term, NamedNode))
        return sorted(iri for iri in iris if self.addresses.name(iri) is not None)

    @cached_property
    def versions(self) -> dict[str, str]:
        """The names that stand for a version of a vocabulary, with that of the vocabulary."""
        found = {}
        for quad in self.store.match(None, OWL.versionIRI):
            version, own = (self.addresses.name(one.value) for one in (quad.object, quad.subject))
            if version and own:
                found[version] = own
        return found

    def iri_of(self, name: str) -> str | None:
        """Return the IRI that the document of a name is on; none if the graph has no such IRI."""
        if name in self.versions:
            return None
        iri = self.addresses.decoded(name)
        if iri is None:
            return self.iris.get(name) if "~~" in name else None
        try:
            known = self.store.mentions(NamedNode(iri)) or name in self.terms
            return iri if known else None
        except ValueError:  # no IRI at all
            return None

    def paths(self) -> Iterator[str]:
        """Yield the paths of everything that is published."""
        for section in self.sections:
            yield from section.paths()

    def get(self, path: str) -> bytes | None:
        """Return what is at a path; none if nothing is."""
        found = (section.get(path) for section in self.sections)
        return next((one for one in found if one is not None), None)

    @cached_property
    def names(self) -> Names:
        """The names of its things."""
        return Names(self.store)

    @cached_property
    def templates(self) -> Environment:
        """The templates of the pages; their autoescape is on for all."""
        return Environment(
            loader=PackageLoader("rightsgraph"),
            autoescape=select_autoescape(default=True, default_for_string=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
            auto_reload=False,
        )

    def render(self, template: str, page: Page, **values: Any) -> bytes:
        """Return a page made from a template of ``templates/site``.

        The template knows ``page``, ``site``, ``served``, ``generation``, the words of the language
        as ``_("...")`` and ``ngettext``, and the filters ``number`` and ``date``.
        """
        return self.written(template, page, frame=partial(self.frame, page), **values).encode()

    def frame(self, page: Page, part: str) -> Markup:
        """Return a part of a page that all pages of a folder have alike but for their name."""
        current = page.name if page.folder in TOP else ""
        made = self.frames(part, page.folder, current, page.language.code)
        return made.replace(ANY, page.name[len(page.folder) :])

    def make_frame(self, part: str, folder: str, current: str, code: str) -> Markup:
        """Return such a part with `ANY` for the name of the page."""
        page = Page(current or f"{folder}{ANY}", language(code))
        return Markup(self.written(f"frame-{part}.html", page, forms=FORMS))

    def written(self, template: str, page: Page, **values: Any) -> str:
        """Return the text made from a template."""
        words = page.language
        return self.templates.get_template(f"site/{template}").render(
            page=page,
            site=self.site,
            served=self.served,
            generation=self.graph.generation,
            _=words.gettext,
            gettext=words.gettext,
            ngettext=words.ngettext,
            number=words.number,
            date=words.date,
            **values,
        )
