"""Entries as lists show them, for a person or a device.

Queries do not grow with rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from medagora.reader.domain.wanted import parse
from medagora.reader.domain.words import View
from medagora.reader.models import Entry, Mark
from medagora.reader.queries.finding import find_entries
from medagora.reader.queries.lines import Line, lines_of
from medagora.reader.queries.muting import hidden_among, muted
from medagora.reader.queries.numbers import Found, find_numbers, siblings_of
from medagora.reader.queries.readings import Reading, StreamSearch, in_scope
from medagora.reader.queries.siblings import first_of_each

#: Fetched beyond the page, as doubles of one paper are left out.
_SPARE = 20
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


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
        found, cursor = _first_of_each_work(scoped.without_muted(), search, limit)
    ids = [entry.id for entry in found]
    # what is muted can be searched for all the same
    hidden = frozenset() if search.words else hidden_among(muted(reading.person), ids)
    lines = lines_of(reading, [number for number in ids if number not in hidden])
    return Stream(tuple(lines), cursor)


def list_numbers(reading: Reading, search: StreamSearch, *, limit: int) -> list[int]:
    """The numbers of a list's entries, also of those that a rule mutes."""
    scoped = in_scope(reading, search)
    if search.words:
        found, _cursor = _found_by_words(scoped, search, limit)
    else:
        found, _cursor = _first_of_each_work(scoped.without_muted(), search, limit)
    return [entry.id for entry in found]


def _found_by_words(
    scoped: Reading, search: StreamSearch, limit: int
) -> tuple[list[Found], int]:
    looked = find_entries(
        parse(search.words),
        feeds=list(scoped.by_feed),
        before=search.before,
        limit=limit,
    )
    rows = Entry.objects.filter(pk__in=looked.ids)
    found = [Found(*row) for row in rows.values_list("id", "work", "feed_id")]
    return sorted(found, reverse=True), looked.through


def _first_of_each_work(
    scoped: Reading, search: StreamSearch, limit: int
) -> tuple[list[Found], int]:
    """Each paper once, and the place from which the list goes on; 0 at its end."""
    numbers = find_numbers(scoped, search, limit + _SPARE)
    is_unread = search.view is View.UNREAD
    firsts = first_of_each(scoped, numbers, is_unread=is_unread)
    if len(firsts) > limit:
        return firsts[:limit], firsts[limit - 1].id
    is_whole = len(numbers) < limit + _SPARE
    return firsts, 0 if is_whole else numbers[-1].id


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
