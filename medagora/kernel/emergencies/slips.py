"""One slip of the fingers undone: "wnat", "overdoes", "chocking", "mourrir".

Only words that no rule knows are looked at, and only the slips that fingers make: two
neighbours swapped, a letter twice instead of once or the other way, and inside long
words a letter too few or too many. Another letter in a place is no such slip: it makes
one real word of another ("strike" is no "stroke").
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from medagora.kernel.text import with_single_letters

#: Shorter words are too near to each other.
SHORTEST = 4
#: From here on a letter may be missing.
LONG = 7


class Vocabularies:
    """The words that the rules of each language look for."""

    def __init__(self, words_by_language: Mapping[str, Iterable[str]]) -> None:
        self._meant: dict[str, dict[str, str]] = defaultdict(dict)
        for language, words in words_by_language.items():
            for word in sorted(words):
                self._meant[word][language] = word
        self._words = frozenset(self._meant)
        for word in sorted(self._words):
            languages = tuple(self._meant[word])
            for slip in slips_of(word) - self._words:
                for language in languages:
                    self._meant[slip].setdefault(language, word)

    def mended(self, words: Sequence[str]) -> dict[str, list[str]]:
        """The words in each language in which some are slips, those mended."""
        meant = {word: found for word in words if (found := self._mended(word))}
        languages = {language for found in meant.values() for language in found}
        return {
            language: [meant.get(word, {}).get(language, word) for word in words]
            for language in sorted(languages)
        }

    def _mended(self, word: str) -> dict[str, str]:
        """What a word may be a slip of, in each language; nothing for one of ours."""
        if word in self._words or len(word) < SHORTEST:
            return {}
        shorter = (
            with_single_letters(word),
            *(_with_one_less(word) if len(word) > LONG else ()),
        )
        found: dict[str, str] = {}
        for form in (word, *(form for form in shorter if form in self._words)):
            found = self._meant.get(form, {}) | found
        return found


def slips_of(word: str) -> set[str]:
    """What fingers make of a word, besides a letter too many."""
    if len(word) < SHORTEST:
        return set()
    found = {*_swapped(word), with_single_letters(word)}
    if len(word) >= LONG:
        found.update(_with_one_less(word))
    return found - {word}


def _swapped(word: str) -> Iterator[str]:
    for i in range(len(word) - 1):
        yield word[:i] + word[i + 1] + word[i] + word[i + 2 :]


def _with_one_less(word: str) -> Iterator[str]:
    """The first letter is hardly ever the one, and the last may be an ending."""
    for i in range(1, len(word) - 1):
        yield word[:i] + word[i + 1 :]
