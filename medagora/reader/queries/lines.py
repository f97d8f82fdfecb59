"""One entry as lists and its own page show it, with what its reader did with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from medagora.kernel.refusals import NotFound
from medagora.reader.domain.notices import SEEN_BY_MACHINE
from medagora.reader.models import (
    Entry,
    EntryText,
    Feed,
    Mark,
    Notice,
    OpenCopy,
    WorkLink,
)
from medagora.reader.queries.numbers import Found, may_know, siblings_of
from medagora.reader.queries.readings import Reading
from medagora.reader.queries.siblings import is_swept


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
    titles: Mapping[int, tuple[str, str, str]]
    siblings: Mapping[int, list[Found]]
    marks: Mapping[int, Mark]
    notices: Mapping[int, list[Notice]]
    dois: Mapping[int, set[str]]
    published: Mapping[int, int]
    copies: Mapping[str, str]


def _titles(
    reading: Reading, present: Iterable[Entry], siblings: Mapping[int, list[Found]]
) -> dict[int, tuple[str, str, str]]:
    """Title, sort and language of every source, as its reader calls it."""
    ids = {entry.feed_id for entry in present}
    ids |= {found.feed_id for several in siblings.values() for found in several}
    fields = ("pk", "title", "site", "sort", "language")
    own = reading.by_feed
    return {
        pk: (own[pk].title if pk in own else title or site, sort, language)
        for pk, title, site, sort, language in Feed.objects.filter(
            pk__in=ids
        ).values_list(*fields)
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
    title, sort, spoken = beside.titles.get(entry.feed_id, ("", "", ""))
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
        language=entry.language or spoken,
        doi=entry.doi,
        pmid=entry.pmid,
        image=entry.image,
        media=entry.media,
        media_type=entry.media_type,
        media_seconds=entry.media_seconds,
        details=entry.details,
        is_read=_is_read(entry, mark, beside),
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


def _is_read(entry: Entry, mark: Mark | None, beside: "_Beside") -> bool:
    reading = beside.reading
    if reading.person is None and entry.work in reading.read:
        return True
    if mark and mark.is_read is not None:
        return mark.is_read
    follow = reading.by_feed.get(entry.feed_id)
    if entry.pk <= (follow.read_through if follow else reading.read_through):
        return True
    own = Found(entry.pk, entry.work, entry.feed_id)
    return is_swept(own, beside.siblings.get(entry.work, ()), reading.places)


def _is_saved(entry: Entry, mark: Mark | None, reading: Reading) -> bool:
    if reading.person is None:
        return entry.work in reading.saved
    return mark is not None and mark.saved_at is not None
