"""Hubs that push what is new, on loopback; asking goes on when they do not."""

import hashlib
import hmac
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from medagora.reader.domain.words import FeedState
from medagora.reader.models import Entry, Feed, HubLease
from medagora.reader.services import hubs, pushes
from medagora.reader.views.hub import MOST_PUSHED
from medagora.web import http
from tests.reader.conftest import NOW, MakeFeed
from tests.web.hostile import Site, loopback_too, reply, serve

TOPIC = "https://journal.example.org/feed"
BODY = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Journal</title><id>j</id>
<entry><title>Pushed</title><id>1</id><updated>2026-11-22T10:00:00Z</updated></entry>
</feed>"""


@pytest.fixture
def hub() -> Iterator[Site]:
    with serve({"/": reply(status="202 Accepted")}) as site:
        yield site


@pytest.fixture
def make_pushed(make_feed: MakeFeed, settings: Any) -> Callable[..., Feed]:
    """A source that names a hub, on a site that can be reached."""
    settings.CONFIG = settings.CONFIG.model_copy(
        update={"site_url": "http://127.0.0.1:8000"}
    )

    def make(hub: str = "http://127.0.0.1:1/", **fields: Any) -> Feed:
        return make_feed(hub=hub, hub_topic=TOPIC, **fields)

    return make


def ask(at: Any = NOW) -> int:
    return hubs.ask_due_hubs(at=at, policy=loopback_too, over_tls=False)


def confirm(client: Client, lease: HubLease, **changes: str) -> Any:
    query = {
        "hub.mode": "subscribe",
        "hub.topic": TOPIC,
        "hub.challenge": "c0ffee",
        "hub.lease_seconds": "864000",
        **{f"hub.{name}": value for name, value in changes.items()},
    }
    return client.get(f"/reader/hub/{lease.token}/", query)


def push(client: Client, lease: HubLease, body: bytes, signature: str = "") -> int:
    if not signature:
        digest = hmac.new(lease.secret.encode(), body, hashlib.sha256).hexdigest()
        signature = f"sha256={digest}"
    response = client.post(
        f"/reader/hub/{lease.token}/",
        body,
        content_type="application/atom+xml",
        headers={"x-hub-signature": signature},
    )
    return response.status_code


@pytest.fixture
def lease(make_pushed: Callable[..., Feed]) -> HubLease:
    feed = make_pushed()
    return HubLease.objects.create(
        feed=feed,
        hub=feed.hub,
        topic=TOPIC,
        token="nobody-knows",  # noqa: S106
        secret="only-the-hub",  # noqa: S106
        asked_at=NOW,
        expires_at=NOW + timedelta(days=10),
    )


# ---- asking ----------------------------------------------------------------------


def test_a_hub_is_asked_for_a_push_to_an_address_that_nobody_knows(
    hub: Site, make_pushed: Callable[..., Feed]
) -> None:
    feed = make_pushed(f"{hub.url}/")

    count = ask()

    lease = HubLease.objects.get(feed=feed)
    (request,) = hub.requests
    assert count == 1
    assert request.startswith("POST / ")
    assert hubs.callback_of(lease) == f"http://127.0.0.1:8000/reader/hub/{lease.token}/"
    assert len(lease.token) >= 32
    assert len(lease.secret) == 64
    assert lease.expires_at is None


def test_one_that_has_agreed_is_left_alone_until_its_promise_nearly_ends(
    hub: Site, make_pushed: Callable[..., Feed], client: Client
) -> None:
    make_pushed(f"{hub.url}/")
    ask()
    first = HubLease.objects.get()
    hubs.confirm(
        first.token,
        {
            "hub.mode": "subscribe",
            "hub.topic": TOPIC,
            "hub.challenge": "x",
            "hub.lease_seconds": "864000",
        },
        at=NOW,
    )

    meanwhile = ask(NOW + timedelta(days=7))
    at_the_end = ask(NOW + timedelta(days=9, hours=12))

    assert (meanwhile, at_the_end) == (0, 1)
    assert HubLease.objects.get().token == first.token


def test_one_that_did_not_answer_is_asked_again_the_next_day(
    make_pushed: Callable[..., Feed],
) -> None:
    make_pushed()  # nobody listens there

    counts = [ask(), ask(NOW + timedelta(hours=5)), ask(NOW + timedelta(hours=25))]

    assert counts == [1, 0, 1]
    assert Feed.objects.get().state == FeedState.ACTIVE


def test_another_hub_gets_another_address_and_secret(
    hub: Site, lease: HubLease
) -> None:
    Feed.objects.update(hub=f"{hub.url}/")

    ask()

    fresh = HubLease.objects.get()
    assert fresh.token != lease.token
    assert fresh.secret != lease.secret
    assert fresh.expires_at is None


def test_sources_that_are_not_read_or_name_no_hub_are_left_out(
    make_pushed: Callable[..., Feed], make_feed: MakeFeed
) -> None:
    make_pushed(state=FeedState.PAUSED)
    make_feed()

    assert ask() == 0


def test_no_hub_is_asked_where_none_could_reach_us_or_the_secret_would_leak(
    make_pushed: Callable[..., Feed], settings: Any
) -> None:
    make_pushed()
    for site in (
        "http://127.0.0.1:8000",
        "https://127.0.0.1",
        "https://localhost",
        "https://medagora.internal",
        "http://medagora.example.org",
        "https://medagora.example.org",  # this one is fine, but the hub has no TLS
    ):
        settings.CONFIG = settings.CONFIG.model_copy(update={"site_url": site})
        assert hubs.ask_due_hubs(at=NOW) == 0

    assert not HubLease.objects.exists()


def test_one_run_asks_a_few_hubs_only(
    hub: Site, make_pushed: Callable[..., Feed]
) -> None:
    for _ in range(5):
        make_pushed(f"{hub.url}/")

    count = hubs.ask_due_hubs(at=NOW, policy=loopback_too, over_tls=False, limit=3)

    assert count == len(hub.requests) == 3


# ---- what hubs send --------------------------------------------------------------


def test_what_we_asked_for_is_confirmed_as_plain_text(
    client: Client, lease: HubLease
) -> None:
    HubLease.objects.update(expires_at=None)

    answer = confirm(client, lease)

    assert (answer.status_code, answer.content) == (200, b"c0ffee")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert HubLease.objects.get().expires_at is not None


def test_what_nobody_asked_for_is_not_confirmed(
    client: Client, lease: HubLease
) -> None:
    HubLease.objects.update(expires_at=None)
    answers = [
        confirm(client, lease, topic="https://elsewhere.example.org/"),
        confirm(client, lease, mode="unsubscribe"),
        confirm(client, HubLease(token="made-up")),  # noqa: S106
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert HubLease.objects.get().expires_at is None


def test_a_hub_that_refuses_ends_its_promise(client: Client, lease: HubLease) -> None:
    answer = confirm(client, lease, mode="denied")

    assert answer.status_code == 200
    assert HubLease.objects.get().expires_at is None


def test_what_is_pushed_and_signed_is_stored_once(
    client: Client, lease: HubLease, run_tasks: Callable[[], None]
) -> None:
    statuses = [push(client, lease, BODY), push(client, lease, BODY)]
    run_tasks()

    assert statuses == [202, 202]
    assert Entry.objects.get().title == "Pushed"
    assert Feed.objects.get().hub == lease.hub


def test_what_is_not_signed_is_thrown_away_without_saying_so(
    client: Client, lease: HubLease
) -> None:
    statuses = [
        push(client, lease, BODY, "sha256=" + "0" * 64),
        push(client, lease, BODY, "nonsense"),
    ]

    assert statuses == [202, 202]
    assert not DBTaskResult.objects.exists()


def test_what_is_too_long_is_asked_for_at_its_source(
    client: Client, lease: HubLease
) -> None:
    status = push(client, lease, b"x" * (MOST_PUSHED + 1))

    assert status == 202
    assert DBTaskResult.objects.get().task_path.endswith("refresh_feed")


def test_hubs_of_sources_that_are_not_read_any_more_are_told_to_forget_us(
    client: Client, lease: HubLease
) -> None:
    Feed.objects.update(state=FeedState.RETIRED)

    assert push(client, lease, BODY) == 410
    assert push(client, HubLease(token="made-up", secret="x"), BODY) == 410  # noqa: S106


def test_what_is_no_feed_or_comes_too_late_is_nothing(lease: HubLease) -> None:
    assert pushes.take_push(lease.feed_id, b"hello", "text/plain", at=NOW) == 0
    Feed.objects.update(state=FeedState.PAUSED)
    assert pushes.take_push(lease.feed_id, BODY, "application/xml", at=NOW) == 0


def test_the_request_names_topic_callback_and_secret(
    make_pushed: Callable[..., Feed], monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[bytes] = []

    def fetch(hub: str, *, body: bytes, **_: Any) -> http.Response:
        sent.append(body)
        return http.Response(hub, 202, {})

    monkeypatch.setattr("medagora.reader.gateways.fetching.http.fetch_sync", fetch)
    make_pushed()

    ask()

    fields = parse_qs(sent[0].decode())
    lease = HubLease.objects.get()
    assert fields["hub.mode"] == ["subscribe"]
    assert fields["hub.topic"] == [TOPIC]
    assert fields["hub.callback"] == [hubs.callback_of(lease)]
    assert fields["hub.secret"] == [lease.secret]
