"""The dumps of a graph: where they lie and what is in them."""

from __future__ import annotations

from dataclasses import dataclass

EndpointAddress = str | None


@dataclass(frozen=True)
class Dump:
    """A file with the whole graph.

    Attributes
    ----------
    path : str
        Below the site's address.
    name : str
        Of its form, for people.
    media_type : str
        Of what is in it once unpacked.
    form : str
        IRI of the form, in the list of W3C.
    """

    path: str
    name: str
    media_type: str
    form: str


DUMPS = (
    Dump(
        "dump/rightsgraph.nq.gz",
        "N-Quads (gzip)",
        "application/n-quads",
        "http://www.w3.org/ns/formats/N-Quads",
    ),
    Dump(
        "dump/rightsgraph.trig.gz",
        "TriG (gzip)",
        "application/trig",
        "http://www.w3.org/ns/formats/TriG",
    ),
)
