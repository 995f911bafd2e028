"""A server for the tests: the endpoint over a store, with the limits given as JSON."""

import asyncio
import json
import os
import sys
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

from rightsgraph.store.embedded import open_embedded
from rightsgraph.web.limits import Limits
from rightsgraph.web.pool import Pool
from rightsgraph.web.protocol import Endpoint


def application(path, limits):
    pool = Pool(path, limits)
    generation = open_embedded(path).generation

    @asynccontextmanager
    async def lifespan(app):
        await pool.start()
        yield
        await pool.close()

    async def health(request):
        state = {"alive": pool.alive, "belts": pool.belts, "digest": pool.digest}
        state |= {"starting": pool.starting, "long": len(pool.long), "waiting": pool.waiting}
        return JSONResponse(state | {"pid": os.getpid(), "limits": asdict(limits)})

    async def metrics(request):
        return PlainTextResponse(pool.metrics.text())

    async def reload(request):
        await pool.open(path)
        return PlainTextResponse(pool.digest)

    endpoint = Endpoint(pool, lambda: generation)
    routes = [
        Route("/sparql", endpoint, methods=None),
        Route("/sparql/", endpoint, methods=None),
        Route("/health", health),
        Route("/metrics", metrics),
        Route("/reload", reload, methods=["POST"]),
    ]
    return Starlette(routes=routes, lifespan=lifespan)


if __name__ == "__main__":
    store, port, given = sys.argv[1:]
    app = application(Path(store), Limits(**json.loads(given)))
    config = uvicorn.Config(app, host="127.0.0.1", port=int(port), log_level="warning")
    asyncio.run(uvicorn.Server(config).serve())
