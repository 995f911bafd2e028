"""How far a name and a known name are the same words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rightsgraph.matching.phrases import MARK


@dataclass(frozen=True)
class Comparison:
    """What two names have in common.

    Attributes
    ----------
    matched, extra, missing : float
        Weight of the words in both, only in the name asked for, only in the known name.
    only_asked, only_known : tuple of str
        Those words.
    slips : tuple of (str, str)
        Words taken for slips of the pen, each with the word that it is taken for.
    slipped : float
        The weight of those that say more than what kind of body it is.
    turned : bool
        Whether the names are the same two words in another order.
    """

    matched: float
    extra: float
    missing: float
    only_asked: tuple[str, ...]
    only_known: tuple[str, ...]
    slips: tuple[tuple[str, str], ...] = ()
    slipped: float = 0
    turned: bool = False

    @property
    def score(self) -> float:
        """Twice the common weight over the weight of both names, from 0 to 100."""
        both = 2 * self.matched
        return 100 * both / (both + self.extra + self.missing) if both else 0

    @property
    def is_exact(self) -> bool:
        """Whether the names are the same words."""
        return not (self.only_asked or self.only_known or self.slips)


def compare(
    asked: Sequence[str],
    known: Sequence[str],
    weigh: Callable[[str], float],
    near: Mapping[str, Sequence[str]],
    is_free: Callable[[str], bool],
    is_known: Callable[[str], bool],
    is_kind: Callable[[str], bool],
) -> Comparison:
    """Return what a name has in common with a known name.

    Parameters
    ----------
    asked, known : sequence of str
        Their words, without those that say nothing.
    weigh : callable
        How much a word says.
    near : mapping of str to sequence of str
        For a word asked for that no known name has, those that it can be a slip for.
    is_free : callable
        Whether a word adds nothing to this known name, such as ``office`` to that of an office.
    is_known : callable
        Whether a word is in another name of the same thing; it then counts as common.
    is_kind : callable
        Whether a word only says what kind of body it is.
    """
    ours, theirs = dict.fromkeys(asked), dict.fromkeys(known)
    matched = sum(weigh(word) for word in ours if word in theirs)
    left, open_ = [w for w in ours if w not in theirs], [w for w in theirs if w not in ours]
    slips, extra = [], []
    for word in left:
        meant = next((one for one in near.get(word, ()) if one in open_), None)
        if meant:
            slips.append((word, meant))
            open_.remove(meant)
        elif is_known(word):
            matched += weigh(word)
        elif not is_free(word):
            extra.append(word)
    taken = sum(weigh(meant) for _, meant in slips)
    missing = [word for word in open_ if not is_free(word)]
    order = [word for word in ours if word in theirs]
    turned = (
        len(theirs) == len(order) == len(ours) == 2
        and order != list(theirs)
        and not any(word.startswith(MARK) for word in order)
    )
    return Comparison(
        matched + taken,
        sum(map(weigh, extra)),
        sum(map(weigh, missing)),
        tuple(extra),
        tuple(missing),
        tuple(slips),
        sum(weigh(meant) for _, meant in slips if not is_kind(meant)),
        turned,
    )
