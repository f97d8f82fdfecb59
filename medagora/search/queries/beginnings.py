"""What may be meant by words that begin no term, while they are being typed."""

import secrets
from collections.abc import Iterator
from functools import lru_cache

from django.core.cache import cache

from medagora.search import sources
from medagora.search.domain.beginnings import SHORTEST, Beginnings
from medagora.search.domain.documents import Role
from medagora.search.domain.words import ARTICLE, Question, understand

_KEY = "search-beginnings"
_SECONDS = 3600
_MOST_LANGUAGES = 12


def beginnings_in(language: str) -> Beginnings:
    """Those of all terms in the language; an hour old at most."""
    state = cache.get(_KEY)
    if state is None:
        state = secrets.token_hex(8)
        cache.set(_KEY, state, _SECONDS)
    return _read(state, language)


@lru_cache(maxsize=_MOST_LANGUAGES)
def _read(_state: str, language: str) -> Beginnings:
    return Beginnings(
        term.text
        for document in sources.topic_documents()
        for term in document.terms
        if term.language == language and term.role is not Role.MISSPELT
    )


def likely_questions(question: Question, language: str) -> Iterator[Question]:
    """The same with its slips mended: the unfinished word, and whole ones before it;
    or with a long word taken apart."""
    known = beginnings_in(language)
    *whole, last = question.words
    last = last.removeprefix(ARTICLE)
    mended = [_mended(known, word, question) for word in whole]
    if len(last) < SHORTEST or known.begins(last):
        ends = [last] if mended != whole else []
    elif parts := known.split(last):
        ends = [" ".join(parts)]
    else:
        ends = known.meant(last)
    for end in ends:
        yield understand(" ".join((*mended, end)), language)


def shorter_questions(question: Question, language: str) -> Iterator[Question]:
    """Without the first words, one after the other, or the last: they may stand in no
    term."""
    for first in range(1, len(question.content)):
        rest = question.content[first:]
        if rest[1:] or len(rest[0]) >= SHORTEST:
            yield understand(" ".join(rest), language)
    if whole := question.words[:-1]:
        yield understand(" ".join(whole), language)


def is_strange(question: Question, language: str) -> bool:
    """Is there a word that no term has or begins with?"""
    known = beginnings_in(language)
    return any(not known.begins(word) for word in question.content)


def _mended(known: Beginnings, word: str, question: Question) -> str:
    if word not in question.content or known.begins(word):
        return word
    return next(iter(known.meant(word, whole=True)), word)
