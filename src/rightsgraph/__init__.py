"""A knowledge graph of the actors and instruments behind the human rights of migrants."""

from rightsgraph.graph import Graph, open

__all__ = ["Graph", "open"]
