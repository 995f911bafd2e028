"""Every error a caller can meet, with its wording: place, what is wrong with the value, repair."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from pathlib import Path


class RightsGraphError(Exception):
    """Base of all errors that rightsgraph raises; its text is one sentence for a person."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return "; did you mean ...?" for the nearest known words, or an empty text."""
    found = difflib.get_close_matches(word, dict.fromkeys(known), n=3, cutoff=0.5)
    return f"; did you mean {' or '.join(repr(name) for name in found)}?" if found else ""


class MissingFileError(RightsGraphError):
    """A file or folder named by the caller is not there or cannot be read."""

    def __init__(self, path: Path | str, reason: str = "no such file or folder") -> None:
        self.path = path
        super().__init__(f"{path}: {reason}; check the path")


class EmptySourceError(RightsGraphError):
    """A folder to build from holds no Turtle."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"{path}: no Turtle file in it; name a folder with data/ttl/ or with .ttl files"
        )


class TurtleSyntaxError(RightsGraphError):
    """A Turtle file does not parse."""

    def __init__(self, path: Path, line: int | None, reason: str, repair: str) -> None:
        self.path, self.line = path, line
        place = f"{path}:{line}" if line else f"{path}"
        super().__init__(f"{place}: {reason}; {repair}")


class UnknownPrefixError(RightsGraphError):
    """A CURIE uses a prefix that is not known."""

    def __init__(self, curie: str, known: Iterable[str]) -> None:
        self.curie = curie
        super().__init__(
            f"{curie!r} uses an unknown prefix; the known ones are {', '.join(sorted(known))}"
        )


class InvalidIRIError(RightsGraphError):
    """A text that should be an IRI is none."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(
            f"{text!r} is no IRI; write it in full (https://...) or as a CURIE (rgd:...)"
        )


class InvalidDateError(RightsGraphError):
    """A text is not a date in the Extended Date/Time Format."""

    def __init__(self, text: str, place: str = "") -> None:
        self.text = text
        super().__init__(
            f"{place + ': ' if place else ''}{text!r} is no EDTF date; write 2002, 2002-05, "
            "2002-05-21, or an interval such as 2001-10/2001-12 or 2002-06/.."
        )


class UnknownNameError(RightsGraphError):
    """A name given by the caller stands for nothing here."""

    def __init__(self, kind: str, name: str, known: Iterable[str], repair: str) -> None:
        self.name = name
        super().__init__(f"no {kind} is called {name!r}{nearest(name, known) or '; ' + repair}")


class AmbiguousNameError(RightsGraphError):
    """A name given by the caller stands for several things."""

    def __init__(self, name: str, found: Iterable[str]) -> None:
        self.name = name
        super().__init__(f"{name!r} names several things; write one of {', '.join(found)}")


class ParameterError(RightsGraphError):
    """A query parameter is missing, unknown or of the wrong type."""

    def __init__(self, query: str, problem: str) -> None:
        super().__init__(f"query {query!r}: {problem}")


class QueryError(RightsGraphError):
    """A query text is not SPARQL 1.1, or cannot be answered."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}; correct the query")


class QueryHeaderError(RightsGraphError):
    """A stored query's header is incomplete or does not fit its text."""

    def __init__(self, path: Path, problem: str) -> None:
        self.path = path
        super().__init__(f"{path}: {problem}")


class NetworkDefinitionError(RightsGraphError):
    """A stored network's definition cannot be read."""

    def __init__(self, path: Path, problem: str) -> None:
        self.path = path
        super().__init__(f"{path}: {problem}")


class EmptyNetworkError(RightsGraphError):
    """A network has no node left."""

    def __init__(self, name: str, emptied: str) -> None:
        self.emptied = emptied
        super().__init__(f"network {name!r}: nothing is left after {emptied}; loosen that filter")


class MeasureError(RightsGraphError):
    """Measures are asked of a network that they are not defined on."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"network {name!r}: the measures are of actors tied to actors, and this network is "
            "two-mode; choose --mode actors"
        )


class WeightError(RightsGraphError):
    """A weight is asked of a network that it is not defined on."""

    def __init__(self, name: str, weight: str, mode: str) -> None:
        super().__init__(
            f"network {name!r}: the weight {weight!r} is of actors tied to actors, and the mode is "
            f"{mode!r}; choose the weight count or count-parts"
        )


class NoEdgeError(RightsGraphError):
    """Two things are not tied in a network."""

    def __init__(self, name: str, one: str, other: str) -> None:
        super().__init__(
            f"network {name!r}: no edge between {one!r} and {other!r}; "
            "see who is tied to whom with `rightsgraph network`"
        )


class ForeignFolderError(RightsGraphError):
    """A folder meant for a store holds something else."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"{path}: the folder holds other files and is no rightsgraph store; "
            "name an empty or a new folder"
        )


class MissingStoreError(RightsGraphError):
    """A store has no readable generation."""

    def __init__(self, path: Path, reason: str = "no graph has been built here yet") -> None:
        self.path = path
        super().__init__(f"{path}: {reason}; run `rightsgraph build`")


class NewerStoreError(RightsGraphError):
    """A store was written by a later version."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        self.path = path
        super().__init__(
            f"{path}: the store has format {found}, this version reads up to {known}; "
            "update rightsgraph or name another store"
        )


class UnwritableError(RightsGraphError):
    """A file or folder cannot be written."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        super().__init__(f"{path}: cannot write ({reason}); free it or name another place")


class BusyStoreError(RightsGraphError):
    """Another build is writing to the same store."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"{path}: another build is writing here; wait for it or name another store"
        )


class DocumentError(RightsGraphError):
    """A copy of a source document cannot be split into its passages."""

    def __init__(self, path: Path, problem: str) -> None:
        self.path = path
        super().__init__(f"{path}: {problem}")


class MissingExtraError(RightsGraphError):
    """A function needs a package that is not installed."""

    def __init__(self, extra: str) -> None:
        self.extra = extra
        super().__init__(f"this needs more packages; run `pip install 'rightsgraph[{extra}]'`")


class MissingBundleError(RightsGraphError):
    """The script of the interactive page has not been built."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"{path}: the script of the interactive page is missing; run `make run` in a checkout, "
            "or install rightsgraph from a built wheel"
        )


class UnknownSuffixError(RightsGraphError):
    """A file to be written has a suffix that names no format."""

    def __init__(self, path: Path, known: Iterable[str]) -> None:
        self.path = path
        problem = f"the suffix {path.suffix!r} names no format" if path.suffix else "no suffix"
        super().__init__(f"{path}: {problem}; end the name with one of {', '.join(known)}")


class FormatValueError(RightsGraphError):
    """A format of files has no way to write a value."""

    def __init__(self, format: str, name: str, value: str, reason: str, repair: str) -> None:
        self.format, self.name, self.value = format, name, value
        super().__init__(f"{format}: {name!r} has {value!r}, but {reason}; {repair}")


class OptionError(RightsGraphError):
    """An option is given where it has no effect."""

    def __init__(self, option: str, repair: str) -> None:
        self.option = option
        super().__init__(f"{option} has no effect here; use it with {repair}")


class ForeignReportError(RightsGraphError):
    """A folder meant for a report holds something else."""

    def __init__(self, path: Path, foreign: Iterable[str]) -> None:
        self.path, self.foreign = path, [*foreign]
        more = f" and {len(self.foreign) - 1} more" if len(self.foreign) > 1 else ""
        super().__init__(
            f"{path}: the folder holds {self.foreign[0]}{more}, which no report of rightsgraph "
            "wrote; name an empty or a new folder"
        )


class MissingOutlineError(RightsGraphError):
    """The outlines of the countries have not been built."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"{path}: the outlines of the countries are missing; run `make run` in a checkout, "
            "or install rightsgraph from a built wheel"
        )


class SettingError(RightsGraphError):
    """A part of ``rightsgraph.toml`` is unknown or of the wrong kind."""

    def __init__(self, path: Path, key: str, value: object, repair: str) -> None:
        self.path, self.key, self.value = path, key, value
        super().__init__(f"{path}: {key} = {value!r} is not understood; {repair}")


class ForeignSiteError(RightsGraphError):
    """A folder meant for a site holds something else."""

    def __init__(self, path: Path, foreign: str) -> None:
        self.path = path
        super().__init__(
            f"{path}: the folder holds {foreign}, which `rightsgraph publish` has not written; "
            "name an empty or a new folder"
        )


class WithheldNameError(RightsGraphError):
    """A thing that is published has a name with that of a thing that is withheld."""

    def __init__(self, named: Sequence[tuple[str, str]]) -> None:
        self.named = named
        (iri, name), *more = named
        others = f" and {len(more)} more" if more else ""
        super().__init__(
            f"<{iri}>{others} would tell of what is withheld, by the name {name!r}; "
            "add it to withhold in rightsgraph.toml, or change the name"
        )


class PrivateStoreError(RightsGraphError):
    """A store holds things that its source withholds from publication."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"{path}: the store holds things that its rightsgraph.toml withholds; "
            "name the folder of the data instead of the store"
        )


class ReconciliationError(RightsGraphError):
    """A request to the reconciliation service cannot be understood."""

    def __init__(self, place: str, problem: str) -> None:
        self.place = place
        super().__init__(f"{place}: {problem}")


class NoNamesError(RightsGraphError):
    """Names are to be matched, and there are none."""

    def __init__(self, place: str, repair: str) -> None:
        self.place = place
        super().__init__(f"{place}: no name to match; {repair}")


class AddressError(RightsGraphError):
    """The server cannot listen at an address."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        self.host, self.port = host, port
        super().__init__(
            f"{host}:{port}: cannot listen there ({reason.lower()}); choose another --port"
        )
