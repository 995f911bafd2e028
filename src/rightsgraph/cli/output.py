"""Where results go."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

from rightsgraph.errors import OptionError
from rightsgraph.files import write_text


def emit(arguments: argparse.Namespace, text: str) -> None:
    """Print a result, or write it to the file that the caller named, whole or not at all."""
    ended = text if text.endswith("\n") else text + "\n"
    if arguments.output == "-":
        sys.stdout.write(ended)
    else:
        write_text(Path(arguments.output), ended)


def emit_bytes(data: bytes, format: str) -> None:
    """Print a file.

    Raises
    ------
    OptionError
        It is no text, and the standard output is a terminal.
    """
    if sys.stdout.isatty() and b"\0" in data:
        raise OptionError(f"--format {format}", "-o FILE")
    sys.stdout.buffer.write(data)


def table_width() -> int | None:
    """Return the width that tables are wrapped to: the terminal's, or that of ``$COLUMNS``."""
    if not sys.stdout.isatty() and "COLUMNS" not in os.environ:
        return None
    return shutil.get_terminal_size().columns
