"""Servers for the tests of the web, each in a process of its own on a free port of loopback."""

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox

from rightsgraph.store.generations import Generation, StoreFolder

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SUITES = Path(os.environ.get("RIGHTSGRAPH_W3C_SUITES", ROOT.parent / "shared" / "suites" / "w3c"))
KASEI = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
A = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
DOCUMENT = ox.NamedNode("http://xmlns.com/foaf/0.1/Document")
THINGS = 2000
CLIQUE = 120


class Answer:
    """What came back: status, headers, body, and whether it came to its end."""

    def __init__(self, status, headers, body, whole=True):
        self.status, self.headers, self.body, self.whole = status, headers, body, whole

    @property
    def text(self):
        return self.body.decode("utf-8")

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def content_type(self):
        return self.headers.get("content-type", "").partition(";")[0]


class Server:
    """A running server."""

    def __init__(self, port, process, pid):
        self.port, self.process, self.pid = port, process, pid
        self.url = f"http://127.0.0.1:{port}"

    def ask(self, method, path, body=None, headers=None, timeout=30):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            head = {key.lower(): value for key, value in response.getheaders()}
            try:
                return Answer(response.status, head, response.read())
            except (http.client.IncompleteRead, ConnectionError) as error:
                return Answer(response.status, head, getattr(error, "partial", b""), whole=False)
        finally:
            connection.close()

    def query(self, text, accept="", **parameters):
        pairs = [("query", text), *parameters.items()]
        address = "&".join(f"{key.replace('_', '-')}={quote(str(v))}" for key, v in pairs)
        return self.ask("GET", f"/sparql?{address}", headers={"Accept": accept} if accept else {})

    def post(self, text, accept="", **headers):
        headers = {"Content-Type": "application/sparql-query"} | headers
        headers |= {"Accept": accept} if accept else {}
        return self.ask("POST", "/sparql", text.encode(), headers)

    def health(self):
        return self.ask("GET", "/health").json


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def served(store, before=(), **limits):
    """Start a server over a store and end it by its own process id."""
    port = free_port()
    command = [sys.executable, str(HERE / "web_served.py"), str(store), str(port)]
    process = subprocess.Popen([*before, *command, json.dumps(limits)], stderr=subprocess.PIPE)
    try:
        pid = until_up(port, process)
        yield Server(port, process, pid)
    finally:
        if process.poll() is None:
            os.kill(pid if before else process.pid, 15)
            process.wait(20)
        process.stderr.close()


def until_up(port, process):
    for _ in range(600):
        assert process.poll() is None, process.stderr.read().decode()
        try:
            return Server(port, process, 0).health()["pid"]
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the server did not start")


def quads():
    def node(name):
        return ox.NamedNode(f"https://e.org/{name}")

    graph, clique = node("graph/things"), node("graph/clique")
    for number in range(THINGS):
        yield ox.Quad(node(f"thing-{number}"), node("name"), ox.Literal(str(number)), graph)
    for one in range(CLIQUE):
        for other in range(CLIQUE):
            yield ox.Quad(node(f"k{one}"), node("knows"), node(f"k{other}"), clique)
    for number in (1, 2, 3):
        document = ox.NamedNode(KASEI.format(number))
        yield ox.Quad(document, A, DOCUMENT, document)


def write_store(folder, quads, digest="d"):
    named = list(quads)
    graphs = {}
    for quad in named:
        graphs[quad.graph_name.value] = graphs.get(quad.graph_name.value, 0) + 1
    union = {ox.Quad(*quad.triple) for quad in named}
    generation = Generation(digest * 64, "", "0", "2026-11-24", "https://e.org/", graphs)
    StoreFolder(folder).write([*named, *union], generation)
    return folder


def strace():
    """Return the command that watches for connections, or nothing where that is not allowed."""
    command = ["strace", "-f", "--seccomp-bpf", "-e", "trace=connect"]
    if shutil.which("strace") is None:
        return None
    tried = subprocess.run([*command, "true"], capture_output=True, check=False)
    return [*command, "-o"] if tried.returncode == 0 else None
