"""Slips that people make in the names of topics: "hart attack", and what they mean.

``<language>.toml`` has for a starter topic each slip with its right form. Search finds
the topic by them, like by any other of its terms, and shows them nowhere: a slip that
needs no table is mended by ``domain.spelling``.
"""

import tomllib
from collections import defaultdict
from functools import lru_cache
from importlib.resources import files

from medagora.search.domain.documents import Role, TopicTerm
from medagora.search.domain.words import words_of

#: Topic, language and words of a slip.
_Key = tuple[str, str, tuple[str, ...]]


def misspellings_of(slug: str) -> tuple[TopicTerm, ...]:
    """The slips of a topic in every language; none for a topic of a site's own."""
    return _misspellings().get(slug, ())


@lru_cache(maxsize=1)
def all_misspellings() -> tuple[TopicTerm, ...]:
    return tuple(term for terms in _misspellings().values() for term in terms)


def is_misspelt(term: TopicTerm) -> bool:
    """Is it a slip, whoever brought it?"""
    return _key(term) in _right_forms()


def right_form(term: TopicTerm) -> str:
    """The term as it is shown: a slip as it should be written."""
    if term.role is not Role.MISSPELT:
        return term.text
    return _right_forms().get(_key(term), "")


@lru_cache(maxsize=32)
def right_words(language: str) -> dict[str, str]:
    """For each misspelt word of a language the right one. Another language may write
    it so: Spanish has "colesterol"."""
    return {
        slip: right
        for (_slug, code, wrong), text in _right_forms().items()
        if code == language and len(wrong) == len(text.split())
        for slip, right in zip(wrong, text.lower().split(), strict=True)
        if [slip] != words_of(right)
    }


def _key(term: TopicTerm) -> _Key:
    return term.topic, term.language, tuple(words_of(term.text))


@lru_cache(maxsize=1)
def _misspellings() -> dict[str, tuple[TopicTerm, ...]]:
    found: dict[str, list[TopicTerm]] = defaultdict(list)
    for slug, language, wrong, _right in _written():
        found[slug].append(TopicTerm(slug, language, wrong, Role.MISSPELT))
    return {slug: tuple(terms) for slug, terms in found.items()}


@lru_cache(maxsize=1)
def _right_forms() -> dict[_Key, str]:
    return {
        (slug, language, tuple(words_of(wrong))): right
        for slug, language, wrong, right in _written()
    }


def _written() -> list[tuple[str, str, str, str]]:
    """Topic, language, slip and right form of each."""
    paths = sorted(files(__package__).iterdir(), key=lambda path: path.name)
    return [
        (slug, path.name.removesuffix(".toml"), wrong, right)
        for path in paths
        if path.name.endswith(".toml")
        for slug, slips in tomllib.loads(path.read_text("utf-8")).items()
        for wrong, right in slips.items()
    ]
