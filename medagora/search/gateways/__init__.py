"""The search engine behind a Protocol; today Tantivy, in one folder."""

from collections.abc import Collection, Iterable
from contextlib import AbstractContextManager
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from django.conf import settings

from medagora.search.domain.documents import Documents, Sort, TopicTerm
from medagora.search.domain.requests import ContentAnswer, ContentQuery, Part
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

    def at_once(self) -> AbstractContextManager[None]:
        """What this thread asks meanwhile is answered from one state of the index."""
        ...

    def count(self, sort: Sort | None = None) -> int:
        """How many documents there are: in all, or among those beside which the words
        of this sort are weighed. Questions of people lie apart from all other
        content, so that a word can be common there and rare here."""
        ...

    def counts(self) -> dict[str, int]:
        """How many there are of each sort; terms of topics under "term"."""
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

    def forget(self, sort: Sort, *, before: int) -> None:
        """Takes out the content of a sort that was published before (in seconds)."""
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

    def terms_of(self, slugs: Collection[str]) -> list[TopicTerm]:
        """All terms of these topics."""
        ...

    def topics_with(
        self, words: Collection[str], *, is_start: bool = False
    ) -> dict[str, frozenset[str]]:
        """For each word the topics that have a term with it (or beginning so)."""
        ...

    def find_content(self, query: ContentQuery) -> ContentAnswer:
        """One page of hits with facets; without hits for a limit of 0."""
        ...

    def explain(self, query: ContentQuery, uid: str) -> tuple[Part, ...]:
        """What each word and wish gave to this hit; what gave nothing is left out."""
        ...

    def stems_of(
        self, uids: Collection[str], sort: Sort, *, least: int = 0
    ) -> list[dict[str, int]]:
        """For each of these that there is, its frequent stems and how often they
        stand in it. Nothing where they have fewer than ``least`` in the mean."""
        ...

    def commonness(
        self, stems: Collection[str], sort: Sort = Sort.RESOURCE
    ) -> dict[str, float]:
        """For each stem the share that has it, of all content that lies with this
        sort."""
        ...

    def suggest_content(
        self,
        words: Collection[str],
        language: str,
        *,
        limit: int,
        sort: Sort = Sort.RESOURCE,
    ) -> list[str]:
        """Uids of content in the language whose title has the words; the last word
        may be a beginning."""
        ...

    def similar_words(
        self, word: str, language: str, *, slips: int = 2
    ) -> list[Candidate]:
        """Words of terms and titles at most ``allowed_distance`` and so many slips
        away."""
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
