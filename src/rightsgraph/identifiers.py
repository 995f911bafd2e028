"""CURIEs to IRIs and back."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pyoxigraph import NamedNode

from rightsgraph.errors import InvalidIRIError, UnknownPrefixError
from rightsgraph.namespaces import PREFIXES

CURIE = re.compile(r"([A-Za-z][\w.-]*):([^/\s][^\s]*)")
LOCAL = re.compile(r"[\w][\w.-]*(?<!\.)")


def expand_curie(curie: str, prefixes: Mapping[str, str] = PREFIXES) -> NamedNode:
    """Return the IRI that a CURIE or a full IRI stands for.

    Parameters
    ----------
    curie : str
        ``rgd:org-unhcr`` or ``https://w3id.org/rightsgraph/id/org-unhcr``, also in ``<...>``.
    prefixes : mapping of str to str
        Namespace IRI by prefix.

    Raises
    ------
    UnknownPrefixError
        The prefix is not in `prefixes`.
    InvalidIRIError
        The text is neither a CURIE nor an absolute IRI.

    Examples
    --------
    >>> expand_curie("rgd:org-unhcr").value
    'https://w3id.org/rightsgraph/id/org-unhcr'
    """
    text = curie[1:-1] if curie.startswith("<") and curie.endswith(">") else curie
    match = CURIE.fullmatch(text)
    if match and match[1] in prefixes:
        text = prefixes[match[1]] + match[2]
    elif match and match[1] not in ("http", "https", "urn", "mailto"):
        raise UnknownPrefixError(curie, prefixes)
    elif text.removesuffix(":") in prefixes:
        raise InvalidIRIError(curie)
    try:
        return NamedNode(text)
    except ValueError:
        raise InvalidIRIError(curie) from None


def compress_iri(iri: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Return the CURIE of an IRI, or the IRI itself where no prefix fits.

    Examples
    --------
    >>> compress_iri("https://w3id.org/rightsgraph/id/org-unhcr")
    'rgd:org-unhcr'
    >>> compress_iri("https://example.org/")
    'https://example.org/'
    """
    for prefix, namespace in prefixes.items():
        if iri.startswith(namespace) and LOCAL.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
