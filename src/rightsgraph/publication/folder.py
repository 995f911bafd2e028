"""The static site: everything that is published, as files."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path

from rightsgraph.errors import ForeignSiteError, UnwritableError
from rightsgraph.files import exchange, synchronise, write_through
from rightsgraph.graph import graph_of
from rightsgraph.publication.publication import Publication
from rightsgraph.publication.settings import Site
from rightsgraph.publication.site import publication_of
from rightsgraph.sources import Source
from rightsgraph.store.embedded import open_embedded

MARKER = "rightsgraph-site.json"
PART = 400  # paths that a process makes at once
FEW = 2_000  # paths that one process makes sooner than several

Say = Callable[[str], None]


@dataclass(frozen=True)
class Published:
    """What a publication has done: the number of files, and of those that are new or changed."""

    folder: Path
    files: int
    written: int


def publish(
    store: Path, source: Source, site: Site, folder: Path, say: Say = lambda text: None
) -> Published:
    """Write the static site of a store, whole or not at all.

    The new site is made beside the old one and swapped in. A file that is as before is the same
    file (a link), so that whoever copies the site onwards sees what has changed.

    Parameters
    ----------
    store : pathlib.Path
        A built graph.
    source : Source
        Its stored queries and networks.
    site : Site
        Its address and settings.
    folder : pathlib.Path
        A new or empty folder, or one that this function has written.
    say : callable
        Is told each step.

    Raises
    ------
    ForeignSiteError
        The folder holds other files.
    UnwritableError
        The disk is full or write-protected; the old site stays.
    MissingStoreError
        The store cannot be read.
    """
    check(folder)
    publication = publication_of(graph_of(open_embedded(store), source), site)
    paths = sorted(set(publication.paths()))
    building = folder.with_name(f".{folder.name}.{os.getpid()}")
    remove_left_over(folder)
    try:
        building.mkdir(parents=True)
        say(f"writing {len(paths)} files")
        written = sum(parts(publication, store, source, paths, building, folder))
        marker = {"files": len(paths), "digest": publication.graph.generation.digest}
        write_through(building / MARKER, json.dumps(marker).encode())
        say("bringing the site into place")
        folder.mkdir(exist_ok=True)
        exchange(building, folder)
        synchronise(folder.parent)
    except OSError as error:
        place = Path(error.filename or folder)
        raise UnwritableError(place, (error.strerror or str(error)).lower()) from None
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return Published(folder, len(paths), written)


def check(folder: Path) -> None:
    """Raise unless a folder is new, empty, or a site that was published before."""
    if folder.is_dir() and not (folder / MARKER).is_file():
        foreign = sorted(path.name for path in folder.iterdir())
        if foreign:
            raise ForeignSiteError(folder, foreign[0])
    elif folder.exists() and not folder.is_dir():
        raise ForeignSiteError(folder, folder.name)


def remove_left_over(folder: Path) -> None:
    """Remove what processes that are no more have left beside a site."""
    for path in folder.parent.glob(f".{folder.name}.*"):
        pid = path.suffix[1:]
        if pid.isdigit() and not alive(int(pid)):
            shutil.rmtree(path, ignore_errors=True)


def alive(pid: int) -> bool:
    """Return whether a process is running."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def parts(
    publication: Publication,
    store: Path,
    source: Source,
    paths: list[str],
    building: Path,
    old: Path,
) -> Iterator[int]:
    """Make the files, in several processes where they are many; yield how many were written."""
    if len(paths) < FEW or (os.cpu_count() or 1) == 1:
        yield write_part(publication, paths, building, old)
        return
    with ProcessPoolExecutor(
        mp_context=get_context("spawn"),
        initializer=start,
        initargs=(store, source, publication.site, os.getpid()),
    ) as pool:
        yield from pool.map(write_started, ((part, building, old) for part in divided(paths)))


def divided(paths: Iterable[str]) -> Iterator[list[str]]:
    """Yield the paths in parts, those of one name together."""
    part: list[str] = []
    for _, same in groupby(paths, key=lambda path: path.partition(".")[0]):
        part += same
        if len(part) >= PART:
            yield part
            part = []
    if part:
        yield part


started: Publication
parent: int


def start(store: Path, source: Source, site: Site, caller: int) -> None:
    """Open the graph in a process of its own."""
    global parent, started
    parent = caller
    started = publication_of(graph_of(open_embedded(store), source), site)


def write_started(job: tuple[list[str], Path, Path]) -> int:
    """Write some files in a process that `start` has opened the graph in.

    If the process that wants them has been killed, this one ends too.
    """
    paths, building, old = job

    def wanted() -> Iterator[str]:
        for path in paths:
            if os.getppid() != parent:
                os._exit(1)
            yield path

    return write_part(started, wanted(), building, old)


def write_part(publication: Publication, paths: Iterable[str], building: Path, old: Path) -> int:
    """Write the files at some paths, or link them to the old ones; return how many were written."""
    written = 0
    for path in paths:
        data = publication.get(path)
        if data is None:
            raise AssertionError(f"{path} is listed and not there")
        target = building / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if same(old / path, data):
            os.link(old / path, target)
        else:
            target.write_bytes(data)
            written += 1
    return written


def same(path: Path, data: bytes) -> bool:
    """Return whether a file is there and holds exactly some bytes."""
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False
