"""XML of files of networks."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element, indent, tostring

from rightsgraph.errors import FormatValueError

SCHEMA = "http://www.w3.org/2001/XMLSchema-instance"
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def xml_bytes(root: Element, format: str) -> bytes:
    """Return an XML document in UTF-8.

    Raises
    ------
    FormatValueError
        A text has a sign that XML 1.0 cannot hold.
    """
    indent(root, " ")
    text = tostring(root, encoding="unicode").replace("\r", "&#13;")
    bad = FORBIDDEN.search(text)
    if bad:
        around = text[max(bad.start() - 20, 0) : bad.end() + 20]
        raise FormatValueError(
            format, "text", around, f"XML has no sign {bad[0]!r}", "write .json, .cyjs or .csv"
        )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def plain_text(value: Any) -> str:
    """Return a boolean, number or string as XML Schema writes it.

    >>> plain_text(True), plain_text(1 / 3), plain_text(2)
    ('true', '0.3333333333333333', '2')
    """
    return str(value).lower() if isinstance(value, bool) else str(value)
