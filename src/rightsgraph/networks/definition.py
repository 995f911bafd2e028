"""What a network is made of: its declared projection and filters, by name or by hand."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from rightsgraph.dates import bounds
from rightsgraph.errors import NetworkDefinitionError, UnknownNameError, WeightError
from rightsgraph.files import NamedFiles
from rightsgraph.turtle import read_bytes

MODES = ("actors", "two-mode", "places", "instruments")
LEVELS = ("stated", "rolled-up")
WEIGHTS = ("count", "count-parts", "newman", "jaccard")
ALSO = ("agreements", "memberships", "stances", "ties")
LIST = "tuple[str, ...]"
KINDS: dict[str, type] = {"str": str, "bool": bool, LIST: list}
CHOICES = {"mode": MODES, "level": LEVELS, "weight": WEIGHTS, "also": ALSO}


@dataclass(frozen=True)
class Definition:
    """A network as it is declared.

    Parameters
    ----------
    name, title, title_fr, description : str
        The name by which it is asked for, its question in English and French, and what it shows.
    mode : {'actors', 'two-mode', 'places', 'instruments'}
        Actors tied to actors, or to the activities that they take part in, the places that these
        take place in or concern, the instruments that a stance of these is on.
    level : {'stated', 'rolled-up'}
        Actors as the source names them, or units, offices, posts and parts as their whole, and
        cities and regions as their country.
    weight : {'count', 'count-parts', 'newman', 'jaccard'}
        What an edge weighs; see `rightsgraph.networks.projection`. The last two are of actors
        tied to actors.
    also : tuple of {'agreements', 'memberships', 'stances', 'ties'}
        What counts beside activities as something that actors share: an agreement with its
        parties, a membership with both its sides, a stated tie with both its ends; ``stances`` are
        those that actors have themselves, for ``mode="instruments"``.
    without : tuple of str
        Actors left out, and with them all that rolls up to them.
    roles, statuses, topics, places, types : tuple of str
        Concepts and places, as CURIEs, IRIs or names; a narrower concept and a place within count
        too. Empty: any. Roles are those of the participations, types those of the actors.
    since, until : str
        EDTF dates; only what can have happened between the first day of the one and the last day of
        the other. What has no date at all is left out then.
    groups : bool
        Whether actors that the source names only by kind are nodes.
    """

    name: str = "network"
    title: str = ""
    title_fr: str = ""
    description: str = ""
    mode: str = "actors"
    level: str = "stated"
    weight: str = "count"
    also: tuple[str, ...] = field(default=())
    without: tuple[str, ...] = field(default=())
    roles: tuple[str, ...] = field(default=())
    statuses: tuple[str, ...] = field(default=())
    topics: tuple[str, ...] = field(default=())
    places: tuple[str, ...] = field(default=())
    types: tuple[str, ...] = field(default=())
    since: str = ""
    until: str = ""
    groups: bool = False

    def __post_init__(self) -> None:
        for key, known in CHOICES.items():
            value = getattr(self, key)
            for one in value if isinstance(value, tuple) else (value,):
                if one not in known:
                    kind = "relation" if key == "also" else key
                    raise UnknownNameError(kind, one, known, f"choose one of {', '.join(known)}")
        for day in filter(None, (self.since, self.until)):
            bounds(day)
        if self.mode != "actors" and self.weight in ("newman", "jaccard"):
            raise WeightError(self.name, self.weight, self.mode)

    def changed(self, **changes: Any) -> Definition:
        """Return a definition that differs in some parts; its titles say in which.

        Raises
        ------
        UnknownNameError
            There is no such part, or no such choice for it; names the nearest.
        """
        parts = {one.name: one.type for one in fields(self)}
        for key, value in changes.items():
            if key not in parts:
                raise UnknownNameError(
                    "part of a network", key, parts, f"the parts are {', '.join(parts)}"
                )
            if parts[key] == LIST:
                changes[key] = (value,) if isinstance(value, str) else tuple(value)
        told = [
            f"{key} = {', '.join(value) if isinstance(value, tuple) else value}"
            for key, value in changes.items()
            if value != getattr(self, key)
        ]
        if self.title and told:
            for key in ("title", "title_fr"):
                changes.setdefault(key, f"{getattr(self, key)} ({'; '.join(told)})")
        return replace(self, **changes)


LISTS = tuple(one.name for one in fields(Definition) if one.type == LIST)


def read_definition(path: Path) -> Definition:
    """Return the definition in a TOML file; its name is that of the file.

    Raises
    ------
    NetworkDefinitionError
        The file is no TOML, or has a key or a value that means nothing here.
    """
    try:
        values = tomllib.loads(read_bytes(path).decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise NetworkDefinitionError(path, f"{error}; correct the file") from None
    known = {one.name: KINDS[str(one.type)] for one in fields(Definition) if one.name != "name"}
    for key, value in values.items():
        if key not in known or not isinstance(value, known[key]):
            raise NetworkDefinitionError(
                path, f"{key} = {value!r} means nothing here; the keys are {', '.join(known)}"
            )
    return Definition(name=path.stem).changed(**values)


class Definitions(NamedFiles):
    """The stored networks by name.

    Parameters
    ----------
    paths : iterable of pathlib.Path
        The ``.toml`` files; a later one replaces an earlier one of the same name.
    """

    kind = "stored network"
    command = "rightsgraph networks"

    def load(self, name: str) -> Definition:
        """Return one stored network's definition.

        Raises
        ------
        UnknownNameError
            There is none of this name; names the nearest.
        """
        return read_definition(self.path_of(name))
