"""A store for the tests of the web, servers over it, and a canary."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from web_servers import quads, served, write_store


@pytest.fixture(scope="session")
def store(tmp_path_factory):
    """2000 things, a clique, and the data of W3C's tests of the protocol."""
    return write_store(tmp_path_factory.mktemp("web") / "store", quads())


@pytest.fixture(scope="session")
def server(store):
    """A server with the usual limits."""
    with served(store) as server:
        yield server


@pytest.fixture
def canary():
    """A server on loopback that nobody may speak to; its list of who did."""
    heard = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            heard.append(self.requestline)
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_POST = do_GET

        def log_message(self, *args):
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    listening.heard = heard
    listening.url = f"http://127.0.0.1:{listening.server_address[1]}/"
    yield listening
    listening.shutdown()
    listening.server_close()
