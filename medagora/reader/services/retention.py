"""Lets old entries go, a batch a transaction: killed at any point, none is half gone.

What stays: everything of the last ``reader_keep_days`` days, the newest 20 of each
source, and every paper that somebody with an account saved. What a device without an
account saved is not known here, so the old ones of those go. A paper's first entry,
by which it is known, stays as long as another of its entries does.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction
from django.db.models import F

from medagora.reader.domain.keeping import (
    NEWEST_KEPT,
    kept_since,
    remembered_since,
)
from medagora.reader.domain.places import EARLIEST, place_of
from medagora.reader.domain.words import KEPT
from medagora.reader.models import (
    Entry,
    EntryText,
    Feed,
    Mark,
    Mention,
    OpenCopy,
    Sighting,
    WorkKey,
    WorkLink,
)
from medagora.reader.services import bulk, changing, telling

#: Entries looked at in one transaction, and in one run.
BATCH, MOST_A_RUN = 1_000, 300_000
#: Rows of what is left over that one run clears away.
MOST_LEFT_OVER = 100_000
#: Answers about free copies that nobody needs any more.
_STALE_COPY = timedelta(days=90)
_YEARS_AHEAD = 2
#: Above every place: a source that keeps nothing for its own sake.
_NONE = 2**62
PARTITIONED = ("reader_entry", "reader_entrytext")


@dataclass
class LetGo:
    """What a run did; ``place`` is where the next one begins, 0 when it was the end."""

    looked_at: int = 0
    entries: int = 0
    left_over: int = 0
    place: int = 0


def let_old_go(
    *, now: datetime, keep_days: int, begin: int = 0, most: int = MOST_A_RUN
) -> LetGo:
    """One run of the policy. With 0 days everything stays."""
    done = LetGo(place=begin)
    if not keep_days:
        return LetGo()
    before = place_of(max(kept_since(now, keep_days), EARLIEST))
    while done.looked_at < most:
        looked_at, gone, done.place = _let_batch_go(done.place, before)
        done.looked_at += looked_at
        done.entries += gone
        if looked_at < BATCH:
            done.place = 0
            break
    if not done.place:
        done.left_over = _clear(now, keep_days)
    return done


@transaction.atomic
def _let_batch_go(after: int, before: int) -> tuple[int, int, int]:
    """How many were looked at, how many went, and the last one's place."""
    bulk.one_writer_at_a_time()
    rows = list(
        Entry.objects.filter(id__gt=after, id__lt=before)
        .order_by("id")
        .values_list("id", "work", "feed_id")[:BATCH]
    )
    if not rows:
        return 0, 0, after
    oldest_kept = _oldest_kept({feed for _id, _work, feed in rows})
    saved = _saved({work for _id, work, _feed in rows})
    old = {
        entry: (work, feed)
        for entry, work, feed in rows
        if entry < oldest_kept.get(feed, 0) and work not in saved
    }
    for first in _needed_firsts(old):
        del old[first]
    _delete(old)
    return len(rows), len(old), rows[-1][0]


def _oldest_kept(feeds: Iterable[int]) -> dict[int, int]:
    """The oldest entry that each source keeps whatever its age; sources with fewer
    are left out. What was kept for one person stays only as long as it is saved."""
    wanted = list(feeds)
    sql = (
        "SELECT s.id, (SELECT i.id FROM reader_entry i WHERE i.feed_id = s.id "  # noqa: S608  # a number of ours
        f"ORDER BY i.id DESC LIMIT 1 OFFSET {NEWEST_KEPT - 1}) "
        "FROM reader_feed s WHERE s.id IN %s"
    )
    oldest = {feed: entry for feed, entry in bulk.select_in(sql, wanted) if entry}
    own = Feed.objects.filter(pk__in=wanted, key__startswith=KEPT)
    return oldest | dict.fromkeys(own.values_list("pk", flat=True), _NONE)


def _saved(works: Iterable[int]) -> set[int]:
    marks = Mark.objects.filter(work__in=list(works), saved_at__isnull=False)
    return set(marks.values_list("work", flat=True))


def _needed_firsts(old: dict[int, tuple[int, int]]) -> set[int]:
    """Entries by which a paper is known that has others which stay."""
    firsts = [entry for entry, (work, _feed) in old.items() if entry == work]
    others = Entry.objects.filter(work__in=firsts).exclude(id__in=list(old))
    return set(others.values_list("work", flat=True)) & set(firsts)


def _delete(old: dict[int, tuple[int, int]]) -> None:
    """Takes entries out of every table; words first, as they need the texts."""
    ids, works = list(old), {work for work, _feed in old.values()}
    changing.forget_words(ids)
    EntryText.objects.filter(entry__in=ids).delete()
    Mention.objects.filter(entry__in=ids).delete()
    Entry.objects.filter(id__in=ids).delete()
    counts: dict[int, int] = {}
    for _work, feed in old.values():
        counts[feed] = counts.get(feed, 0) + 1
    for feed, count in counts.items():
        own = Feed.objects.filter(pk=feed, entry_count__gte=count)
        own.update(entry_count=F("entry_count") - count)
    left = Entry.objects.filter(work__in=works).values_list("work", flat=True)
    _forget_works(works - set(left))
    telling.tell_of_works(works)


def _forget_works(works: set[int]) -> None:
    WorkKey.objects.filter(work__in=works).delete()
    WorkLink.objects.filter(preprint__in=works).delete()
    WorkLink.objects.filter(published__in=works).delete()
    Mention.objects.filter(work__in=works).delete()


# ---- what is left over -------------------------------------------------------------
def _clear(now: datetime, keep_days: int) -> int:
    """Rows about entries that are gone: marks at once, that they were here after a
    year, answers about free copies after three months."""
    place = place_of(max(kept_since(now, keep_days), EARLIEST))
    remembered = place_of(max(remembered_since(now, keep_days), EARLIEST))
    marks = _numbers(
        "SELECT m.id FROM reader_mark m WHERE m.work < %s AND m.saved_at IS NULL "
        "AND m.note = '' AND NOT EXISTS "
        "(SELECT 1 FROM reader_entry e WHERE e.work = m.work) LIMIT %s",
        place,
    )
    sightings = _numbers(
        "SELECT s.key FROM reader_sighting s WHERE s.entry < %s AND NOT EXISTS "
        "(SELECT 1 FROM reader_entry e WHERE e.id = s.entry) LIMIT %s",
        remembered,
    )
    for chunk in _chunks(marks):
        Mark.objects.filter(pk__in=chunk, saved_at=None).delete()
    for chunk in _chunks(sightings):
        Sighting.objects.filter(pk__in=chunk).delete()
    copies = OpenCopy.objects.filter(checked_at__lt=now - _STALE_COPY).delete()[0]
    return len(marks) + len(sightings) + copies


def _numbers(sql: str, before: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [before, MOST_LEFT_OVER])
        return [row[0] for row in cursor.fetchall()]


def _chunks(values: Sequence[int]) -> Iterable[Sequence[int]]:
    return (values[at : at + BATCH] for at in range(0, len(values), BATCH))


# ---- PostgreSQL --------------------------------------------------------------------
def make_partitions(now: datetime) -> list[str]:
    """Makes the partitions of the years to come and gives their names; on SQLite
    there are none. What has fallen into the rest meanwhile moves to its year."""
    if bulk.is_sqlite():
        return []
    made = []
    for table in PARTITIONED:
        for year in range(now.year, now.year + _YEARS_AHEAD + 1):
            if _make_partition(table, year):
                made.append(f"{table}_{year}")
    return made


@transaction.atomic
def _make_partition(table: str, year: int) -> bool:
    name, column = f"{table}_{year}", "id" if table == "reader_entry" else "entry"
    low, high = (place_of(datetime(y, 1, 1, tzinfo=UTC)) for y in (year, year + 1))
    bulk.one_writer_at_a_time()
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [name])
        if cursor.fetchone()[0] is not None:
            return False
        for statement in (
            f"CREATE TABLE {name} (LIKE {table} INCLUDING ALL EXCLUDING INDEXES)",
            f"WITH moved AS (DELETE FROM {table}_rest "  # noqa: S608  # our own names and numbers
            f"WHERE {column} >= {low} AND {column} < {high} RETURNING *) "
            f"INSERT INTO {name} SELECT * FROM moved",
            f"ALTER TABLE {table} ATTACH PARTITION {name} "
            f"FOR VALUES FROM ({low}) TO ({high})",
        ):
            cursor.execute(statement)
    return True
