"""A store folder: whole generations of a graph side by side, and a pointer to the current one."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pyoxigraph as ox

from rightsgraph.errors import (
    BusyStoreError,
    ForeignFolderError,
    MissingStoreError,
    NewerStoreError,
    UnwritableError,
)
from rightsgraph.files import synchronise, write_through, write_whole

FORMAT = 1
MARKER = "rightsgraph-store.json"
POINTER = "current"
GENERATIONS = "generations"
SIDECAR = "generation.json"
DATABASE = "oxigraph"
COLUMNS = "columns.npz"
BUILDING = ".building-"


@dataclass(frozen=True)
class Generation:
    """What is known of one build, as its sidecar says.

    Attributes
    ----------
    digest : str
        SHA-256 of the sorted canonical N-Quads.
    source : str
        Fingerprint of the files that it was built from: their names, sizes and times.
    version : str
        Version of rightsgraph that built it.
    modified : str
        The latest ``dcterms:modified`` of the files, an ISO date, or an empty text.
    things : str
        Namespace of the things described.
    graphs : dict of str to int
        Number of statements by named graph.
    validation : dict of str to int, or None
        Number of results by severity, or None where the data were not validated.
    private : bool
        Whether it holds what its source withholds from publication.
    """

    digest: str
    source: str
    version: str
    modified: str
    things: str
    graphs: dict[str, int]
    validation: dict[str, int] | None = None
    format: int = FORMAT
    files: dict[str, int] = field(default_factory=dict)
    private: bool = False


class StoreFolder:
    """The generations in one folder.

    Parameters
    ----------
    path : pathlib.Path
        An empty or new folder, or one that this class has written before.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def check(self) -> None:
        """Raise unless the folder is ours, or empty, or not there yet."""
        marker = self.path / MARKER
        if marker.is_file():
            found = read_json(marker).get("format", 0)
            if found > FORMAT:
                raise NewerStoreError(self.path, found, FORMAT)
        elif self.path.exists() and (not self.path.is_dir() or any(self.path.iterdir())):
            raise ForeignFolderError(self.path)

    def current(self) -> Path:
        """Return the folder of the current generation.

        Raises
        ------
        MissingStoreError
            Nothing has been built here.
        ForeignFolderError, NewerStoreError
            The folder is not one of ours, or is from a later version.
        """
        self.check()
        try:
            name = (self.path / POINTER).read_text(encoding="utf-8").strip()
        except OSError:
            raise MissingStoreError(self.path) from None
        return self.path / GENERATIONS / name

    def read(self) -> tuple[ox.Store, Generation, Path]:
        """Return the current generation, read-only and whole, and where its columns are.

        Raises
        ------
        MissingStoreError
            Nothing has been built here, or what was built is damaged.
        """
        folder = self.current()
        try:
            generation = Generation(**read_json(folder / SIDECAR))
            if sizes_of(folder) != generation.files:
                raise MissingStoreError(
                    folder, "the files of the graph have changed or are missing"
                )
            return ox.Store.read_only(str(folder / DATABASE)), generation, folder / COLUMNS
        except (OSError, RuntimeError, TypeError) as error:
            raise MissingStoreError(folder, f"the graph cannot be read ({error})") from None

    def write(
        self, quads: Iterable[ox.Quad], generation: Generation, columns: bytes = b""
    ) -> Generation:
        """Write a new generation beside the others, then make it the current one.

        ``columns`` is what `rightsgraph.store.columns.Columns.to_bytes` gives; without it networks
        are read from the graph. A reader sees the old or the new one, each whole, also when the
        process is killed. The generation before the new one is kept for those who are reading it,
        older ones go.

        Raises
        ------
        ForeignFolderError, NewerStoreError
            The folder is not one of ours, or is from a later version.
        BusyStoreError
            Another process is writing here.
        UnwritableError
            The folder is write-protected or the disk is full; the old generation stays.
        """
        from filelock import FileLock, Timeout

        try:
            self.check()
            (self.path / GENERATIONS).mkdir(parents=True, exist_ok=True)
            write_json(self.path / MARKER, {"format": FORMAT})
            with FileLock(self.path / "lock", timeout=0):
                return self.write_locked(quads, generation, columns)
        except Timeout:
            raise BusyStoreError(self.path) from None
        except OSError as error:
            raise UnwritableError(self.path, (error.strerror or str(error)).lower()) from None

    def write_locked(
        self, quads: Iterable[ox.Quad], generation: Generation, columns: bytes
    ) -> Generation:
        """Write a generation while no other process does."""
        generations = self.path / GENERATIONS
        for left_over in generations.glob(f"{BUILDING}*"):
            shutil.rmtree(left_over, ignore_errors=True)
        building = generations / f"{BUILDING}{os.getpid()}"
        try:
            building.mkdir()
            store = ox.Store(str(building / DATABASE))
            store.bulk_extend(quads)
            store.flush()
            del store
            if columns:
                write_through(building / COLUMNS, columns)
            written = Generation(**asdict(generation) | {"files": sizes_of(building)})
            write_json(building / SIDECAR, asdict(written))
            done = sorted(generations.glob("[0-9]*"))
            number = int(done[-1].name.split("-")[0]) + 1 if done else 1
            final = generations / f"{number:06d}-{generation.digest[:12]}"
            building.rename(final)
            synchronise(generations)
        except BaseException:
            shutil.rmtree(building, ignore_errors=True)
            raise
        write_whole(self.path / POINTER, final.name + "\n")
        for old in done[:-1]:
            shutil.rmtree(old, ignore_errors=True)
        return written


def sizes_of(folder: Path) -> dict[str, int]:
    """Return the sizes of the files that hold data; those that only log may change."""
    names = (f"{DATABASE}/*.sst", f"{DATABASE}/MANIFEST-*", f"{DATABASE}/CURRENT", COLUMNS)
    parts = [part for name in names for part in folder.glob(name)]
    return {part.name: part.stat().st_size for part in sorted(parts)}


def read_json(path: Path) -> dict:
    """Return the object in a JSON file of ours."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise MissingStoreError(path, f"cannot be read ({error})") from None


def write_json(path: Path, value: dict) -> None:
    """Write a JSON file whole."""
    write_whole(path, json.dumps(value, indent=2, sort_keys=True) + "\n")
