"""The sitemap: each page once, with the same page in the other languages."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from rightsgraph.publication.addresses import LANGUAGES, page_suffix
from rightsgraph.publication.publication import Page

MOST = 50_000  # addresses in one file, by the protocol
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"


def pages_of(paths: Iterable[str]) -> list[str]:
    """Return the names of the pages among paths, in order."""
    return sorted({page.name for page in map(Page.at, paths) if page})


def sitemaps(names: list[str], url: str, modified: str, most: int = MOST) -> dict[str, bytes]:
    """Return the files of a sitemap by path.

    Parameters
    ----------
    names : list of str
        Of the pages, without suffix; each is there in every language.
    url : str
        The address of the site.
    modified : str
        The day of the last change, or an empty text.
    most : int
        Addresses in one file; where there are more, ``sitemap.xml`` is the index of several.
    """
    step = max(1, most // len(LANGUAGES))
    starts = range(0, len(names), step)
    parts = [part_of(names[start : start + step], url, modified) for start in starts]
    if len(parts) < 2:
        return {"sitemap.xml": parts[0] if parts else part_of((), url, modified)}
    files = {f"sitemap-{number}.xml": part for number, part in enumerate(parts, 1)}
    day = f"<lastmod>{escape(modified)}</lastmod>" if modified else ""
    lines = [f"<sitemap><loc>{escape(url + path)}</loc>{day}</sitemap>" for path in files]
    index = document("sitemapindex", f' xmlns="{NAMESPACE}"', lines)
    return {"sitemap.xml": index} | files


def part_of(names: Iterable[str], url: str, modified: str) -> bytes:
    """Return one file with the pages of some names."""
    day = f"<lastmod>{escape(modified)}</lastmod>" if modified else ""
    lines = []
    for name in names:
        addresses = {code: url + quote(name + page_suffix(code), safe="/~") for code in LANGUAGES}
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(address)}/>'
            for code, address in addresses.items()
        )
        lines += [
            f"<url><loc>{escape(address)}</loc>{day}{others}</url>"
            for address in addresses.values()
        ]
    return document("urlset", f' xmlns="{NAMESPACE}" xmlns:xhtml="{XHTML}"', lines)


def document(root: str, namespaces: str, lines: list[str]) -> bytes:
    """Return an XML document."""
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root}{namespaces}>'
    return "\n".join([head, *lines, f"</{root}>", ""]).encode()
