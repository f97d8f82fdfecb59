"""What an abbreviation may stand for, the likeliest for this reader first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from medagora.kernel.text import fold
from medagora.search.domain.function_words import FUNCTION_WORDS
from medagora.search.domain.understanding.lists import tables_of

#: A reading of English counts so much less for readers of other languages.
_FROM_ENGLISH = 0.5
#: A reading of the other audience, and one of a certain audience for anybody.
_OF_OTHERS, _OF_SOME = 0.3, 0.6


@dataclass(frozen=True)
class Reading:
    """``topic`` is the slug of a starter topic or ""; ``weight`` from 0 to 1."""

    text: str
    topic: str
    weight: float


@dataclass(frozen=True)
class _Entry:
    """A reading as the file has it. ``audience`` is whose it is, "" for everybody."""

    reading: Reading
    audience: str
    is_only: bool

    def read_by(self, audience: str) -> Reading | None:
        """As it counts for "patients", "professionals" or anybody ("")."""
        if self.audience in {"", audience}:
            return self.reading
        if self.is_only and audience:
            return None
        factor = _OF_OTHERS if audience else _OF_SOME
        return replace(self.reading, weight=self.reading.weight * factor)


def expand(word: str, language: str, audience: str = "") -> tuple[Reading, ...]:
    """The readings of a word as it was typed; () when it is no known abbreviation.

    Abbreviations that are also words, such as ALL, count only in capitals.
    """
    key = fold(word).replace(" ", "")  # "T.B." is "tb"
    if not key or (_is_a_word_too(key, language) and not _is_capitals(word)):
        return ()
    own = _entries(language).get(key, ())
    english = _entries("en").get(key, ()) if language != "en" else ()
    return _ranked((*own, *map(_from_english, english)), audience)


def _is_a_word_too(key: str, language: str) -> bool:
    small = FUNCTION_WORDS["en"] | FUNCTION_WORDS.get(language, frozenset())
    return key in small or key in _need_capitals()


def _is_capitals(word: str) -> bool:
    return sum(letter.isupper() for letter in word) > 1  # PrEP, too


def _from_english(entry: _Entry) -> _Entry:
    reading = entry.reading
    return replace(
        entry, reading=replace(reading, weight=reading.weight * _FROM_ENGLISH)
    )


def _ranked(entries: Iterable[_Entry], audience: str) -> tuple[Reading, ...]:
    """Each meaning once, the reader's own language and audience first."""
    kept: dict[str, tuple[Reading, bool]] = {}
    for entry in entries:
        if reading := entry.read_by(audience):
            is_own = bool(audience) and entry.audience == audience
            kept.setdefault(reading.topic or fold(reading.text), (reading, is_own))
    ranked = sorted(kept.values(), key=lambda pair: (-pair[0].weight, not pair[1]))
    return tuple(reading for reading, _is_own in ranked)


@lru_cache(maxsize=1)
def _need_capitals() -> frozenset[str]:
    return frozenset(tables_of("abbreviations.toml")["capitals"].split())


@lru_cache(maxsize=32)
def _entries(language: str) -> dict[str, tuple[_Entry, ...]]:
    table = tables_of("abbreviations.toml").get(language)
    if not isinstance(table, dict):
        return {}
    return {key: tuple(_read(readings)) for key, readings in table.items()}


def _read(readings: Iterable[dict[str, object]]) -> Iterator[_Entry]:
    for plain in readings:
        weight = plain.get("weight", 1.0)
        if not isinstance(weight, float):
            raise TypeError(f"weight of {plain['text']} is not a decimal number")
        reading = Reading(str(plain["text"]), str(plain.get("topic", "")), weight)
        audience = str(plain.get("only", plain.get("for", "")))
        yield _Entry(reading, audience, is_only="only" in plain)
