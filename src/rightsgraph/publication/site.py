"""The sections of the site, put together."""

from __future__ import annotations

from rightsgraph.graph import Graph
from rightsgraph.publication.documents import Documents
from rightsgraph.publication.dumps import Dumps
from rightsgraph.publication.publication import Publication
from rightsgraph.publication.settings import Site


def publication_of(graph: Graph, site: Site, served: bool = False) -> Publication:
    """Return everything that is published of a graph.

    Parameters
    ----------
    graph : Graph
        What is published.
    site : Site
        Its address and settings.
    served : bool
        Whether a server answers, so that pages can offer SPARQL and search by it.
    """
    publication = Publication(graph, site, served)
    publication.sections += [Documents(publication), Dumps(publication)]
    return publication
