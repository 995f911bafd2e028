"""The graph as users of the library meet it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from rightsgraph import labels
from rightsgraph.errors import MissingFileError, MissingStoreError
from rightsgraph.identifiers import compress_iri
from rightsgraph.networks.definition import Definition, Definitions, read_definition
from rightsgraph.queries.binding import bind
from rightsgraph.queries.library import Library, StoredQuery, parse_query
from rightsgraph.queries.results import Rows, Triples, Truth
from rightsgraph.sources import Source, load_source
from rightsgraph.store.embedded import EmbeddedStore, open_embedded
from rightsgraph.store.folders import default_store
from rightsgraph.store.generations import MARKER, Generation, StoreFolder

if TYPE_CHECKING:
    import rdflib

    from rightsgraph.describe import Description
    from rightsgraph.networks.links import Links
    from rightsgraph.networks.network import Network

Answer = Rows | Triples | Truth


class Graph:
    """A built graph, read-only.

    Parameters
    ----------
    store : EmbeddedStore
        The generation that answers.
    library : Library
        The stored queries that can be asked by name.
    networks : iterable of pathlib.Path
        The files of the stored networks.
    """

    def __init__(
        self, store: EmbeddedStore, library: Library, networks: Iterable[Path] = ()
    ) -> None:
        self.store, self.library = store, library
        self.definitions = Definitions(networks)

    @cached_property
    def links(self) -> Links:
        """What networks are made from, read once for all of them."""
        from rightsgraph.networks.links import Links

        return Links(self.store)

    @property
    def generation(self) -> Generation:
        """Digest, version and counts of the build."""
        return self.store.generation

    def query(self, question: str | Path | StoredQuery, **parameters: object) -> Answer:
        """Return the answer to a stored query, a query file, or a SPARQL text.

        Parameters
        ----------
        question : str or pathlib.Path or StoredQuery
            A name from the library, the path of an ``.rq`` file, or SPARQL 1.1. In a text the
            prefixes of rightsgraph need not be declared.
        **parameters
            Values by name: things by CURIE, IRI or name (``actor="UNHCR"``), dates and numbers
            as Python's or as text.

        Returns
        -------
        Rows, Triples or Truth
            For SELECT, for CONSTRUCT and DESCRIBE, for ASK.

        Raises
        ------
        UnknownNameError
            There is no stored query of this name; names the nearest.
        ParameterError
            A value is missing, unknown or of the wrong type.
        QueryError
            The text is not SPARQL 1.1, or cannot be answered.

        Examples
        --------
        >>> graph = rightsgraph.open()                                      # doctest: +SKIP
        >>> rows = graph.query("partners-of", actor="rgd:org-unhcr")        # doctest: +SKIP
        """
        query = self.find_query(question)
        text = bind(query, parameters, self.resolve)

        def evaluate() -> Any:
            return self.store.ask(text, str(query.path or query.name))

        first = evaluate()
        if isinstance(first, ox.QueryBoolean):
            return Truth(evaluate)
        if isinstance(first, ox.QuerySolutions):
            return Rows(first, evaluate, self.store.prefixes)
        return Triples(evaluate, self.store.prefixes)

    def find_query(self, question: str | Path | StoredQuery) -> StoredQuery:
        """Return the query that a name, a path or a text stands for."""
        if isinstance(question, StoredQuery):
            return question
        if isinstance(question, str) and question in self.library.paths:
            return self.library.load(question)
        if isinstance(question, Path) or question.endswith(".rq"):
            path = Path(question)
            try:
                return parse_query(path.read_text(encoding="utf-8"), path.stem, path)
            except (OSError, UnicodeDecodeError) as error:
                raise MissingFileError(path, f"cannot be read ({error})") from None
        if "{" in question:
            return parse_query(question, "query text")
        return self.library.load(question)

    def resolve(self, text: str) -> ox.NamedNode:
        """Return the IRI of a thing by IRI, CURIE or name.

        Raises
        ------
        UnknownNameError
            Nothing has this name or IRI; names the nearest.
        AmbiguousNameError
            Several things have this name.
        UnknownPrefixError, InvalidIRIError
            The text looks like a CURIE or IRI and is none.
        """
        return labels.find(self.store, text)

    def search(self, words: str) -> list[labels.Found]:
        """Return the things found by name, acronym or spelling, best first, in any language."""
        return labels.search(self.store, words)

    def describe(self, thing: str, language: str = "en") -> Description:
        """Return one thing, by IRI, CURIE or name, with its facts, relations and their passages."""
        from rightsgraph.describe import describe

        return describe(self.store, self.resolve(thing), language)

    def network(self, name: str | Path | Definition = "actors", **changes: Any) -> Network:
        """Return a network of partnerships.

        Parameters
        ----------
        name : str or pathlib.Path or Definition
            A stored network, the path of a ``.toml`` file, or a definition.
        **changes
            Parts of the definition to be otherwise, such as ``without=["IOM"]``,
            ``roles=["rgs:role-partner"]``, ``weight="newman"``; see
            `rightsgraph.networks.definition.Definition`. One text stands for a list of one.

        Raises
        ------
        UnknownNameError
            There is no such network, actor, place or concept, or no such choice; names the nearest.
        EmptyNetworkError
            A filter leaves nothing; names the filter.

        Examples
        --------
        >>> network = rightsgraph.open().network("actors", without="IOM")   # doctest: +SKIP
        >>> network.evidence("UNHCR", "OSCE")                               # doctest: +SKIP
        """
        from rightsgraph.networks.network import Network

        if isinstance(name, Definition):
            definition = name
        elif str(name).endswith(".toml"):
            definition = read_definition(Path(name))
        else:
            definition = self.definitions.load(str(name))
        return Network(self.links, definition.changed(**changes), self.resolve)

    def to_rdflib(self) -> rdflib.Graph:
        """Return the data graphs as one rdflib graph, for use with other libraries."""
        from rightsgraph.interchange import to_rdflib

        return to_rdflib(self.store.match(), self.store.prefixes)

    @cached_property
    def counts(self) -> dict[str, int]:
        """Number of things by class, for the classes of rightsgraph and ORG."""
        rows = self.query("""
            SELECT ?class (COUNT(DISTINCT ?thing) AS ?count) WHERE {
                ?thing a ?class .
                FILTER (STRSTARTS(STR(?class), STR(rg:)) || STRSTARTS(STR(?class), STR(org:)))
            } GROUP BY ?class ORDER BY DESC(?count) ?class""")
        assert isinstance(rows, Rows)
        return {compress_iri(row["class"], self.store.prefixes): row["count"] for row in rows}


def open(source: str | Path | None = None, *, store: str | Path | None = None) -> Graph:
    """Return a graph: the one that comes with the package, that of a folder, or a store.

    Parameters
    ----------
    source : str or pathlib.Path, optional
        A folder of Turtle files, or a store folder; the bundled graph unless given. A source that
        has not been built yet, or has changed since, is built into its store first.
    store : str or pathlib.Path, optional
        Where to build to; a folder in the user's cache unless given.

    Raises
    ------
    MissingFileError
        The folder is not there.
    MissingStoreError, NewerStoreError, ForeignFolderError
        The store cannot be used.
    TurtleSyntaxError, InvalidDateError
        A file of the source is wrong.
    """
    if source is not None and (Path(source) / MARKER).is_file():
        return graph_of(open_embedded(Path(source)), load_source())
    if source is None and store is not None:
        return graph_of(open_embedded(Path(store)), load_source())
    origin = load_source(Path(source) if source is not None else None)
    folder = Path(store) if store is not None else default_store(origin.root)
    try:
        opened = open_embedded(folder)
        if opened.generation.source == origin.fingerprint():
            return graph_of(opened, origin)
    except MissingStoreError:
        StoreFolder(folder).check()
    from rightsgraph.build import build

    build(origin, folder, validate=False)
    return graph_of(open_embedded(folder), origin)


def graph_of(store: EmbeddedStore, source: Source) -> Graph:
    """Return a graph with the stored queries and networks of a source."""
    return Graph(store, Library(source.queries), source.networks)
