"""Opens a graph for publication: without what its source withholds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from rightsgraph.build import build
from rightsgraph.errors import MissingStoreError, PrivateStoreError
from rightsgraph.sources import Source, load_source, public_source
from rightsgraph.store.embedded import EmbeddedStore, open_embedded
from rightsgraph.store.folders import default_store
from rightsgraph.store.generations import StoreFolder

Say = Callable[[str], None]


def open_public(
    root: Path | None = None, store: Path | None = None, say: Say = lambda text: None
) -> tuple[Path, Source]:
    """Return the store that may be published of a source, built if it is missing or out of date.

    Parameters
    ----------
    root : pathlib.Path, optional
        The folder of the source; the graph that comes with the package unless given.
    store : pathlib.Path, optional
        A store folder, taken as it is where no source is given.
    say : callable
        Is told each step.

    Raises
    ------
    PrivateStoreError
        The store holds what its source withholds.
    WithheldNameError
        The name of another thing names what is withheld.
    """
    source = public_source(load_source(root))
    if root is None and store is not None:
        checked(open_embedded(store), store)
        return store, source
    folder = store or default_store(source.root, "-public" if source.withheld else "")
    try:
        opened = open_embedded(folder)
        current = opened.generation.source == source.fingerprint()
    except MissingStoreError:
        StoreFolder(folder).check()
        current = False
    if not current:
        build(source, folder, validate=False, say=say)
    return folder, source


def checked(store: EmbeddedStore, path: Path) -> None:
    """Raise if a store may not be published."""
    if store.generation.private:
        raise PrivateStoreError(path)
