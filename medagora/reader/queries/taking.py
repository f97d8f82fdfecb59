"""Reads for programs: what a person follows and marked, as numbers and as lists."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from medagora.reader.domain.taking.found import FoundSource
from medagora.reader.domain.words import View
from medagora.reader.models import Alert, Entry, EntryText, Feed, Mark, ReaderKey
from medagora.reader.queries.muting import hidden_among, muted
from medagora.reader.queries.numbers import find_numbers, siblings_of
from medagora.reader.queries.readings import Reading, StreamSearch, in_scope
from medagora.reader.queries.siblings import first_of_each
from medagora.topics import queries as topics

if TYPE_CHECKING:
    from medagora.people.models import Person

#: Asked for beyond what is wanted, as doubles of one paper are left out. Each asking
#: walks through every source, so there should be few.
_SPARE = 20
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def list_keys(person: "Person") -> QuerySet[ReaderKey]:
    return ReaderKey.objects.filter(person=person).order_by("-made_at", "-pk")


# ---- sources -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FollowedFeed:
    """A source on a person's page with its address, for programs."""

    feed_id: int
    title: str
    address: str
    site: str
    language: str
    label: str
    changed_at: datetime | None


def list_followed(reading: Reading, language: str) -> list[FollowedFeed]:
    """What somebody follows, in their order. Labels are their folders, or the topics
    that brought the sources, named in ``language``."""
    rows = Feed.objects.filter(pk__in=list(reading.by_feed))
    feeds = {
        pk: (address, changed)
        for pk, address, changed in rows.values_list("pk", "address", "last_entry_at")
    }
    labels = labels_of(reading, language)
    return [
        FollowedFeed(
            feed_id=follow.feed_id,
            title=follow.title or feeds[follow.feed_id][0],
            address=feeds[follow.feed_id][0],
            site=follow.site,
            language=follow.language,
            label=labels.get(follow.feed_id, ""),
            changed_at=feeds[follow.feed_id][1],
        )
        for follow in reading.follows
        if follow.feed_id in feeds
    ]


def labels_of(reading: Reading, language: str) -> dict[int, str]:
    """The folder of each source, or else the name of the topic that brought it."""
    slugs = {f.topic for f in reading.follows if f.topic and not f.folder}
    ids = topics.ids_by_slug(slugs).values() if slugs else ()
    names = {line.slug: line.name for line in topics.list_lines_of(ids, language)}
    found = {f.feed_id: f.folder or names.get(f.topic, "") for f in reading.follows}
    return {feed_id: label for feed_id, label in found.items() if label}


def as_sources(followed: Iterable[FollowedFeed]) -> list[FoundSource]:
    """The same in the form in which lists of sources are written."""
    return [
        FoundSource(f.address, f.title, f.site, f.label, f.language) for f in followed
    ]


# ---- entries -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Numbers:
    """Entries of a list by number; ``next`` continues it, 0 at its end."""

    ids: list[int]
    next: int = 0


def list_numbers(reading: Reading, search: StreamSearch, *, limit: int) -> Numbers:
    """The first entries of a list, each paper once, as lists on pages show it."""
    if search.view is View.SAVED:
        return _saved(reading, search, limit)
    scoped = in_scope(reading, search).without_muted()
    muting, is_unread = muted(reading.person), search.view is View.UNREAD
    ids: list[int] = []
    while True:
        wanted = limit - len(ids) + _SPARE
        found = find_numbers(scoped, search, wanted)
        firsts = first_of_each(scoped, found, is_unread=is_unread)
        hidden = hidden_among(muting, [entry.id for entry in firsts])
        for entry in firsts:
            if len(ids) == limit:
                return Numbers(ids, ids[-1])
            if entry.id not in hidden:
                ids.append(entry.id)
        if len(found) < wanted:
            return Numbers(ids)
        search = further(search, found[-1].id)


def further(search: StreamSearch, at: int) -> StreamSearch:
    """The same list from where it ended."""
    if search.oldest_first:
        return replace(search, after=at)
    return replace(search, before=at)


def _saved(reading: Reading, search: StreamSearch, limit: int) -> Numbers:
    """What was saved, the last first; ``before`` is a moment in microseconds."""
    marks = Mark.objects.filter(person=reading.person, saved_at__isnull=False)
    if search.before:
        moment = _EPOCH + _MICROSECOND * min(search.before, 2**53)
        marks = marks.filter(saved_at__lt=moment)
    rows = marks.order_by("-saved_at").values_list("work", "saved_at")
    kept = [(work, at) for work, at in rows[: limit + 1] if at]
    siblings = siblings_of([work for work, _at in kept[:limit]], reading)
    ids = [siblings[work][0].id for work, _at in kept[:limit] if work in siblings]
    is_more = len(kept) > limit
    return Numbers(ids, (kept[limit - 1][1] - _EPOCH) // _MICROSECOND if is_more else 0)


def works_of(reading: Reading, ids: Iterable[int]) -> dict[int, int]:
    """Number and work of those entries that the person may know of: what they follow
    and what they saved. A guessed number opens nobody else's private source."""
    return dict(_known_to(reading, ids).values_list("id", "work"))


def texts_of(ids: Iterable[int]) -> dict[int, str]:
    """The HTML of entries: the whole page where it was fetched."""
    rows = EntryText.objects.filter(pk__in=list(ids))
    return {
        pk: full or html
        for pk, full, html in rows.values_list("pk", "full_html", "html")
    }


def _known_to(reading: Reading, ids: Iterable[int]) -> QuerySet[Entry]:
    saved = Mark.objects.filter(
        person=reading.person, work=OuterRef("work"), saved_at__isnull=False
    )
    is_known = Q(feed__in=list(reading.by_feed)) | Q(Exists(saved))
    return Entry.objects.filter(is_known, pk__in=list(ids))


def count_entries(feed_ids: Iterable[int]) -> int:
    """How many entries these sources ever brought here."""
    rows = Feed.objects.filter(pk__in=list(feed_ids))
    return int(rows.aggregate(total=Sum("entry_count"))["total"] or 0)


# ---- alerts ------------------------------------------------------------------------


def list_alerts(person: "Person") -> QuerySet[Alert]:
    return Alert.objects.filter(person=person).order_by("name", "pk")


def find_alert(person: "Person", number: str) -> Alert | None:
    """One of the person's own, by its number as an address has it."""
    is_number = number.isascii() and number.isdigit() and len(number) < 19
    own = Alert.objects.filter(person=person)
    return own.filter(pk=int(number)).first() if is_number else None


def hits_of(alert: Alert, *, limit: int) -> list[int]:
    """The entries that it found, the last found first."""
    hits = alert.hits.order_by("-found_at", "-pk")
    return list(hits.values_list("entry", flat=True)[:limit])
