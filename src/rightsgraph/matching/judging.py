"""What a comparison of names means: the same body, another, or a question for a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from rightsgraph.matching.index import PLACE, Index
from rightsgraph.matching.phrases import MARK, content
from rightsgraph.matching.scoring import Comparison, compare
from rightsgraph.matching.words import acronyms_of, is_acronym_of, load_words, words_of
from rightsgraph.namespaces import RG

SAME, ASK, DIFFERENT = "same", "ask", "different"
EXTRA, MISSING = 0.12, 0.2  # of the weight of a name, what may be left over when it is the same
DOUBT = 0.35  # the same, when a person is asked
SLIPPED = 0.6  # of what is common, what slips may make up
LATER = (0, 0.5, 2.5)  # points that other and hidden names stand behind preferred ones
TOP = {SAME: 100.0, ASK: 84.9, DIFFERENT: 59.9}
HIDDEN = 2


@dataclass(frozen=True)
class Asked:
    """A name that is looked for.

    Attributes
    ----------
    words, marked : tuple of str
        Its words, and these with the names of places and organisations as one token each.
    acronyms : frozenset of str
        Those written like acronyms.
    places : frozenset of str
        The places that it names.
    near : mapping of str to list of str
        What unknown words can be slips for.
    """

    words: tuple[str, ...]
    marked: tuple[str, ...]
    acronyms: frozenset[str]
    places: frozenset[str]
    near: Mapping[str, list[str]]

    @classmethod
    def of(cls, name: str, index: Index) -> Asked:
        """Return a name as an index needs it."""
        words = words_of(name)
        marked = content(index.phrases.replace(words))
        near = {word: index.near(word) for word in {*words, *marked}}
        places = index.phrases.places_in(words)
        return cls(content(words), marked, acronyms_of(name), places, near)

    @property
    def looked_for(self) -> set[str]:
        """The words by which known names are found."""
        return {*self.words, *self.marked}.union(*self.near.values())


@dataclass(frozen=True)
class Ruling:
    """A verdict on one known name.

    Attributes
    ----------
    score, verdict
        As a candidate has them.
    best : Comparison
        What it rests on.
    text : str
        The known name.
    foreign : frozenset of str
        Places asked for that the thing has nothing to do with.
    doubt : str
        Why a person should say, in words.
    """

    score: float
    verdict: str
    best: Comparison
    text: str
    foreign: frozenset[str]
    doubt: str

    @property
    def reason(self) -> str:
        """Why, in words."""
        best = self.best
        parts = [f"{'all words of' if best.is_exact else 'compared with'} {self.text!r}"]
        for words, said in ((best.only_asked, "not in it"), (best.only_known, "left out")):
            if words:
                parts.append(f"{said}: {listed(words)}")
        parts += [f"{wrong!r} taken for {meant!r}" for wrong, meant in best.slips]
        if self.foreign:
            parts.append(f"another place: {listed(sorted(self.foreign))}")
        return "; ".join([*parts, self.doubt] if self.doubt else parts)


class Judge:
    """Rules on a name and a known name.

    Parameters
    ----------
    index : Index
        The known names.
    types : mapping of str to set of NamedNode
        The classes of each thing.
    places : mapping of str to set of str
        The places that each thing is in or serves.
    """

    def __init__(
        self,
        index: Index,
        types: Mapping[str, set[NamedNode]],
        places: Mapping[str, set[str]],
    ) -> None:
        self.index, self.types, self.linked = index, types, places
        self.words_by_thing: dict[str, frozenset[str]] = {}
        self.places_by_thing: dict[str, frozenset[str]] = {}

    def rule(self, asked: Asked, number: int, hinted: frozenset[str]) -> Ruling:
        """Return the ruling on one known name; ``hinted`` are places that are known otherwise."""
        label, index = self.index.labels[number], self.index
        thing, known_words = label.iri, self.words_of_thing(label.iri)

        def is_free(word: str) -> bool:
            return self.adds_nothing(word, thing, number, asked.acronyms)

        known = [(asked.words, index.words[number])]
        if asked.marked != asked.words or index.marked[number] != index.words[number]:
            known.append((asked.marked, index.marked[number]))
        if index.tokens.get(number) in asked.marked:
            known.append((asked.marked, (index.tokens[number],)))
        views = [
            compare(
                *(ours, theirs, index.weigh, asked.near),
                *(is_free, known_words.__contains__, load_words().kinds.__contains__),
            )
            for ours, theirs in known
        ]
        best = max(views, key=lambda view: (view.is_exact, view.score))
        own = self.places_of_thing(thing)
        foreign = asked.places - own
        lacking = self.index.places[number] - asked.places - hinted
        doubt = self.doubt(best, number, bool(lacking), bool(hinted & own))
        if own and hinted - own:
            doubt = f"it is not known to be in {listed(sorted(hinted - own))}"
        score = max(best.score - LATER[label.kind], 0)
        if (
            foreign
            or not best.matched
            or share(best.extra, best.matched) > DOUBT
            or share(best.missing, best.matched) > DOUBT
        ):
            verdict = DIFFERENT
        elif doubt or self.is_too_much(best):
            verdict = ASK
        else:
            verdict = SAME
        return Ruling(min(score, TOP[verdict]), verdict, best, label.text, foreign, doubt)

    def is_too_much(self, best: Comparison) -> bool:
        """Return whether more is left over than a name that is the same may leave.

        What is left out may only say what kind of body it is, or which it belongs to; what is added
        may not be rare.
        """
        little = load_words().kinds | load_words().forms
        telling = any(not word.startswith(MARK) and word not in little for word in best.only_known)
        return (
            telling
            or any(self.index.weigh(word) >= PLACE for word in best.only_asked)
            or share(best.extra, best.matched) > EXTRA
            or share(best.missing, best.matched) > MISSING
        )

    def doubt(self, best: Comparison, number: int, lacking: bool, hinted: bool) -> str:
        """Return why a person should say although the names are alike, or an empty text."""
        label = self.index.labels[number]
        if RG.ActorGroup in self.types.get(label.iri, ()):
            return "it is a group named only by kind"
        if lacking:
            return "the place is not said"
        if best.slipped > SLIPPED * best.matched:
            return "the word that tells it apart has a slip"
        if any(self.index.phrases.places_in((meant,)) for _, meant in best.slips):
            return "the name of the place has a slip"
        if best.turned:
            return "the two words stand in another order"
        if not hinted and self.is_vague(number):
            return "many bodies have this name"
        return ""

    def is_vague(self, number: int) -> bool:
        """Return whether a name tells its thing apart only where the thing is known already.

        So are names whose words all say what kind of body it is; hidden names that leave out words
        of a longer name; and other names that leave out the place and have no rare word.
        """
        index, label = self.index, self.index.labels[number]
        if load_words().kinds.issuperset(index.words[number]):
            return True
        words = set(index.marked[number])
        wholes = (
            set(index.marked[n]) for n in index.of[label.iri] if index.labels[n].kind < HIDDEN
        )
        left_out = [whole - words for whole in wholes if words < whole]
        if label.kind == HIDDEN:
            return any(share(sum(map(index.weigh, one)), 1) > MISSING for one in left_out)
        is_rare = any(index.weigh(word) >= PLACE for word in words)
        return not is_rare and any(one & index.phrases.places for one in left_out)

    def adds_nothing(self, word: str, thing: str, number: int, acronyms: frozenset[str]) -> bool:
        """Return whether a word more or less changes nothing for this name."""
        classes, lists = self.types.get(thing, ()), load_words()
        if word in lists.offices:
            return RG.Office in classes
        if word in lists.governments:
            return RG.State in classes
        return word in acronyms and is_acronym_of(word, self.index.words[number])

    def words_of_thing(self, thing: str) -> frozenset[str]:
        """Return the words of all names of a thing."""
        if thing not in self.words_by_thing:
            index = self.index
            self.words_by_thing[thing] = frozenset().union(
                *(index.words[n] + index.marked[n] for n in index.of[thing])
            )
        return self.words_by_thing[thing]

    def places_of_thing(self, thing: str) -> frozenset[str]:
        """Return the places in the names of a thing, and those that it is in or serves."""
        if thing not in self.places_by_thing:
            index = self.index
            numbers = [*index.of[thing]]
            for place in self.linked.get(thing, ()):
                numbers += index.of.get(place, ())
            self.places_by_thing[thing] = frozenset().union(*(index.places[n] for n in numbers))
        return self.places_by_thing[thing]


def share(left_over: float, common: float) -> float:
    """Return the part that is left over of a name."""
    return left_over / (left_over + common) if left_over else 0


def doubted(score: float, verdict: str) -> tuple[float, str]:
    """Return score and verdict of what was the same but for a doubt."""
    return (min(score, TOP[ASK]), ASK) if verdict == SAME else (score, verdict)


def listed(words: Iterable[str]) -> str:
    """Return words and tokens one after the other."""
    return ", ".join(word.removeprefix(MARK) for word in words)
