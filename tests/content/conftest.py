"""What several tests of the real data need, made once."""

import pytest

from rightsgraph.report.folder import write_report


@pytest.fixture(scope="session")
def report(graph, tmp_path_factory):
    """The folder of the report on the network of actors."""
    folder = tmp_path_factory.mktemp("report") / "actors"
    return write_report(graph, graph.network("actors"), folder).parent
