"""The hub: who subscribes is asked back, and forgotten when it is over; strangers can
end nothing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from medagora.kernel.refusals import NotFound
from medagora.web.hub import subscribing
from medagora.web.hub.subscribing import TooManySubscriptions
from medagora.web.models import Subscriber
from tests.conftest import NOW
from tests.web.hostile import Site, loopback_too, redirect, reply, serve
from tests.web.hub.asking import WORD, ask, post, wish

pytestmark = pytest.mark.django_db


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


# ---- the door --------------------------------------------------------------------


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
    assert (
        task.priority < 0
    )  # whom a stranger names may be slow; people wait for the rest


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
