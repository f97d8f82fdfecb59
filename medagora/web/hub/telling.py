"""Finding which feeds changed, and telling those who subscribed."""

import asyncio
from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from medagora.web import http
from medagora.web.hub import lending, places, rules
from medagora.web.models import HubFeed, Subscriber

#: A feed is looked at again after this rest, however often something changes: what
#: comes in hundreds, such as an import, is told together.
REST = timedelta(minutes=1)
#: Without any news a feed is looked at all the same: posts are hidden, people erased.
_LONGEST_REST = timedelta(hours=6)
MOST_LOOKED_AT = 50
#: At the same time; so many parts in one run.
MOST_SENT = 40
_MOST_PARTS = 25
#: Who began to send and did not come back has failed by then.
_CLAIM = timedelta(minutes=10)
_LIMITS = http.Limits(seconds=10, redirects=0, body_bytes=4096, cut=True)
_FORM = "application/x-www-form-urlencoded"


def note_change(addresses: Iterable[str]) -> None:
    """Something changed that feeds tell about. Ours looks at all that are subscribed
    to, as also searches and collections may show it; another's hub is told about
    ``addresses``, the feeds that are sure to have changed."""
    if places.is_ours():
        HubFeed.objects.filter(is_due=False).update(is_due=True)
    elif places.outside_hub():
        HubFeed.objects.bulk_create(
            (HubFeed(address=one, is_due=True) for one in dict.fromkeys(addresses)),
            update_conflicts=True,
            unique_fields=["address"],
            update_fields=["is_due"],
        )


def look_at_feeds(at: datetime) -> int:
    """Reads the feeds that may have changed; gives how many did. Their subscribers are
    due then."""
    if not places.is_ours():
        return 0
    changed = 0
    due = Q(is_due=True, looked_at__lte=at - REST)
    old = Q(looked_at__lte=at - _LONGEST_REST)
    live = Exists(Subscriber.objects.filter(feed=OuterRef("pk"), expires_at__gt=at))
    found = HubFeed.objects.filter(due | old).filter(live)
    for feed in found.order_by("looked_at", "pk")[:MOST_LOOKED_AT]:
        mine = HubFeed.objects.filter(pk=feed.pk, looked_at=feed.looked_at)
        if mine.update(looked_at=at, is_due=False):  # else another worker has it
            changed += _look(feed, at)
    return changed


def _look(feed: HubFeed, at: datetime) -> bool:
    content = lending.read_feed(feed.address)
    if content is None or not feed.take(content.body, content.content_type):
        return False
    with transaction.atomic():  # else who kills us between the two hides the change
        feed.save(update_fields=["body", "content_type", "digest"])
        live = Subscriber.objects.filter(feed=feed, expires_at__gt=at)
        live.update(next_try_at=at, failures=0)
    return True


def deliver_waiting(
    at: datetime, *, policy: http.AddressPolicy = http.is_public
) -> int:
    """Sends part after part to all who wait; gives how many took it. After a part that
    not all took the rest waits for the next run: programs that are slow or away must
    not hold the worker up."""
    taken = 0
    for _part in range(_MOST_PARTS):
        part = deliver_due(at, policy=policy)
        taken += part
        if part < MOST_SENT:
            break
    return taken


def deliver_due(at: datetime, *, policy: http.AddressPolicy = http.is_public) -> int:
    """Sends feeds as they are now to the first who wait; gives how many took it.

    Each is claimed first, so that two workers do not send the same.
    """
    if not places.is_ours():
        return 0
    waiting = Subscriber.objects.filter(next_try_at__lte=at, expires_at__gt=at)
    rows = waiting.select_related("feed").order_by("next_try_at", "pk")
    mine = [row for row in rows[:MOST_SENT] if _claim(row, at)]
    if not mine:
        return 0
    statuses = asyncio.run(_send_all(mine, places.hub_address(), policy))
    taken = [_settle(row, statuses[row.pk], at) for row in mine]
    return sum(taken)


def _claim(row: Subscriber, at: datetime) -> bool:
    free = Subscriber.objects.filter(pk=row.pk, next_try_at=row.next_try_at)
    row.next_try_at = at + _CLAIM
    return free.update(next_try_at=row.next_try_at) == 1


async def _send_all(
    rows: list[Subscriber], hub: str, policy: http.AddressPolicy
) -> dict[int, int]:
    """The status that each answered, by row; 0 for no answer."""
    async with http.open_client(policy=policy) as client:

        async def send(row: Subscriber) -> int:
            body = bytes(row.feed.body)
            headers = rules.delivery_headers(
                hub=hub,
                topic=row.feed.address,
                content_type=row.feed.content_type,
                secret=row.secret,
                body=body,
            )
            ask = http.Ask("POST", headers, _LIMITS, body)
            try:
                return (await client.fetch(row.callback, ask)).status
            except http.FETCH_FAILURES:
                return 0

        found = await asyncio.gather(*(send(row) for row in rows))
    return {row.pk: status for row, status in zip(rows, found, strict=True)}


def _settle(row: Subscriber, status: int, at: datetime) -> bool:
    """Writes down how it went, unless the feed has changed again meanwhile."""
    # 410 says: forget me (7)
    if status == 410:
        Subscriber.objects.filter(pk=row.pk).delete()
        return False
    mine = Subscriber.objects.filter(pk=row.pk, next_try_at=row.next_try_at)
    if 200 <= status < 300:
        mine.update(next_try_at=None, failures=0)
        return True
    wait = rules.wait_after(row.failures + 1)
    mine.update(failures=row.failures + 1, next_try_at=at + wait if wait else None)
    return False


def ping_outside(at: datetime, *, policy: http.AddressPolicy = http.is_public) -> int:
    """Tells another's hub which feeds changed; gives how many it took. What it did not
    take is told again the next time. Whoever had subscribed here finds the other hub in
    the feed."""
    hub = places.outside_hub()
    if not hub:
        return 0
    told = 0
    for feed in HubFeed.objects.order_by("pk")[:MOST_LOOKED_AT]:
        mine = HubFeed.objects.filter(pk=feed.pk)
        mine.update(is_due=False)  # what changes from here on is told again
        if not _ping(hub, feed.address, policy):
            break  # it will be as deaf for the others
        mine.filter(is_due=False).delete()
        told += 1
    return told


def _ping(hub: str, address: str, policy: http.AddressPolicy) -> bool:
    """``hub.url`` is how hubs have always been told; newer ones read ``hub.topic``."""
    fields = {"hub.mode": "publish", "hub.url": address, "hub.topic": address}
    try:
        answer = http.fetch_sync(
            hub,
            method="POST",
            headers={"Content-Type": _FORM},
            body=urlencode(fields).encode(),
            limits=_LIMITS,
            policy=policy,
        )
    except http.FETCH_FAILURES:
        return False
    return 200 <= answer.status < 300
