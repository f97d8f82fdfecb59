"""Alerts and mute rules: made by a person, tried on everything that arrives."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from medagora.kernel.refusals import BadInput, Conflict
from medagora.kernel.text import tidy
from medagora.reader.domain.matching import match_all
from medagora.reader.domain.wanted import Item, Wanted, parse
from medagora.reader.domain.words import Frequency
from medagora.reader.models import (
    Alert,
    AlertHit,
    Feed,
    MuteRule,
    ReaderNews,
    Subscription,
)
from medagora.reader.queries.items import items_of
from medagora.reader.queries.muting import muted_by_person
from medagora.reader.queries.watching import check_topics
from medagora.reader.services import alert_mails
from medagora.reader.services.announcing import announce, mark_news_seen

if TYPE_CHECKING:
    from medagora.people.models import Person

__all__ = [
    "AlertDraft",
    "add_alert",
    "add_mute",
    "announce",
    "change_alert",
    "forget_old",
    "mark_news_seen",
    "match_new",
    "remove_alert",
    "remove_mute",
    "switch_alert",
]

log = logging.getLogger(__name__)

#: More than anybody looks after; it bounds what one account can cost all others.
MOST_ALERTS, MOST_MUTES = 100, 200
#: Of one alert in one run: what finds nearly everything helps nobody.
MOST_FOUND = 200
#: How long finds and seen news are kept; an alert's old finds are seldom looked for.
KEEP = timedelta(days=400)


# ---- alerts --------------------------------------------------------------------


@dataclass(frozen=True)
class AlertDraft:
    """What a person says about an alert."""

    query: str
    name: str = ""
    only_followed: bool = False
    frequency: Frequency = Frequency.DAILY

    @property
    def fields(self) -> dict[str, object]:
        """As the table wants it. BadInput for a query that cannot be understood."""
        query = tidy(self.query)
        check_topics(parse(query))
        return {
            "query": query,
            "name": tidy(self.name, limit=100) or tidy(query, limit=100),
            "only_followed": self.only_followed,
            "frequency": self.frequency,
        }


@transaction.atomic
def add_alert(person: "Person", draft: AlertDraft) -> Alert:
    """It watches from now on; what was there before is shown by its preview."""
    if Alert.objects.filter(person=person).count() >= MOST_ALERTS:
        raise Conflict(
            "You have %(most)s alerts, which is as many as one person can have. "
            "Remove one first.",
            most=MOST_ALERTS,
        )
    return Alert.objects.create(person=person, **draft.fields)


@transaction.atomic
def change_alert(alert: Alert, draft: AlertDraft, *, at: datetime) -> Alert:
    """What it found so far stays; it is mailed no more when mails begin only now."""
    was_silent = alert.frequency == Frequency.OFF
    for name, value in draft.fields.items():
        setattr(alert, name, value)
    alert.save()
    if was_silent and alert.frequency != Frequency.OFF:
        AlertHit.objects.filter(alert=alert, mailed_at=None).update(mailed_at=at)
    return alert


def switch_alert(alert: Alert, *, is_on: bool) -> None:
    """Lets it rest, or watch again."""
    Alert.objects.filter(pk=alert.pk).update(is_on=is_on)


def remove_alert(alert: Alert) -> None:
    """With everything that it found."""
    alert.delete()


# ---- mute rules ----------------------------------------------------------------


@transaction.atomic
def add_mute(
    person: "Person",
    *,
    query: str = "",
    feed: Feed | None = None,
    until: date | None = None,
) -> MuteRule:
    """Hides what a query matches, in one source or everywhere; without a query the
    whole source. The same rule again only changes its end."""
    query = tidy(query)
    if query:
        check_topics(parse(query))
    elif feed is None:
        raise BadInput("Say what you do not want to see.", field="query")
    own = MuteRule.objects.filter(person=person)
    if same := own.filter(query=query, feed=feed).first():
        same.until = until
        same.save(update_fields=["until"])
        return same
    if own.count() >= MOST_MUTES:
        raise Conflict(
            "You mute %(most)s things, which is as many as one person can. Remove "
            "one first.",
            most=MOST_MUTES,
        )
    return MuteRule.objects.create(person=person, query=query, feed=feed, until=until)


def remove_mute(rule: MuteRule) -> None:
    """Everything that it hid is there again: nothing was deleted."""
    rule.delete()


@transaction.atomic
def forget_old(*, at: datetime) -> int:
    """Lets go of mute rules that ended, old finds, and old news that were seen."""
    ended = MuteRule.objects.filter(until__lt=at.astimezone(UTC).date())
    hits = AlertHit.objects.filter(found_at__lt=at - KEEP)
    seen = ReaderNews.objects.filter(seen_at__lt=at - KEEP)
    return sum(int(rows.delete()[0]) for rows in (ended, hits, seen))


# ---- what arrives --------------------------------------------------------------


@transaction.atomic
def match_new(entries: Sequence[int], *, at: datetime) -> int:
    """Tries every alert on these entries; gives how many papers were newly found.

    What an alert found before, also as another source's entry, is not found again.
    People whose alerts tell at once are mailed in the same transaction.
    """
    items = items_of(entries)
    alerts = {alert.pk: alert for alert in Alert.objects.filter(is_on=True)}
    if not items or not alerts:
        return 0
    queries = _queries(alerts.values())
    found = list(match_all(queries, items, most=MOST_FOUND))
    found = _allowed(found, alerts, at)
    before = AlertHit.objects.filter(alert__in={number for number, _item in found})
    count = before.count()
    AlertHit.objects.bulk_create(
        [
            AlertHit(alert_id=number, entry=item.id, work=item.work, found_at=at)
            for number, item in found
        ],
        ignore_conflicts=True,
        batch_size=500,
    )
    hurry = {
        alerts[number].person_id
        for number, _item in found
        if alerts[number].frequency == Frequency.IMMEDIATE
    }
    alert_mails.send_waiting(at=at, person_ids=hurry)
    return before.count() - count


def _queries(alerts: Iterable[Alert]) -> dict[int, Wanted]:
    """The queries by alert. One that is not understood any more, because the language
    changed, finds nothing and stops nobody else's."""
    queries = {}
    for alert in alerts:
        try:
            queries[alert.pk] = parse(alert.query)
        except BadInput:
            log.warning("The query of alert %s is not understood any more", alert.pk)
    return queries


def _allowed(
    found: Sequence[tuple[int, Item]], alerts: dict[int, Alert], at: datetime
) -> list[tuple[int, Item]]:
    """Without sources that the alert's owner may not see or does not want, and
    without what they mute."""
    people = {alerts[number].person_id for number, _item in found}
    feeds = {item.feed_id for _number, item in found}
    public = set(
        Feed.objects.filter(pk__in=feeds, resource__isnull=False).values_list(
            "pk", flat=True
        )
    )
    followed = set(
        Subscription.objects.filter(
            person__in=people, feed__in=feeds, is_hidden=False
        ).values_list("person_id", "feed_id")
    )
    muting = muted_by_person(people, at=at)

    def is_allowed(alert: Alert, item: Item) -> bool:
        is_followed = (alert.person_id, item.feed_id) in followed
        is_open = item.feed_id in public and not alert.only_followed
        own = muting.get(alert.person_id)
        return (is_followed or is_open) and not (own and own.hides(item))

    return [(n, item) for n, item in found if is_allowed(alerts[n], item)]
