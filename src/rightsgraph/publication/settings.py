"""How a graph is published: the ``[site]`` table of ``rightsgraph.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from rightsgraph.errors import SettingError
from rightsgraph.sources import SETTINGS, read_settings

STATUSES = (302, 303, 307, 308, 301)
KINDS: dict[str, type] = {"url": str, "title": str, "reports": str, "redirect": int}


@dataclass(frozen=True)
class Site:
    """What a publisher decides.

    Attributes
    ----------
    url : str
        The address that the site is published at, with a slash at the end.
    title : str
        The name of the site on its pages.
    reports : str
        Where a reader reports a wrong fact: ``mailto:data@example.org``, or the address of a
        tracker with ``{title}`` and ``{body}`` in it; without it nothing is offered.
    redirect : int
        HTTP status that leads from a thing to its document.
    """

    url: str = "http://127.0.0.1:8000/"
    title: str = "rightsgraph"
    reports: str = ""
    redirect: int = 303

    @property
    def path(self) -> str:
        """The path of the address, with a slash at either end."""
        return urlsplit(self.url).path

    def report_link(self, title: str, body: str) -> str:
        """Return the address at which a reader reports something, with its text filled in."""
        if not self.reports:
            return ""
        if self.reports.startswith("mailto:"):
            return f"{self.reports}?subject={quote(title)}&body={quote(body)}"
        return self.reports.replace("{title}", quote(title)).replace("{body}", quote(body))


def load_site(root: Path, **changes: Any) -> Site:
    """Return the site that a source's ``rightsgraph.toml`` describes.

    Parameters
    ----------
    root : pathlib.Path
        The folder of the source.
    **changes
        Parts to be otherwise, those that are not none.

    Raises
    ------
    SettingError
        A part is unknown or of the wrong kind; names file, value and repair.
    """
    path = root / SETTINGS
    table = read_settings(path).get("site", {})
    if not isinstance(table, Mapping):
        raise SettingError(path, "site", table, "write a table: [site]")
    table = {key: value for key, value in table.items() if key != "withhold"}  # the source's part
    given = table | {key: value for key, value in changes.items() if value is not None}
    for key, value in given.items():
        if key not in KINDS:
            raise SettingError(path, key, value, f"use one of {', '.join(KINDS)}")
        if type(value) is not KINDS[key]:
            raise SettingError(path, key, value, f"write a {KINDS[key].__name__}")
    site = replace(Site(), **given)
    parts = urlsplit(site.url)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise SettingError(path, "url", site.url, "write it like https://example.org/graph/")
    if site.redirect not in STATUSES:
        raise SettingError(path, "redirect", site.redirect, "write 303")
    if site.reports and not re.match(r"mailto:[^?\s]+$|https?://\S+$", site.reports):
        raise SettingError(
            path,
            "reports",
            site.reports,
            "write mailto:NAME@HOST or the https address of a tracker",
        )
    return replace(site, url=site.url.rstrip("/") + "/")
