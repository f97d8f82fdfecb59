"""British and American spellings of one English word: "anaemia" and "anemia"."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

LANGUAGE = "en"

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Rules:
    """The parts that change, as (from, to), and where they stand in a word."""

    whole: dict[str, str]
    start: Pairs
    within: Pairs
    end: Pairs
    unchanged: tuple[str, ...]

    def rewrite(self, word: str) -> str:
        """The word with every part changed that it has; a word of its own kept."""
        if word in self.whole:
            return self.whole[word]
        if word.startswith(self.unchanged):
            return word
        word = _first(word, self.start, str.startswith, _at_start)
        word = _first(word, self.within, str.__contains__, str.replace)
        return _first(word, self.end, str.endswith, _at_end)


def phrases_of(words: tuple[str, ...], language: str) -> tuple[tuple[str, ...], ...]:
    """The folded words as they stand, then all American, then all British; only what
    differs, and only in English."""
    if language != LANGUAGE:
        return (words,)
    american, british = zip(*map(_respelled, words), strict=True) if words else ((), ())
    return tuple(dict.fromkeys((words, american, british)))


@lru_cache(maxsize=20_000)
def _respelled(word: str) -> tuple[str, str]:
    to_american, to_british = _rules()
    return to_american.rewrite(word), to_british.rewrite(word)


@lru_cache(maxsize=1)
def _rules() -> tuple[Rules, Rules]:
    """British to American, and American to British."""
    place = files("medagora.search.domain.synonyms") / "spellings.toml"
    plain = tomllib.loads(place.read_text(encoding="utf-8"))
    return _ruled(plain, 0), _ruled(plain, 1)


def _ruled(plain: dict[str, list[list[str]]], source: int) -> Rules:
    def pairs(name: str) -> Pairs:
        return tuple((pair[source], pair[1 - source]) for pair in plain[name])

    kept = tuple(str(word) for word in plain["unchanged"])
    return Rules(
        dict(pairs("whole")), pairs("start"), pairs("within"), pairs("end"), kept
    )


def _first(
    word: str,
    pairs: Pairs,
    has: Callable[[str, str], bool],
    change: Callable[[str, str, str], str],
) -> str:
    """Changes the first part that the word has. One that stands inside the other
    spelling ("esthesia" in "aesthesia") may be written in that already."""
    for old, new in pairs:
        if has(word, old) and not (old in new and has(word, new)):
            return change(word, old, new)
    return word


def _at_start(word: str, old: str, new: str) -> str:
    return new + word.removeprefix(old)


def _at_end(word: str, old: str, new: str) -> str:
    return word.removesuffix(old) + new
