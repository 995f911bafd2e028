"""Where in the files a subject is described: file and line for messages to people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from rightsgraph.identifiers import compress_iri
from rightsgraph.turtle import read_bytes


class Places:
    """File and line of each subject, found in the files' text when it is first asked for.

    Parameters
    ----------
    paths : iterable of pathlib.Path
        Turtle files.
    prefixes : mapping of str to str
        Namespace IRI by prefix.
    root : pathlib.Path
        Paths are given relative to it where they lie below it.
    """

    def __init__(self, paths: Iterable[Path], prefixes: Mapping[str, str], root: Path) -> None:
        self.paths, self.prefixes, self.root = list(paths), prefixes, root

    @cached_property
    def lines(self) -> list[tuple[str, list[str]]]:
        """The lines of each file."""
        return [
            (self.shown(path), read_bytes(path).decode("utf-8", "replace").splitlines())
            for path in self.paths
        ]

    @cached_property
    def subjects(self) -> dict[str, list[tuple[str, int, list[str]]]]:
        """Occurrences by first word of a line that starts in the first column."""
        found: dict[str, list[tuple[str, int, list[str]]]] = {}
        for name, lines in self.lines:
            for number, line in enumerate(lines, start=1):
                if line and not line[0].isspace():
                    found.setdefault(line.split(None, 1)[0], []).append((name, number, lines))
        return found

    def shown(self, path: Path) -> str:
        """Return a path relative to the root, if it lies below it."""
        return str(path.relative_to(self.root) if path.is_relative_to(self.root) else path)

    def of(self, subject: str, predicate: str | None = None) -> str:
        """Return ``file:line`` of a subject, at the line of a predicate if that is found there.

        An empty text where no file describes the subject.
        """
        for written in (compress_iri(subject, self.prefixes), f"<{subject}>"):
            for name, number, lines in self.subjects.get(written, []):
                return f"{name}:{number + self.offset(lines, number, predicate)}"
        return ""

    def offset(self, lines: list[str], start: int, predicate: str | None) -> int:
        """Return how many lines below the subject the predicate stands, 0 if it is not there."""
        if predicate is None:
            return 0
        word = compress_iri(predicate, self.prefixes)
        for below, line in enumerate(lines[start:], start=1):
            if line.split(None, 1)[:1] == [word]:
                return below
            if line.startswith("."):
                break
        return 0
