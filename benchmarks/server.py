"""The server and the static site, beside the Oxigraph server and rdflib-endpoint.

Run ``python benchmarks/server.py``; it needs ``wrk`` (Debian's package of this name). Prints
Markdown tables. All serve the same statements, one after the other, on loopback; each answer is
checked before a figure counts.
"""

from __future__ import annotations

import argparse
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

import rightsgraph
from rightsgraph.publication.opening import open_public
from rightsgraph.publication.settings import Site
from rightsgraph.publication.site import publication_of

HERE = Path(__file__).resolve().parent
FOLDER = Path(tempfile.gettempdir()) / "rightsgraph-benchmarks"
THING = "https://w3id.org/rightsgraph/id/org-osce"
CONSTRUCT = f"CONSTRUCT {{ <{THING}> ?p ?o }} WHERE {{ <{THING}> ?p ?o }}"
HEAVY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
DUMP = "SELECT * WHERE { VALUES ?n { 1 2 } ?s ?p ?o }"
OURS, OXIGRAPH, RDFLIB = "**rightsgraph**", "Oxigraph server", "rdflib-endpoint"
SECONDS, CLIENTS, ASKS = 8, 16, 60
GIVEN_UP = 25.0


def free_port() -> int:
    """Return a port of loopback that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def bin_of_peers(folder: Path) -> Path:
    """Return the programs of the peers, in an environment made if it is missing."""
    ready = folder / "server-peers" / "ready"
    if not ready.exists():
        venv.create(folder / "server-peers", with_pip=True, clear=True)
        python = folder / "server-peers" / "bin" / "python"
        needed = str(HERE / "requirements-server.txt")
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", needed], check=True)
        ready.touch()
    return folder / "server-peers" / "bin"


@contextmanager
def running(command: list[object], port: int, path: str) -> Iterator[int]:
    """Run a server until it answers; yield its process id, and end it."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen([*map(str, command)], stdout=quiet, stderr=quiet)
    try:
        for _ in range(1200):
            assert process.poll() is None, command
            try:
                if get(port, path)[0] == 200:
                    break
            except OSError:
                time.sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:  # it is still at the heavy query
            process.kill()
            process.wait(30)


def get(port: int, path: str, accept: str = "*/*", timeout: float = 60) -> tuple[int, bytes, float]:
    """Return status and body of an answer, and the seconds until its first byte."""
    connection = HTTPConnection("127.0.0.1", port, timeout=timeout)
    start = time.perf_counter()
    try:
        connection.request("GET", path, headers={"Accept": accept})
        response = connection.getresponse()
        first = response.read(1)
        seconds = time.perf_counter() - start
        return response.status, first + response.read(), seconds
    finally:
        connection.close()


def rate(port: int, path: str, accept: str) -> tuple[float, float]:
    """Return the answers a second and the 99th percentile of the time of one, in milliseconds."""
    command = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{SECONDS}s", "--latency"]
    command += ["-H", f"Accept: {accept}", f"http://127.0.0.1:{port}{path}"]
    said = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout
    assert "Non-2xx" not in said, said
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", said).groups()
    seconds = float(number) * {"us": 1e-3, "ms": 1.0, "s": 1e3}[unit]
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]), seconds


def beside_heavy(port: int, sparql: str) -> list[float]:
    """Return the seconds of trivial queries while one runs that does not end; few if they hang."""
    heavy = f"{sparql}?query={quote(HEAVY)}"

    def ask_heavy() -> None:
        with suppress(OSError):
            get(port, heavy, timeout=GIVEN_UP)

    asking = threading.Thread(target=ask_heavy, daemon=True)
    asking.start()
    time.sleep(0.3)
    found: list[float] = []
    ended = time.perf_counter() + 8
    while len(found) < ASKS and time.perf_counter() < ended:
        try:
            status, body, seconds = get(port, f"{sparql}?query=ASK%20%7B%7D", timeout=GIVEN_UP)
        except OSError:
            return [*found, GIVEN_UP]
        assert status == 200, (status, body)
        found.append(seconds)
        time.sleep(0.05)
    return found


def memory(pid: int) -> float:
    """Return the resident memory of a process and its children in MiB."""
    said = subprocess.run(["ps", "-eo", "pid,ppid,rss"], stdout=subprocess.PIPE, text=True).stdout
    rows = [tuple(map(int, line.split())) for line in said.splitlines()[1:]]
    family = {pid}
    for _ in range(4):
        family |= {one for one, parent, _ in rows if parent in family}
    return sum(size for one, _, size in rows if one in family) / 1024


def dump_of(port: int, sparql: str, pid: int) -> tuple[int, float, float, float]:
    """Return rows, seconds to the first byte, seconds, and added MiB of a long answer."""
    before, most, done = memory(pid), 0.0, threading.Event()

    def watch() -> None:
        nonlocal most
        while not done.wait(0.05):
            most = max(most, memory(pid))

    watching = threading.Thread(target=watch)
    watching.start()
    start = time.perf_counter()
    status, body, first = get(port, f"{sparql}?query={quote(DUMP)}", "text/csv", 120)
    seconds = time.perf_counter() - start
    done.set()
    watching.join()
    assert status == 200
    return body.count(b"\n") - 1, first, seconds, max(0.0, most - before)


def servers(folder: Path) -> Iterator[tuple[str, list[object], int, str]]:
    """Yield name, command, port and path of the SPARQL endpoint of each server."""
    store, _ = open_public()
    peers, graph = bin_of_peers(folder), rightsgraph.open()
    file, location = folder / "server.nt", folder / "server-oxigraph"
    lines = "".join(f"{quad.triple} .\n" for quad in graph.store.match())
    file.write_text(lines, "utf-8")
    if not location.exists():
        load = [peers / "oxigraph", "load", "--location", location, "--file", file]
        subprocess.run([*map(str, load)], check=True, stdout=subprocess.DEVNULL)
    port = free_port()
    ours = [sys.executable, "-m", "rightsgraph", "serve", "--store", store, "--port", port]
    yield OURS, ours, port, "/sparql"
    port = free_port()
    serve = [peers / "oxigraph", "serve-read-only", "--location", location]
    yield OXIGRAPH, [*serve, "--bind", f"127.0.0.1:{port}"], port, "/query"
    port = free_port()
    endpoint = [peers / "rdflib-endpoint", "serve", file, "--host", "127.0.0.1", "--port", port]
    yield RDFLIB, endpoint, port, "/"


def serving(folder: Path) -> list[str]:
    """Return the lines of the table of the servers."""
    lines = [
        f"| {CLIENTS} clients | a second | p99, ms |",
        "|---|--:|--:|",
    ]
    more = [
        "| | ASK beside a heavy query, median ms | worst | dump, rows | first byte, ms | s | MiB |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for name, command, port, sparql in servers(folder):
        with running(command, port, f"{sparql}?query=ASK%20%7B%7D") as pid:
            asked = [(f"{sparql}?query={quote(CONSTRUCT)}", "application/n-triples", "CONSTRUCT")]
            if name == OURS:
                thing = f"/id/{THING.rpartition('/')[2]}"
                asked.insert(0, (f"{thing}.html", "text/html", "page"))
                asked.insert(0, (f"{thing}.jsonld", "application/ld+json", "JSON-LD"))
            for path, accept, what in asked:
                status, body, _ = get(port, path, accept)
                assert status == 200, (name, status, body[:300])
                assert b"Security and Co-operation in Europe" in body, (name, body[:300])
                found, slowest = rate(port, path, accept)
                lines.append(f"| {name}, one thing by {what} | {found:,.0f} | {slowest:.1f} |")
            rows, first, seconds, added = dump_of(port, sparql, pid)
            times = sorted(beside_heavy(port, sparql))
            middle, worst = statistics.median(times) * 1000, times[-1] * 1000
            told = f"over {worst:,.0f}" if times[-1] >= GIVEN_UP else f"{worst:,.0f}"
            more.append(
                f"| {name} | {middle:,.0f} | {told} | {rows:,} | {first * 1000:.0f} |"
                f" {seconds:.1f} | {added:.0f} |"
            )
    return [*lines, "", *more, ""]


def publishing(folder: Path) -> list[str]:
    """Return the lines of the table of the static site."""
    from rightsgraph.publication.folder import publish

    store, source = open_public()
    site = Site("https://example.org/graph/")
    things = len(publication_of(rightsgraph.open(), site).iris)
    lines = ["| static site | things | files | s | things a second |", "|---|--:|--:|--:|--:|"]
    for what in ("new", "nothing changed"):
        start = time.perf_counter()
        done = publish(store, source, site, folder / "site")
        seconds = time.perf_counter() - start
        lines.append(
            f"| {what}, {done.written:,} written | {things:,} | {done.files:,} | {seconds:.0f} |"
            f" {things / seconds:.0f} |"
        )
    return [*lines, ""]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="Compare the server and the site with peers.")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="for data and peers")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    for make in (serving, publishing):
        print("\n".join(make(given.folder)), flush=True)


if __name__ == "__main__":
    main()
