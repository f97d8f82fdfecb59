"""What people do not want to see: in one place for lists, mails and programs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from medagora.reader.domain.wanted import Item, Wanted, parse
from medagora.reader.models import MuteRule
from medagora.reader.queries.items import items_of

if TYPE_CHECKING:
    from medagora.people.models import Person


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
