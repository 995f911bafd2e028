"""The lists, questions and search of the site in a real browser, for the tests that open them."""

import json
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, unquote, urlsplit

import pyoxigraph as ox
from content_page import PATIENCE, SCREEN

from rightsgraph.publication.assets import Assets
from rightsgraph.publication.editor import Editor
from rightsgraph.publication.finding import Search, search_page
from rightsgraph.publication.formats import MEDIA_TYPES
from rightsgraph.publication.home import Home
from rightsgraph.publication.lists import Lists
from rightsgraph.publication.networkpages import NetworkPages
from rightsgraph.publication.publication import Page, Publication
from rightsgraph.publication.questions import Questions
from rightsgraph.publication.settings import Site

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
SECTIONS = (Home, Lists, Search, Questions, NetworkPages, Editor)


def publish(graph, *, served=False):
    """The pages of lists, questions and search, with style and scripts."""
    publication = Publication(graph, Site(), served=served)
    publication.sections = [Assets(), *(section(publication) for section in SECTIONS)]
    return publication


class Handler(BaseHTTPRequestHandler):
    """Answers with the pages of a publication under the site's policy; if served, with SPARQL."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        address = urlsplit(self.path)
        path, values = unquote(address.path)[1:], parse_qs(address.query)
        publication = self.server.publication
        self.server.asked.append(path)
        if publication.served and path == "suggest":
            found = publication.graph.search(values["prefix"][0])[:8]
            things = publication.graph.generation.things
            rows = [{"id": one.iri.removeprefix(things), "name": one.name} for one in found]
            return self.answer(json.dumps({"result": rows}).encode(), "application/json")
        if publication.served and path.startswith("search.") and "q" in values:
            words = values["q"][0]
            found = publication.graph.search(words)
            page = search_page(publication, Page.at(path), words, found)
            return self.answer(page, "text/html; charset=utf-8")
        content = publication.get(path or "index.html")
        if content is None:
            return self.answer(b"no such page", "text/plain", 404)
        suffix = path[path.rfind(".") :] if "." in path else ".html"
        return self.answer(content, f"{MEDIA_TYPES.get(suffix, 'text/plain')}; charset=utf-8")

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        publication = self.server.publication
        if not publication.served or urlsplit(self.path).path != "/sparql":
            return self.answer(b"no such page", "text/plain", 404)
        try:
            found = publication.store.store.query(parse_qs(body)["query"][0])
        except SyntaxError as error:
            return self.answer(str(error).encode(), "text/plain; charset=utf-8", 400)
        if isinstance(found, ox.QueryTriples):
            text = ox.serialize(found, format=ox.RdfFormat.N_TRIPLES)
            return self.answer(text, "application/n-triples")
        content = found.serialize(format=ox.QueryResultsFormat.JSON)
        return self.answer(content, "application/sparql-results+json")

    def answer(self, content, media_type, status=200):
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        with suppress(ConnectionError):  # the window may have been closed
            self.wfile.write(content)

    def log_message(self, *_):
        pass


@contextmanager
def serving(publication):
    """Serve a publication on a free port of loopback; yields its address and what was asked."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.publication, server.asked = publication, []
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", server.asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def visiting(browser, address, **options):
    """Open a window on a site; yields a page and a list of what is wrong with it.

    Wrong is whatever the browser writes to its console, an exception, a breach of the policy, a
    dialog, and a request for anything that is not the site's.
    """
    wrong = []
    context = browser.new_context(**{"viewport": SCREEN, "reduced_motion": "reduce"} | options)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.add_init_script(
        "addEventListener('securitypolicyviolation',"
        " (event) => console.error('policy', event.violatedDirective, event.sourceFile))"
    )
    page.on("console", lambda said: wrong.append((said.type, said.text)))
    page.on("pageerror", lambda error: wrong.append(("exception", str(error))))
    page.on("dialog", lambda dialog: wrong.append(("dialog", dialog.message)))

    def ask(request):
        if not request.url.startswith((address, "data:", "blob:")):
            wrong.append(("request", request.url))

    page.on("request", ask)
    yield page, wrong
    context.close()
