"""From files to a whole new generation: parse, derive, validate, measure, write."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
from pyoxigraph import Quad

from rightsgraph.dataset import load_dataset
from rightsgraph.namespaces import DCTERMS, RG
from rightsgraph.sources import Source
from rightsgraph.store.columns import Columns
from rightsgraph.store.folders import default_store
from rightsgraph.store.generations import Generation, StoreFolder

if TYPE_CHECKING:
    from rightsgraph.validation.report import Report

Say = Callable[[str], None]
MOST = 20_000  # participations of which the networks are measured at every build


@dataclass(frozen=True)
class Built:
    """What a build has done."""

    folder: Path
    generation: Generation
    report: Report | None


def digest_of(quads: Iterable[Quad]) -> str:
    """Return the SHA-256 of the sorted canonical N-Quads.

    Blank nodes are named as RDFC-1.0 says, so the order of files and statements, the hash seed
    and the machine do not matter.

    References
    ----------
    .. [1] W3C, RDF Dataset Canonicalization, 2024. https://www.w3.org/TR/rdf-canon/
    """
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    lines = ox.serialize(dataset, format=ox.RdfFormat.N_QUADS) or b""
    return hashlib.sha256(b"".join(sorted(lines.splitlines(keepends=True)))).hexdigest()


def build(
    source: Source,
    folder: Path | None = None,
    *,
    validate: bool = True,
    engine: str | None = None,
    accept_violations: bool = False,
    say: Say = lambda text: None,
) -> Built:
    """Build a source into a store and return what was done.

    Parameters
    ----------
    source : Source
        What to build, from `load_source`.
    folder : pathlib.Path, optional
        The store; a folder in the user's cache unless given.
    validate : bool
        Whether the shapes are checked before anything is written.
    engine : str, optional
        ``pyshacl`` or ``shacl``; the fastest that is installed unless given.
    accept_violations : bool
        Whether data that do not conform are written all the same.
    say : callable
        Is told each step.

    Returns
    -------
    Built
        Where the `generation` is absent from the store if the report has violations and these
        are not accepted: the old generation then stays.

    Raises
    ------
    RightsGraphError
        Something is wrong with a file or with the store; the old generation stays.
    """
    folder = folder or default_store(source.root)
    StoreFolder(folder).check()
    say("reading")
    dataset = load_dataset(source)
    report = None
    if validate:
        from rightsgraph.validation.engines import fastest
        from rightsgraph.validation.shacl import validate as run_shapes

        engine = engine or fastest()
        say(f"validating with {engine}")
        report = run_shapes(dataset, engine)
    accepted = report is None or report.conforms or accept_violations
    union = dataset.union
    generation = Generation(
        digest="",
        source=source.fingerprint(),
        version=version("rightsgraph"),
        modified=latest_modified(union),
        things=source.things,
        graphs={},
        validation=report.counts if report else None,
        private=bool(source.withheld) and not source.public,
    )
    if accepted:
        say("measuring networks")
        measures = measures_of(dataset.source, union, generation, say)
        dataset.quads += measures
        union.update(Quad(*quad.triple) for quad in measures)
    generation = replace(
        generation,
        digest=digest_of(dataset.quads),
        graphs=dict(sorted(Counter(str(quad.graph_name)[1:-1] for quad in dataset.quads).items())),
    )
    if accepted:
        say("writing")
        generation = StoreFolder(folder).write(
            [*dataset.quads, *union], generation, Columns.of(union).to_bytes()
        )
    return Built(folder, generation, report)


def measures_of(source: Source, union: set[Quad], generation: Generation, say: Say) -> list[Quad]:
    """Return the measures of the stored networks; none of a graph too large for every build."""
    from rightsgraph.networks.definition import Definitions
    from rightsgraph.networks.observations import observe_networks, store_of

    number = sum(quad.predicate == RG.inActivity for quad in union)
    if number > MOST:
        say(f"left out all networks: {number} participations take long to measure")
    if not 0 < number <= MOST:
        return []
    definitions = Definitions(source.networks)
    stored = [definitions.load(name) for name in definitions.names]
    return observe_networks(store_of(union, generation), stored, say)


def latest_modified(quads: Iterable[Any]) -> str:
    """Return the latest ``dcterms:modified`` as an ISO date, or an empty text."""
    return max(
        (quad.object.value for quad in quads if quad.predicate == DCTERMS.modified), default=""
    )
