"""Slips of the finger: how far two words are apart, and which one was meant."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from medagora.kernel.text import with_single_letters
from medagora.search.domain.words import written_words

#: Shorter words have too many neighbours ("nite", "bite", "night"): what was meant is
#: asked, and nothing is replaced.
_SHORTEST_SURE = 5
#: Two slips are only sure in long words that begin alike: "szülés" (childbirth) is two
#: slips from "szédülés" (dizziness).
_LONG = 9
_SAME_START = 3
#: "And", "so", "with", "like" and "for" of Arabic.
_ARABIC_PREFIXES = frozenset("وفبكل")
_SOUNDS = "bvw cksqz iyj fp gj ضظط تط صسث دذز زظ قكغ هح عا"
#: First letters that are taken for each other because they sound alike.
_ALIKE = tuple(map(frozenset, _SOUNDS.split()))


@dataclass(frozen=True)
class Candidate:
    """A word that the index knows: as written, folded, how often, whose."""

    written: str
    folded: str
    count: int = 1
    is_own_language: bool = True


def allowed_distance(word: str) -> int:
    """Short words are too close to each other to be guessed."""
    if len(word) < 4 or word.isdecimal():
        return 0
    return 1 if len(word) < 8 else 2


def distance(one: str, other: str, limit: int = 2) -> int:
    """Damerau-Levenshtein (adjacent letters swapped count once).

    Gives ``limit + 1`` for everything farther than the limit.
    """
    if abs(len(one) - len(other)) > limit or _is_far(one, other, limit):
        return limit + 1
    before: list[int] = []
    previous = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        current = [row]
        for column, against in enumerate(other, start=1):
            cost = min(
                previous[column] + 1,
                current[-1] + 1,
                previous[column - 1] + (letter != against),
            )
            if _is_swap(one, other, row, column):
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        before, previous = previous, current
    return min(previous[-1], limit + 1)


def _is_far(one: str, other: str, limit: int) -> bool:
    """Most words are, and their letters say so: a slip brings one letter or replaces
    one by another."""
    return len({*one} ^ {*other}) > 2 * limit


def _is_swap(one: str, other: str, row: int, column: int) -> bool:
    return (
        row > 1
        and column > 1
        and one[row - 1] == other[column - 2]
        and one[row - 2] == other[column - 1]
    )


def near_words(
    word: str, limit: int, texts: Iterable[tuple[str, bool]]
) -> list[Candidate]:
    """The words of texts that are no farther than the limit, each once, with how often
    it was there; a text comes with whether it is in the reader's language."""
    is_near = cache(lambda folded: distance(word, folded, limit) <= limit)
    counts: dict[tuple[str, bool], tuple[str, int]] = {}
    for text, is_own in texts:
        for start, stop, folded in written_words(text):
            if is_near(folded):
                written, count = counts.get((folded, is_own), (text[start:stop], 0))
                counts[folded, is_own] = (written, count + 1)
    return [
        Candidate(written.lower(), folded, count, is_own)
        for (folded, is_own), (written, count) in counts.items()
    ]


def nearest(word: str, candidates: Iterable[Candidate]) -> Candidate | None:
    """The word that was probably meant: near, the reader's own, frequent."""
    limit = allowed_distance(word)
    near = [
        (distance(word, candidate.folded, limit), candidate)
        for candidate in candidates
        if candidate.folded != word
    ]
    fitting = [(far, candidate) for far, candidate in near if far <= limit]
    if not fitting:
        return None
    return min(fitting, key=_rank)[1]


def is_sure(word: str, meant: str) -> bool:
    """Is it so likely that nobody needs to be asked? Both words are folded."""
    if not allowed_distance(word) or not meant:
        return False
    if _is_prefixed(word, meant) or with_single_letters(word) == meant:
        return True
    if len(word) < _SHORTEST_SURE or not begin_alike(word, meant):
        return False
    if distance(word, meant, 1) <= 1:
        return True
    is_long = min(len(word), len(meant)) >= _LONG
    begins_alike = word[:_SAME_START] == meant[:_SAME_START]
    return is_long and begins_alike and distance(word, meant) <= allowed_distance(word)


def is_other_ending(word: str, meant: str) -> bool:
    """Does one word only go on where the other ends? It is the same word then."""
    return word.startswith(meant) or meant.startswith(word)


def _is_prefixed(word: str, meant: str) -> bool:
    """Arabic writes "and", "with" and "for" at the front of the next word."""
    return word[0] in _ARABIC_PREFIXES and word[1:] == meant


def begin_alike(one: str, other: str) -> bool:
    """With the same letter, or one that sounds so; the h is silent in many languages,
    and the first two letters may be swapped."""
    first, second = one[0], other[0]
    if one.removeprefix("h")[:1] == other.removeprefix("h")[:1]:
        return True
    is_swapped = one[:2] == other[1::-1]
    return is_swapped or any({first, second} <= letters for letters in _ALIKE)


def _rank(scored: tuple[int, Candidate]) -> tuple[object, ...]:
    far, candidate = scored
    return far, not candidate.is_own_language, -candidate.count, candidate.written


def correct(text: str, meant: Mapping[str, str]) -> str:
    """The text with words replaced by what was meant, the rest as typed."""
    parts, end = [], 0
    for start, stop, folded in written_words(text):
        parts += [text[end:start], meant.get(folded, text[start:stop])]
        end = stop
    return "".join([*parts, text[end:]])
