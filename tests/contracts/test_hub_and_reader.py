"""Our hub and the reader's subscriber, each against the other, over loopback: two
halves of WebSub that were written apart."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from medagora.catalogue.domain.drafts import TextDraft
from medagora.catalogue.models import Resource
from medagora.reader.models import Entry, Feed, HubLease
from medagora.reader.services import hubs
from medagora.web import http
from medagora.web.hub import subscribing, telling
from medagora.web.models import Subscriber
from tests.conftest import NOW
from tests.reader.conftest import make_feed
from tests.web.hostile import loopback_too

__all__ = ["make_feed"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(live_server: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    """A running site that knows its address; for the worker loopback is public."""
    address = live_server.url.replace("localhost", "127.0.0.1")
    config = settings.CONFIG.model_copy(update={"site_url": address})
    settings.CONFIG = config
    monkeypatch.setattr(http, "is_public", loopback_too)
    return str(address)


@pytest.fixture
def subscribed(
    site: str,
    make_feed: Callable[..., Feed],
    make_resource: Callable[..., Resource],
    run_tasks: Callable[[], None],
) -> Feed:
    """The reader follows what is new on this very site, and asked its hub."""
    make_resource(languages=("en",))
    topic = f"{site}/en/new/feed.atom"
    feed = make_feed(address=topic, hub=f"{site}/websub/hub", hub_topic=topic)
    run_tasks()
    hubs.ask_due_hubs(at=NOW, policy=loopback_too, over_tls=False)
    ask_back()
    return feed


def ask_back() -> None:
    """What the worker does with the request, from a place that counts as public."""
    for row in Subscriber.objects.exclude(wanted=""):
        subscribing.ask_back(row.pk, at=NOW, policy=loopback_too)


def test_the_hub_believes_the_reader_and_the_reader_the_hub(subscribed: Feed) -> None:
    lease = HubLease.objects.get(feed=subscribed)
    row = Subscriber.objects.get()

    assert row.callback == hubs.callback_of(lease)
    assert row.secret == lease.secret
    assert row.expires_at == NOW + timedelta(days=10)
    assert lease.expires_at is not None


def test_what_is_published_here_is_read_there(
    subscribed: Feed,
    make_resource: Callable[..., Resource],
    run_tasks: Callable[[], None],
) -> None:
    make_resource(texts={"en": TextDraft("Brand new", "Says why.")})
    run_tasks()  # the news reaches the hub
    later = timezone.now() + timedelta(minutes=2)  # the site has its own clock

    assert telling.look_at_feeds(later) == 1
    assert telling.deliver_due(later, policy=loopback_too) == 1
    run_tasks()  # the reader takes what was pushed and signed

    titles = set(Entry.objects.filter(feed=subscribed).values_list("title", flat=True))
    assert "Brand new" in titles


def test_a_reader_that_gave_the_source_up_is_forgotten(
    subscribed: Feed,
    make_resource: Callable[..., Resource],
    run_tasks: Callable[[], None],
) -> None:
    assert Subscriber.objects.filter(expires_at__gt=NOW).count() == 1
    HubLease.objects.all().delete()
    make_resource()
    run_tasks()
    later = timezone.now() + timedelta(minutes=2)  # the site has its own clock
    telling.look_at_feeds(later)

    telling.deliver_due(later, policy=loopback_too)

    assert not Subscriber.objects.exists()
