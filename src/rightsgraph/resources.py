"""Where the ontology, data, shapes and queries that come with the package lie."""

from __future__ import annotations

from pathlib import Path

from rightsgraph.errors import MissingFileError


def bundled_root() -> Path:
    """Return the folder that holds ontology/, data/, shapes/ and queries/.

    In an installed package this is its own ``resources`` folder, in a checkout the top folder.

    Raises
    ------
    MissingFileError
        Neither is there, so the installation is broken.
    """
    here = Path(__file__).resolve().parent
    for root in (here / "resources", here.parent.parent):
        if (root / "ontology" / "rightsgraph.ttl").is_file():
            return root
    raise MissingFileError(here / "resources", "the ontology is missing from the installation")
