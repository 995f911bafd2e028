"""From IRIs to the paths of their documents below the site's address, and back."""

from __future__ import annotations

import re
from hashlib import sha256

from rightsgraph.namespaces import BASE, RGD

LANGUAGES = ("en", "fr", "es")
HOME = "index"
ESCAPED = re.compile(rb"~([0-9a-f]{2})?")
PLAIN = b"abcdefghijklmnopqrstuvwxyz0123456789-"
LONGEST = 180  # bytes of a segment that a path keeps in words
WORDS = re.compile(rf"[a-z0-9-]{{1,{LONGEST}}}")
RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d|index")


class Addresses:
    """Where the document on each IRI lies.

    A document has one name, to which suffixes are added: ``id/org-osce.html``,
    ``id/org-osce.fr.html``, ``id/org-osce.ttl``. Names are the same on every file system and for
    no two IRIs alike: what is not a lower-case letter, a digit, a hyphen or a slash between
    segments is written as ``~`` and the two digits of each byte, a very long segment ends in the
    digest of its whole.

    Parameters
    ----------
    things : str
        The namespace of the things of the graph; its documents lie in ``id/``.
    """

    def __init__(self, things: str = RGD.iri) -> None:
        self.folders = {things: "id/"}
        if things != RGD.iri:
            self.folders[RGD.iri] = "rightsgraph-id/"
        self.folders[BASE] = ""

    def name(self, iri: str) -> str | None:
        """Return the name of the document on an IRI; none of an IRI that is not the site's.

        An IRI with a fragment has the document of the IRI before it.

        Examples
        --------
        >>> Addresses().name("https://w3id.org/rightsgraph/id/org-osce")
        'id/org-osce'
        >>> Addresses().name("https://w3id.org/rightsgraph/ns#Actor")
        'ns'
        >>> Addresses().name("https://w3id.org/rightsgraph/ns/0.1.0")
        'ns/0~2e1~2e0'
        """
        parts = self.parts(iri)
        return parts[0] if parts else None

    def parts(self, iri: str) -> tuple[str, str] | None:
        """Return the name of the document on an IRI, and the IRI without its fragment."""
        for namespace, folder in self.folders.items():
            if iri.startswith(namespace):
                local = iri[len(namespace) :]
                if not namespace.endswith("#"):
                    local = local.partition("#")[0]
                if local:
                    return folder + "/".join(map(encode, local.split("/"))), namespace + local
                return (HOME, BASE) if namespace == BASE else None
        return None

    def iri(self, path: str) -> str:
        """Return the IRI that a path below the site's address stands for, as a client writes it.

        Examples
        --------
        >>> Addresses().iri("ns/0.1.0")
        'https://w3id.org/rightsgraph/ns/0.1.0'
        """
        for namespace, folder in self.folders.items():
            if path.startswith(folder):
                return namespace + path[len(folder) :]
        raise AssertionError("the base of all has the empty folder")

    def decoded(self, name: str) -> str | None:
        """Return the IRI, without fragment, that a document's name is made from.

        None of a name that no IRI has, and of one that ends in a digest.

        Examples
        --------
        >>> Addresses().decoded("id/org-osce")
        'https://w3id.org/rightsgraph/id/org-osce'
        """
        if name == HOME:
            return BASE
        iri = self.iri("/".join(map(decode, name.split("/"))))
        return iri if self.name(iri) == name else None

    def link(self, iri: str, here: str, suffix: str = ".html") -> str | None:
        """Return the relative address of the document on an IRI, from the document named `here`.

        Examples
        --------
        >>> Addresses().link("https://w3id.org/rightsgraph/ns#Actor", "id/org-osce", ".fr.html")
        '../ns.fr.html#Actor'
        """
        parts = self.parts(iri)
        return relative(parts[0] + suffix, here) + iri[len(parts[1]) :] if parts else None


def relative(path: str, here: str) -> str:
    """Return the relative address of a path of the site, from a document of the site."""
    folder = here.rpartition("/")[0]
    if not folder:
        return path
    if path.startswith(f"{folder}/"):
        return path[len(folder) + 1 :]
    return "../" * (folder.count("/") + 1) + path


def encode(segment: str) -> str:
    """Return a segment of an IRI as a name of a file, for no two segments alike.

    Examples
    --------
    >>> encode("org-osce"), encode("A b"), encode("con"), encode("")
    ('org-osce', '~41~20b', '~63on', '~')
    """
    if WORDS.fullmatch(segment) and not RESERVED.fullmatch(segment):
        return segment
    raw = segment.encode()
    text = "".join(chr(byte) if byte in PLAIN else f"~{byte:02x}" for byte in raw)
    if RESERVED.fullmatch(text):
        text = f"~{raw[0]:02x}{text[1:]}"
    if len(text) > LONGEST:
        text = f"{text[: LONGEST - 66]}~~{sha256(raw).hexdigest()}"
    return text or "~"


def decode(text: str) -> str:
    """Return the segment that a name was made from, of a name that `encode` has made.

    Examples
    --------
    >>> decode("~41~20b")
    'A b'
    """
    raw = ESCAPED.sub(lambda match: bytes.fromhex((match[1] or b"").decode()), text.encode())
    return raw.decode("utf-8", "replace")


def page_suffix(language: str) -> str:
    """Return the suffix of a page in a language."""
    return ".html" if language == LANGUAGES[0] else f".{language}.html"
