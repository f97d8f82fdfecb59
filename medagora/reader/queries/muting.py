"""What people do not want to see: in one place for lists, mails and programs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from django.core.cache import cache
from django.utils import timezone

from medagora.kernel.query_language import any_of
from medagora.reader.domain.places import SPREAD_BITS
from medagora.reader.domain.wanted import Item, Wanted, parse
from medagora.reader.models import Entry, MuteRule
from medagora.reader.queries.finding import find_entries
from medagora.reader.queries.items import items_of
from medagora.reader.queries.readings import Reading
from medagora.reader.queries.siblings import Found

if TYPE_CHECKING:
    from medagora.people.models import Person

#: Muted entries that are looked for to be left out of counts: the newest ones.
MOST_MUTED = 1_000
#: Seconds for which they are remembered, and how far below the newest entry they are
#: looked for again: what is read beside it may be stored a little later.
_REMEMBERED = 600
_LATE = 3600 << SPREAD_BITS


@dataclass(frozen=True)
class Muting:
    """What a person does not want to see: whole sources, and what queries match."""

    feeds: frozenset[int] = frozenset()
    #: Queries with the source in which they hold; 0: everywhere.
    rules: tuple[tuple[Wanted, int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.feeds or self.rules)

    @property
    def asks_for_topics(self) -> bool:
        return any(wanted.values_of("topic") for wanted, _feed in self.rules)

    def hides(self, item: Item) -> bool:
        return item.feed_id in self.feeds or any(
            feed in (0, item.feed_id) and wanted.matches(item)
            for wanted, feed in self.rules
        )


def muted(person: "Person | None", *, at: datetime | None = None) -> Muting:
    """What is muted for a person now; nothing without an account."""
    if person is None:
        return Muting()
    return muted_by_person([person.pk], at=at).get(person.pk, Muting())


def muted_by_person(
    person_ids: Iterable[int], *, at: datetime | None = None
) -> dict[int, Muting]:
    """The same for several people, in one query; those who mute nothing are left
    out."""
    today = (at or timezone.now()).astimezone(UTC).date()
    rules = MuteRule.objects.filter(person__in=set(person_ids))
    rows: dict[int, list[tuple[str, int]]] = {}
    for person, query, feed, until in rules.order_by("pk").values_list(
        "person_id", "query", "feed_id", "until"
    ):
        if until is None or until >= today:
            rows.setdefault(person, []).append((query, feed or 0))
    return {
        person: Muting(
            frozenset(feed for query, feed in own if not query),
            tuple((parse(query), feed) for query, feed in own if query),
        )
        for person, own in rows.items()
    }


def hidden_among(muting: Muting, entry_ids: Sequence[int]) -> frozenset[int]:
    """Which of these entries are muted; no query at all when nothing is."""
    if not muting or not entry_ids:
        return frozenset()
    items = items_of(entry_ids, with_topics=muting.asks_for_topics)
    return frozenset(item.id for item in items if muting.hides(item))


class _Kept(NamedTuple):
    """Muted entries between two places, and for which rules and sources."""

    state: str
    after: int
    through: int
    entries: frozenset[Found]


def find_muted(reading: Reading) -> frozenset[Found]:
    """Followed entries that are not read through and that a rule mutes.

    Remembered, so that a page looks only through what came since the last one.
    """
    muting, places = muted(reading.person), reading.places
    if reading.person is None or not muting.rules or not places:
        return frozenset()
    name = f"reader:muted:{reading.person.pk}"
    after, state = min(places.values()), _state_of(reading, muting)
    former: _Kept | None = cache.get(name)
    if former is None or former.state != state or after < former.after:
        former = _Kept(state, after, after, frozenset())
    newest = Entry.objects.order_by("-id").values_list("id", flat=True).first() or 0
    if newest > former.through:
        since = max(after, former.through - _LATE)
        known = {entry for entry in former.entries if entry.id > after}
        entries = _look_for(muting, places, since).union(known)
        former = _Kept(state, after, newest, entries)
        cache.set(name, former, _REMEMBERED)
    return frozenset(
        entry for entry in former.entries if entry.feed_id in reading.by_feed
    )


def _state_of(reading: Reading, muting: Muting) -> str:
    """What the remembered entries depend on: a source that is read for the first time
    brings old ones."""
    filled = sorted(
        follow.feed_id
        for follow in reading.whole or reading.follows
        if follow.entry_count and not follow.is_muted
    )
    return sha256(repr((filled, muting.rules)).encode()).hexdigest()


def _look_for(
    muting: Muting, places: Mapping[int, int], after: int
) -> frozenset[Found]:
    wanted = Wanted(any_of([rule.node for rule, _feed in muting.rules]))
    ids = find_entries(wanted, feeds=list(places), after=after, limit=MOST_MUTED).ids
    if any(feed for _rule, feed in muting.rules):
        ids = list(hidden_among(muting, ids))
    rows = Entry.objects.filter(pk__in=ids)
    return frozenset(Found(*row) for row in rows.values_list("id", "work", "feed_id"))
