import asyncio
import json
import os
import shutil
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

import pyoxigraph as ox
import pytest
from web_hostile import HEAVY
from web_servers import quads, served, write_store

from rightsgraph.errors import RightsGraphError
from rightsgraph.web.errors import BusyServerError, FederationError, StoppedQueryError
from rightsgraph.web.formats import ROWS, Choice
from rightsgraph.web.frames import Question
from rightsgraph.web.limits import Limits
from rightsgraph.web.pool import Pool
from rightsgraph.web.running import Running
from rightsgraph.web.worker import CHUNK, HELD_SECONDS, Sink

MIB = 1 << 20
JSON = Choice("json", ROWS[0].media_type)
CROSS = HEAVY["cross product, counted"]
KINDS = [
    "cross product, counted",
    "cross product, grouped",
    "cross product of the clique",
    "negated path",
    "cross product by OPTIONAL",
    "triangles",
    "path of paths",
    "paths of everybody",
    "EXISTS over everything",
    "a star of 256",
]


def question(text, seconds=10.0):
    return Question(text, "https://e.org/", JSON, None, "", seconds)


async def answered(pool, text, client="c", seconds=10.0):
    """Return the whole answer to a query."""
    running = await pool.run(question(text, seconds), client)
    try:
        await running.whole()
        return json.loads(b"".join([part async for part in running.parts()]))
    finally:
        running.close()


@asynccontextmanager
async def pool_over(path, **limits):
    pool = Pool(path, Limits(**limits))
    await pool.start()
    try:
        yield pool
    finally:
        await pool.close()


async def until(fact):
    for _ in range(200):
        if fact():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it did not come true")


@pytest.fixture(scope="module")
def brief(store):
    """A server that gives a query one second and little room."""
    with served(store, seconds=1, memory_bytes=128 * MIB, result_bytes=4 * MIB) as server:
        yield server


@pytest.mark.parametrize("kind", KINDS)
def test_a_heavy_query_is_ended_in_time(brief, kind):
    began = time.monotonic()
    answer = brief.post(HEAVY[kind])
    seconds = time.monotonic() - began
    assert answer.status == 503
    assert seconds < 1.5
    if "1 s" not in answer.text:
        assert "MiB of memory" in answer.text


def test_a_query_that_needs_too_much_memory_is_told_so(store):
    with served(store, seconds=20, memory_bytes=64 * MIB) as server:
        answer = server.post(HEAVY["cross product, sorted"])
        assert answer.status == 503
        assert "more than 64 MiB of memory" in answer.text
        assert server.query("ASK {}").json["boolean"] is True


@pytest.mark.parametrize("name", ["all of it", "all of it as a graph", "all of it as a table"])
def test_an_answer_that_is_too_long_never_looks_whole(brief, name):
    answer = brief.post(HEAVY[name])
    assert answer.status == 503 or not answer.whole
    if answer.status == 503:
        assert "longer than 4 MiB" in answer.text or "1 s" in answer.text


def test_a_light_query_is_answered_within_a_second_beside_a_heavy_one(store):
    with served(store, seconds=4) as server:
        path = "/sparql?query=SELECT(COUNT(*)AS?n)%7B?a?b?c.?d?e?f.?g?h?i%7D"
        heavy = threading.Thread(target=server.ask, args=("GET", path))
        heavy.start()
        time.sleep(0.3)
        tries = []
        for _ in range(3):
            began = time.monotonic()
            assert server.query("ASK {}").json["boolean"] is True
            tries.append(time.monotonic() - began)
        assert heavy.is_alive()
        assert min(tries) < 1
        heavy.join()


def test_a_client_that_asks_too_much_at_once_is_told_when_to_ask_again(store):
    with served(store, seconds=1, by_client=3) as server, ThreadPoolExecutor(6) as executor:
        answers = list(executor.map(lambda _: server.post(CROSS), range(6)))
        refused = [answer for answer in answers if answer.status == 429]
        assert len(refused) == 3
        assert all(int(answer.headers["retry-after"]) > 0 for answer in refused)
        assert "3 queries of this client" in refused[0].text
        assert server.query("ASK {}").json["boolean"] is True


def test_a_reload_fails_no_request(tmp_path):
    folder = write_store(tmp_path / "store", quads())
    ask = "ASK { <https://e.org/new> ?p ?o }"

    async def scenario():
        wrong, truths, over = [], [], asyncio.Event()

        async def client(name):
            while not over.is_set():
                try:
                    truths.append((await answered(pool, ask, name))["boolean"])
                except RightsGraphError as error:
                    wrong.append(error)

        async with pool_over(folder) as pool:
            clients = [asyncio.create_task(client(str(number))) for number in range(4)]
            counted = asyncio.create_task(answered(pool, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))
            await until(lambda: truths)
            new = ox.Quad(*[ox.NamedNode("https://e.org/new")] * 4)
            await asyncio.to_thread(write_store, folder, [*quads(), new], "e")
            await pool.open(folder)
            assert pool.digest == "e" * 64
            since = len(truths) + 8
            await until(lambda: len(truths) > since)
            over.set()
            await asyncio.gather(*clients, counted)
        return wrong, truths, since

    wrong, truths, since = asyncio.run(scenario())
    assert wrong == []
    assert truths[0] is False
    assert all(truths[since:])


def test_a_folder_without_a_store_leaves_the_old_processes(store, tmp_path):
    async def scenario():
        async with pool_over(store) as pool:
            with pytest.raises(Exception, match="build"):
                await pool.open(tmp_path)
            return await answered(pool, "ASK {}")

    assert asyncio.run(scenario())["boolean"] is True


def test_a_process_that_is_killed_is_replaced(store):
    async def scenario():
        async with pool_over(store) as pool:
            for worker in [*pool.idle]:
                os.kill(worker.pid, signal.SIGKILL)
            assert (await answered(pool, "ASK {}", seconds=60))["boolean"] is True
            running = asyncio.create_task(answered(pool, CROSS))
            await until(lambda: any(worker.running for worker in pool.busy))
            os.kill(next(iter(pool.busy)).pid, signal.SIGKILL)
            with pytest.raises(StoppedQueryError, match="too much for the engine"):
                await running
            assert (await answered(pool, "ASK {}"))["boolean"] is True

    asyncio.run(scenario())


def test_all_processes_come_back_when_all_are_killed(store):
    async def scenario():
        async with pool_over(store) as pool:
            os.kill(pool.zygote.process.pid, signal.SIGKILL)
            await until(lambda: pool.zygote.gone)
            assert (await answered(pool, "ASK {}"))["boolean"] is True

    asyncio.run(scenario())


def test_short_queries_find_room_where_long_ones_take_it_all(store):
    async def scenario():
        async with pool_over(store, workers=2, long_queries=2, seconds=20) as pool:
            heavy = [asyncio.create_task(answered(pool, CROSS, str(n))) for n in range(4)]
            await until(lambda: len(pool.long) == 4)
            began = time.monotonic()
            for _ in range(5):
                assert (await answered(pool, "ASK {}"))["boolean"] is True
            seconds = time.monotonic() - began
            done = [task for task in heavy if task.done()]
            for task in heavy:
                task.cancel()
            results = await asyncio.gather(*heavy, return_exceptions=True)
            return seconds, done, results

    seconds, done, results = asyncio.run(scenario())
    assert seconds < 5
    assert 1 <= len(done) <= 2
    refused = [result for result in results if isinstance(result, BusyServerError)]
    assert len(refused) == len(done)
    assert {error.status for error in refused} == {429}
    assert "Retry-After" in refused[0].headers
    assert not isinstance(results[0], BusyServerError)


def test_a_query_that_took_long_leaves_its_process_to_others(store):
    async def scenario():
        async with pool_over(store, workers=1, long_queries=1, long_seconds=0.001) as pool:
            before = {worker.pid for worker in pool.idle}
            text = "SELECT (COUNT(*) AS ?n) { ?a <https://e.org/name> ?b, ?c }"
            for _ in range(3):
                await answered(pool, text)
            await until(lambda: not pool.starting)
            return before, {worker.pid for worker in pool.idle}

    before, after = asyncio.run(scenario())
    assert before & after


def test_the_time_of_a_query_counts_from_its_arrival(store):
    async def scenario():
        async with pool_over(store, workers=1, long_queries=1, long_seconds=30) as pool:
            heavy = [asyncio.create_task(answered(pool, CROSS, str(n))) for n in range(2)]
            await until(lambda: len(pool.busy) == 2)
            began = time.monotonic()
            with pytest.raises(StoppedQueryError, match=r"within 0\.5 s"):
                await answered(pool, "ASK {}", seconds=0.5)
            seconds = time.monotonic() - began
            for task in heavy:
                task.cancel()
            await asyncio.gather(*heavy, return_exceptions=True)
            return seconds

    assert asyncio.run(scenario()) < 1


def test_a_process_makes_no_connection_even_where_the_guard_is_passed_by(store, canary):
    text = f"SELECT * {{ SERVICE <{canary.url}> {{ ?s ?p ?o }} }}"

    async def scenario():
        async with pool_over(store) as pool:
            if not pool.belts["network"]:
                pytest.skip("this system has no limit of network")
            with pytest.raises(FederationError):
                await pool.run(question(text), "c")
            running = Running(pool, question(text), "c")
            pool.clients["c"] += 1
            running.worker = await pool.worker_for(running)
            running.worker.ask(running)
            try:
                with pytest.raises(StoppedQueryError):
                    await running.whole()
            finally:
                running.close()

    ox_alone = ox.Store()
    with pytest.raises((RuntimeError, OSError)):
        list(ox_alone.query(text))
    assert len(canary.heard) == 1
    asyncio.run(scenario())
    assert len(canary.heard) == 1


class Channel:
    """A channel that keeps what is sent."""

    def __init__(self):
        self.sent = []

    def sendall(self, data):
        self.sent.append(data)


def test_the_first_bytes_are_held_back_for_a_while():
    channel = Channel()
    sink = Sink(channel)
    sink.write(b"a" * 1000)
    sink.write(b"b")
    assert channel.sent == []
    time.sleep(2 * HELD_SECONDS)
    sink.write(b"c")
    assert len(channel.sent) == 1
    sink.write(b"d" * CHUNK)
    assert len(channel.sent) == 2


def test_a_store_whose_files_are_gone_is_not_served(store, tmp_path):
    folder = tmp_path / "store"
    shutil.copytree(store, folder)
    next(folder.rglob("*.sst")).unlink()

    async def scenario():
        async with pool_over(folder):
            pass

    with pytest.raises(Exception, match="have changed or are missing"):
        asyncio.run(scenario())
