"""The search engine behind a Protocol; today Tantivy, in one folder."""

from collections.abc import Collection, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from django.conf import settings

from medagora.search.domain.documents import Documents, TopicTerm
from medagora.search.domain.requests import ResourceAnswer, ResourceQuery
from medagora.search.domain.spelling import Candidate
from medagora.search.domain.words import Question


class IndexUnavailable(Exception):
    """There is nothing to search in just now; the database still answers."""


class IndexMissing(IndexUnavailable):
    """No index, or one that was built by another recipe."""


class IndexDamaged(IndexUnavailable):
    """The index cannot be read; it has been set aside where that was possible."""


class SearchEngine(Protocol):
    """Keeps documents and finds them. Each call may raise IndexUnavailable."""

    def count(self) -> int:
        """How many documents there are."""
        ...

    def check(self) -> int:
        """As ``count``, after every byte was compared with its checksum."""
        ...

    def is_busy(self) -> bool:
        """Is somebody writing just now?"""
        ...

    def write(self, documents: Documents, *, gone: Iterable[str] = ()) -> None:
        """Puts documents in place of those with the same id; ``gone`` leave."""
        ...

    def rebuild(self, documents: Documents) -> int:
        """A new index of these, in place of the old one when it is complete."""
        ...

    def find_terms(
        self, question: Question, language: str, *, limit: int = 60
    ) -> list[TopicTerm]:
        """Terms that the question names, begins, or has the words of; the likely
        ones first, those in ``language`` before others."""
        ...

    def topics_with(
        self, words: Collection[str], *, is_start: bool = False
    ) -> dict[str, frozenset[str]]:
        """For each word the topics that have a term with it (or beginning so)."""
        ...

    def find_resources(self, query: ResourceQuery) -> ResourceAnswer:
        """One page of resources with facets."""
        ...

    def suggest_resources(
        self, words: Collection[str], language: str, *, limit: int
    ) -> list[str]:
        """Uids of resources in the language whose title has the words; the last
        word may be a beginning."""
        ...

    def similar_words(self, word: str, language: str) -> list[Candidate]:
        """Words of terms and titles at most ``allowed_distance`` away."""
        ...


def engine() -> SearchEngine:
    """The engine of this site; opening it is put off until something is asked."""
    return _engine(Path(settings.SEARCH_FOLDER))


@lru_cache(maxsize=4)
def _engine(folder: Path) -> SearchEngine:
    # loaded on first use: commands that never search start faster without it
    from medagora.search.gateways.tantivy_engine import (  # noqa: PLC0415 - see above
        TantivyEngine,
    )

    return TantivyEngine(folder)
