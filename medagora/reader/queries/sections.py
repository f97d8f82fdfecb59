"""My page: the newest entries of each sort of source, and what is new on a topic."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from medagora.reader.domain.unread import Unread
from medagora.reader.domain.words import Sort, View
from medagora.reader.queries import feeds
from medagora.reader.queries.lines import Line, lines_of
from medagora.reader.queries.muting import hidden_among, muted
from medagora.reader.queries.numbers import Found, find_numbers
from medagora.reader.queries.readings import (
    Follow,
    Reading,
    StreamSearch,
    reading_of_feeds,
)

#: Entries that a section shows, and how many are looked at as doubles are left out.
SHOWN = 5
_LOOKED_AT = 15


@dataclass(frozen=True)
class Section:
    """One sort of source: how many there are, how much is new, the newest lines."""

    sort: str
    sources: int
    unread: int
    lines: tuple[Line, ...]


def order_of(wanted: Iterable[str], present: Iterable[str]) -> list[str]:
    """The sections that have sources: as their reader ordered them, then as we do."""
    here = set(present)
    return [sort for sort in dict.fromkeys([*wanted, *Sort]) if sort in here]


def list_sections(
    reading: Reading, order: Sequence[str], unread: Unread
) -> list[Section]:
    """The sections in order. One query each and those of ``lines_of`` once."""
    parts = _by_sort(reading)
    found = {sort: _newest(parts[sort]) for sort in order if sort in parts}
    shown = _each_once(found)
    hidden = hidden_among(muted(reading.person), _in_a_row(shown))
    kept = {
        sort: [pk for pk in ids if pk not in hidden][:SHOWN]
        for sort, ids in shown.items()
    }
    by_id = {line.id: line for line in lines_of(reading, _in_a_row(kept))}
    return [
        Section(
            sort,
            sources=len(part.follows),
            unread=unread.total(list(part.by_feed)),
            lines=tuple(by_id[pk] for pk in kept.get(sort, []) if pk in by_id),
        )
        for sort in order
        if (part := parts.get(sort))
    ]


def _in_a_row(ids: Mapping[str, Sequence[int]]) -> list[int]:
    return [pk for several in ids.values() for pk in several]


def _by_sort(reading: Reading) -> dict[str, Reading]:
    """The same reader with the sources of each sort."""
    parts: dict[str, list[Follow]] = {}
    for follow in reading.follows:
        parts.setdefault(follow.sort, []).append(follow)
    return {sort: reading.narrowed(follows) for sort, follows in parts.items()}


def _newest(part: Reading) -> list[Found]:
    heard = part.without_muted()
    return find_numbers(heard, StreamSearch(view=View.ALL), _LOOKED_AT)


def _each_once(found: Mapping[str, Sequence[Found]]) -> dict[str, list[int]]:
    """One entry for each paper, in the first section that has it."""
    seen: set[int] = set()
    kept: dict[str, list[int]] = {}
    for sort, entries in found.items():
        for entry in entries:
            if entry.work not in seen:
                seen.add(entry.work)
                kept.setdefault(sort, []).append(entry.id)
    # some to spare, as muted ones are left out later
    return {sort: ids[: 2 * SHOWN] for sort, ids in kept.items()}


def list_new_on_topic(
    slug: str, language: str, audience: str, *, limit: int = 6
) -> list[Line]:
    """The newest entries of what curators chose for a topic in one language."""
    chosen = feeds.bundle([slug], [language], audience)
    reading = reading_of_feeds(feed.pk for feed in chosen)
    search = StreamSearch(view=View.ALL)
    numbers = find_numbers(reading, search, 3 * limit)
    kept = _each_once({slug: numbers}).get(slug, [])
    return lines_of(replace(reading, read_through=0), kept[:limit])
