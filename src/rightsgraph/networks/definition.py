"""What a network is made of: its declared projection and filters, by name or by hand."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from rightsgraph.errors import NetworkDefinitionError, UnknownNameError
from rightsgraph.files import NamedFiles
from rightsgraph.turtle import read_bytes

MODES = ("actors", "two-mode")
LEVELS = ("stated", "rolled-up")
WEIGHTS = ("count", "count-parts", "newman", "jaccard")
LIST = "tuple[str, ...]"
KINDS: dict[str, type] = {"str": str, "bool": bool, LIST: list}
CHOICES = {"mode": MODES, "level": LEVELS, "weight": WEIGHTS}


@dataclass(frozen=True)
class Definition:
    """A network as it is declared.

    Parameters
    ----------
    name, title, title_fr, description : str
        The name by which it is asked for, its question in English and French, and what it shows.
    mode : {'actors', 'two-mode'}
        Actors tied to actors, or actors tied to the activities they take part in.
    level : {'stated', 'rolled-up'}
        Actors as the source names them, or units, offices, posts and parts as their whole.
    weight : {'count', 'count-parts', 'newman', 'jaccard'}
        What an edge between actors weighs; see `rightsgraph.networks.projection`.
    without : tuple of str
        Actors left out, and with them all that rolls up to them.
    roles, statuses, topics, places, types : tuple of str
        Concepts and places, as CURIEs, IRIs or names; a narrower concept and a place within count
        too. Empty: any. Roles are those of the participations, types those of the actors.
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
    without: tuple[str, ...] = field(default=())
    roles: tuple[str, ...] = field(default=())
    statuses: tuple[str, ...] = field(default=())
    topics: tuple[str, ...] = field(default=())
    places: tuple[str, ...] = field(default=())
    types: tuple[str, ...] = field(default=())
    groups: bool = False

    def __post_init__(self) -> None:
        for key, known in CHOICES.items():
            if getattr(self, key) not in known:
                raise UnknownNameError(
                    key, getattr(self, key), known, f"the {key}s are {', '.join(known)}"
                )

    def changed(self, **changes: Any) -> Definition:
        """Return a definition that differs in some parts.

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
