"""Slips of the finger: how far two words are apart, and which one was meant."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from medagora.search.domain.words import written_words


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
