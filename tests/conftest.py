"""Small worlds for tests.

The world of fixture.ttl: in the country Xa, Harbour Legal Aid organised a course for judges in May
2002 and the Union of Pilots paid for it; annex paragraph 1 and its item (i) say so, under the
heading "Work in Xa".

    org-harbour-legal-aid --organiser--> activity-xa-course <--funder-- org-union-of-pilots
                                               |
                                               +--takesPlaceIn--> place-xa
"""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# No test is timed: a busy machine is no failure.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

ROOT = Path(__file__).resolve().parent.parent
FIXTURE = ROOT / "tests" / "fixture.ttl"

os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="rightsgraph-tests-")
os.environ.pop("RIGHTSGRAPH_STORE", None)


def pytest_unconfigure():
    shutil.rmtree(os.environ["XDG_CACHE_HOME"], ignore_errors=True)


def laid_out(folder):
    """Lay the small world out in a folder, in the layer `small`."""
    layer = folder / "data" / "ttl" / "small"
    layer.mkdir(parents=True)
    shutil.copy(FIXTURE, layer / "world.ttl")
    return folder


@pytest.fixture
def small_folder(tmp_path):
    """The files of the small world, for a test to change."""
    return laid_out(tmp_path / "world")


@pytest.fixture(scope="session")
def small_store(tmp_path_factory):
    """The small world, built; nobody may change it."""
    from rightsgraph.build import build
    from rightsgraph.sources import load_source

    folder = tmp_path_factory.mktemp("small")
    return build(load_source(laid_out(folder / "world")), folder / "store", validate=False).folder


@pytest.fixture(scope="session")
def small_graph(small_store):
    """The small world, opened."""
    import rightsgraph

    return rightsgraph.open(small_store)


@pytest.fixture(scope="session")
def graph():
    """The graph that comes with the package."""
    import rightsgraph

    return rightsgraph.open()
