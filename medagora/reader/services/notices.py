"""Retractions, concerns and corrections: taken from lists, told to whoever saved it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, TypeVar

from django.db import transaction

from medagora.kernel.refusals import BadInput
from medagora.reader.domain.device import Told
from medagora.reader.domain.identity import number_of, title_form
from medagora.reader.domain.notices import (
    SEEN_BY_MACHINE,
    Announced,
    Listed,
    Row,
    read_title,
    settle,
)
from medagora.reader.domain.words import NewsKind, NoticeKind
from medagora.reader.gateways.retractions import NoticeList, fetch_latest, read_list
from medagora.reader.models import Entry, Mark, Notice, ReaderNews, WorkKey
from medagora.reader.services import bulk, telling, watching

T = TypeVar("T")

__all__ = [
    "NoticeList",
    "Taken",
    "fetch_latest",
    "note_titles",
    "read_list",
    "savers_of",
    "take_list",
    "tell_of",
    "tell_one",
]

_BATCH = 1_000
#: A list that lacks more than this share of what it had is more likely cut off.
MOST_REMOVED = 0.1
#: What weighs most is told when several are new at once.
_WEIGHT = {NoticeKind.RETRACTION: 2, NoticeKind.CONCERN: 1, NoticeKind.CORRECTION: 0}
_FIELDS = ("notice_doi", "noticed_on", "source")


@dataclass(frozen=True, slots=True)
class Taken:
    """What a list changed."""

    new: int
    changed: int
    removed: int
    told: int


@transaction.atomic
def take_list(
    rows: Iterable[Row], *, source: str, at: datetime, replace: bool = False
) -> Taken:
    """Makes the notices of a list ours; the same list again changes nothing.

    Reinstated papers lose their retraction. With ``replace``, what this source said
    before and says no more goes as well. Whoever saved a paper with a new notice is
    told.
    """
    settled = settle(rows)
    bulk.one_writer_at_a_time()
    known = _known()
    new = [listed for key, listed in settled.notices.items() if key not in known]
    changed = [
        after
        for key, before in known.items()
        if key in settled.notices
        and (after := _updated(before, settled.notices[key], source)) != before
    ]
    _add(new, source, at)
    _rewrite(changed)
    removed = _remove_reinstated(settled.reinstated)
    if replace:
        removed += _remove_gone(known, settled.notices, source)
    return Taken(len(new), len(changed), removed, tell_of(new, source=source, at=at))


class _Known(NamedTuple):
    """A notice as it stands in the table."""

    pk: int
    notice_doi: str
    noticed_on: date | None
    source: str


def _known() -> dict[tuple[str, str], _Known]:
    rows = Notice.objects.values_list("doi", "kind", "pk", *_FIELDS)
    return {(doi, kind): _Known(*fields) for doi, kind, *fields in rows.iterator()}


def _updated(known: _Known, listed: Listed, source: str) -> _Known:
    """With what the list says; what it does not say is not forgotten."""
    return _Known(
        known.pk,
        listed.notice_doi or known.notice_doi,
        listed.noticed_on or known.noticed_on,
        source,
    )


def _add(new: Iterable[Listed], source: str, at: datetime) -> None:
    bulk.insert(
        "reader_notice",
        ("doi", "kind", *_FIELDS, "added_at"),
        [
            (
                listed.doi,
                listed.kind.value,
                listed.notice_doi,
                bulk.day(listed.noticed_on),
                source,
                bulk.moment(at),
            )
            for listed in new
        ],
    )


def _rewrite(changed: Iterable[_Known]) -> None:
    bulk.update(
        "UPDATE reader_notice SET notice_doi = new.notice_doi, "
        "noticed_on = new.noticed_on, source = new.source "
        "WHERE reader_notice.id = new.id",
        ("id", "notice_doi", "noticed_on", "source"),
        [(n.pk, n.notice_doi, bulk.day(n.noticed_on), n.source) for n in changed],
    )


def _remove_reinstated(dois: Iterable[str]) -> int:
    count = 0
    for chunk in _chunks(sorted(dois)):
        stale = Notice.objects.filter(doi__in=chunk, kind=NoticeKind.RETRACTION)
        gone = list(stale.values_list("doi", flat=True))
        telling.tell_of_works(work for _doi, work in _works_of(gone))
        count += stale.delete()[0]
        works = {work for _doi, work in _works_of(chunk)}
        told = ReaderNews.objects.filter(kind=NewsKind.NOTICE, subject__in=works)
        told.filter(details__notice=NoticeKind.RETRACTION.value).delete()
    return count


def _remove_gone(
    known: Mapping[tuple[str, str], _Known],
    said: Mapping[tuple[str, NoticeKind], Listed],
    source: str,
) -> int:
    own = {key: n.pk for key, n in known.items() if n.source == source}
    gone = {pk: key[0] for key, pk in own.items() if key not in said}
    if len(gone) > MOST_REMOVED * len(own):
        raise BadInput(
            "%(gone)s of %(all)s notices are missing in this list, so it is probably "
            "not whole. Nothing was changed.",
            gone=len(gone),
            all=len(own),
        )
    for chunk in _chunks(list(gone)):
        Notice.objects.filter(pk__in=chunk).delete()
    telling.tell_of_works(work for _doi, work in _works_of(gone.values()))
    return len(gone)


def tell_of(notices: Sequence[Listed], *, source: str, at: datetime) -> int:
    """Tells everybody who saved one of these papers; gives how many were told. Other
    rooms hear of the papers, too."""
    by_doi: dict[str, Listed] = {}
    for listed in sorted(notices, key=lambda n: _WEIGHT[n.kind]):
        by_doi[listed.doi] = listed
    by_work = {work: by_doi[doi] for doi, work in _works_of(by_doi)}
    telling.tell_of_works(by_work)
    savers = savers_of(by_work)
    titles = _titles_of(savers)
    for work, people in savers.items():
        listed = by_work[work]
        details = {
            "title": titles.get(work, ""),
            "notice": listed.kind.value,
            "notice_doi": listed.notice_doi,
            "source": source,
        }
        watching.announce(people, NewsKind.NOTICE, work, details, at=at)
    return sum(map(len, savers.values()))


def tell_one(person_id: int, said: Iterable[Told], *, at: datetime) -> None:
    """Tells a person what was said about papers, the gravest of each: what their device
    would have told them, had it been asked."""
    gravest: dict[int, NoticeKind] = {}
    for work, kind in said:
        gravest.setdefault(work, kind)
    entries = Entry.objects.filter(work__in=list(gravest)).exclude(doi="")
    works = dict(entries.values_list("doi", "work"))
    titles = _titles_of(gravest)
    for notice in Notice.objects.filter(doi__in=list(works)):
        work = works[notice.doi]
        if notice.kind == gravest[work]:
            details = {
                "title": titles.get(work, ""),
                "notice": notice.kind,
                "notice_doi": notice.notice_doi,
                "source": notice.source,
            }
            watching.announce([person_id], NewsKind.NOTICE, work, details, at=at)


def savers_of(works: Iterable[int]) -> dict[int, list[int]]:
    """Who saved each of these works; works that nobody saved are left out."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for chunk in _chunks(list(works)):
        marks = Mark.objects.filter(work__in=chunk, saved_at__isnull=False)
        for work, person in marks.values_list("work", "person_id"):
            found[work].append(person)
    return found


def _works_of(dois: Iterable[str]) -> Iterable[tuple[str, int]]:
    # the condition is that of the index, which SQLite uses only word for word
    sql = "SELECT doi, work FROM reader_entry WHERE NOT (doi = '') AND doi IN %s"
    return bulk.select_in(sql, dois)


def _titles_of(works: Iterable[int]) -> dict[int, str]:
    rows = Entry.objects.filter(work__in=list(works)).order_by("-id")
    return dict(rows.values_list("work", "title"))


def _chunks(values: Sequence[T]) -> Iterable[Sequence[T]]:
    return (values[at : at + _BATCH] for at in range(0, len(values), _BATCH))


# ---- what titles say ---------------------------------------------------------------
@transaction.atomic
def note_titles(entry_ids: Sequence[int], *, at: datetime) -> int:
    """Links "Correction to: …" to the paper of that title; gives how many.

    Only corrections: that a paper was retracted is too grave to be read from a title,
    the lists say it. Only from sources of the catalogue, for a paper of the same
    publisher; it is kept as seen by machine, and a list that knows better replaces it.
    """
    found = _announcing(entry_ids)
    if found:
        bulk.one_writer_at_a_time()
    papers = _papers_by_title({announced.title for _entry, announced in found})
    new = {}
    for entry, announced in found:
        paper = papers.get(title_form(announced.title))
        if paper and _is_same_house(entry, paper):
            when = entry.published_at.date() if entry.published_at else None
            new[paper.doi] = Listed(paper.doi, announced.kind, entry.doi, when)
    known = Notice.objects.filter(doi__in=list(new), kind=NoticeKind.CORRECTION)
    for doi in known.values_list("doi", flat=True):
        del new[doi]
    _add(new.values(), SEEN_BY_MACHINE, at)
    tell_of(list(new.values()), source=SEEN_BY_MACHINE, at=at)
    return len(new)


def _announcing(entry_ids: Sequence[int]) -> list[tuple[Entry, Announced]]:
    entries = Entry.objects.filter(pk__in=entry_ids, feed__resource__isnull=False)
    pairs = [(entry, read_title(entry.title)) for entry in entries]
    return [
        (entry, said)
        for entry, said in pairs
        if said and said.kind is NoticeKind.CORRECTION and said.title
    ]


def _papers_by_title(titles: Iterable[str]) -> dict[str, Entry]:
    """The known paper with a DOI for each of these titles, by its form."""
    forms = {number_of("title", form): form for form in map(title_form, titles) if form}
    rows = WorkKey.objects.filter(key__in=list(forms)).values_list("work", "key")
    by_work = {work: forms[key] for work, key in rows}
    entries = Entry.objects.filter(work__in=list(by_work)).exclude(doi="")
    return {by_work[entry.work]: entry for entry in entries.order_by("-id")}


def _is_same_house(notice: Entry, paper: Entry) -> bool:
    """The same publisher by the DOI's prefix; without one, the same source."""
    if not notice.doi:
        return notice.feed_id == paper.feed_id
    is_other = notice.doi != paper.doi
    return is_other and notice.doi.partition("/")[0] == paper.doi.partition("/")[0]
