"""What a person does with entries: read, save, open; many at once, with a way back.

"Read" is mostly one number a source (``Subscription.read_through``); only what
differs from it has a row of its own.
"""

import json
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.db.models import Max, Q

from medagora.kernel.refusals import BadInput, NotFound
from medagora.kernel.text import tidy
from medagora.reader.domain.wanted import parse
from medagora.reader.domain.words import View
from medagora.reader.models import Entry, Mark, Subscription, Undo
from medagora.reader.queries.finding import find_entries
from medagora.reader.queries.numbers import (
    count_unread,
    find_numbers,
    find_shared,
    may_know,
)
from medagora.reader.queries.readings import Reading, StreamSearch, in_scope
from medagora.reader.services import bulk

if TYPE_CHECKING:
    from medagora.people.models import Person

#: How long a mass marking can be taken back.
UNDO_FOR = timedelta(hours=1)
#: A mark that neither says that it was read nor keeps anything.
_BLANK = Q(is_read=None, saved_at=None, opened_at=None, note="", played_seconds=0)
#: The most that is marked one by one; more is asked for in steps.
MOST_AT_ONCE = 20_000
LONGEST_NOTE = 1000


def mark_read(person: "Person", works: Iterable[int], *, is_read: bool = True) -> int:
    """Marks papers as read or unread, wherever they appear; gives how many."""
    wanted = sorted(set(works))
    table, values = _as_table(wanted)
    sql = (
        "INSERT INTO reader_mark (person_id, work, is_read, played_seconds, note) "  # noqa: S608  # built from our own words
        f"SELECT %s, works.work, %s, 0, '' FROM {table} WHERE true "
        "ON CONFLICT (person_id, work) DO UPDATE SET is_read = excluded.is_read"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [person.pk, is_read, values])
    return len(wanted)


def _as_table(works: list[int]) -> tuple[str, Any]:
    """Numbers as a table ``works`` with one column, and its parameter."""
    if bulk.is_sqlite():
        return "(SELECT value AS work FROM json_each(%s)) AS works", json.dumps(works)
    return "unnest(%s::bigint[]) AS works(work)", works


def mark_unread(person: "Person", works: Iterable[int]) -> int:
    """They stand in the unread lists again until they are read."""
    return mark_read(person, works, is_read=False)


def save(person: "Person", work: int, *, at: datetime) -> None:
    """Keeps a paper for later: it is never let go while anybody saves it."""
    _require_work(person, work)
    _set(person, work, saved_at=at)


def unsave(person: "Person", work: int) -> None:
    Mark.objects.filter(person=person, work=work).update(saved_at=None)


def note_opened(person: "Person", work: int, *, at: datetime) -> None:
    """It was opened: it is read, and stands in the history."""
    _require_work(person, work)
    _set(person, work, is_read=True, opened_at=at)


def note_played(person: "Person", work: int, seconds: int) -> None:
    """Where the sound was stopped."""
    _require_work(person, work)
    _set(person, work, played_seconds=min(max(seconds, 0), 10**7))


def set_note(person: "Person", work: int, text: str) -> None:
    """A person's own words beside a paper."""
    if len(text) > LONGEST_NOTE:
        raise BadInput(
            "A note has %(longest)s characters at most; this one has %(length)s.",
            longest=LONGEST_NOTE,
            length=len(text),
            field="note",
        )
    _require_work(person, work)
    _set(person, work, note=tidy(text))


def _require_work(person: "Person", work: int) -> None:
    """A guessed number opens nobody else's private source."""
    if not Entry.objects.filter(may_know(Reading(person, ())), work=work).exists():
        raise NotFound("This entry is not kept here any more.")


def _set(person: "Person", work: int, **fields: Any) -> None:
    Mark.objects.update_or_create(person=person, work=work, defaults=fields)


# ---- many at once ------------------------------------------------------------------
@transaction.atomic
def mark_all_read(
    reading: Reading, search: StreamSearch, *, through: int, at: datetime
) -> tuple[int, str]:
    """Marks what a list holds as read, up to the place that its reader saw: gives how
    many and the word to take it back with.

    ``through`` is the newest entry that was shown (0: everything that is there), so
    that what arrived meanwhile stays unread.
    """
    person = _person_of(reading)
    scoped = in_scope(reading, search)
    newest = Entry.objects.aggregate(place=Max("id"))["place"] or 0
    place = min(through, newest) if through else newest
    if search.words or search.view not in {View.UNREAD, View.ALL}:
        return _mark_each(person, scoped, search, at)
    count = _count_below(scoped, place)
    subscriptions = Subscription.objects.select_for_update().filter(
        person=person, feed__in=list(scoped.by_feed), read_through__lt=place
    )
    before = dict(subscriptions.values_list("pk", "read_through"))
    changed = _kept_unread_in(person, scoped, place)
    elsewhere = _brought_elsewhere(reading, scoped, place)
    former = changed | dict.fromkeys(elsewhere) | _marks_of(person, elsewhere)
    token = _remember(person, at, before, former)
    subscriptions.filter(pk__in=before).update(read_through=place)
    Mark.objects.filter(person=person, work__in=changed).update(is_read=None)
    mark_read(person, elsewhere)
    return count, token


def mark_below_read(
    reading: Reading, search: StreamSearch, *, place: int, at: datetime
) -> tuple[int, str]:
    """Marks the entry at ``place`` and everything older in the list as read."""
    return mark_all_read(reading, search, through=place, at=at)


@transaction.atomic
def mark_above_read(
    reading: Reading, search: StreamSearch, *, place: int, at: datetime
) -> tuple[int, str]:
    """Marks the entry at ``place`` and everything newer in the list as read."""
    person = _person_of(reading)
    scoped = in_scope(reading, search)
    newer = StreamSearch(view=View.UNREAD, after=place - 1)
    return _mark_each(person, scoped, newer, at)


@transaction.atomic
def undo(person: "Person", token: str, *, at: datetime) -> int:
    """Takes a mass marking back; gives how many rows changed. NotFound when it was
    taken back already or an hour has passed."""
    step = Undo.objects.select_for_update().filter(person=person, token=token).first()
    if step is None or step.made_at < at - UNDO_FOR:
        raise NotFound("This can't be taken back any more.")
    count = 0
    for pk, place in step.before["subscriptions"].items():
        count += Subscription.objects.filter(pk=int(pk), person=person).update(
            read_through=place
        )
    works_by_state: dict[bool | None, list[int]] = {}
    for work, was_read in step.before["marks"]:
        works_by_state.setdefault(was_read, []).append(work)
    for was_read, works in works_by_state.items():
        own = Mark.objects.filter(person=person, work__in=works)
        count += own.update(is_read=was_read)
        if was_read is None:  # a mark that says nothing is none
            own.filter(_BLANK).delete()
    step.delete()
    return count


def forget_old_undos(now: datetime) -> int:
    return int(Undo.objects.filter(made_at__lt=now - UNDO_FOR).delete()[0])


def _person_of(reading: Reading) -> "Person":
    if reading.person is None:
        raise BadInput("Without an account, marks stay on your device.")
    return reading.person


def _mark_each(
    person: "Person", scoped: Reading, search: StreamSearch, at: datetime
) -> tuple[int, str]:
    """One mark for each entry of the list that is unread."""
    works = _works_in(scoped, search)
    former: dict[int, bool | None] = dict.fromkeys(works)
    former.update(_marks_of(person, works))
    token = _remember(person, at, {}, former)
    return mark_read(person, works), token


def _marks_of(person: "Person", works: Iterable[int]) -> dict[int, bool | None]:
    """Which of these works have a mark, and whether it says that they are read."""
    table, values = _as_table(list(works))
    sql = (
        # CROSS keeps SQLite from walking all marks once for each work
        f"SELECT m.work, m.is_read FROM {table} CROSS JOIN reader_mark m "  # noqa: S608  # built from our own words
        "WHERE m.person_id = %s AND m.work = works.work"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [values, person.pk])
        return {
            work: None if is_read is None else bool(is_read)
            for work, is_read in cursor.fetchall()
        }


def _works_in(scoped: Reading, search: StreamSearch) -> set[int]:
    if not search.words:
        return {entry.work for entry in find_numbers(scoped, search, MOST_AT_ONCE)}
    feeds = list(scoped.by_feed)
    found = find_entries(parse(search.words), feeds=feeds, limit=MOST_AT_ONCE)
    return set(Entry.objects.filter(pk__in=found.ids).values_list("work", flat=True))


def _kept_unread_in(
    person: "Person", scoped: Reading, place: int
) -> dict[int, bool | None]:
    """Works marked as unread that the new ``read_through`` shall cover."""
    marks = Mark.objects.filter(person=person, is_read=False)
    works = list(marks.values_list("work", flat=True))
    entries = Entry.objects.filter(
        work__in=works, feed__in=list(scoped.by_feed), id__lte=place
    )
    return dict.fromkeys(entries.values_list("work", flat=True), False)


def _brought_elsewhere(reading: Reading, scoped: Reading, place: int) -> set[int]:
    """Works that a place in some sources covers, and of which another entry is unread
    above it or in another source: read once is read everywhere."""
    works = set()
    for work, entries in find_shared(reading.everything).items():
        is_covered = {
            feed in scoped.by_feed and entry <= place for entry, feed in entries.items()
        }
        if len(is_covered) == 2:  # some are, some are not
            works.add(work)
    return works


def _count_below(scoped: Reading, place: int) -> int:
    return count_unread(scoped, through=place).total()


def _remember(
    person: "Person",
    at: datetime,
    subscriptions: Mapping[int, int],
    marks: Mapping[int, bool | None],
) -> str:
    token = secrets.token_urlsafe(12)
    before = {
        "subscriptions": {str(pk): place for pk, place in subscriptions.items()},
        "marks": list(marks.items()),
    }
    Undo.objects.create(person=person, token=token, made_at=at, before=before)
    return token
