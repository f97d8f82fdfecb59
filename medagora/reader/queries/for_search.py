"""What the search room reads: what sources of the catalogue published lately, each
paper once, however many sources have it.

A paper goes by the number of its work, which no arrival or departure of an entry
changes; it shows as its first entry in a source that a published resource publishes.
What a source that only readers added brings is never given, nor that it has it too.
The news "works_changed" carries such numbers, separated by spaces: of what
``fresh_rows`` gives for them every word may be new, and what it does not give is old,
gone or public no more.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from medagora.kernel.languages import primary
from medagora.reader.domain.places import place_of
from medagora.reader.domain.words import NoticeKind
from medagora.reader.models import Entry
from medagora.reader.queries.items import notices_of
from medagora.reader.queries.public_papers import (
    CHUNK,
    Paper,
    PublicSources,
    find_papers,
    in_chunks,
    list_feeds_of_unpublished,
)

#: Above every place.
_TOP = 2**62
_AUTHORS = 3
#: What weighs most comes first.
_NOTICES = tuple(NoticeKind)
_FIELDS = (
    "id",
    "title",
    "summary",
    "authors",
    "link",
    "published_at",
    "arrived_at",
    "language",
    "doi",
    "pmid",
    "details",
)


@dataclass(frozen=True, slots=True)
class FreshRow:
    """A paper with the words to find it by. ``id``: its work; ``entry``: the one of its
    entries that is shown. Either of ``title`` and ``summary`` (400 letters) may be
    empty."""

    id: int
    entry: int
    title: str
    summary: str
    source: str
    journal: str
    authors: tuple[str, ...]  # the first three
    language: str
    topics: tuple[str, ...]  # slugs: those of the source's resource
    sort: str
    day: datetime  # never later than it came
    doi: str
    pmid: str
    is_retracted: bool
    resource_uid: str


@dataclass(frozen=True, slots=True)
class FreshCard:
    """A paper as a result shows it; ``entry`` is what "reader:entry" takes.

    ``notice``: the gravest word of ``NoticeKind`` that was said about it, or "".
    ``also_in``: how many other public sources have it.
    """

    id: int
    entry: int
    title: str
    summary: str
    link: str
    source: str
    sort: str
    journal: str
    authors: tuple[str, ...]
    day: datetime
    language: str
    topics: tuple[str, ...]
    notice: str
    also_in: int
    resource_uid: str


def fresh_rows(ids: Iterable[int] | None, since: datetime) -> Iterator[FreshRow]:
    """Papers (with these numbers) that first came, and are dated, at ``since`` or
    later; a few hundred at a time, in no order."""
    sources = PublicSources()
    for works, low, high in _stretches(ids, since):
        papers = [p for p in find_papers(works, sources) if low <= p.entry <= high]
        rows = _entries(papers).filter(_dated(since))
        for paper, row, kinds in _with_notices(papers, rows):
            yield _row(paper, row, is_retracted=NoticeKind.RETRACTION in kinds)


def fresh_cards(ids: Iterable[int]) -> list[FreshCard]:
    """Those of these papers that are public, however old, in the order of the numbers;
    six queries."""
    order = {work: place for place, work in enumerate(ids)}
    sources = PublicSources()
    papers = [p for works in in_chunks(order) for p in find_papers(works, sources)]
    found = [
        _card(paper, row, next((k for k in _NOTICES if k in kinds), ""))
        for chunk in in_chunks(papers)
        for paper, row, kinds in _with_notices(chunk, _entries(chunk))
    ]
    return sorted(found, key=lambda card: order[card.id])


def count_fresh(since: datetime) -> int:
    """How many ``fresh_rows`` gives when it is asked for all."""
    hidden = list_feeds_of_unpublished()
    public = Entry.objects.filter(feed__resource__isnull=False).exclude(feed__in=hidden)
    earlier = public.filter(work=OuterRef("work"), id__lt=OuterRef("id"))
    fresh = public.filter(_dated(since), id__gte=place_of(since))
    return fresh.filter(~Exists(earlier)).count()


def _stretches(
    ids: Iterable[int] | None, since: datetime
) -> Iterator[tuple[set[int], int, int]]:
    """Works, and between which places the first entry of each must lie."""
    low = place_of(since)
    if ids is not None:
        yield from ((set(chunk), low, _TOP) for chunk in in_chunks(set(ids)))
        return
    while rows := list(
        Entry.objects.filter(id__gte=low)
        .order_by("id")
        .values_list("id", "work")[:CHUNK]
    ):
        high = rows[-1][0]
        yield {work for _id, work in rows}, low, high
        low = high + 1


# ---- what is said of them ------------------------------------------------------------


def _dated(since: datetime) -> Q:
    """What a source brings late may be years old; what has no date is from the day
    when it came."""
    return Q(published_at__isnull=True) | Q(published_at__gte=since)


def _entries(papers: Iterable[Paper]) -> QuerySet[Entry, Any]:
    shown = Entry.objects.filter(pk__in=[paper.entry for paper in papers])
    rows: QuerySet[Entry, Any] = shown.values(*_FIELDS)
    return rows


def _with_notices(
    papers: Iterable[Paper], entries: Iterable[dict[str, Any]]
) -> Iterator[tuple[Paper, dict[str, Any], set[str]]]:
    """Each with its entry and the kinds of notices; without those that have none."""
    rows = {row["id"]: row for row in entries}
    present = [paper for paper in papers if paper.entry in rows]
    said = notices_of(set().union(*(paper.dois for paper in present)))
    for paper in present:
        kinds = set().union(*(said.get(doi, ()) for doi in paper.dois))
        yield paper, rows[paper.entry], kinds


def _row(paper: Paper, row: dict[str, Any], *, is_retracted: bool) -> FreshRow:
    return FreshRow(
        title=row["title"],
        doi=row["doi"] or min(paper.dois, default=""),
        pmid=row["pmid"],
        is_retracted=is_retracted,
        **_shared(paper, row),
    )


def _card(paper: Paper, row: dict[str, Any], notice: str) -> FreshCard:
    return FreshCard(
        title=row["title"] or row["summary"] or row["link"],
        link=row["link"],
        notice=notice,
        also_in=len(paper.feeds) - 1,
        **_shared(paper, row),
    )


def _shared(paper: Paper, row: dict[str, Any]) -> dict[str, Any]:
    authors = filter(None, row["authors"].split("; "))
    return {
        "id": paper.work,
        "entry": paper.entry,
        "summary": row["summary"],
        "source": paper.source.title,
        "sort": paper.source.sort,
        "journal": str(row["details"].get("journal", "")),
        "authors": tuple(authors)[:_AUTHORS],
        "day": min(row["published_at"] or row["arrived_at"], row["arrived_at"]),
        "language": primary(row["language"] or paper.source.language),
        "topics": paper.source.topics,
        "resource_uid": paper.source.resource_uid,
    }
