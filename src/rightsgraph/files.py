"""Files: stored ones by name, and writing whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import cast

from rightsgraph.errors import UnknownNameError, UnwritableError

AT_FDCWD, EXCHANGE = -100, 2  # of <fcntl.h> and <linux/fs.h>


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
    write_files({path: text.encode("utf-8")})


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write files that the caller named, all of them or none.

    Raises
    ------
    UnwritableError
        One of them cannot be written; names it. The old files stay.
    """
    try:
        place(files)
    except OSError as error:
        path = Path(error.filename)
        raise UnwritableError(path, (error.strerror or str(error)).lower()) from None


def write_whole(path: Path, text: str) -> None:
    """Write a text file whole; leave nothing if that fails."""
    place({path: text.encode("utf-8")})


def place(files: Mapping[Path, bytes]) -> None:
    """Write files beside, bring them to the disk, and swap them in; leave the old if that fails.

    An `OSError` has the file that cannot be written as its ``filename``.
    """
    new = {path: path.with_name(f".{path.name}.{os.getpid()}") for path in files}
    old = {path: path.with_name(f".{path.name}.{os.getpid()}.old") for path in files}
    swapped: list[Path] = []
    path = None
    try:
        for path, data in files.items():
            write_through(new[path], data)
            if len(files) > 1 and path.exists():
                shutil.copy2(path, old[path])
        for path in files:
            new[path].replace(path)
            swapped.append(path)
    except BaseException as error:
        for done in swapped if len(swapped) < len(files) else ():
            if old[done].exists():
                old[done].replace(done)
            else:
                done.unlink()
        if isinstance(error, OSError):
            error.filename = str(path)
        raise
    finally:
        for beside in (*new.values(), *old.values()):
            beside.unlink(missing_ok=True)
    for folder in {path.parent for path in files}:
        synchronise(folder)


def write_through(path: Path, data: bytes) -> None:
    """Write a file and bring it to the disk."""
    with open(path, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def synchronise(folder: Path) -> None:
    """Bring a folder's entries to the disk, where the system can."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def exchange(one: Path, other: Path) -> None:
    """Swap two folders, at once where the system can, else by renaming one after the other."""
    swap = swapping()
    if swap is None or swap(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), EXCHANGE):
        aside = one.with_name(f"{one.name}.aside")
        other.rename(aside)
        try:
            one.rename(other)
        except OSError:
            aside.rename(other)
            raise
        aside.rename(one)


def swapping() -> Callable[[int, bytes, int, bytes, int], int] | None:
    """Return the system's ``renameat2``, which swaps two names in one step; none if it has none."""
    import ctypes

    try:
        return cast("Callable[[int, bytes, int, bytes, int], int]", ctypes.CDLL(None).renameat2)
    except (AttributeError, OSError, TypeError):
        return None
