"""Taking subscriptions, and asking whether they were meant."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from medagora.kernel.refusals import NotFound, Refusal
from medagora.web import http
from medagora.web.hub import lending, places, rules
from medagora.web.hub.lending import Content
from medagora.web.hub.rules import HubRequest, Mode
from medagora.web.models import HubFeed, Subscriber

#: Enough for every reading service there is; no place for a flood.
MOST_OF_ONE_FEED = 1000
MOST_ON_ONE_HOST = 1000
MOST_FEEDS = 5000
#: A request to which nobody said yes is forgotten after this time.
_PATIENCE = timedelta(hours=1)
_LIMITS = http.Limits(seconds=5, redirects=0, body_bytes=4096, cut=True)


class TooManySubscriptions(Refusal):
    code, status = "too_many_subscriptions", 503


def take_request(asked: HubRequest, *, at: datetime) -> Subscriber | None:
    """Remembers what is asked for until the callback has said yes. None for an end of
    what is not there. NotFound for what is no public feed of this site."""
    if asked.mode is Mode.UNSUBSCRIBE:
        return _end(asked, at)
    known = HubFeed.objects.filter(address=asked.topic, looked_at__isnull=False).first()
    # reading a feed takes a while: before the database is locked
    content = None if known else _read(asked.topic)
    with transaction.atomic():
        feed = _keep(asked.topic, content, at) if content else known
        return _subscribe(feed, asked, at) if feed else None


@transaction.atomic
def _end(asked: HubRequest, at: datetime) -> Subscriber | None:
    rows = Subscriber.objects.select_for_update(of=("self",))
    row = rows.filter(feed__address=asked.topic, callback=asked.callback).first()
    return _remember(row, asked, at) if row else None


def _subscribe(feed: HubFeed, asked: HubRequest, at: datetime) -> Subscriber:
    rows = Subscriber.objects.select_for_update()
    row = rows.filter(feed=feed, callback=asked.callback).first()
    if row is None:
        _require_room(feed, asked.host)
        row = Subscriber(feed=feed, callback=asked.callback, host=asked.host)
    return _remember(row, asked, at)


def _read(address: str) -> Content:
    content = lending.read_feed(address)
    if content is None:
        raise NotFound(
            "%(address)s is no public feed of this site.",
            address=address,
            field="hub.topic",
        )
    return content


def _keep(address: str, content: Content, at: datetime) -> HubFeed:
    """The row of a feed that was not looked at yet: it knows what stands in the feed
    now, so that only later changes are told."""
    feed = HubFeed.objects.filter(address=address).first()
    if feed is None:
        if HubFeed.objects.count() >= MOST_FEEDS:
            raise _too_many()
        feed = HubFeed(address=address)
    if feed.looked_at is None:
        feed.looked_at = at
        feed.take(content.body, content.content_type)
        feed.save()
    return feed


def _require_room(feed: HubFeed, host: str) -> None:
    of_feed = Subscriber.objects.filter(feed=feed).count()
    on_host = Subscriber.objects.filter(host=host).count()
    if of_feed >= MOST_OF_ONE_FEED or on_host >= MOST_ON_ONE_HOST:
        raise _too_many()


def _too_many() -> TooManySubscriptions:
    return TooManySubscriptions(
        "This hub has as many subscriptions as it can serve. Read the feed itself."
    )


def _remember(row: Subscriber, asked: HubRequest, at: datetime) -> Subscriber:
    row.wanted = asked.mode
    row.wanted_secret = asked.secret
    row.wanted_seconds = int(asked.lease.total_seconds())
    row.wanted_at = at
    row.save()
    return row


def ask_back(
    subscriber_id: int, *, at: datetime, policy: http.AddressPolicy = http.is_public
) -> bool:
    """Asks the callback whether it meant what is wanted; True for a yes.

    Without one everything stays as it was: a stranger can neither subscribe others
    nor end what they have.
    """
    rows = Subscriber.objects.exclude(wanted="").select_related("feed")
    row = rows.filter(pk=subscriber_id).first()
    if row is None:
        return False
    is_meant = _says_yes(row, policy)
    # a later request may have come meanwhile; it is asked on its own
    mine = Subscriber.objects.filter(pk=row.pk, wanted_at=row.wanted_at)
    if is_meant and row.wanted == Mode.SUBSCRIBE:
        until = at + timedelta(seconds=row.wanted_seconds)
        mine.update(
            wanted="",
            wanted_secret="",
            secret=row.wanted_secret,
            expires_at=until,
            failures=0,
            next_try_at=None,
        )
    elif is_meant or row.expires_at is None:
        mine.delete()
    else:
        mine.update(wanted="", wanted_secret="")
    return is_meant


def _says_yes(row: Subscriber, policy: http.AddressPolicy) -> bool:
    challenge = secrets.token_urlsafe(24)
    address = rules.question(
        row.callback,
        Mode(row.wanted),
        topic=row.feed.address,
        challenge=challenge,
        lease=timedelta(seconds=row.wanted_seconds),
    )
    try:
        answer = http.fetch_sync(address, limits=_LIMITS, policy=policy)
    except http.FETCH_FAILURES:
        return False
    return rules.is_yes(answer.status, answer.body, challenge)


def forget_ended(at: datetime) -> int:
    """Deletes what has ended or was never confirmed, and feeds without subscribers,
    unless another's hub is to hear of them; gives how many subscriptions."""
    ended = Q(expires_at__lte=at)
    unmeant = Q(expires_at=None, wanted_at__lte=at - _PATIENCE)
    count, _by_model = Subscriber.objects.filter(ended | unmeant).delete()
    if not places.outside_hub():
        HubFeed.objects.filter(subscribers=None).delete()
    return count
