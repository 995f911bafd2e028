"""The documents of the site over HTTP: what a thing leads to, and what is at a path."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from hashlib import sha256
from posixpath import splitext
from urllib.parse import quote

from rightsgraph.publication.addresses import LANGUAGES, page_suffix
from rightsgraph.publication.formats import FORMS, MEDIA_TYPES
from rightsgraph.publication.networkpages import ALONE, policy_of
from rightsgraph.publication.publication import Page, Publication
from rightsgraph.publication.rules import POLICY
from rightsgraph.web.negotiation import best_language, best_type

HTML = "text/html"
OFFERS = (HTML, *(form.media_type for form in FORMS))
SUFFIXES = {form.media_type: form.suffix for form in FORMS}
MOST = 64 * 2**20  # bytes of documents that are kept to be sent again
SAFE = "/:@!$&'()*+,;=~"  # what a path of an IRI has as it is
LISTED = ", ".join(OFFERS)

Headers = tuple[tuple[bytes, bytes], ...]


def encoded(headers: list[tuple[str, str]]) -> Headers:
    """Return headers as bytes."""
    return tuple((name.encode(), value.encode("latin-1", "replace")) for name, value in headers)


# What keeps a browser from doing what a page of the site never needs.
SECURITY = encoded(
    [
        ("content-security-policy", POLICY),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
    ]
)


@dataclass(frozen=True)
class Reply:
    """A whole answer: status, headers and body."""

    status: int
    headers: Headers
    body: bytes = b""
    etag: str = ""


class Documents:
    """What is published, as answers.

    Parameters
    ----------
    publication : Publication
        One generation of the graph, under the settings of the site.
    """

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self.kept: OrderedDict[str, Reply] = OrderedDict()
        self.size = 0

    def kept_reply(self, path: str) -> Reply | None:
        """Return the answer at a path if it has been made before."""
        reply = self.kept.get(path)
        if reply is not None:
            self.kept.move_to_end(path)
        return reply

    def reply(self, path: str, accept: str, languages: str) -> Reply:
        """Return the answer to a path below the site's address, as a client asks for it.

        Parameters
        ----------
        path : str
            Without the slash in front, decoded.
        accept, languages : str
            The headers ``Accept`` and ``Accept-Language``.
        """
        if path == "":
            path = "index" + page_suffix(best_language(languages, LANGUAGES))
            return self.varied(self.document(path), "Accept-Language")
        found = self.document(path)
        if found.status != 404:
            return found
        return self.lead(path, accept, languages) or found

    def document(self, path: str) -> Reply:
        """Return what is at a path, or that nothing is."""
        reply = self.kept_reply(path)
        if reply is None:
            body = self.publication.get(path) if safe(path) else None
            if body is None:
                return text(404, "There is nothing at this address.")
            reply = self.made(path, body)
            self.keep(path, reply)
        return reply

    def made(self, path: str, body: bytes) -> Reply:
        """Return a document as an answer."""
        etag = f'"{sha256(body).hexdigest()[:32]}"'
        headers = [
            ("content-type", media_type(path)),
            ("etag", etag),
            ("cache-control", "no-cache"),
            ("access-control-allow-origin", "*"),
            ("content-length", str(len(body))),
        ]
        page = Page.at(path)
        if page and self.publication.iri_of(page.name):
            headers.append(("link", ", ".join(alternates(page.name))))
        security = SECURITY
        if path.endswith(ALONE):
            own = encoded([("content-security-policy", policy_of(body))])
            security = own + SECURITY[1:]
        return Reply(200, encoded(headers) + security, body, etag)

    def keep(self, path: str, reply: Reply) -> None:
        """Keep a document to send it again; let go of those that were not asked for longest."""
        if len(reply.body) < MOST // 8:
            self.kept[path] = reply
            self.size += len(reply.body)
            while self.size > MOST:
                _, old = self.kept.popitem(last=False)
                self.size -= len(old.body)

    def lead(self, path: str, accept: str, languages: str) -> Reply | None:
        """Return the way from a thing to its document; none if no IRI of the graph is meant."""
        publication = self.publication
        name = self.meant(path.rstrip("/"))
        if name is None:
            return self.lead_to_page(path.rstrip("/"), languages)
        chosen = best_type(accept, OFFERS)
        if chosen is None:
            return self.varied(
                text(406, f"This address has none of what was asked for ({accept}), but {LISTED}."),
                "Accept",
            )
        suffix = SUFFIXES.get(chosen) or page_suffix(best_language(languages, LANGUAGES))
        site = publication.site
        headers = [
            ("location", site.path + quote(name + suffix)),
            ("content-length", "0"),
            ("access-control-allow-origin", "*"),
            ("link", ", ".join(alternates(name))),
        ]
        reply = Reply(site.redirect, encoded(headers))
        return self.varied(reply, "Accept, Accept-Language")

    def lead_to_page(self, name: str, languages: str) -> Reply | None:
        """Return the way to a page that is on no thing, from its name without suffix."""
        page = name + page_suffix(best_language(languages, LANGUAGES))
        if self.document(page).status != 200:
            return None
        location = ("location", self.publication.site.path + quote(page))
        reply = Reply(303, encoded([location, ("content-length", "0")]))
        return self.varied(reply, "Accept-Language")

    def meant(self, path: str) -> str | None:
        """Return the name of the document on the IRI that a path stands for.

        In an IRI what a path has decoded may be encoded, so that both are tried.
        """
        publication = self.publication
        for written in dict.fromkeys((path, quote(path, safe=SAFE))):
            name = publication.addresses.name(publication.addresses.iri(written))
            name = publication.versions.get(name or "", name)
            if name and publication.iri_of(name):
                return name
        return None

    def varied(self, reply: Reply, header: str) -> Reply:
        """Return an answer that depends on headers, and says on which."""
        more = encoded([("vary", header)])
        return Reply(reply.status, reply.headers + more, reply.body, reply.etag)


def alternates(name: str) -> list[str]:
    """Return the forms of a document as values of the header ``Link``."""
    last = name.rpartition("/")[2]
    return [
        f'<{quote(last + form.suffix)}>; rel="alternate"; type="{form.media_type}"'
        for form in FORMS
    ]


def media_type(path: str) -> str:
    """Return the media type of what is at a path, with its character encoding if it is text."""
    if path == ".well-known/void":
        return "text/turtle; charset=utf-8"
    found = MEDIA_TYPES.get(splitext(path)[1], "application/octet-stream")
    return f"{found}; charset=utf-8" if found.startswith("text/") else found


def safe(path: str) -> bool:
    """Return whether a path can be that of a document: no empty or dotted segment."""
    return all(segment and segment not in (".", "..") for segment in path.split("/"))


def text(status: int, sentence: str) -> Reply:
    """Return an answer that is one sentence."""
    body = f"{sentence}\n".encode()
    headers = [
        ("content-type", "text/plain; charset=utf-8"),
        ("access-control-allow-origin", "*"),
        ("content-length", str(len(body))),
    ]
    return Reply(status, encoded(headers) + SECURITY, body)
