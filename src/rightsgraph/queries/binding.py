"""Parameters: from what a person types to a term, and from the term into the query."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime

from pyoxigraph import Literal, NamedNode

from rightsgraph.errors import ParameterError
from rightsgraph.namespaces import XSD
from rightsgraph.queries.library import Parameter, StoredQuery

Value = NamedNode | Literal
Resolve = Callable[[str], NamedNode]


def bind(query: StoredQuery, values: Mapping[str, object], resolve: Resolve) -> str:
    """Return the query's text with its parameters bound.

    Each parameter stands in the text as ``VALUES ?name { UNDEF }``; the value takes the place of
    ``UNDEF``, written by Oxigraph as one term of RDF, so that no value can change what the query
    asks. An optional parameter without a value stays ``UNDEF``: any value fits.

    Parameters
    ----------
    query : StoredQuery
        A query of the library, or a text with such places.
    values : mapping of str to object
        By name, without question mark: text as typed, a date, a number, or a term.
    resolve : callable
        Finds the IRI of a thing by CURIE, IRI or name.

    Raises
    ------
    ParameterError
        A value is missing, of the wrong type, or for a parameter that the query does not have.
    """
    declared = {parameter.name: parameter for parameter in query.parameters}
    free = set(re.findall(r"VALUES \?(\w+) \{ UNDEF \}", query.text)) - set(declared)
    declared |= {name: Parameter(name, "any", "any value", "", True) for name in free}
    for name in values:
        if name not in declared:
            known = ", ".join(declared) or "none"
            raise ParameterError(query.name, f"there is no parameter {name!r}; it has {known}")
    text = query.text
    for name, parameter in declared.items():
        if name in values:
            term = term_of(query, parameter, values[name], resolve)
            text = text.replace(f"VALUES ?{name} {{ UNDEF }}", f"VALUES ?{name} {{ {term} }}")
        elif not parameter.optional:
            raise ParameterError(
                query.name,
                f"the parameter {name!r} has no value; pass --set {name}={parameter.example}",
            )
    return text


def term_of(query: StoredQuery, parameter: Parameter, value: object, resolve: Resolve) -> Value:
    """Return the term that a value stands for, of the type that the parameter declares."""
    if isinstance(value, NamedNode | Literal):
        return value
    text = value.isoformat() if isinstance(value, date) else str(value)
    try:
        if parameter.kind == "IRI":
            return resolve(text)
        if parameter.kind == "xsd:date":
            if isinstance(value, datetime):
                raise ValueError
            return Literal(date.fromisoformat(text).isoformat(), datatype=XSD.date)
        if parameter.kind == "integer":
            return Literal(int(text))
    except ValueError:
        raise ParameterError(
            query.name,
            f"the value {text!r} of {parameter.name!r} is no {parameter.kind}; "
            f"write it like {parameter.example}",
        ) from None
    if parameter.kind == "any" and re.match(r"\w+:\S|<", text):
        return resolve(text)
    return Literal(text)
