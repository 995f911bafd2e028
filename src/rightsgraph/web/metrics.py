"""Counters of the server, as Prometheus reads them, and one line a request for the log."""

from __future__ import annotations

import json
import logging
from collections import defaultdict
from collections.abc import Callable, Mapping

LOG = logging.getLogger("rightsgraph.web")
PREFIX = "rightsgraph_"

Labels = tuple[tuple[str, str], ...]


class Metrics:
    """Counts since the start, and gauges that are read when asked for."""

    def __init__(self) -> None:
        self.counts: defaultdict[tuple[str, Labels], float] = defaultdict(float)
        self.help: dict[str, tuple[str, str]] = {}
        self.gauges: dict[str, Callable[[], float]] = {}

    def count(self, name: str, about: str, by: float = 1, **labels: str) -> None:
        """Add to a counter."""
        self.help.setdefault(name, ("counter", about))
        self.counts[name, tuple(sorted(labels.items()))] += by

    def watch(self, name: str, about: str, read: Callable[[], float]) -> None:
        """Have a gauge read whenever the metrics are asked for."""
        self.help[name] = ("gauge", about)
        self.gauges[name] = read

    def text(self) -> str:
        """Return all of them in Prometheus' text format 0.0.4.

        Examples
        --------
        >>> metrics = Metrics()
        >>> metrics.count("requests_total", "Requests.", status="200")
        >>> print(metrics.text(), end="")
        # HELP rightsgraph_requests_total Requests.
        # TYPE rightsgraph_requests_total counter
        rightsgraph_requests_total{status="200"} 1
        """
        values: list[tuple[str, Labels, float]]
        values = [(name, labels, value) for (name, labels), value in self.counts.items()]
        values += [(name, (), read()) for name, read in self.gauges.items()]
        lines = []
        for name, (kind, about) in sorted(self.help.items()):
            lines += [f"# HELP {PREFIX}{name} {about}", f"# TYPE {PREFIX}{name} {kind}"]
            for _, labels, value in sorted(v for v in values if v[0] == name):
                inside = ",".join(f"{key}={json.dumps(word)}" for key, word in labels)
                lines.append(f"{PREFIX}{name}{f'{{{inside}}}' if inside else ''} {value:.15g}")
        return "\n".join(lines) + "\n"


def log_request(facts: Mapping[str, object]) -> None:
    """Write one request to the log as one line of JSON."""
    LOG.info(json.dumps(facts, sort_keys=True))
