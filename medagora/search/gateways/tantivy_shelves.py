"""The three indexes of a generation, each on a shelf of its own.

BM25 counts all documents of an index and how long they are in the mean. Thousands of
topics' terms of two words would make every word look rare and every text long; a
hundred thousand questions of patients would make rare in resources what is common among
questions. So each lies apart, and one changes without the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import tantivy

from medagora.search.domain.documents import Sort, content_id, topic_id
from medagora.search.gateways.tantivy_files import find_damage
from medagora.search.gateways.tantivy_ordering import Ordering
from medagora.search.gateways.tantivy_queries import QueryBuilder
from medagora.search.gateways.tantivy_schema import build_schema, kept, uid_of

#: The folders of topics' terms and of questions in that of a generation.
TERMS = "terms"
QUESTIONS = "questions"
#: Stems whose share of a shelf is remembered.
_REMEMBERED = 20_000


@dataclass(frozen=True)
class Shelves:
    content: tantivy.Index
    terms: tantivy.Index
    questions: tantivy.Index

    @classmethod
    def open(cls, path: Path) -> "Shelves":
        return cls(*(tantivy.Index.open(str(folder)) for folder in folders(path)))

    @classmethod
    def make(cls, path: Path) -> "Shelves":
        schema = build_schema()
        for folder in folders(path):
            folder.mkdir(exist_ok=True)
        return cls(*(tantivy.Index(schema, path=str(f)) for f in folders(path)))


def folders(path: Path) -> tuple[Path, Path, Path]:
    return path, path / TERMS, path / QUESTIONS


def shelf_of(identifier: str) -> str:
    """Where a document with this id lies: a field of ``Shelves``."""
    if identifier.startswith(topic_id("")):
        return "terms"
    is_question = identifier.startswith(content_id("", Sort.QUESTION))
    return "questions" if is_question else "content"


def damage_in(path: Path) -> str:
    """The first file that is missing or changed; empty: all are whole."""
    return next(filter(None, map(find_damage, folders(path))), "")


class Shelf:
    """One index of content as it was at one moment."""

    def __init__(self, index: tantivy.Index, queries: QueryBuilder) -> None:
        self.searcher = index.searcher()
        self.ordering = Ordering(self.searcher, queries)
        self.share_with = lru_cache(maxsize=_REMEMBERED)(self._share_with)

    def uids(self, places: Sequence[tantivy.DocAddress]) -> tuple[str, ...]:
        """The keys of documents among their sort. Nearly all stand in a column: what is
        kept beside the words lies in blocks, and one has to be unpacked for each."""
        keys = self.searcher.fast_field_values("key", list(places))
        return tuple(
            uid_of(int(key)) if key else kept(self.searcher.doc(at))["uid"]
            for key, at in zip(keys, places, strict=True)
        )

    def _share_with(self, stem: str) -> float:
        # what was replaced is still counted until files are merged
        holders = self.searcher.doc_freq("stem", stem)
        return min(holders / max(self.searcher.num_docs, 1), 1.0)
