import json
import os
import re
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from web_hostile import cases
from web_servers import served, strace

MIB = 1 << 20
LIMITS = {"seconds": 1, "memory_bytes": 256 * MIB, "result_bytes": 32 * MIB, "long_queries": 8}
AT_ONCE = 4


class Light:
    """A client that asks a light question over and over."""

    def __init__(self, server):
        self.server, self.seconds, self.wrong = server, [], []
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.run)

    def run(self):
        while not self.over.is_set():
            began = time.monotonic()
            try:
                answer = self.server.query("ASK {}")
                if answer.status != 200 or answer.json != {"head": {}, "boolean": True}:
                    self.wrong.append((answer.status, answer.text))
            except OSError as error:
                self.wrong.append(repr(error))
            self.seconds.append(time.monotonic() - began)
            time.sleep(0.05)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *error):
        self.over.set()
        self.thread.join()


def slow_clients(server):
    """Open connections that send half a request, or take an answer byte by byte."""
    dump = b"GET /sparql?query=SELECT%20*%7B?s?p?o%7D HTTP/1.1\r\nHost: h\r\n\r\n"
    body = b"POST /sparql HTTP/1.1\r\nHost: h\r\nContent-Type: application/sparql-query\r\n"
    openings = [
        b"GET /sparql",
        dump[:-2] + b"X: ",
        body + b"Content-Length: 100\r\n\r\nASK",
        body + b"Transfer-Encoding: chunked\r\n\r\n5\r\nASK",
        dump,
    ]
    channels = []
    for opening in openings * 4:
        channel = socket.create_connection(("127.0.0.1", server.port))
        channel.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
        channel.sendall(opening)
        channels.append(channel)
    return channels


def outcome_of(server, request):
    """Return the status of a request, or "broken" where the connection was broken off."""
    try:
        answer = server.ask(*request)
    except (ConnectionError, TimeoutError) as error:
        return "broken", repr(error)
    return (answer.status if answer.whole else "broken"), answer


@pytest.fixture(scope="module")
def siege(store, tmp_path_factory):
    """Send all hostile requests while a light client asks, and return what happened."""
    trace = tmp_path_factory.mktemp("strace") / "connections.txt"
    watched = strace()
    before = [*watched, str(trace)] if watched else []
    canary = socket.create_server(("127.0.0.1", 0))
    canary.settimeout(0.2)
    with canary, served(store, before, **LIMITS) as server:
        address = f"http://127.0.0.1:{canary.getsockname()[1]}/"
        wanted = list(cases(address))
        with Light(server) as light, ThreadPoolExecutor(AT_ONCE) as executor:
            channels = slow_clients(server)
            outcomes = list(executor.map(lambda case: outcome_of(server, case[1]), wanted))
            for channel in channels:
                channel.close()
        visited = False
        try:
            canary.accept()[0].close()
            visited = True
        except TimeoutError:
            pass
        last = server.query("SELECT (COUNT(*) AS ?n) { ?s <https://e.org/name> ?o }")
        facts = {
            "health": server.health(),
            "metrics": server.ask("GET", "/metrics").text,
            "count": last.json["results"]["bindings"][0]["n"]["value"],
            "memory": peak_memory(server.pid),
        }
    connections = trace.read_text() if watched else None
    return server, wanted, outcomes, light, visited, connections, facts


def peak_memory(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return int(re.search(r"VmHWM:\s+(\d+) kB", status.read())[1]) * 1024


def test_every_hostile_request_is_refused_stopped_or_answered(siege):
    _, wanted, outcomes, *_ = siege
    assert len(wanted) >= 100
    wrong = [
        (name, found, getattr(answer, "body", answer)[:200])
        for (name, _, expected), (found, answer) in zip(wanted, outcomes, strict=True)
        if found not in expected
    ]
    assert wrong == []


def test_every_refusal_is_one_sentence(siege):
    _, wanted, outcomes, *_ = siege
    for (name, *_), (found, answer) in zip(wanted, outcomes, strict=True):
        if found != "broken" and found >= 400 and not name.startswith("bad: a very long"):
            assert answer.content_type == "text/plain", name
            assert answer.text.strip(), name
            assert "Traceback" not in answer.text
            assert len(answer.text) < 500, name


def test_every_answer_that_looks_whole_is_whole(siege):
    _, wanted, outcomes, *_ = siege
    for (name, *_), (found, answer) in zip(wanted, outcomes, strict=True):
        if found == 200 and answer.content_type.endswith("json"):
            assert isinstance(json.loads(answer.body), dict), name


def test_no_light_request_fails_meanwhile(siege):
    light = siege[3]
    assert light.wrong == []
    assert len(light.seconds) > 20


def test_the_server_is_the_same_afterwards(siege):
    server, *_, facts = siege
    assert facts["health"]["pid"] == server.pid
    assert facts["count"] == "2000"
    assert re.search(r'killed_total\{reason="time"\} \d+', facts["metrics"])
    assert facts["memory"] < 200 * MIB


def test_no_connection_is_made_to_anywhere(siege):
    *_, visited, connections, _ = siege
    assert not visited
    if connections is None:
        pytest.skip("strace is not there or not allowed")
    assert "AF_INET" not in connections
    assert "exited with" in connections


def test_a_client_that_goes_ends_its_query(store):
    with served(store, seconds=60) as server:
        before = killed(server)
        path = "/sparql?query=SELECT(COUNT(*)AS?n)%7B?a?b?c.?d?e?f.?g?h?i%7D"
        channel = socket.create_connection(("127.0.0.1", server.port))
        channel.sendall(f"GET {path} HTTP/1.1\r\nHost: h\r\n\r\n".encode())
        until(lambda: running(server) == 1)
        channel.close()
        until(lambda: running(server) == 0 and killed(server) == before + 1)


def running(server):
    text = server.ask("GET", "/metrics").text
    return int(re.search(r"queries_running (\d+)", text)[1])


def killed(server):
    found = re.search(r'killed_total\{reason="client"\} (\d+)', server.ask("GET", "/metrics").text)
    return int(found[1]) if found else 0


def until(fact):
    for _ in range(200):
        if fact():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come true")


def test_when_the_server_is_killed_its_processes_go_too(store):
    with served(store) as server:
        children = processes_below(server.pid)
        assert len(children) >= 5
        server.process.kill()
        server.process.wait()
        until(lambda: not any(os.path.exists(f"/proc/{child}") for child in children))


def processes_below(pid):
    """Return the process ids of all descendants."""
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
        children = [int(child) for child in file.read().split()]
    threads = [int(task) for task in os.listdir(f"/proc/{pid}/task")]
    for thread in threads:
        path = f"/proc/{pid}/task/{thread}/children"
        with open(path, encoding="ascii") as file:
            children += [int(child) for child in file.read().split()]
    found = set(children)
    for child in set(children):
        found |= processes_below(child)
    return found
