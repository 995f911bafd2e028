"""The server: the SPARQL endpoint and what it stands on."""
