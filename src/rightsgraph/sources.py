"""What a graph is built from: the files of a folder and the named graph of each."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode

from rightsgraph.errors import (
    EmptySourceError,
    MissingFileError,
    SettingError,
    TurtleSyntaxError,
)
from rightsgraph.identifiers import compress_iri, expand_curie
from rightsgraph.namespaces import GRAPHS, PREFIXES, RGD
from rightsgraph.resources import bundled_root
from rightsgraph.turtle import read_bytes

SETTINGS = "rightsgraph.toml"


@dataclass(frozen=True)
class SourceFile:
    """One file and the named graph that its statements belong to."""

    path: Path
    graph: NamedNode


@dataclass(frozen=True)
class Source:
    """A folder of Turtle, with ontology, shapes and queries of its own or those of the package.

    Parameters
    ----------
    root : pathlib.Path
        The folder. Its data are in ``data/ttl/``, or, where that is missing, in the ``.ttl``
        files below the folder itself.
    things : str
        The namespace of the things that it describes, from ``rightsgraph.toml``.
    withheld : tuple of pyoxigraph.NamedNode
        What is not to be published, from ``withhold`` in the ``[site]`` of ``rightsgraph.toml``.
    public : bool
        Whether that is left out.
    """

    root: Path
    things: str = RGD.iri
    files: tuple[SourceFile, ...] = field(default=(), repr=False)
    queries: tuple[Path, ...] = field(default=(), repr=False)
    networks: tuple[Path, ...] = field(default=(), repr=False)
    withheld: tuple[NamedNode, ...] = ()
    public: bool = False

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefix table, with ``rgd:`` bound to the things of this source."""
        return PREFIXES | {"rgd": self.things}

    def fingerprint(self) -> str:
        """Return a SHA-256 of the names, sizes and times of all files, to see that they changed."""
        lines = [self.things, *(f"without {one}" for one in self.withheld if self.public)]
        for path in [*(file.path for file in self.files), *self.queries, *self.networks]:
            status = path.stat()
            lines.append(f"{path} {status.st_size} {status.st_mtime_ns}")
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def public_source(source: Source) -> Source:
    """Return a source without what it withholds, and without the files that mention this."""
    from rightsgraph.withholding import without_mention

    def shorten(iri: str) -> str:
        return compress_iri(iri, source.prefixes)

    queries, networks = (
        without_mention(paths, source.withheld, shorten)
        for paths in (source.queries, source.networks)
    )
    return replace(source, public=True, queries=queries, networks=networks)


def load_source(root: Path | None = None) -> Source:
    """Return the source in a folder, or the one that comes with the package.

    Raises
    ------
    MissingFileError
        The folder is not there.
    EmptySourceError
        The folder holds no Turtle.
    TurtleSyntaxError
        ``rightsgraph.toml`` cannot be read.
    """
    bundled = bundled_root()
    root = (root or bundled).resolve()
    if not root.is_dir():
        raise MissingFileError(root)
    files = [
        SourceFile(path, NamedNode(GRAPHS + kind))
        for kind in ("ontology", "shapes")
        for path in turtle_files(part_of(root, bundled, kind))
    ]
    data = list(data_files(root))
    if not data:
        raise EmptySourceError(root)
    queries, networks = (
        tuple({p.name: p for top in (bundled, root) for p in sorted(top.glob(pattern))}.values())
        for pattern in ("queries/*.rq", "queries/networks/*.toml")
    )
    settings, things = root / SETTINGS, read_things(root / SETTINGS)
    withheld = read_withheld(settings, PREFIXES | {"rgd": things})
    return Source(root, things, (*files, *data), queries, networks, withheld)


def part_of(root: Path, bundled: Path, kind: str) -> Path:
    """Return the folder of a kind of file: the source's own or else the package's."""
    return root / kind if (root / kind).is_dir() else bundled / kind


def turtle_files(folder: Path) -> list[Path]:
    """Return the Turtle files below a folder in a fixed order."""
    return sorted(folder.rglob("*.ttl"), key=lambda path: path.relative_to(folder).as_posix())


def data_files(root: Path) -> Iterator[SourceFile]:
    """Yield the data files of a source: one graph a layer, one a file of the reference layer."""
    folder = root / "data" / "ttl"
    if not folder.is_dir():
        own = (root / "ontology", root / "shapes")
        for path in turtle_files(root):
            if not any(path.is_relative_to(other) for other in own):
                yield SourceFile(path, NamedNode(GRAPHS + slug(root.name)))
        return
    for path in turtle_files(folder):
        layer, *rest = path.relative_to(folder).with_suffix("").parts
        name = "-".join([layer, *rest]) if layer == "reference" else layer
        yield SourceFile(path, NamedNode(GRAPHS + slug(name)))


def slug(name: str) -> str:
    """Return a name in lower case with hyphens for whatever is not a letter or digit."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "data"


def read_things(path: Path) -> str:
    """Return the namespace of the source's things from its settings."""
    things = read_settings(path).get("things", RGD.iri)
    if not isinstance(things, str) or not things.endswith(("/", "#")):
        raise TurtleSyntaxError(
            path, None, f"things = {things!r} is no namespace", "end it with / or #"
        )
    return expand_curie(things).value


def read_withheld(path: Path, prefixes: Mapping[str, str]) -> tuple[NamedNode, ...]:
    """Return what the settings of a source withhold from publication."""
    site = read_settings(path).get("site", {})
    listed = site.get("withhold", []) if isinstance(site, dict) else []
    if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
        raise SettingError(path, "withhold", listed, 'write a list: ["rgd:org-example"]')
    return tuple(expand_curie(one, prefixes) for one in listed)


def read_settings(path: Path) -> dict[str, Any]:
    """Return the settings of a source; none where the file is missing.

    Raises
    ------
    TurtleSyntaxError
        The file cannot be read.
    """
    if not path.is_file():
        return {}
    import tomllib

    try:
        return tomllib.loads(read_bytes(path).decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TurtleSyntaxError(path, None, str(error), "correct the file") from None
