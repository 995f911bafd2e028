"""Measures of the nodes of a network and of the whole; knows networkx and numbers, no RDF."""
