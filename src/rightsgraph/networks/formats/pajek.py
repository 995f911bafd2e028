"""Pajek's network file: names with IRIs, weights, passages as line labels."""

from __future__ import annotations

from rightsgraph.networks.formats.content import SEPARATOR, Content


def pajek_bytes(content: Content) -> bytes:
    """Return a network as a file of Pajek.

    A vertex is labelled ``name <IRI>``; a line has its value and, as label, the passages. Of a
    network of two modes the first line tells how many vertices are of the first. The file starts
    with a byte order mark, by which Pajek knows UTF-8, and the mark with a line that the other
    readers pass over. What Pajek has no place for is left out; ``"`` becomes ``'``, since it has no
    escape for it, and a line break a space.

    References
    ----------
    A. Mrvar and V. Batagelj, Pajek NET format. http://mrvar.fdv.uni-lj.si/pajek/DrawEPS.htm
    """
    nodes = sorted(content.nodes, key=lambda node: content.nodes[node].get("bipartite", 0))
    numbers = {node: number for number, node in enumerate(nodes, 1)}
    size = str(len(nodes))
    if "bipartite" in content.node_columns:
        size += f" {sum(not content.nodes[node].get('bipartite', 0) for node in nodes)}"
    lines = [f"*Network {one_line(content.about.get('name', content.name))}", f"*Vertices {size}"]
    for node, number in numbers.items():
        name = content.nodes[node].get("label")
        lines.append(f'{number} "{one_line(f"{name} <{node}>" if name else f"<{node}>")}"')
    lines.append("*Edges")
    for (one, other), values in content.edges.items():
        line = f"{numbers[one]} {numbers[other]} {values.get('weight', 1.0)}"
        if values.get("passages"):
            line += f' l "{one_line(SEPARATOR.join(values["passages"]))}"'
        lines.append(line)
    return ("\ufeff" + "\n".join(lines) + "\n").encode("utf-8")


def one_line(text: str) -> str:
    """Return a text on one line and without double quotes.

    >>> print(one_line('the "host"\\nof the course'))
    the 'host' of the course
    """
    return " ".join(text.replace('"', "'").split())
