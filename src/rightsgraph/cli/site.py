"""``publish`` and ``serve``."""

from __future__ import annotations

import argparse

from rightsgraph.cli.ask import count
from rightsgraph.cli.make import progress
from rightsgraph.publication.folder import publish
from rightsgraph.publication.opening import open_public
from rightsgraph.publication.settings import load_site


def run_publish(arguments: argparse.Namespace) -> int:
    """Write the static site."""
    say = progress(arguments)
    store, source = open_public(arguments.data, arguments.store, say)
    site = load_site(source.root, url=arguments.site_url)
    done = publish(store, source, site, arguments.folder, say)
    print(f"{count(done.files, 'file')} in {done.folder}, {done.written} of them new or changed")
    return 0
