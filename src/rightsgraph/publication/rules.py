"""Rules by which web servers lead from identifiers to documents, written from what is published."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote, urlsplit

from rightsgraph.namespaces import RGD
from rightsgraph.publication.addresses import HOME, page_suffix
from rightsgraph.publication.formats import FORMS, MEDIA_TYPES
from rightsgraph.publication.negotiation import (
    HTML,
    PLAIN,
    exceptions,
    languages,
    media_types,
)
from rightsgraph.publication.publication import Publication

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language",
    "Access-Control-Expose-Headers": "ETag, Link",
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}
WITH_DATA = r"(?:id|rightsgraph-id|graph|scheme)/.+?|ns|shapes"  # pages that have data beside them
FILES = "/rightsgraph-files/"  # where nginx finds them, closed to clients
TEXTS = sorted(one for one in MEDIA_TYPES.values() if one.startswith("text/") and "html" not in one)


def htaccess(publication: Publication) -> str:
    """Return the ``.htaccess`` that leads from the identifiers of w3id.org to the site."""
    site, own = publication.site, publication.addresses.folders
    status = f"R={site.redirect},NE,L"
    lines = [
        "# Leads from the identifiers of rightsgraph to their documents. Generated.",
        "Options -MultiViews",
        "RewriteEngine On",
        "",
        "# The name of the document",
        f'RewriteRule "^$" - [E=RG_NAME:{HOME}]',
    ]
    moved = {path: name for path, name in exceptions(publication).items() if seen_at_w3id(path)}
    for path, name in moved.items():
        lines.append(f'RewriteRule "^{quoted(path)}$" - [E=RG_NAME:{name}]')
    lines.append('RewriteCond "%{ENV:RG_NAME}" "^$"')
    lines.append(f'RewriteRule "^({PLAIN})$" - [E=RG_NAME:$1]')
    if own.get(RGD.iri) != "id/":
        lines.append('RewriteCond "%{ENV:RG_NAME}" "^(id/.*)$"')
        lines.append('RewriteRule "^" - [E=RG_NAME:rightsgraph-%1]')
    lines += [
        'RewriteCond "%{ENV:RG_NAME}" "^$"',
        'RewriteRule "^" - [R=404,L]',
        "",
        "# The language of the page",
    ]
    for pattern, suffix in languages():
        lines.append('RewriteCond "%{ENV:RG_PAGE}" "^$"')
        lines.append(f'RewriteCond "%{{HTTP:Accept-Language}}" "{pattern}" [NC]')
        lines.append(f'RewriteRule "^" - [E=RG_PAGE:{suffix}]')
    lines += [
        'RewriteCond "%{ENV:RG_PAGE}" "^$"',
        f'RewriteRule "^" - [E=RG_PAGE:{page_suffix("en")}]',
        "",
        "# The form",
        'Header merge Vary "Accept, Accept-Language"',
    ]
    target = f"{site.url}%{{ENV:RG_NAME}}"
    for pattern, suffix in [("^$", HTML), *media_types()]:
        lines.append(f'RewriteCond "%{{HTTP:Accept}}" "{pattern}" [NC]')
        end = "%{ENV:RG_PAGE}" if suffix == HTML else suffix
        lines.append(f'RewriteRule "^" "{target}{end}" [{status}]')
    lines += ["", "# Nothing fits", 'RewriteRule "^" - [R=406,L]']
    return "\n".join(lines) + "\n"


def seen_at_w3id(path: str) -> bool:
    """Return whether a path stands for an identifier below the base, and can be written down."""
    return not path.startswith("rightsgraph-id/") and "\n" not in path and "\r" not in path


def quoted(path: str) -> str:
    """Return a path as a regular expression within quotation marks."""
    return re.escape(path).replace("\\ ", " ").replace('"', '\\"').replace("%", "\\x25")


def nginx(publication: Publication, folder: Path, listen: str = "80") -> str:
    """Return a configuration of nginx, for its ``http`` block, that serves a static site.

    Parameters
    ----------
    publication : Publication
        What is published.
    folder : pathlib.Path
        Where the static site lies on the server.
    listen : str
        Address or port that nginx listens at.
    """
    site = publication.site
    moved = {site.path: HOME, **outside(site.path, exceptions(publication))}
    root = string(f"{folder}/$rightsgraph_name")
    document = rf"^{FILES}(?<rightsgraph_document>{WITH_DATA})(?:\.(?:fr|es))?\.[a-z]+$"
    target = string(f"{site.url}$rightsgraph_name$rightsgraph_suffix")
    lines = [
        "# Serves the static site of rightsgraph. Generated; include it in the http block.",
        "map_hash_max_size 65536;",
        "map_hash_bucket_size 512;",
        *mapping("$http_accept", "$rightsgraph_form", {"": HTML}, "none", media_types()),
        *mapping("$http_accept_language", "$rightsgraph_page", {}, ".html", languages()),
        *mapping("$rightsgraph_form", "$rightsgraph_suffix", {HTML: "$rightsgraph_page"},
                 "$rightsgraph_form"),
        *mapping(
            "$uri", "$rightsgraph_name", moved, "",
            [(rf"^{re.escape(site.path)}(?<rightsgraph_plain>{PLAIN})$", "$rightsgraph_plain")],
            fold=False,
        ),
        *mapping("$rightsgraph_name", "$rightsgraph_vary", {"": ""}, "Accept, Accept-Language"),
        *mapping(
            "$uri", "$rightsgraph_link", {}, "",
            [(document, links(site.url))],
            fold=False,
        ),
        "",
        "server {",
        f"    listen {listen};",
        f"    server_name {urlsplit(site.url).hostname};",
        "    server_tokens off;",
        *(f"    add_header {name} {string(value)} always;" for name, value in HEADERS.items()),
        "    add_header Vary $rightsgraph_vary always;",
        "    add_header Link $rightsgraph_link always;",
        "",
        f"    location {string(site.path)} {{",
        "        if ($request_method = OPTIONS) { return 204; }",
        '        if ($rightsgraph_name = "") {',
        f"            rewrite {string(f'^{re.escape(site.path)}(.*)$')} {FILES}$1 last;",
        "        }",
        f"        if (!-f {root[:-1]}.html\") {{ return 404; }}",
        '        if ($rightsgraph_suffix = "none") { return 406; }',
        f"        if (!-f {root[:-1]}$rightsgraph_suffix\") {{ return 406; }}",
        f"        return {site.redirect} {target};",
        "    }",
        "",
        f"    location {FILES} {{",
        "        internal;",
        f"        alias {string(f'{folder}/')};",
        "        default_type application/octet-stream;",
        "        charset utf-8;",
        f"        charset_types {' '.join(TEXTS)};",
        "        types {",
        *(f"            {kind} {suffix[1:]};" for suffix, kind in MEDIA_TYPES.items()),
        "        }",
        f"        location {FILES}.well-known/void {{",
        "            internal;",
        f"            alias {string(f'{folder}/.well-known/void')};",
        "            types { }",
        "            default_type text/turtle;",
        "        }",
        "    }",
        "}",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def mapping(
    source: str,
    target: str,
    exact: dict[str, str],
    default: str,
    patterns: Iterable[tuple[str, str]] = (),
    *,
    fold: bool = True,
) -> list[str]:
    """Return the lines of a ``map`` of nginx."""
    sign = "~*" if fold else "~"
    lines = [f"map {source} {target} {{", f"    default {string(default)};"]
    lines += [f"    {string(as_key(key))} {string(value)};" for key, value in exact.items()]
    lines += [f"    {string(sign + pattern)} {string(value)};" for pattern, value in patterns]
    return [*lines, "}"]


def outside(prefix: str, moved: dict[str, str]) -> dict[str, str]:
    """Return the exceptions with their whole paths."""
    return {prefix + path: name for path, name in moved.items() if "\0" not in path}


def as_key(text: str) -> str:
    """Return a text as a key that nginx takes as it is, whatever its first sign."""
    return f"\\{text}" if text.startswith(("~", "default", "hostnames", "include")) else text


def string(text: str) -> str:
    """Return a string of nginx; its variables are meant."""
    return '"' + text.replace('"', '\\"') + '"'


def links(url: str) -> str:
    """Return the header that names the other forms of a document."""
    address = quote(url, safe=":/") + "$rightsgraph_document"
    return ", ".join(
        f'<{address}{form.suffix}>; rel="alternate"; type="{form.media_type}"' for form in FORMS
    )
