"""Search in entries: the engine narrows by words, the query itself judges.

Newest first, so neither engine needs to rank; both walk their index backwards and
stop as soon as enough was found.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property
from typing import Any

from django.db import connection

from medagora.kernel.languages import primary
from medagora.reader.domain.places import place_of
from medagora.reader.domain.wanted import Wanted, fts5, tsquery
from medagora.reader.domain.wanted_needs import Every, Has, Need, Some, only_words
from medagora.reader.domain.words_of_text import words_of
from medagora.reader.queries.items import Source, items_of, sources_of

#: Above every place.
_END = 2**62
#: More than this are not judged for one page; ``Found.through`` tells how far it went.
MOST_LOOKED = 20_000
_LARGEST_SLICE = 1_000
#: In the very words of the partial index, or SQLite does not see that it fits.
_HAS_ANY = {"doi": "NOT (e.doi = '')", "pmid": "NOT (e.pmid = '')"}
_NOTED = "SELECT doi FROM reader_notice WHERE kind = %s"
Fragment = tuple[str, list[Any]]
_EVERYTHING: Fragment = ("1=1", [])


@dataclass(frozen=True)
class Found:
    """Entries that match, newest first. ``through``: the place down to which all was
    looked through; 0 when that is all there is."""

    ids: list[int]
    through: int = 0


def find_entry_ids(
    wanted: Wanted, *, feeds: Sequence[int] | None, before: int, limit: int
) -> list[int]:
    """The newest entries below a place (0: from the newest) that match; in these feeds
    only, or in all."""
    return find_entries(wanted, feeds=feeds, before=before, limit=limit).ids


def find_entries(
    wanted: Wanted,
    *,
    feeds: Sequence[int] | None = None,
    before: int = 0,
    after: int = 0,
    limit: int,
) -> Found:
    """As ``find_entry_ids``, above the place ``after`` only, and it says how far it
    looked."""
    search = _Search(wanted, feeds)
    found: list[int] = []
    place, looked, size = before or _END, 0, min(max(2 * limit, 100), _LARGEST_SLICE)
    while looked < MOST_LOOKED:
        ids = search.candidates(place, after, size)
        looked += len(ids)
        for item in search.judge(ids):
            found.append(item)
            if len(found) == limit:
                return Found(found, item)
        if len(ids) < size:
            return Found(found)
        place, size = ids[-1], min(2 * size, _LARGEST_SLICE)
    return Found(found, place)


class _Search:
    """One query against the tables; the feeds are asked for once."""

    def __init__(self, wanted: Wanted, feeds: Sequence[int] | None) -> None:
        self.wanted, self.feeds = wanted, feeds
        self.is_sqlite = connection.vendor == "sqlite"

    @cached_property
    def sources(self) -> dict[int, Source]:
        has_topics = bool(self.wanted.values_of("topic"))
        return sources_of(self.feeds, with_topics=has_topics)

    def judge(self, ids: Sequence[int]) -> list[int]:
        """Those that really match."""
        items = items_of(ids, sources=self.sources) if ids else []
        return [item.id for item in items if self.wanted.matches(item)]

    def candidates(self, before: int, after: int, limit: int) -> list[int]:
        """The next entries that may match, newest first."""
        if self.feeds is not None and not self.feeds:
            return []
        sql, params = self._statement(before, after)
        with connection.cursor() as cursor:
            cursor.execute(f"{sql} LIMIT %s", [*params, limit])
            return [row[0] for row in cursor.fetchall()]

    def _statement(self, before: int, after: int) -> Fragment:
        where, params = self._where
        if not self._words:
            sql = "SELECT e.id FROM reader_entry e WHERE e.id < %s AND e.id > %s"
            first: list[Any] = [before, after]
            place = "e.id"
        elif self.is_sqlite:
            # CROSS: the planner must begin with the index of words
            sql = (
                "SELECT e.id FROM reader_entrysearch CROSS JOIN reader_entry e "
                "ON e.id = reader_entrysearch.rowid WHERE reader_entrysearch MATCH %s "
                "AND reader_entrysearch.rowid < %s AND reader_entrysearch.rowid > %s"
            )
            first = [self._words, before, after]
            place = "reader_entrysearch.rowid"
        else:
            sql = (
                "SELECT e.id FROM reader_entrysearch s JOIN reader_entry e "
                "ON e.id = s.entry WHERE s.words @@ %s::tsquery "
                "AND e.id < %s AND e.id > %s"
            )
            first = [self._words, before, after]
            place = "e.id"
        return f"{sql} AND {where} ORDER BY {place} DESC", first + params

    @cached_property
    def _words(self) -> str:
        """What the index of words is asked; "" when it cannot help."""
        return (fts5 if self.is_sqlite else tsquery)(self.wanted.need)

    @cached_property
    def _where(self) -> Fragment:
        """What else must be so: the feeds, and what is not words alone."""
        need = self.wanted.need
        parts = need.parts if isinstance(need, Every) else (need,)
        left = [self._condition(p) for p in parts if only_words(p) != p]
        if self.feeds is not None:
            # the plus keeps SQLite from looking up each entry once for each feed
            is_looked_up = self.is_sqlite and bool(self._words)
            column = "+e.feed_id" if is_looked_up else "e.feed_id"
            left.append(_in_feeds(self.feeds, column))
        return _join(left, "AND")

    def _condition(self, need: Need) -> Fragment:
        if isinstance(need, Has):
            return self._has(need)
        if isinstance(need, Every):
            return _join([self._condition(part) for part in need.parts], "AND")
        if isinstance(need, Some):
            return _join([self._condition(part) for part in need.parts], "OR")
        return _EVERYTHING

    def _has(self, has: Has) -> Fragment:
        if has.kind in ("after", "before"):
            return _in_time(has.kind, date.fromisoformat(has.value))
        if has.kind in ("doi", "pmid"):
            return f"(e.{has.kind} = %s AND {_HAS_ANY[has.kind]})", [has.value]
        if has.kind == "is":
            return f"({_HAS_ANY['doi']} AND e.doi IN ({_NOTED}))", [has.value]
        if has.kind == "lang":
            sql, params = self._in_sources(has)
            return (
                f"(lower(e.language) LIKE %s OR (e.language = '' AND {sql}))",
                [f"{has.value}%", *params],
            )
        if has.kind == "word":
            return self._has_word(has)
        if has.kind == "source":
            return _join([self._in_sources(has), self._has_word(has)], "OR")
        return self._in_sources(has)

    def _in_sources(self, has: Has) -> Fragment:
        """Entries of the feeds for which it is so."""
        return _in_feeds([pk for pk, s in self.sources.items() if _is_so(s, has)])

    def _has_word(self, has: Has) -> Fragment:
        word = Has("word", has.value, has.is_prefix)
        if self.is_sqlite:
            return (
                "e.id IN (SELECT rowid FROM reader_entrysearch "
                "WHERE reader_entrysearch MATCH %s)",
                [fts5(word)],
            )
        return (
            "e.id IN (SELECT entry FROM reader_entrysearch WHERE words @@ %s::tsquery)",
            [tsquery(word)],
        )


def _is_so(source: Source, has: Has) -> bool:
    if has.kind == "topic":
        return has.value in source.topics
    if has.kind == "kind":
        return has.value == source.kind
    if has.kind == "lang":
        return has.value == primary(source.language)
    words = words_of(source.title)
    if has.is_prefix:
        return any(word.startswith(has.value) for word in words)
    return has.value in words


def _in_feeds(feeds: Sequence[int], column: str = "e.feed_id") -> Fragment:
    """Numbers of our own, so they stand in the statement itself: any count will do."""
    if not feeds:
        return "1=0", []
    return f"{column} IN ({', '.join(str(int(pk)) for pk in feeds)})", []


def _in_time(kind: str, day: date) -> Fragment:
    """On the day or later, or before it; what has no date lies where it arrived."""
    start = datetime.combine(day, time(), UTC)
    sign = ">=" if kind == "after" else "<"
    moment = connection.ops.adapt_datetimefield_value(start)
    return (
        f"(e.published_at {sign} %s OR (e.published_at IS NULL AND e.id {sign} %s))",
        [moment, place_of(start)],
    )


def _join(parts: list[Fragment], joint: str) -> Fragment:
    if not parts:
        return _EVERYTHING
    sql = f" {joint} ".join(part for part, _params in parts)
    return f"({sql})", [value for _part, params in parts for value in params]
