"""``publish`` and ``serve``."""

from __future__ import annotations

import argparse
from dataclasses import replace

from rightsgraph.cli.ask import count
from rightsgraph.cli.make import progress
from rightsgraph.errors import MissingExtraError
from rightsgraph.files import write_text
from rightsgraph.graph import graph_of
from rightsgraph.publication.folder import publish
from rightsgraph.publication.opening import open_public
from rightsgraph.publication.rules import htaccess, nginx
from rightsgraph.publication.settings import load_site
from rightsgraph.publication.site import publication_of
from rightsgraph.store.embedded import open_embedded


def run_publish(arguments: argparse.Namespace) -> int:
    """Write the static site."""
    say = progress(arguments)
    store, source = open_public(arguments.data, arguments.store, say)
    site = load_site(source.root, url=arguments.site_url)
    done = publish(store, source, site, arguments.folder, say)
    if arguments.nginx or arguments.w3id:
        publication = publication_of(graph_of(open_embedded(store), source), site)
        if arguments.nginx:
            rules = nginx(publication, arguments.folder.resolve(), arguments.listen)
            write_text(arguments.nginx, rules)
        if arguments.w3id:
            write_text(arguments.w3id, htaccess(publication))
    print(f"{count(done.files, 'file')} in {done.folder}, {done.written} of them new or changed")
    return 0


def run_serve(arguments: argparse.Namespace) -> int:
    """Answer at an address until stopped."""
    try:
        from rightsgraph.web.limits import MIB, Limits
        from rightsgraph.web.run import listen, run
        from rightsgraph.web.server import Server
    except ModuleNotFoundError as error:
        if error.name in SERVER:
            raise MissingExtraError("server") from None
        raise
    listening = listen(arguments.host, arguments.port)
    host, port = listening.getsockname()[:2]
    here = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    store, source = open_public(arguments.data, arguments.store, progress(arguments))
    site = load_site(source.root, url=arguments.site_url or here)
    given = {
        "seconds": arguments.timeout,
        "memory_bytes": arguments.memory and arguments.memory * MIB,
        "workers": arguments.workers,
    }
    limits = replace(Limits(), **{key: value for key, value in given.items() if value})
    server = Server(store, source, site, limits)
    run(
        server,
        listening,
        lambda: print(f"{site.title} is at {here} (stop it with Ctrl+C)", flush=True),
    )
    return 0


SERVER = ("httptools", "starlette", "uvicorn")
