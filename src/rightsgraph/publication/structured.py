"""A thing as JSON-LD within its page, for search engines."""

from __future__ import annotations

from typing import Any

from pyoxigraph import Literal, NamedNode

from rightsgraph.namespaces import DCAT, DCTERMS, ORG, RDF, RG, SCHEMA, SKOS, XSD
from rightsgraph.publication.facts import Thing, Values

MEANS = {
    RG.Activity: SCHEMA.Event,
    RG.Agreement: SCHEMA.Legislation,
    RG.Committee: SCHEMA.Organization,
    RG.Document: SCHEMA.CreativeWork,
    RG.Instrument: SCHEMA.Legislation,
    RG.Office: SCHEMA.Organization,
    RG.Place: SCHEMA.Place,
    RG.State: SCHEMA.GovernmentOrganization,
    ORG.FormalOrganization: SCHEMA.Organization,
    ORG.Organization: SCHEMA.Organization,
    ORG.OrganizationalUnit: SCHEMA.Organization,
    DCAT.Dataset: SCHEMA.Dataset,
    SKOS.Concept: SCHEMA.DefinedTerm,
}
NAMED = {
    SKOS.prefLabel: SCHEMA.name,
    SKOS.altLabel: SCHEMA.alternateName,
    DCTERMS.title: SCHEMA.name,
}


def as_json(thing: Thing, values: Values) -> dict[str, Any]:
    """Return what is said of a thing as expanded JSON-LD, with names and classes of schema.org.

    Parameters
    ----------
    thing : Thing
        As read.
    values : dict
        All its values by property.
    """
    kinds = [*thing.kinds, *(MEANS[kind] for kind in thing.kinds if kind in MEANS)]
    found: dict[str, Any] = {"@id": thing.iri.value}
    if kinds:
        found["@type"] = list(dict.fromkeys(kind.value for kind in kinds))
    for predicate, objects in sorted(values.items(), key=lambda item: item[0].value):
        if predicate != RDF.type:
            written = sorted(map(as_value, objects), key=lambda one: sorted(one.items()))
            found.setdefault(predicate.value, []).extend(written)
            if predicate in NAMED:
                found.setdefault(NAMED[predicate].value, []).extend(written)
    return found


def as_value(term: Any) -> dict[str, str]:
    """Return one value."""
    if isinstance(term, NamedNode):
        return {"@id": term.value}
    if not isinstance(term, Literal):
        return {"@id": f"_:{term.value}"}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype == XSD.string:
        return {"@value": term.value}
    return {"@value": term.value, "@type": term.datatype.value}
