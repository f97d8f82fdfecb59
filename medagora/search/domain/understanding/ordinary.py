"""Ordinary words that are close to a word of health and no slips of it.

"Strike" is no "stroke": what stands here is left as it was typed. ``ordinary.toml``
holds them, folded.
"""

from collections.abc import Iterable
from functools import lru_cache

from medagora.search.domain.understanding.lists import tables_of


def is_ordinary(word: str, languages: Iterable[str]) -> bool:
    """Is a folded word an ordinary one in one of these languages?"""
    return any(word in _ordinary(code) for code in languages)


@lru_cache(maxsize=32)
def _ordinary(language: str) -> frozenset[str]:
    return frozenset(tables_of("ordinary.toml").get(language, "").split())
