"""The server: one generation of the graph after the other, behind one address."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from starlette.applications import Starlette

from rightsgraph.errors import RightsGraphError
from rightsgraph.graph import Graph, graph_of
from rightsgraph.matching.matcher import Matcher
from rightsgraph.matching.schema import Schema
from rightsgraph.publication.formats import FORMS
from rightsgraph.publication.publication import Publication
from rightsgraph.publication.settings import Site
from rightsgraph.publication.site import publication_of
from rightsgraph.sources import Source
from rightsgraph.store.embedded import open_embedded
from rightsgraph.store.generations import POINTER
from rightsgraph.web.documents import Documents
from rightsgraph.web.limits import Limits
from rightsgraph.web.metrics import Metrics
from rightsgraph.web.pool import Pool

LOG = logging.getLogger("rightsgraph.web")
WATCH_SECONDS = 1.0


@dataclass
class Edition:
    """One generation of the graph with everything that is made of it."""

    publication: Publication
    documents: Documents

    @property
    def graph(self) -> Graph:
        """The graph."""
        return self.publication.graph

    def warm(self) -> None:
        """Make what the first requests would wait for."""
        for path in ("", *(f"index{form.suffix}" for form in FORMS), "assets/site.css"):
            self.documents.reply(path, "", "")
        self.schema.matcher.suggest("a")

    @cached_property
    def matcher(self) -> Matcher:
        """What finds things by name."""
        return Matcher(self.graph.store)

    @cached_property
    def schema(self) -> Schema:
        """The identifiers of the reconciliation service."""
        return Schema(self.matcher)


class Server:
    """What the routes of the application share.

    Parameters
    ----------
    store : pathlib.Path
        The store folder; when a new generation is built in it, that is served.
    source : Source
        The stored queries and networks.
    site : Site
        Address and settings of the site.
    limits : Limits
        How much a client gets.
    """

    def __init__(self, store: Path, source: Source, site: Site, limits: Limits) -> None:
        self.store, self.source, self.site, self.limits = store, source, site, limits
        self.metrics = Metrics()
        self.pool = Pool(store, limits, self.metrics)
        self.current = self.load()

    def load(self) -> Edition:
        """Return the current generation in the store."""
        graph = graph_of(open_embedded(self.store), self.source)
        publication = publication_of(graph, self.site, served=True)
        edition = Edition(publication, Documents(publication))
        edition.warm()
        return edition

    @asynccontextmanager
    async def running(self, app: Starlette) -> AsyncIterator[None]:
        """Start the processes for queries, watch for new generations, and end both."""
        await self.pool.start()
        watching = asyncio.create_task(self.watch())
        try:
            yield
        finally:
            watching.cancel()
            await self.pool.close()

    async def watch(self) -> None:
        """Go over to each new generation as it is built."""
        pointer = self.store / POINTER
        before = read(pointer)
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            now = read(pointer)
            if now and now != before:
                before = now
                try:
                    self.current = await asyncio.to_thread(self.load)
                    await self.pool.open(self.store)
                    digest = self.current.graph.generation.digest
                    LOG.info('{"at": "reload", "digest": "%s"}', digest)
                except RightsGraphError as error:
                    LOG.error("the new generation is not served: %s", error)


def read(pointer: Path) -> str:
    """Return which generation is the current one; an empty text while that cannot be read."""
    try:
        return pointer.read_text("utf-8")
    except OSError:
        return ""
