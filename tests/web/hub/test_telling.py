"""The hub on loopback: whoever subscribed is told what changed, once, and signed."""

import hashlib
import hmac
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, models

from medagora.web.hub import lending, subscribing, telling
from medagora.web.hub.lending import Content
from medagora.web.models import HubFeed, Subscriber
from tests.conftest import NOW
from tests.web.hostile import Site, loopback_too, redirect, reply, serve
from tests.web.hub.asking import FEED, LATER, WORD, ask, echo, posts, tell, wish

pytestmark = pytest.mark.django_db


def test_a_change_is_sent_and_signed(program: Site, feeds: dict[str, bytes]) -> None:
    ask(f"{program.url}/hub", **WORD)
    feeds[FEED] = b"<feed>2</feed>"

    assert tell() == (1, 1)

    (post,) = posts(program)
    digest = hmac.new(b"between us", b"<feed>2</feed>", hashlib.sha256).hexdigest()
    assert post.endswith("<feed>2</feed>")
    assert f"X-Hub-Signature: sha256={digest}" in post
    assert "Content-Type: application/atom+xml; charset=utf-8" in post
    hub = "http://127.0.0.1:8000/websub/hub"
    assert f'Link: <{hub}>; rel="hub", <{FEED}>; rel="self"' in post


def test_what_did_not_change_is_not_sent(program: Site) -> None:
    ask(f"{program.url}/hub")

    assert tell() == (0, 0)
    assert posts(program) == []


def test_many_changes_at_once_are_told_together(
    program: Site, feeds: dict[str, bytes]
) -> None:
    ask(f"{program.url}/hub")
    feeds[FEED] = b"<feed>2</feed>"
    first = tell()
    feeds[FEED] = b"<feed>3</feed>"

    soon = tell(LATER + timedelta(seconds=30))
    after = tell(LATER + timedelta(seconds=90))

    assert (first, soon, after) == ((1, 1), (0, 0), (1, 1))
    assert posts(program)[-1].endswith("<feed>3</feed>")


def test_without_news_a_feed_is_looked_at_now_and_then(
    program: Site, feeds: dict[str, bytes]
) -> None:
    ask(f"{program.url}/hub", lease_seconds="864000")
    feeds[FEED] = b"<feed>2</feed>"

    assert telling.look_at_feeds(NOW + timedelta(hours=1)) == 0
    assert telling.look_at_feeds(NOW + timedelta(hours=7)) == 1


def test_who_is_away_is_tried_again_later_and_later(feeds: dict[str, bytes]) -> None:
    with serve(echo) as program:
        ask(f"{program.url}/hub")
    feeds[FEED] = b"<feed>2</feed>"
    tell()

    at, waits = LATER, list[timedelta]()
    while (row := Subscriber.objects.get()).next_try_at and len(waits) < 20:
        waits.append(row.next_try_at - at)
        at = row.next_try_at
        Subscriber.objects.update(expires_at=at + timedelta(days=1))
        assert telling.deliver_due(at, policy=loopback_too) == 0

    assert waits == sorted(waits)
    assert len(waits) == 8


def test_after_the_last_try_the_next_change_is_told_again(
    feeds: dict[str, bytes], program: Site
) -> None:
    ask(f"{program.url}/hub")
    Subscriber.objects.update(failures=9, next_try_at=None)
    feeds[FEED] = b"<feed>2</feed>"

    assert tell() == (1, 1)
    assert Subscriber.objects.get().failures == 0


def test_many_subscribers_are_told_part_by_part_at_once(
    feeds: dict[str, bytes], program: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "MOST_SENT", 2)
    for number in range(5):
        ask(f"{program.url}/{number}")
    feeds[FEED] = b"<feed>2</feed>"
    telling.note_change([])
    telling.look_at_feeds(LATER)

    assert telling.deliver_waiting(LATER, policy=loopback_too) == 5


def test_a_slow_subscriber_lets_the_rest_wait_for_the_next_minute(
    feeds: dict[str, bytes], program: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "MOST_SENT", 1)
    for number in range(3):
        ask(f"{program.url}/{number}")
    Subscriber.objects.filter(callback__endswith="/0").update(
        callback="http://[::1]:1/"
    )
    feeds[FEED] = b"<feed>2</feed>"
    telling.note_change([])
    telling.look_at_feeds(LATER)

    first = telling.deliver_waiting(LATER, policy=loopback_too)
    then = telling.deliver_waiting(LATER, policy=loopback_too)

    assert (first, then) == (0, 2)


def test_who_says_gone_is_forgotten(feeds: dict[str, bytes], program: Site) -> None:
    ask(f"{program.url}/hub")
    with serve({"/": reply(status="410 Gone")}) as gone:
        Subscriber.objects.update(callback=f"{gone.url}/")
        feeds[FEED] = b"<feed>2</feed>"
        tell()

    assert not Subscriber.objects.exists()


def test_a_delivery_follows_nobody_elsewhere(
    feeds: dict[str, bytes], program: Site
) -> None:
    ask(f"{program.url}/hub")
    with serve({"/": redirect("/inner")}) as cunning:
        Subscriber.objects.update(callback=f"{cunning.url}/")
        feeds[FEED] = b"<feed>2</feed>"
        tell()

        assert len(cunning.requests) == 1
    assert Subscriber.objects.get().failures == 1


def test_two_workers_do_not_send_the_same(
    feeds: dict[str, bytes], program: Site
) -> None:
    ask(f"{program.url}/hub")
    feeds[FEED] = b"<feed>2</feed>"
    telling.note_change([])
    telling.look_at_feeds(LATER)
    row = Subscriber.objects.select_related("feed").get()

    assert telling._claim(row, LATER)
    assert telling.deliver_due(LATER, policy=loopback_too) == 0


def test_what_changed_is_kept_only_with_who_is_to_hear_of_it(
    program: Site, feeds: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that is killed between the two does not lose the change."""
    ask(f"{program.url}/hub")
    feeds[FEED] = b"<feed>2</feed>"
    telling.note_change([])
    with monkeypatch.context() as patch:
        patch.setattr(HubFeed, "save", _save_and_die)
        with pytest.raises(KeyboardInterrupt):
            telling.look_at_feeds(LATER)

    telling.note_change([])
    assert telling.look_at_feeds(LATER + telling.REST) == 1


def _save_and_die(feed: HubFeed, **options: Any) -> None:
    models.Model.save(feed, **options)
    raise KeyboardInterrupt


def test_a_feed_is_read_before_the_database_is_locked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    locked = len(connection.savepoint_ids)
    seen: list[int] = []

    def read(address: str) -> Content:
        seen.append(len(connection.savepoint_ids))
        return Content(b"<feed/>", "application/atom+xml")

    monkeypatch.setattr(lending, "_lent", [read])
    subscribing.take_request(wish("https://reader.example.org/"), at=NOW)

    assert seen == [locked]


def test_what_has_ended_is_deleted_with_its_feed(program: Site) -> None:
    ask(f"{program.url}/hub")
    subscribing.take_request(wish("https://never.example.org/"), at=NOW)
    telling.note_change([])  # also a feed that was to be looked at

    count = subscribing.forget_ended(NOW + timedelta(days=11))

    assert count == 2
    assert not HubFeed.objects.exists()
