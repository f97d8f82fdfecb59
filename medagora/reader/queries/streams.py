"""Entries as lists show them, for a person or a device.

Queries do not grow with rows.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from medagora.kernel.refusals import NotFound
from medagora.reader.domain.notices import SEEN_BY_MACHINE
from medagora.reader.domain.wanted import parse
from medagora.reader.domain.words import View
from medagora.reader.models import (
    Entry,
    EntryText,
    Feed,
    Mark,
    Notice,
    OpenCopy,
    WorkLink,
)
from medagora.reader.queries import finding
from medagora.reader.queries.numbers import Found, find_numbers, may_know, siblings_of
from medagora.reader.queries.readings import Reading, StreamSearch, in_scope

#: Fetched beyond the page, as doubles of one paper are left out.
_SPARE = 20
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of a list, with what its reader did with it."""

    id: int
    work: int
    feed_id: int
    source: str
    sort: str
    title: str
    summary: str
    link: str
    authors: tuple[str, ...]
    published_at: datetime | None
    arrived_at: datetime
    language: str
    doi: str
    pmid: str
    image: str
    media: str
    media_type: str
    media_seconds: int
    details: Mapping[str, Any]
    is_read: bool = False
    is_saved: bool = False
    note: str = ""
    played_seconds: int = 0
    #: Other sources with the same paper: number and title.
    also_in: tuple[tuple[int, str], ...] = ()
    #: Kind and DOI of what was said about the paper later.
    notices: tuple[tuple[str, str], ...] = ()
    #: Those of these kinds that only a title says, as a machine understood it.
    seen_by_machine: frozenset[str] = frozenset()
    published_as: int = 0  # the number of the paper that this preprint became
    open_copy: str = ""

    @property
    def date(self) -> datetime:
        return self.published_at or self.arrived_at


@dataclass(frozen=True, slots=True)
class Stream:
    """A page of lines; ``next`` goes into ``before`` (``after`` when the oldest stand
    first), 0 at the end."""

    lines: tuple[Line, ...] = field(default=())
    next: int = 0


def list_stream(reading: Reading, search: StreamSearch, *, limit: int = 40) -> Stream:
    """The page of a list. BadInput for words that cannot be understood."""
    if search.view in {View.SAVED, View.HISTORY}:
        return _marked(reading, search, limit)
    scoped = in_scope(reading, search)
    if search.words:
        found, cursor = _found_by_words(scoped, search, limit)
    else:
        numbers = find_numbers(scoped, search, limit + _SPARE)
        found, cursor = _first_of_each_work(scoped, numbers, limit)
    lines = lines_of(reading, [entry.id for entry in found])
    return Stream(tuple(lines), cursor)


def list_numbers(reading: Reading, search: StreamSearch, *, limit: int) -> list[int]:
    """The numbers of a list's entries, for programs that ask for these first."""
    return [line.id for line in _numbers(reading, search, limit)]


def _numbers(reading: Reading, search: StreamSearch, limit: int) -> list[Found]:
    scoped = in_scope(reading, search)
    if search.words:
        return _found_by_words(scoped, search, limit)[0]
    return find_numbers(scoped, search, limit)


def _found_by_words(
    scoped: Reading, search: StreamSearch, limit: int
) -> tuple[list[Found], int]:
    wanted = parse(search.words)
    ids = finding.find_entry_ids(
        wanted,
        feeds=list(scoped.by_feed),
        before=search.before,
        limit=limit,
    )
    rows = Entry.objects.filter(pk__in=ids).values_list("id", "work", "feed_id")
    found = sorted((Found(*row) for row in rows), reverse=True)
    return found, found[-1].id if len(ids) >= limit else 0


def _first_of_each_work(
    scoped: Reading, numbers: Sequence[Found], limit: int
) -> tuple[list[Found], int]:
    """Each paper once, at its first entry among the sources in scope."""
    siblings = siblings_of([entry.work for entry in numbers], scoped)
    followed = scoped.by_feed
    shown: list[Found] = []
    for entry in numbers:
        first = next(
            (s.id for s in siblings.get(entry.work, ()) if s.feed_id in followed),
            entry.id,
        )
        if first == entry.id:
            shown.append(entry)
        if len(shown) == limit:
            return shown, entry.id if entry is not numbers[-1] else 0
    is_whole = len(numbers) < limit + _SPARE
    return shown, 0 if is_whole or not numbers else numbers[-1].id


def _marked(reading: Reading, search: StreamSearch, limit: int) -> Stream:
    """What was saved, or opened, the last first."""
    if reading.person is None:
        works = list(reading.saved) if search.view is View.SAVED else []
        return Stream(tuple(lines_of(reading, _entries_for(works[:limit], reading))))
    name = "saved_at" if search.view is View.SAVED else "opened_at"
    marks = Mark.objects.filter(person=reading.person, **{f"{name}__isnull": False})
    if search.before:
        moment = _EPOCH + timedelta(microseconds=min(search.before, 2**53))
        marks = marks.filter(**{f"{name}__lt": moment})
    rows = list(marks.order_by(f"-{name}").values_list("work", name)[: limit + 1])
    works = [work for work, _at in rows[:limit]]
    lines = tuple(lines_of(reading, _entries_for(works, reading)))
    if len(rows) <= limit:
        return Stream(lines)
    return Stream(lines, (rows[limit - 1][1] - _EPOCH) // timedelta(microseconds=1))


def _entries_for(works: Sequence[int], reading: Reading) -> list[int]:
    """One entry for each work, in order: its first, or what is left of it."""
    siblings = siblings_of(works, reading)
    return [siblings[work][0].id for work in works if work in siblings]


def lines_of(reading: Reading, ids: Sequence[int]) -> list[Line]:
    """The lines of these entries, in order; ten queries however many they are."""
    entries = Entry.objects.in_bulk(ids)
    present = [entries[number] for number in ids if number in entries]
    if not present:
        return []
    works = {entry.work for entry in present}
    siblings = siblings_of(list(works), reading)
    dois = _dois_of(siblings)
    titles = _titles(reading, present, siblings)
    marks = _marks(reading, works)
    beside = _Beside(
        reading,
        titles,
        siblings,
        marks,
        _notices(dois),
        dois,
        dict(
            WorkLink.objects.filter(preprint__in=works).values_list(
                "preprint", "published"
            )
        ),
        dict(
            OpenCopy.objects.filter(doi__in=set().union(*dois.values()))
            .exclude(address="")
            .values_list("doi", "address")
        ),
    )
    return [_line(entry, beside) for entry in present]


def get_line(reading: Reading, entry_id: int) -> Line:
    """One entry for its own page; NotFound when it is not there any more."""
    known = Entry.objects.filter(may_know(reading), pk=entry_id).exists()
    lines = lines_of(reading, [entry_id]) if known else []
    if not lines:
        raise NotFound("This entry is not kept here any more.")
    return lines[0]


def get_text(entry_id: int) -> EntryText | None:
    return EntryText.objects.filter(pk=entry_id).first()


@dataclass(frozen=True, slots=True)
class _Beside:
    """Everything that lines need besides their entries."""

    reading: Reading
    titles: Mapping[int, tuple[str, str]]
    siblings: Mapping[int, list[Found]]
    marks: Mapping[int, Mark]
    notices: Mapping[int, list[Notice]]
    dois: Mapping[int, set[str]]
    published: Mapping[int, int]
    copies: Mapping[str, str]


def _titles(
    reading: Reading, present: Iterable[Entry], siblings: Mapping[int, list[Found]]
) -> dict[int, tuple[str, str]]:
    """Title and sort of every source that is named, as its reader calls it."""
    ids = {entry.feed_id for entry in present}
    ids |= {found.feed_id for several in siblings.values() for found in several}
    rows = Feed.objects.filter(pk__in=ids).values_list("pk", "title", "site", "sort")
    own = reading.by_feed
    return {
        pk: (own[pk].title if pk in own else title or site, sort)
        for pk, title, site, sort in rows
    }


def _marks(reading: Reading, works: Iterable[int]) -> dict[int, Mark]:
    if reading.person is None:
        return {}
    marks = Mark.objects.filter(person=reading.person, work__in=works)
    return {mark.work: mark for mark in marks}


def _dois_of(siblings: Mapping[int, list[Found]]) -> dict[int, set[str]]:
    """Every DOI of a work: also an entry that has none shows what is said about it."""
    ids = [found.id for several in siblings.values() for found in several]
    dois: dict[int, set[str]] = {}
    rows = Entry.objects.filter(pk__in=ids).exclude(doi="")
    for work, doi in rows.values_list("work", "doi"):
        dois.setdefault(work, set()).add(doi)
    return dois


def _notices(dois: Mapping[int, set[str]]) -> dict[int, list[Notice]]:
    """What was said about each work, retractions first."""
    by_doi: dict[str, list[Notice]] = {}
    rows = Notice.objects.filter(doi__in=set().union(*dois.values()))
    for notice in rows.order_by("-kind"):
        by_doi.setdefault(notice.doi, []).append(notice)
    return {
        work: [notice for doi in sorted(own) for notice in by_doi.get(doi, ())]
        for work, own in dois.items()
    }


def _open_copy(entry: Entry, beside: "_Beside") -> str:
    dois = (entry.doi, *sorted(beside.dois.get(entry.work, ())))
    return next((beside.copies[doi] for doi in dois if doi in beside.copies), "")


def _line(entry: Entry, beside: _Beside) -> Line:
    mark = beside.marks.get(entry.work)
    title, sort = beside.titles.get(entry.feed_id, ("", ""))
    notices = beside.notices.get(entry.work, [])
    others = {
        found.feed_id: beside.titles[found.feed_id][0]
        for found in beside.siblings.get(entry.work, ())
        if found.feed_id != entry.feed_id and found.feed_id in beside.titles
    }
    return Line(
        id=entry.pk,
        work=entry.work,
        feed_id=entry.feed_id,
        source=title,
        sort=sort,
        title=entry.title,
        summary=entry.summary,
        link=entry.link,
        authors=tuple(filter(None, entry.authors.split("; "))),
        published_at=entry.published_at,
        arrived_at=entry.arrived_at,
        language=entry.language,
        doi=entry.doi,
        pmid=entry.pmid,
        image=entry.image,
        media=entry.media,
        media_type=entry.media_type,
        media_seconds=entry.media_seconds,
        details=entry.details,
        is_read=_is_read(entry, mark, beside.reading),
        is_saved=_is_saved(entry, mark, beside.reading),
        note=mark.note if mark else "",
        played_seconds=mark.played_seconds if mark else 0,
        also_in=tuple(others.items()),
        notices=tuple(dict.fromkeys((n.kind, n.notice_doi) for n in notices)),
        seen_by_machine=frozenset(
            n.kind for n in notices if n.source == SEEN_BY_MACHINE
        ),
        published_as=beside.published.get(entry.work, 0),
        open_copy=_open_copy(entry, beside),
    )


def _is_read(entry: Entry, mark: Mark | None, reading: Reading) -> bool:
    if reading.person is None:
        return entry.work in reading.read or entry.pk <= reading.read_through
    if mark and mark.is_read is not None:
        return mark.is_read
    follow = reading.by_feed.get(entry.feed_id)
    return follow is not None and entry.pk <= follow.read_through


def _is_saved(entry: Entry, mark: Mark | None, reading: Reading) -> bool:
    if reading.person is None:
        return entry.work in reading.saved
    return mark is not None and mark.saved_at is not None
