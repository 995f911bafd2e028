"""The part of the FOOPS! checks that needs no web, on the ontology and the data of a graph."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

import pyoxigraph as ox

from rightsgraph.namespaces import (
    DCAT,
    DCTERMS,
    GRAPHS,
    OWL,
    PREFIXES,
    RDF,
    RG,
    SKOS,
    VANN,
    Namespace,
)

EARL = Namespace("http://www.w3.org/ns/earl#")
RDFS = Namespace(PREFIXES["rdfs"])
FOOPS = "https://w3id.org/foops/test/"
PERSISTENT = ("https://w3id.org/", "http://purl.org/", "https://purl.org/", "https://doi.org/")
PASSED, FAILED, WEB = "pass", "fail", "needs the web"
OUTCOMES = {PASSED: EARL.passed, FAILED: EARL.failed, WEB: EARL.untested}
ONTOLOGY = ox.NamedNode(GRAPHS + "ontology")
TERMS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty}
DESCRIBED = (DCTERMS.description, DCTERMS.abstract, RDFS.comment)
METADATA: dict[
    str, tuple[str, dict[str, Any]]
] = {  # what each check on the ontology's own description asks for
    "OM1": (
        "Minimum metadata",
        {
            "title": (DCTERMS.title,),
            "description": DESCRIBED,
            "licence": (DCTERMS.license,),
            "version IRI": (OWL.versionIRI,),
            "creator": (DCTERMS.creator,),
            "day of creation": (DCTERMS.created,),
            "namespace": (VANN.preferredNamespaceUri,),
        },
    ),
    "OM2": (
        "Recommended metadata",
        {
            "prefix": (VANN.preferredNamespacePrefix,),
            "version": (OWL.versionInfo,),
            "day of creation": (DCTERMS.created,),
            "citation": (DCTERMS.bibliographicCitation,),
        },
    ),
    "OM4.1": ("Licence", {"licence": (DCTERMS.license, DCTERMS.rights)}),
    "OM5.1": (
        "Basic provenance",
        {"creator": (DCTERMS.creator,), "day of creation": (DCTERMS.created,)},
    ),
    "FIND1": ("Prefix", {"prefix": (VANN.preferredNamespacePrefix,)}),
}
NOT_CLAIMED = {
    "OM3": "Detailed metadata: a DOI is given by a registry",
    "OM4.2": "The licence resolves",
    "OM5.2": "Detailed provenance: day of issue and publisher of a release",
    "URI1": "The ontology's IRI resolves",
    "URI2": "What is found there is this ontology",
    "VER2": "The version IRI resolves",
    "CN1": "Content negotiation at the ontology's IRI",
    "DOC1": "A page for people at the ontology's IRI",
    "RDF1": "RDF at the ontology's IRI",
    "FIND2": "The prefix is in a registry",
    "FIND3": "The ontology is in a registry",
    "FIND_3_BIS": "Its metadata outlive it in a registry",
}


@dataclass(frozen=True)
class Check:
    """One check: identifier, title, outcome, what was found, and what to do if it fails."""

    id: str
    title: str
    outcome: str
    found: str
    repair: str = ""


def check_fair(quads: Iterable[Any], things: str) -> list[Check]:
    """Return the checks on a graph, in order: ontology, data, those that need the web.

    Parameters
    ----------
    quads : iterable of pyoxigraph.Quad
        The statements in their named graphs.
    things : str
        The namespace of the things that the graph describes.
    """
    about: dict[Any, dict[Any, list[Any]]] = {}
    of_ontology: dict[Any, dict[Any, list[Any]]] = {}
    for quad in quads:
        for table in (about, of_ontology) if quad.graph_name == ONTOLOGY else (about,):
            table.setdefault(quad.subject, {}).setdefault(quad.predicate, []).append(quad.object)
    own = [one for one, values in of_ontology.items() if OWL.Ontology in values.get(RDF.type, ())]
    iri = min((one.value for one in own), default="")
    values = of_ontology.get(ox.NamedNode(iri), {}) if iri else {}
    found = [metadata(one, *asked, values) for one, asked in METADATA.items()]
    found += identifiers(iri, values)
    found += vocabulary(iri, values, of_ontology)
    found += data(about, things)
    return found + [Check(one, title, WEB, "not claimed") for one, title in NOT_CLAIMED.items()]


def verdict(id: str, title: str, holds: bool, found: str, repair: str) -> Check:
    """Return a check that passed, or failed with its repair."""
    return Check(id, title, PASSED if holds else FAILED, found, "" if holds else repair)


def metadata(id: str, title: str, asked: dict[str, Any], values: dict[Any, Any]) -> Check:
    """Return a check on what the ontology says of itself."""
    lacking = [name for name, ways in asked.items() if not any(values.get(one) for one in ways)]
    words = f"lacks {', '.join(lacking)}" if lacking else f"has {', '.join(asked)}"
    ways = " and ".join(f"<{asked[name][0].value}>" for name in lacking)
    return verdict(id, title, not lacking, words, f"add {ways} to the ontology")


def identifiers(iri: str, values: dict[Any, Any]) -> list[Check]:
    """Return the checks on the identifiers of the ontology and its version."""
    version = next((one.value for one in values.get(OWL.versionIRI, ())), "")
    return [
        verdict(
            "PURL1", "Persistent identifier", iri.startswith(PERSISTENT), iri or "no ontology",
            "use an identifier at w3id.org, purl.org or doi.org",
        ),
        verdict(
            "HTTP1", "Open protocol", iri.startswith(("http://", "https://")),
            iri.partition(":")[0] or "no ontology", "use an http or https identifier",
        ),
        verdict(
            "VER1", "Version IRI", bool(version) and version != iri, version or "no version IRI",
            "add owl:versionIRI, another one than the ontology's own",
        ),
    ]  # fmt: skip


def vocabulary(iri: str, values: dict[Any, Any], about: dict[Any, Any]) -> list[Check]:
    """Return the checks on reuse, labels and definitions."""
    spaces = {
        prefix: space for prefix, space in PREFIXES.items() if prefix not in ("rdf", "rdfs", "owl")
    }
    used = {one for some in about.values() for one in some}
    used |= {kind for some in about.values() for kind in some.get(RDF.type, ())}
    used |= {one for some in about.values() for one in some.get(RDFS.subClassOf, ())}
    reused, described = (
        sorted(
            prefix
            for prefix, space in spaces.items()
            if not prefix.startswith("rg") and any(str(one.value).startswith(space) for one in some)
        )
        for some in (used, values)
    )
    terms = [
        one
        for one, some in about.items()
        if one.value.startswith(RG.iri) and TERMS & set(some.get(RDF.type, ()))
    ]
    return [
        verdict(
            "VOC1", "Metadata by known vocabularies", bool(described), ", ".join(described),
            "describe the ontology with DCMI Metadata Terms",
        ),
        verdict(
            "VOC2", "Other vocabularies reused", bool(reused), ", ".join(reused),
            "use classes and properties of other vocabularies",
        ),
        coverage("VOC3", "Labels of terms", terms, about, (SKOS.prefLabel, RDFS.label)),
        coverage("VOC4", "Definitions of terms", terms, about, (SKOS.definition, RDFS.comment)),
    ]  # fmt: skip


def coverage(
    id: str, title: str, things: list[Any], about: dict[Any, Any], ways: tuple[Any, ...]
) -> Check:
    """Return a check that all things have one of some properties."""
    lacking = sorted(one.value for one in things if not any(about[one].get(way) for way in ways))
    words = f"{len(things) - len(lacking)} of {len(things)}"
    words += f"; not {lacking[0]}" if lacking else ""
    return verdict(id, title, bool(things) and not lacking, words, f"add <{ways[0].value}>")


def data(about: dict[Any, Any], things: str) -> list[Check]:
    """Return the checks on the data sets and the things that they describe."""
    sets = [one for one, some in about.items() if DCAT.Dataset in some.get(RDF.type, ())]
    named = [
        one
        for one, some in about.items()
        if isinstance(one, ox.NamedNode) and {RG.Actor, RG.Activity} & set(some.get(RDF.type, ()))
    ]
    outside = sorted(one.value for one in named if not one.value.startswith(things))
    sources = (RG.statedIn, DCTERMS.source)
    return [
        coverage("DATA-LICENCE", "Licences of data sets", sets, about, (DCTERMS.license,)),
        coverage("DATA-VERSION", "Days of change of data sets", sets, about, (DCTERMS.modified,)),
        verdict(
            "DATA-IDENTIFIERS", "Identifiers of things", bool(named) and not outside,
            f"{len(named) - len(outside)} of {len(named)} in {things}",
            "name things within the namespace of the graph",
        ),
        coverage("DATA-LABELS", "Names of actors and activities", named, about, (SKOS.prefLabel,)),
        coverage("DATA-PROVENANCE", "Passages or sources of things", named, about, sources),
    ]  # fmt: skip


def to_text(checks: list[Check]) -> str:
    """Return the checks as text, with the repair of those that fail."""
    lines = []
    for one in checks:
        lines.append(f"{one.outcome:<13}  {one.id:<16}  {one.title}: {one.found}")
        if one.repair:
            lines.append(f"{'':<33}{one.repair}")
    return "\n".join(lines)


def to_json(checks: list[Check]) -> str:
    """Return the checks as JSON."""
    return json.dumps([asdict(one) for one in checks], ensure_ascii=False, indent=2)


def to_turtle(checks: list[Check], subject: ox.NamedNode) -> str:
    """Return the checks as assertions of EARL about the graph."""
    triples = []
    for one in checks:
        assertion, result = ox.BlankNode(), ox.BlankNode()
        test = ox.NamedNode(("urn:rightsgraph:" if one.id.startswith("DATA") else FOOPS) + one.id)
        triples += [
            ox.Triple(assertion, RDF.type, EARL.Assertion),
            ox.Triple(assertion, EARL.subject, subject),
            ox.Triple(assertion, EARL.test, test),
            ox.Triple(assertion, EARL.mode, EARL.automatic),
            ox.Triple(assertion, EARL.result, result),
            ox.Triple(result, RDF.type, EARL.TestResult),
            ox.Triple(result, EARL.outcome, OUTCOMES[one.outcome]),
            ox.Triple(result, EARL.info, ox.Literal(f"{one.found}. {one.repair}".strip())),
        ]
    prefixes = PREFIXES | {"earl": EARL.iri}
    written = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=prefixes)
    assert written is not None, "without a file to write to it returns what it writes"
    return written.decode()
