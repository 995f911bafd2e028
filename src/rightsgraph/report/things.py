"""What a report names: documents, actors, their parts in activities, who reports."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Document:
    """A document that the network is made from: title, symbol and day, empty if not known."""

    iri: str
    title: str
    symbol: str
    issued: str


@dataclass(frozen=True)
class Actor:
    """A node of the network; acronym (``short``), type and country are empty if not known."""

    node: str
    label: str
    short: str
    type: str
    country: str


@dataclass(frozen=True)
class Part:
    """An actor's part in an activity.

    Attributes
    ----------
    actor : str
        The node.
    roles : tuple of str
        By name.
    kinds : frozenset of str
        IRIs of the roles and of all that is broader.
    passages : tuple of str
        Keys of the passages that say so.
    """

    actor: str
    roles: tuple[str, ...]
    kinds: frozenset[str]
    passages: tuple[str, ...]


@dataclass(frozen=True)
class Activity:
    """An activity, or what else actors share, with who takes part.

    Attributes
    ----------
    iri, name, key : str
        ``key`` names it within the page.
    top, whole : str
        IRI of the top-level activity, and its name if it is another one.
    statuses, topics, countries : tuple of str
        By name.
    first, last : str
        The days that its date can mean; empty where that side is open or unknown.
    parts : tuple of Part
        Who takes part, in order of the names.
    passages : tuple of str
        Keys of the passages that say who takes part.
    """

    iri: str
    name: str
    key: str
    top: str
    whole: str
    statuses: tuple[str, ...]
    topics: tuple[str, ...]
    countries: tuple[str, ...]
    first: str
    last: str
    parts: tuple[Part, ...]
    passages: tuple[str, ...]


@dataclass(frozen=True)
class Reporter:
    """The actor that reports the activities.

    Attributes
    ----------
    iri, label, short : str
        Who it is, and its acronym or again its name.
    reports : int
        Its participations, and those of what belongs to it, in the role of reporting.
    passages : tuple of str
        Keys of the passages that these are stated in.
    members : tuple of str
        The nodes of the network that it is or that belong to it.
    """

    iri: str
    label: str
    short: str
    reports: int
    passages: tuple[str, ...]
    members: tuple[str, ...]


@dataclass(frozen=True)
class Centre:
    """The actor that the report looks at the network without.

    Attributes
    ----------
    iri, label, short : str
        Who it is, and its acronym or again its name.
    reports : bool
        Whether it is the one that reports; otherwise the one that stands between most others.
    members : tuple of str
        The nodes of the network that it is or that belong to it.
    """

    iri: str
    label: str
    short: str
    reports: bool
    members: tuple[str, ...]
