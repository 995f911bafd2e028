"""The sections of the site, put together."""

from __future__ import annotations

from rightsgraph.graph import Graph
from rightsgraph.publication.about import About
from rightsgraph.publication.assets import Assets
from rightsgraph.publication.descriptions import Descriptions
from rightsgraph.publication.documents import Documents
from rightsgraph.publication.dumps import Dumps
from rightsgraph.publication.editor import Editor
from rightsgraph.publication.finding import Search
from rightsgraph.publication.home import Home
from rightsgraph.publication.lists import Lists
from rightsgraph.publication.networkpages import NetworkPages
from rightsgraph.publication.publication import Publication
from rightsgraph.publication.questions import Questions
from rightsgraph.publication.settings import Site
from rightsgraph.publication.things import Things
from rightsgraph.publication.vocabulary import Vocabulary


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
    things = Things(publication)
    endpoint = f"{site.url}sparql" if served else None
    publication.sections += [
        Assets(),
        Home(publication),
        Lists(publication),
        Search(publication),
        Questions(publication),
        NetworkPages(publication),
        Editor(publication),
        Vocabulary(publication),
        About(publication, endpoint),
        things.passages(),
        things,
        Descriptions(publication, endpoint),
        Documents(publication),
        Dumps(publication),
    ]
    return publication
