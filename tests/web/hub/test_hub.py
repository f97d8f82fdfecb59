"""The hub on loopback: who subscribes is asked back, told what changed, and forgotten
when nobody is there any more."""

import hashlib
import hmac
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from medagora.kernel.refusals import NotFound
from medagora.web.hub import lending, subscribing, telling
from medagora.web.hub.lending import Content
from medagora.web.hub.rules import HubRequest, read_request
from medagora.web.hub.subscribing import TooManySubscriptions
from medagora.web.models import HubFeed, Subscriber
from tests.conftest import NOW
from tests.web.hostile import Site, loopback_too, redirect, reply, serve

pytestmark = pytest.mark.django_db
FEED = "http://127.0.0.1:8000/en/new/feed.atom"
LATER = NOW + timedelta(minutes=2)
WORD = {"secret": "between us"}


@pytest.fixture(autouse=True)
def feeds(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """What the site's feeds say, by address; tests change it."""
    said = {FEED: b"<feed>1</feed>"}

    def read(address: str) -> Content | None:
        body = said.get(address)
        return Content(body, "application/atom+xml; charset=utf-8") if body else None

    monkeypatch.setattr(lending, "_lent", [read])
    return said


def _echo(head: str) -> Iterator[bytes]:
    """A subscriber that says yes, and takes every delivery."""
    if head.startswith("POST"):
        yield reply(status="204 No Content")
        return
    query = parse_qs(urlsplit(head.split(" ")[1]).query)
    yield reply(query["hub.challenge"][0].encode())


@pytest.fixture
def program() -> Iterator[Site]:
    with serve(_echo) as site:
        yield site


def wish(callback: str, **changes: str) -> HubRequest:
    fields = {"mode": "subscribe", "topic": FEED, "callback": callback, **changes}
    return read_request({f"hub.{name}": value for name, value in fields.items()})


def ask(callback: str, **changes: str) -> bool:
    """Asks the hub, which asks back; True if it got its yes."""
    row = subscribing.take_request(wish(callback, **changes), at=NOW)
    assert row is not None
    return subscribing.ask_back(row.pk, at=NOW, policy=loopback_too)


def tell(at: Any = LATER) -> tuple[int, int]:
    telling.note_change([])
    return telling.look_at_feeds(at), telling.deliver_due(at, policy=loopback_too)


def posts(program: Site) -> list[str]:
    return [request for request in program.requests if request.startswith("POST")]


# ---- subscribing -----------------------------------------------------------------


def test_who_says_yes_is_subscribed_for_the_lease(program: Site) -> None:
    is_meant = ask(f"{program.url}/hub?x=1", **WORD, lease_seconds="86400")

    row = Subscriber.objects.get()
    assert is_meant
    assert row.expires_at == NOW + timedelta(days=1)
    assert (row.wanted, row.secret, row.host) == ("", "between us", "127.0.0.1")
    assert program.requests[0].startswith("GET /hub?x=1&hub.mode=subscribe")


@pytest.mark.parametrize(
    "answer",
    [
        reply(b"yes"),
        reply(status="404 Not Found"),
        redirect("/elsewhere"),
        b"nonsense\r\n\r\n",
    ],
)
def test_who_does_not_say_yes_is_not_subscribed(answer: bytes) -> None:
    with serve(lambda _head: [answer]) as stranger:
        is_meant = ask(f"{stranger.url}/")

    assert not is_meant
    assert not Subscriber.objects.exists()


def test_private_places_are_never_asked(program: Site) -> None:
    row = subscribing.take_request(wish(f"{program.url}/"), at=NOW)
    assert row is not None

    assert not subscribing.ask_back(row.pk, at=NOW)
    assert program.requests == []


def test_what_is_no_public_feed_of_ours_is_refused(program: Site) -> None:
    wanted = wish(f"{program.url}/", topic="https://elsewhere.example.org/feed")

    with pytest.raises(NotFound):
        subscribing.take_request(wanted, at=NOW)


def test_a_stranger_cannot_end_what_a_subscriber_has(program: Site) -> None:
    ask(f"{program.url}/hub")
    row = Subscriber.objects.get()

    wanted = wish(row.callback, mode="unsubscribe")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(subscribing, "_says_yes", lambda *_words: False)
        subscribing.take_request(wanted, at=NOW)
        subscribing.ask_back(row.pk, at=NOW, policy=loopback_too)

    assert Subscriber.objects.get().wanted == ""
    assert Subscriber.objects.get().expires_at is not None


def test_whoever_means_it_is_forgotten(program: Site) -> None:
    ask(f"{program.url}/hub")

    assert ask(f"{program.url}/hub", mode="unsubscribe")
    assert not Subscriber.objects.exists()


def test_the_end_of_what_is_not_there_is_nothing(program: Site) -> None:
    wanted = wish(f"{program.url}/", mode="unsubscribe")

    assert subscribing.take_request(wanted, at=NOW) is None


def test_asking_again_renews_and_changes_the_secret(program: Site) -> None:
    ask(f"{program.url}/")
    ask(f"{program.url}/", **WORD, lease_seconds="7200")

    row = Subscriber.objects.get()
    assert row.secret == WORD["secret"]
    assert row.expires_at == NOW + timedelta(hours=2)


@pytest.mark.parametrize("limit", ["MOST_OF_ONE_FEED", "MOST_ON_ONE_HOST"])
def test_there_is_an_end_to_what_one_feed_or_host_may_have(
    program: Site, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(subscribing, limit, 1)
    ask(f"{program.url}/1")

    with pytest.raises(TooManySubscriptions):
        subscribing.take_request(wish(f"{program.url}/2"), at=NOW)


# ---- telling ---------------------------------------------------------------------


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
    with serve(_echo) as program:
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


def test_what_has_ended_is_deleted_with_its_feed(program: Site) -> None:
    ask(f"{program.url}/hub")
    subscribing.take_request(wish("https://never.example.org/"), at=NOW)

    count = subscribing.forget_ended(NOW + timedelta(days=11))

    assert count == 2
    assert not HubFeed.objects.exists()


# ---- the door --------------------------------------------------------------------


def post(client: Client, callback: str, **changes: str) -> Any:
    fields = {"mode": "subscribe", "topic": FEED, "callback": callback} | changes
    return client.post("/websub/hub", {f"hub.{k}": v for k, v in fields.items()})


def test_a_request_is_taken_and_asked_back_by_the_worker(
    client: Client, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        response = post(client, "https://reader.example.org/hub")

    row = Subscriber.objects.get()
    (task,) = DBTaskResult.objects.all()
    assert response.status_code == 202
    assert task.task_path == "medagora.web.tasks_hub.ask_back"
    assert task.args_kwargs["args"] == [str(row.pk)]


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"mode": "publish"}, 422),
        ({"callback": "nowhere"}, 422),
        ({"topic": "https://elsewhere.example.org/"}, 404),
    ],
)
def test_a_refusal_is_a_sentence(
    client: Client, changes: dict[str, str], status: int
) -> None:
    wanted = {"callback": "https://reader.example.org/hub", **changes}

    response = post(client, **wanted)

    assert response.status_code == status
    assert response["Content-Type"].startswith("text/plain")
    assert not Subscriber.objects.exists()


def test_it_is_asked_by_post_alone(client: Client) -> None:
    assert client.get("/websub/hub").status_code == 405


# ---- another's hub ---------------------------------------------------------------


def test_with_another_hub_we_are_none_and_ping_it(
    client: Client, settings: Any
) -> None:
    with serve({"/": reply(status="204 No Content")}) as other:
        settings.CONFIG = settings.CONFIG.model_copy(
            update={"websub_hub": f"{other.url}/"}
        )
        telling.note_change([FEED, FEED])
        refused = post(client, "https://reader.example.org/hub")

        told = telling.ping_outside(NOW, policy=loopback_too)
        again = telling.ping_outside(NOW, policy=loopback_too)

    assert refused.status_code == 503
    assert (told, again) == (1, 0)
    (ping,) = other.requests
    sent = parse_qs(ping.rpartition("\r\n")[2])
    assert sent == {
        "hub.mode": ["publish"],
        "hub.url": [FEED],
        "hub.topic": [FEED],
    }


def test_what_another_hub_did_not_take_is_told_again(settings: Any) -> None:
    with serve({}) as other:
        settings.CONFIG = settings.CONFIG.model_copy(
            update={"websub_hub": f"{other.url}/"}
        )
        telling.note_change([FEED])

        assert telling.ping_outside(NOW, policy=loopback_too) == 0
    assert HubFeed.objects.filter(is_due=True).count() == 1
