"""Hubs (WebSub) that push what is new to us. Asking goes on all the same: a push only
makes it unnecessary to ask often, and when it stays away nothing is lost.
"""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import F, Q
from django.urls import reverse

from medagora.kernel.refusals import NotFound
from medagora.reader.domain import websub
from medagora.reader.domain.words import FeedState
from medagora.reader.gateways import fetching
from medagora.reader.models import Feed, HubLease
from medagora.web import http
from medagora.web.links import absolute

#: Hubs asked in one run: each may take its time, and people's tasks wait behind it.
MOST_AT_ONCE = 8
#: A hub that did not confirm is asked again after this time.
PATIENCE = timedelta(days=1)


def ask_due_hubs(
    *,
    at: datetime,
    policy: http.AddressPolicy = http.is_public,
    over_tls: bool = True,
    limit: int = MOST_AT_ONCE,
) -> int:
    """Asks the hubs of feeds whose push is missing or about to end; gives how many.

    None while no hub could reach this site, and none that would send our secret in
    the clear; ``over_tls=False`` is for tests on loopback.
    """
    if not settings.CONFIG.outside or not _can_be_reached(policy, over_tls=over_tls):
        return 0
    feeds = [feed for feed in _candidates(at) if _is_due(feed, at)]
    usable = [f for f in feeds if not over_tls or websub.is_usable_hub(f.hub)]
    for feed in usable[:limit]:
        _ask(feed, policy, at)
    return min(len(usable), limit)


def _can_be_reached(policy: http.AddressPolicy, *, over_tls: bool) -> bool:
    """Whether the address under which this site is known leads here from outside."""
    parts = urlsplit(settings.CONFIG.site_url)
    host = parts.hostname or ""
    if over_tls and parts.scheme != "https":
        return False
    try:
        return policy(ip_address(host))
    except ValueError:
        return "." in host and not host.endswith((".localhost", ".local", ".internal"))


def _candidates(at: datetime) -> list[Feed]:
    lease_is_old = Q(hub_lease__expires_at__lt=at + websub.LONGEST_LEASE / 4)
    is_unanswered = Q(hub_lease__expires_at=None, hub_lease__asked_at__lt=at - PATIENCE)
    is_another = ~Q(hub_lease__hub=F("hub")) | ~Q(hub_lease__topic=F("hub_topic"))
    feeds = Feed.objects.filter(state=FeedState.ACTIVE).exclude(
        Q(hub="") | Q(hub_topic="")
    )
    wanted = Q(hub_lease=None) | lease_is_old | is_unanswered | is_another
    found = feeds.filter(wanted).select_related("hub_lease")
    return list(found.order_by("hub_lease__asked_at", "pk")[:500])


def _is_due(feed: Feed, at: datetime) -> bool:
    lease: HubLease | None = getattr(feed, "hub_lease", None)
    if lease is None or lease.expires_at is None:
        return True
    if (lease.hub, lease.topic) != (feed.hub, feed.hub_topic):
        return True
    length = lease.expires_at - lease.asked_at
    dice = feed.pk % 10 / 10  # leases made together are not renewed together
    return websub.renew_at(lease.asked_at, length, dice=dice) <= at


def _ask(feed: Feed, policy: http.AddressPolicy, at: datetime) -> None:
    """The row comes first: a hub may confirm before it has answered."""
    lease = HubLease.objects.filter(feed=feed).first()
    if lease is None or (lease.hub, lease.topic) != (feed.hub, feed.hub_topic):
        lease, _made = HubLease.objects.update_or_create(
            feed=feed,
            defaults={
                "hub": feed.hub,
                "topic": feed.hub_topic,
                "token": secrets.token_urlsafe(24),
                "secret": secrets.token_hex(32),
                "asked_at": at,
                "expires_at": None,
            },
        )
    HubLease.objects.filter(pk=lease.pk).update(asked_at=at)
    fetching.subscribe_to_hub(
        lease.hub,
        topic=lease.topic,
        callback=callback_of(lease),
        secret=lease.secret,
        policy=policy,
    )


def callback_of(lease: HubLease) -> str:
    path = reverse("reader-hub", args=[lease.token])
    return absolute(path)


def confirm(token: str, query: Mapping[str, str], *, at: datetime) -> str:
    """What to answer a hub that asks whether we meant it; NotFound if we did not."""
    lease = HubLease.objects.filter(token=token).first()
    if lease is None:
        raise NotFound("Nobody asked for this.")
    if websub.is_denial(query, topic=lease.topic):
        HubLease.objects.filter(pk=lease.pk).update(expires_at=None, asked_at=at)
        return ""
    confirmed = websub.confirm(query, mode="subscribe", topic=lease.topic)
    if confirmed is None or confirmed.lease is None:
        raise NotFound("Nobody asked for this.")
    until = at + confirmed.lease
    HubLease.objects.filter(pk=lease.pk).update(asked_at=at, expires_at=until)
    return confirmed.challenge


def find_wanted(token: str) -> HubLease | None:
    """The promise behind a callback, as long as its feed is still read."""
    leases = HubLease.objects.filter(token=token, feed__state=FeedState.ACTIVE)
    return leases.select_related("feed").first()
