"""A report as a folder: the page, the pictures, the interactive page and the files."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from rightsgraph.errors import ForeignReportError, UnwritableError
from rightsgraph.files import synchronise, write_through
from rightsgraph.graph import Graph
from rightsgraph.networks.network import Network
from rightsgraph.report.basis import Basis
from rightsgraph.report.contents import contents_of
from rightsgraph.report.drawings import drawings
from rightsgraph.report.lists import activities_table, ties_table
from rightsgraph.report.page import INTERACTIVE, NETWORK, PICTURES, page_of

PAGE = "index.html"
RECORD = "report.json"
KIND = "rightsgraph report on a network"
FORMATS = ("csv", "json", "graphml", "gexf", "cytoscape", "pajek")


def write_report(graph: Graph, network: Network, folder: str | Path) -> Path:
    """Write a report on a network as a folder, whole or not at all.

    The folder has the page (``index.html``, which needs nothing beside it but for its links), the
    pictures as SVG and PNG in ``pictures/``, the interactive page (``network.html``), the network
    in the formats of files, the measures and what the ties and activities are as CSV, and
    ``report.json`` with everything that the page says. The same data give the same bytes.

    Parameters
    ----------
    graph : Graph
        Where the network is from.
    network : Network
        Of actors tied to actors.
    folder : str or pathlib.Path
        A new or empty folder, or that of an earlier report, which is replaced.

    Returns
    -------
    pathlib.Path
        The page.

    Raises
    ------
    MeasureError
        The network is two-mode.
    ForeignReportError
        The folder holds other files.
    UnwritableError
        The folder cannot be written; what was there stays.
    MissingExtraError
        matplotlib is not installed.
    MissingBundleError
        The script of the interactive page is not built.

    Examples
    --------
    >>> graph = rightsgraph.open()                                          # doctest: +SKIP
    >>> write_report(graph, graph.network("actors"), "report")              # doctest: +SKIP
    PosixPath('report/index.html')
    """
    folder = Path(folder)
    check_folder(folder)
    write_folder(folder, report_files(graph, network))
    return folder / PAGE


def report_files(graph: Graph, network: Network) -> dict[str, bytes]:
    """Return the files of a report by their paths within its folder."""
    basis = Basis(graph, network)
    contents, drawn = contents_of(basis), drawings(basis)
    svg = {key: draw(format="svg").decode() for key, draw in drawn.items()}
    files = {PAGE: page_of(contents, svg).encode()}
    for key, draw in drawn.items():
        files[f"{PICTURES}/{key}.svg"] = svg[key].encode()
        files[f"{PICTURES}/{key}.png"] = draw(format="png")
    files[INTERACTIVE] = next(iter(network.files("html").values()))
    for format in FORMATS:
        for path, data in network.files(format, measures=True).items():
            files[f"{NETWORK}/{path}"] = data
    tables = {
        "measures": basis.measures,
        "summary": network.summary(),
        "ties": ties_table(contents),
        "activities": activities_table(contents),
    }
    files |= {f"{key}.csv": table.to_csv().encode() for key, table in tables.items()}
    record = {"kind": KIND, "files": sorted([*files, RECORD]), **contents.as_dict()}
    text = json.dumps(record, ensure_ascii=False, indent=1, default=sorted, allow_nan=False)
    return files | {RECORD: f"{text}\n".encode()}


def check_folder(folder: Path) -> None:
    """Raise unless a report can be written to a folder: new, empty, or with a report alone."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise UnwritableError(folder, "there is a file of this name")
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        own = record["files"] if record["kind"] == KIND else []
    except (OSError, ValueError, TypeError, KeyError):
        own = []
    foreign = sorted(found.difference(own))
    if foreign:
        raise ForeignReportError(folder, foreign)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder beside, and swap it in whole; what was there stays if that fails."""
    target = folder.resolve()
    beside, old = (target.with_name(f".{target.name}.{os.getpid()}{end}") for end in ("", ".old"))
    try:
        beside.mkdir(parents=True)
        for name, data in files.items():
            (beside / name).parent.mkdir(exist_ok=True)
            write_through(beside / name, data)
        if target.exists():
            target.rename(old)
        beside.rename(target)
        synchronise(target.parent)
    except OSError as error:
        raise UnwritableError(folder, (error.strerror or str(error)).lower()) from None
    finally:
        if old.exists() and not target.exists():
            old.rename(target)
        for folder_left in (beside, old):
            shutil.rmtree(folder_left, ignore_errors=True)
