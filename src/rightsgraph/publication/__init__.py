"""What the static site and the server publish: pages for people, RDF for machines."""
