"""What the pages look like and run: style, icon, map and built scripts."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from importlib.resources import files
from pathlib import Path

from rightsgraph.publication.maps import world_svg
from rightsgraph.resources import bundled_root

FOLDER = "assets/"
BASE_STYLE = "site.css"
BUILT = {".js", ".css", ".txt", ".svg", ".woff2", ".map"}


class Assets:
    """The section ``assets/``.

    ``site.css`` joins the style of all pages and then those of single ones, in order of name;
    ``world.svg`` is the outline of the countries; the rest is what was built from ``web/src``.

    Parameters
    ----------
    root : pathlib.Path, optional
        The folder that holds ``web/``; that of `rightsgraph.resources.bundled_root` unless given.
    """

    def __init__(self, root: Path | None = None) -> None:
        self.root = root or bundled_root()

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Content by path."""
        templates = files("rightsgraph") / "templates" / "site"
        found = {one.name: one.read_bytes() for one in templates.iterdir() if one.is_file()}
        styles = sorted((name for name in found if name.endswith(".css")), key=base_first)
        content = {name: found[name] for name in found if name.endswith(".svg")}
        content["world.svg"] = world_svg()
        content |= {path.name: path.read_bytes() for path in self.built()}
        content[BASE_STYLE] = b"\n".join(found[name] for name in styles)
        return {FOLDER + name: content[name] for name in sorted(content)}

    def built(self) -> list[Path]:
        """Return the files built for the pages, in an installed package or in a checkout."""
        for folder in (self.root / "web" / "site", self.root / "web" / "dist" / "site"):
            if folder.is_dir():
                return sorted(path for path in folder.iterdir() if path.suffix in BUILT)
        return []

    def paths(self) -> Iterable[str]:
        """Return the paths of all files."""
        return self.files

    def get(self, path: str) -> bytes | None:
        """Return one file."""
        return self.files.get(path)


def base_first(name: str) -> tuple[bool, str]:
    """Return the key by which the style of all pages comes before those of single ones."""
    return name != BASE_STYLE, name
