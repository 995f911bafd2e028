"""Files: stored ones by name, and writing whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from rightsgraph.errors import UnknownNameError, UnwritableError


class NamedFiles:
    """Stored files, each asked for by the name before its suffix.

    Parameters
    ----------
    paths : iterable of pathlib.Path
        The files; a later one replaces an earlier one of the same name.
    """

    kind = "stored file"
    command = ""

    def __init__(self, paths: Iterable[Path]) -> None:
        self.paths = {path.stem: path for path in paths}

    @cached_property
    def names(self) -> list[str]:
        """The names in order of the alphabet."""
        return sorted(self.paths)

    def path_of(self, name: str) -> Path:
        """Return the file of a name.

        Raises
        ------
        UnknownNameError
            There is none of this name; names the nearest.
        """
        if name not in self.paths:
            raise UnknownNameError(self.kind, name, self.names, f"list them with `{self.command}`")
        return self.paths[name]


def write_text(path: Path, text: str) -> None:
    """Write a text file that the caller named, whole or not at all.

    Raises
    ------
    UnwritableError
        The folder is missing or write-protected, or the disk is full; the old file stays.
    """
    try:
        write_whole(path, text)
    except OSError as error:
        raise UnwritableError(path, (error.strerror or str(error)).lower()) from None


def write_whole(path: Path, text: str) -> None:
    """Write a file beside, bring it to the disk, and swap it in; leave nothing if that fails."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with open(beside, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    synchronise(path.parent)


def synchronise(folder: Path) -> None:
    """Bring a folder's entries to the disk, where the system can."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
