"""Beginnings of words, with a slip: "diabt" begins nothing, "diabet" begins diabetes.

A text that is still being typed ends with half a word, and half a word with a slip is
near to nothing that ``spelling`` could find.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from medagora.search.domain.spelling import begin_alike
from medagora.search.domain.words import words_of

#: A shorter beginning may become anything yet.
SHORTEST = 4
#: How many beginnings may be meant by one.
_MOST = 3


class Beginnings:
    """The words of many texts in one language, and what begins them."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._counts = Counter(word for text in texts for word in words_of(text))
        self._sorted = sorted(self._counts)
        self._by_letter: dict[str, list[str]] = defaultdict(list)
        for word in self._sorted:
            self._by_letter[word[0]].append(word)

    def has(self, word: str) -> bool:
        return word in self._counts

    def begins(self, start: str) -> bool:
        """Does any word begin so?"""
        place = bisect_left(self._sorted, start)
        return place < len(self._sorted) and self._sorted[place].startswith(start)

    def split(self, word: str) -> tuple[str, str] | None:
        """A word of ours, the longest, and the beginning of another: "terdf" is "terd"
        and "f"."""
        for place in range(len(word) - 1, SHORTEST - 1, -1):
            if self.has(word[:place]) and self.begins(word[place:]):
                return word[:place], word[place:]
        return None

    def meant(self, start: str, *, whole: bool = False) -> list[str]:
        """What may be meant by a beginning that none of our words has: the beginnings
        one slip away, the likeliest first; ``whole``: whole words only."""
        if len(start) < SHORTEST or start.isdecimal():
            return []
        found: Counter[str] = Counter()
        for letter, words in self._by_letter.items():
            if begin_alike(start, letter + start[1:]) or letter == start[1]:
                for word in words:
                    for near in _near(start, word):
                        if near == word or not whole:
                            found[near] += self._counts[word]
        likely = (near for near in found if begin_alike(start, near))
        ranked = sorted(likely, key=lambda n: (not self.has(n), -found[n], len(n), n))
        return _widest(ranked)[:_MOST]


def _widest(starts: Iterable[str]) -> list[str]:
    """Without those that only go on where another ends."""
    kept: list[str] = []
    for start in starts:
        if not any(start.startswith(one) for one in kept):
            kept = [one for one in kept if not one.startswith(start)] + [start]
    return kept


def _near(start: str, word: str) -> Iterator[str]:
    """Beginnings of the word from which the start is one slip away."""
    length = len(start)
    same = 0
    while same < min(length, len(word)) and start[same] == word[same]:
        same += 1
    rest = start[same + 1 :]
    if same == length:
        return
    if rest == word[same + 1 : length]:  # another letter
        yield word[:length]
    if rest and rest == word[same : length - 1]:  # one too many
        yield word[: length - 1]
    if start[same:] == word[same + 1 : length + 1]:  # one too few
        yield word[: length + 1]
    swapped = word[same + 1 : same + 2] + word[same : same + 1]
    if (
        start[same : same + 2] == swapped
        and start[same + 2 :] == word[same + 2 : length]
    ):
        yield word[:length]
