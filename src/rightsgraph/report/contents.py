"""Everything that a report says, as plain values: each number with what it goes back to."""

from __future__ import annotations

import shlex
from dataclasses import asdict, dataclass, fields
from typing import Any

from rightsgraph.errors import MeasureError
from rightsgraph.graph import Graph
from rightsgraph.measures.groups import SEED
from rightsgraph.measures.nodes import MEASURES
from rightsgraph.measures.summary import MEASURES_OF_WHOLE
from rightsgraph.namespaces import DCTERMS
from rightsgraph.networks.definition import Definition
from rightsgraph.report.basis import Basis
from rightsgraph.report.brokers import (
    TOLD,
    Between,
    Broker,
    Mediation,
    between,
    brokers_of,
    mediations,
)
from rightsgraph.report.chance import SHUFFLES, Beyond, Mixing, beyond_chance, mixing_of
from rightsgraph.report.change import Change, change_of
from rightsgraph.report.communities import Communities, communities_of
from rightsgraph.report.sampling import SAMPLES, Interval, intervals_of
from rightsgraph.report.things import Activity, Actor, Centre, Document, Reporter
from rightsgraph.report.ties import Rest, Spread, Tie, rest_of, spread_of, ties_of

TITLES = ("name", "title", "title_fr", "description")
OF_NODES = ("degree", "strength", "betweenness", "constraint", "effective_size", "brokerage")
OF_WHOLE = (
    *("density", "components", "largest_component", "mean_degree", "transitivity"),
    *("mean_distance", "modularity", "ei_by_type", "assortativity_by_type"),
)


@dataclass(frozen=True)
class Figures:
    """How large the network is, and what it goes back to.

    Attributes
    ----------
    actors, ties, activities : int
        Nodes, edges, and activities as stated.
    shared : int
        Activities of two actors or more, from which the ties are.
    passages : int
        Passages that say who takes part.
    single : int
        Actors without a tie.
    """

    actors: int
    ties: int
    activities: int
    shared: int
    passages: int
    single: int


@dataclass(frozen=True)
class Method:
    """A measure as the report uses it."""

    name: str
    definition: str
    range: str
    source: str


SAMPLED = (
    Method(
        "interval",
        f"2.5th and 97.5th percentile of the betweenness in {SAMPLES} samples of the top-level "
        f"activities, drawn with replacement, each with all its parts; seed {SEED}",
        "[0, 1]",
        "Efron and Tibshirani, An Introduction to the Bootstrap (1993)",
    ),
    Method(
        "p (SDSM)",
        "probability that two actors share as many activities or more, if each takes part in each "
        "with a probability such that the numbers of activities of an actor and of actors of an "
        "activity are on average as they are",
        "(0, 1]",
        "Neal, Social Networks 39 (2014) 84-97; Saracco et al., Sci. Rep. 5 (2015) 10595",
    ),
    Method(
        "p (FDSM)",
        f"the same, if these numbers are exactly as they are; from {SAMPLES} samples by curveball "
        f"trades, seed {SEED}",
        "[1/(samples + 1), 1]",
        "Zweig and Kaufmann, Soc. Netw. Anal. Min. 1 (2011) 187-218; Strona et al., Nat. Commun. "
        "5 (2014) 4114",
    ),
    Method(
        "p adjusted",
        "p (SDSM) by Benjamini and Hochberg's method, all pairs of actors being tests",
        "(0, 1]",
        "Benjamini and Hochberg, J. R. Stat. Soc. B 57 (1995) 289-300",
    ),
    Method(
        "p of the E-I index",
        f"twice the smaller share of {SHUFFLES} shuffles of the types among the actors in which "
        f"the index is as great or as small as it is, itself counted; seed {SEED}",
        "[2/(shuffles + 1), 1]",
        "Phipson and Smyth, Stat. Appl. Genet. Mol. Biol. 9 (2010) 39",
    ),
)


@dataclass(frozen=True)
class Data:
    """Which data, under which licence, and how to make the report again."""

    version: str
    modified: str
    digest: str
    licences: tuple[str, ...]
    command: str
    declared: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Contents:
    """Everything that a report says; see the classes of the parts.

    ``brokers`` and ``betweens`` are of the network as it is, ``brokers_apart`` and
    ``betweens_apart`` without the one that reports it, empty if that is not in it.
    """

    definition: Definition
    data: Data
    documents: tuple[Document, ...]
    actors: dict[str, Actor]
    activities: dict[str, Activity]
    passages: dict[str, str]
    figures: Figures
    reporter: Reporter | None
    centre: Centre | None
    brokers: tuple[Broker, ...]
    betweens: tuple[Between, ...]
    intervals: dict[str, Interval]
    brokers_apart: tuple[Broker, ...]
    betweens_apart: tuple[Between, ...]
    intervals_apart: dict[str, Interval]
    communities: Communities
    mediations: tuple[Mediation, ...]
    change: Change | None
    beyond: Beyond | None
    mixing: tuple[Mixing, ...]
    ties: tuple[Tie, ...]
    rest: Rest
    spread: Spread
    undated_left_out: int
    methods: tuple[Method, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the contents as plain lists, texts and numbers."""
        return asdict(self)


def contents_of(basis: Basis) -> Contents:
    """Return everything that the report on a network says.

    Raises
    ------
    MeasureError
        The network is two-mode.
    """
    network = basis.network
    if network.definition.mode != "actors":
        raise MeasureError(network.definition.name)
    ties = ties_of(basis)
    brokers = brokers_of(basis.measures)
    apart = brokers_of(basis.measures_apart) if basis.apart is not basis.network else ()
    return Contents(
        definition=network.definition,
        data=data_of(basis),
        documents=basis.documents,
        actors=basis.actors,
        activities=basis.activities,
        passages=basis.labels_of_passages,
        figures=figures_of(basis),
        reporter=basis.reporter,
        centre=basis.centre,
        brokers=brokers,
        betweens=tuple(between(basis, network, one.actor) for one in brokers[:TOLD]),
        intervals=intervals_of(network) if brokers else {},
        brokers_apart=apart,
        betweens_apart=tuple(between(basis, basis.apart, one.actor) for one in apart[:TOLD]),
        intervals_apart=intervals_of(basis.apart) if apart else {},
        communities=communities_of(basis),
        mediations=mediations(basis.measures),
        change=change_of(basis),
        beyond=beyond_chance(basis),
        mixing=mixing_of(basis),
        ties=ties,
        rest=rest_of(basis, ties),
        spread=spread_of(list(basis.activities.values())),
        undated_left_out=len(network.undated),
        methods=methods(),
    )


def figures_of(basis: Basis) -> Figures:
    """Return how large the network is."""
    ties = basis.network.graph
    return Figures(
        actors=len(ties),
        ties=ties.number_of_edges(),
        activities=len(basis.activities),
        shared=sum(len(one.parts) > 1 for one in basis.activities.values()),
        passages=len(basis.passages),
        single=sum(not degree for _, degree in ties.degree),
    )


def data_of(basis: Basis) -> Data:
    """Return which data the report is on."""
    generation, definition = basis.store.generation, basis.network.definition
    licences = {one.object.value for one in basis.store.match(None, DCTERMS.license)}
    return Data(
        generation.version,
        generation.modified,
        generation.digest,
        tuple(sorted(licences)),
        command_of(basis.graph, definition),
        declared(definition, Definition()),
    )


def declared(definition: Definition, usual: Definition) -> tuple[tuple[str, str], ...]:
    """Return the parts of a definition that are otherwise than in another one."""
    return tuple(
        (part.name, ", ".join(value) if isinstance(value, tuple) else str(value))
        for part in fields(definition)
        if part.name not in TITLES
        and (value := getattr(definition, part.name)) != getattr(usual, part.name)
    )


def command_of(graph: Graph, definition: Definition) -> str:
    """Return the command that makes the report, with what is otherwise than stored."""
    words = ["rightsgraph", "network", definition.name]
    if definition.name in graph.definitions.names:
        stored = graph.definitions.load(definition.name)
        for key, _ in declared(definition, stored):
            value = getattr(definition, key)
            option = {"statuses": "status"}.get(key, key.removesuffix("s"))
            if key == "groups":
                words.append("--groups")
            else:
                for one in value if isinstance(value, tuple) else [value]:
                    words += [f"--{option}", one]
    else:
        words[2] += ".toml"
    return shlex.join([*words, "--report", "FOLDER"])


def methods() -> tuple[Method, ...]:
    """Return the measures that the report uses."""
    chosen = [one for one in MEASURES if one.name in OF_NODES]
    chosen += [one for one in MEASURES_OF_WHOLE if one.name in OF_WHOLE]
    return (*(Method(one.name, one.definition, one.range, one.source) for one in chosen), *SAMPLED)
