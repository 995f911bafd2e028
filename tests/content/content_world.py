"""The real data, open to damage, and the plainest kinds of it."""

from pyoxigraph import Literal, NamedNode, Quad

from rightsgraph.namespaces import EDTF, GRAPHS, RDF

DERIVED = NamedNode(GRAPHS + "derived")


class World:
    """All statements, open to change, and a seeded choice of things that are touched once only."""

    def __init__(self, quads, random):
        self.quads, self.random, self.touched = set(quads), random, set()
        self.of = {}
        for quad in quads:
            self.of.setdefault(quad.subject, set()).add(quad)

    def values(self, thing, predicate):
        return sorted((q.object for q in self.of[thing] if q.predicate == predicate), key=str)

    def pick(self, kind, fit=lambda thing: True):
        """Return an untouched thing of a class."""
        typed = (q for q in self.quads if q.predicate == RDF.type and q.object == kind)
        things = sorted((q.subject for q in typed), key=str)
        thing = self.random.choice([t for t in things if t not in self.touched and fit(t)])
        self.touched.add(thing)
        return thing

    def has(self, predicate):
        return lambda thing: bool(self.values(thing, predicate))

    def such(self, *pairs):
        return lambda thing: all(value in self.values(thing, name) for name, value in pairs)

    def drop(self, thing, predicate):
        gone = {q for q in self.of[thing] if q.predicate == predicate}
        assert gone, (thing, predicate)
        self.quads -= gone
        self.of[thing] -= gone

    def add(self, thing, predicate, value, graph=None):
        graphs = sorted({q.graph_name for q in self.of[thing]} - {DERIVED}, key=str)
        quad = Quad(thing, predicate, value, graph or graphs[0])
        self.quads.add(quad)
        self.of[thing].add(quad)

    def put(self, thing, predicate, value):
        graph = next(q.graph_name for q in self.of[thing] if q.predicate == predicate)
        self.drop(thing, predicate)
        self.add(thing, predicate, value, graph)


def edtf(text):
    return Literal(text, datatype=EDTF.EDTF)


def dropping(kind, predicate):
    def damage(world):
        thing = world.pick(kind, world.has(predicate))
        world.drop(thing, predicate)
        return thing

    return damage


def putting(kind, predicate, value):
    def damage(world):
        thing = world.pick(kind, world.has(predicate))
        world.put(thing, predicate, value)
        return thing

    return damage


def adding(kind, predicate, value):
    def damage(world):
        thing = world.pick(kind)
        world.add(thing, predicate, value)
        return thing

    return damage
