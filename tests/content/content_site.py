"""The site in a real browser, for the tests that open it; lists and search as files."""

from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import unquote, urlsplit

from content_page import PATIENCE, SCREEN

from rightsgraph.publication.assets import Assets
from rightsgraph.publication.editor import Editor
from rightsgraph.publication.finding import Search
from rightsgraph.publication.formats import MEDIA_TYPES
from rightsgraph.publication.home import Home
from rightsgraph.publication.lists import Lists
from rightsgraph.publication.networkpages import NetworkPages
from rightsgraph.publication.publication import Publication
from rightsgraph.publication.questions import Questions
from rightsgraph.publication.settings import Site

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
SECTIONS = (Home, Lists, Search, Questions, NetworkPages, Editor)


def publish(graph):
    """The pages of lists and search as files, with style and scripts."""
    publication = Publication(graph, Site())
    publication.sections = [Assets(), *(section(publication) for section in SECTIONS)]
    return publication


class Handler(BaseHTTPRequestHandler):
    """Answers with the pages of a publication under the site's policy."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = unquote(urlsplit(self.path).path)[1:]
        publication = self.server.publication
        content = publication.get(path or "index.html")
        if content is None:
            return self.answer(b"no such page", "text/plain", 404)
        suffix = path[path.rfind(".") :] if "." in path else ".html"
        return self.answer(content, f"{MEDIA_TYPES.get(suffix, 'text/plain')}; charset=utf-8")

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
    """Serve a publication on a free port of loopback; yields its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.publication = publication
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
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
