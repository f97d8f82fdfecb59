"""With another's hub, or none, this site is none itself."""

from typing import Any
from urllib.parse import parse_qs

import pytest
from django.test import Client

from medagora.web.hub import subscribing, telling
from medagora.web.models import HubFeed
from tests.conftest import NOW
from tests.web.hostile import Site, loopback_too, reply, serve
from tests.web.hub.asking import FEED, LATER, ask, post, posts, tell

pytestmark = pytest.mark.django_db


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
    with serve({"/": reply(status="204 No Content")}) as other:
        settings.CONFIG = settings.CONFIG.model_copy(
            update={"websub_hub": f"{other.url}/"}
        )
        assert telling.ping_outside(NOW, policy=loopback_too) == 1


def test_what_changes_while_another_hub_is_told_is_told_again(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CONFIG = settings.CONFIG.model_copy(
        update={"websub_hub": "https://hub.example.org/"}
    )
    telling.note_change([FEED])
    with monkeypatch.context() as patch:
        patch.setattr(telling, "_ping", _changed_meanwhile)
        assert telling.ping_outside(NOW) == 1

    monkeypatch.setattr(telling, "_ping", lambda *_words: True)
    assert telling.ping_outside(NOW) == 1
    assert telling.ping_outside(NOW) == 0


def _changed_meanwhile(_hub: str, address: str, _policy: Any) -> bool:
    telling.note_change([address])
    return True


def test_a_site_that_is_no_hub_any_more_tells_the_other_and_nobody_else(
    program: Site, feeds: dict[str, bytes], settings: Any
) -> None:
    ask(f"{program.url}/hub")
    feeds[FEED] = b"<feed>2</feed>"
    telling.note_change([])
    with serve({"/": reply(status="204 No Content")}) as other:
        settings.CONFIG = settings.CONFIG.model_copy(
            update={"websub_hub": f"{other.url}/"}
        )
        telling.note_change([FEED])

        assert telling.look_at_feeds(LATER) == 0
        assert telling.deliver_due(LATER, policy=loopback_too) == 0
        assert telling.ping_outside(LATER, policy=loopback_too) == 1
    assert posts(program) == []


def test_a_site_that_is_a_hub_again_knows_its_feeds(
    program: Site, feeds: dict[str, bytes]
) -> None:
    HubFeed.objects.create(address=FEED, is_due=True)  # for another's hub
    ask(f"{program.url}/hub")
    feeds[FEED] = b"<feed>2</feed>"

    assert tell() == (1, 1)


def test_what_another_hub_is_to_hear_outlives_the_cleaning(settings: Any) -> None:
    settings.CONFIG = settings.CONFIG.model_copy(
        update={"websub_hub": "https://hub.example.org/"}
    )
    telling.note_change([FEED])
    subscribing.forget_ended(LATER)

    assert HubFeed.objects.count() == 1
