"""The graph against the paper itself, where a copy of it lies beside the project."""

import os
from pathlib import Path

import pytest

from rightsgraph.dataset import load_dataset
from rightsgraph.sources import load_source
from rightsgraph.validation.grounding import check_document

BESIDE = Path(__file__).resolve().parents[3] / "shared" / "seed" / "mc-inf-259.txt"
COPY = Path(os.environ.get("RIGHTSGRAPH_DOCUMENT", BESIDE))


@pytest.mark.skipif(not COPY.is_file(), reason="no copy of MC/INF/259; set RIGHTSGRAPH_DOCUMENT")
def test_every_passage_is_unchanged_and_grounded_both_ways():
    grounding = check_document(load_dataset(load_source()), COPY)
    assert grounding.findings == ()
    assert grounding.holds
    assert grounding.passages == 192
    assert min(grounding.checked.values()) > 500
