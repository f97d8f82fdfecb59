"""The tables behind ``text.fold``, for code in other languages that must agree."""

import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from medagora.kernel.text import SAME_LETTERS


@dataclass(frozen=True)
class FoldTables:
    """What a language without ``casefold`` and combining classes lacks.

    ``cases``: letters whose case folding is not their lower-case form.
    ``same``: letters that people type for each other; empty means none at all.
    ``combining``: first and last of each run of marks that disappear.
    """

    cases: dict[str, str]
    same: dict[str, str]
    combining: list[tuple[int, int]]


@lru_cache(maxsize=1)
def fold_tables() -> FoldTables:
    characters = map(chr, range(sys.maxunicode + 1))
    return FoldTables(
        cases={c: c.casefold() for c in characters if c.casefold() != c.lower()},
        same={chr(ord(key)): value or "" for key, value in SAME_LETTERS.items()},
        combining=list(_combining_runs()),
    )


def _combining_runs() -> Iterator[tuple[int, int]]:
    start: int | None = None
    for point in range(sys.maxunicode + 2):
        inside = point <= sys.maxunicode and bool(unicodedata.combining(chr(point)))
        if inside and start is None:
            start = point
        elif not inside and start is not None:
            yield start, point - 1
            start = None
