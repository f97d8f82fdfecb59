"""What people watch: alerts and what they found, and what is muted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet

from medagora.kernel.refusals import BadInput, NotFound
from medagora.reader.domain.places import place_of
from medagora.reader.domain.wanted import Wanted, parse
from medagora.reader.models import (
    Alert,
    AlertHit,
    Entry,
    Feed,
    MuteRule,
    Subscription,
)
from medagora.reader.queries.finding import find_entries
from medagora.reader.queries.lines import Line, lines_of
from medagora.reader.queries.news import count_news
from medagora.reader.queries.readings import reading_of
from medagora.topics import queries as topics

if TYPE_CHECKING:
    from medagora.people.models import Person

__all__ = [
    "MOST_COUNTED",
    "Preview",
    "check_topics",
    "count_news",
    "feeds_to_watch",
    "get_alert",
    "get_mute",
    "hit_lines",
    "hits_of",
    "list_alerts",
    "list_mutes",
    "preview",
    "preview_mute",
]

#: How far back a preview looks, and how much it counts and shows.
PREVIEW = timedelta(days=30)
MOST_COUNTED = 200
PREVIEW_LINES = 10


# ---- alerts --------------------------------------------------------------------


def list_alerts(person: "Person") -> QuerySet[Alert]:
    """A person's alerts by name, each with ``found``, how many papers it found."""
    alerts = Alert.objects.filter(person=person).annotate(found=Count("hits"))
    return alerts.order_by("name", "pk")


def get_alert(person: "Person", alert_id: int) -> Alert:
    alert = Alert.objects.filter(person=person, pk=alert_id).first()
    if alert is None:
        raise NotFound("This alert is not there any more.")
    return alert


def hits_of(alert: Alert) -> QuerySet[AlertHit]:
    """What an alert found, the last first."""
    return alert.hits.order_by("-entry", "-pk")


def hit_lines(person: "Person", hits: Iterable[AlertHit]) -> list[Line]:
    """The entries that were found, in order; those let go meanwhile are left out."""
    return lines_of(reading_of(person), [hit.entry for hit in hits])


@dataclass(frozen=True)
class Preview:
    """What a query would have found in the last days; ``count`` stops at
    MOST_COUNTED."""

    count: int
    lines: tuple[Line, ...]
    days: int = PREVIEW.days

    @property
    def is_more(self) -> bool:
        return self.count >= MOST_COUNTED


def preview(
    person: "Person", wanted: Wanted, *, only_followed: bool, at: datetime
) -> Preview:
    """What an alert with this query would have found."""
    feeds = feeds_to_watch(person, only_followed=only_followed)
    return _preview(person, wanted, feeds, at)


def preview_mute(person: "Person", rule: MuteRule, *, at: datetime) -> Preview:
    """What a mute rule hides of what the person follows."""
    feeds = feeds_to_watch(person, only_followed=True)
    if rule.feed_id:
        feeds = [pk for pk in feeds if pk == rule.feed_id]
    if not rule.query:
        return _newest_of(person, feeds, at)
    return _preview(person, parse(rule.query), feeds, at)


def _preview(
    person: "Person", wanted: Wanted, feeds: Sequence[int], at: datetime
) -> Preview:
    after = place_of(at - PREVIEW)
    found = find_entries(wanted, feeds=feeds, after=after, limit=MOST_COUNTED)
    return _shown(person, found.ids)


def _newest_of(person: "Person", feeds: Sequence[int], at: datetime) -> Preview:
    rows = Entry.objects.filter(feed__in=feeds, pk__gt=place_of(at - PREVIEW))
    newest = rows.order_by("-pk").values_list("pk", flat=True)
    return _shown(person, list(newest[:MOST_COUNTED]))


def _shown(person: "Person", ids: Sequence[int]) -> Preview:
    """Each paper once, at the first entry in the list."""
    works = dict(Entry.objects.filter(pk__in=ids).values_list("pk", "work"))
    once: dict[int, int] = {}
    for pk in ids:
        once.setdefault(works.get(pk, pk), pk)
    kept = list(once.values())
    lines = lines_of(reading_of(person), kept[:PREVIEW_LINES])
    return Preview(len(kept), tuple(lines))


def feeds_to_watch(person: "Person", *, only_followed: bool) -> list[int]:
    """The sources in which an alert looks. A source that is in nobody's catalogue is
    seen by those alone who follow it: its address may be a secret."""
    followed = Subscription.objects.filter(person=person, is_hidden=False)
    ids = set(followed.values_list("feed_id", flat=True))
    if not only_followed:
        public = Feed.objects.filter(resource__isnull=False)
        ids |= set(public.values_list("pk", flat=True))
    return sorted(ids)


def check_topics(wanted: Wanted) -> None:
    """BadInput for a topic that does not exist: such a query would wait for ever."""
    names = wanted.values_of("topic")
    known = topics.slugs_by_name(names, "en") if names else {}
    for name in names:
        if not known.get(name):
            raise BadInput(
                "There is no topic called “%(name)s” here.", field="query", name=name
            )


# ---- what is muted -------------------------------------------------------------


def list_mutes(person: "Person") -> QuerySet[MuteRule]:
    rules = MuteRule.objects.filter(person=person).select_related("feed")
    return rules.order_by("-added_at", "-pk")


def get_mute(person: "Person", rule_id: int) -> MuteRule:
    rule = list_mutes(person).filter(pk=rule_id).first()
    if rule is None:
        raise NotFound("This is not muted any more.")
    return rule
