"""The command line: parse arguments, call one function, print, return an exit code."""

from rightsgraph.cli.parser import main

__all__ = ["main"]
