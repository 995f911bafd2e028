"""Where what comes with the package lies: ontology, data, shapes, queries, and built JavaScript."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rightsgraph.errors import MissingBundleError, MissingFileError


@dataclass(frozen=True)
class Bundle:
    """What the interactive page of a network is made from, built from ``web/src``.

    Attributes
    ----------
    script, style : str
        Its JavaScript and its CSS.
    licences : str
        The licences of the packages in the script.
    """

    script: str
    style: str
    licences: str


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


def load_bundle(root: Path | None = None) -> Bundle:
    """Return the built files of the interactive page.

    Parameters
    ----------
    root : pathlib.Path, optional
        The folder that holds ``web/``; that of `bundled_root` unless given. The files lie in
        ``web/`` in an installed package, in ``web/dist/`` in a checkout.

    Raises
    ------
    MissingBundleError
        They are not there: the package was installed, or the checkout used, without building them.
    """
    web = (root or bundled_root()) / "web"
    for folder in (web, web / "dist"):
        try:
            return Bundle(
                *(
                    (folder / name).read_text(encoding="utf-8")
                    for name in ("network.js", "network.css", "LICENCES.txt")
                )
            )
        except FileNotFoundError:
            continue
    raise MissingBundleError(web)
