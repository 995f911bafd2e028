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


@pytest.fixture
def small_folder(tmp_path):
    """A folder with the small world in the layer `small`."""
    layer = tmp_path / "world" / "data" / "ttl" / "small"
    layer.mkdir(parents=True)
    shutil.copy(FIXTURE, layer / "world.ttl")
    return tmp_path / "world"


@pytest.fixture(scope="session")
def small_graph(tmp_path_factory):
    """The small world, built."""
    import rightsgraph

    folder = tmp_path_factory.mktemp("small")
    layer = folder / "world" / "data" / "ttl" / "small"
    layer.mkdir(parents=True)
    shutil.copy(FIXTURE, layer / "world.ttl")
    return rightsgraph.open(folder / "world", store=folder / "store")


@pytest.fixture(scope="session")
def graph():
    """The graph that comes with the package."""
    import rightsgraph

    return rightsgraph.open()
