"""The words about names of a language: titles, organisations, letters after a name."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Any

from medagora.appraisal.domain.word_lists import word_list
from medagora.kernel.text import fold


class NameWords:
    """What a language's list says about names, with the English beside it."""

    def __init__(self, tables: list[dict[str, Any]]) -> None:
        names = [table.get("names", {}) for table in tables]
        self.titles = _folded(names, "titles")
        self.nobody = _folded(names, "nobody")
        self.openers = _folded(names, "openers")
        self.stops = _folded(names, "stops")
        organisations = _folded(names, "organisations")
        self._whole = frozenset(o for o in organisations if not o.endswith("*"))
        self._stems = tuple(o[:-1] for o in organisations if o.endswith("*"))
        letters = {
            written
            for table in tables
            for written in table.get("credentials", {}).get("letters", ())
        }
        self.credentials = _credential_pattern(letters)

    def is_organisation(self, folded: str) -> bool:
        """Whether a folded word belongs to an organisation's name."""
        return folded in self._whole or bool(
            self._stems and folded.startswith(self._stems)
        )


@lru_cache(maxsize=32)
def name_words(language: str) -> NameWords:
    """The words of this language about names; English ones alone for others."""
    lists = [word_list(code, "trust") for code in dict.fromkeys((language, "en"))]
    return NameWords([found.tables for found in lists if found])


def _folded(tables: list[dict[str, Any]], key: str) -> frozenset[str]:
    return frozenset(
        fold(word) + ("*" if word.endswith("*") else "")
        for table in tables
        for word in table.get(key, ())
    )


def _credential_pattern(letters: Collection[str]) -> re.Pattern[str]:
    """MD, M.D. and M. D.; capital and small letters as written, whole words only."""
    ordered = sorted(letters, key=lambda written: (-len(written), written))
    forms = "|".join(_form_of(written) for written in ordered)
    return re.compile(rf"(?<![^\W_])(?:{forms})(?![^\W_])")


def _form_of(written: str) -> str:
    words = written.split()
    if len(words) > 1 or any(char in written for char in ".-"):
        return (
            r"[.\s-]{0,2}".join(re.escape(word.strip(".")) for word in words) + r"\.?"
        )
    if written.isascii() and len(written) <= 5:
        # between capitals only: "Ph.D.", never "p.h.d"
        parts = re.findall(r"[A-Z]+(?=[A-Z])|[A-Z][a-z]*", written) or [written]
        split = [piece for part in parts for piece in _capitals(part)]
        return r"\.?\s?".join(re.escape(piece) for piece in split) + r"\.?"
    return re.escape(written)


def _capitals(part: str) -> list[str]:
    return list(part) if part.isupper() else [part]


def credentials_in(
    text: str, start: int, end: int, language: str
) -> Iterator[tuple[int, int]]:
    """Where letters such as MD, PhD, RN stand in this part of the text."""
    for found in name_words(language).credentials.finditer(text, max(start, 0), end):
        yield found.span()
