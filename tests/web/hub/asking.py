"""How tests ask the hub on loopback, and what a program answers that means it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.test import Client

from medagora.web.hub import subscribing, telling
from medagora.web.hub.rules import HubRequest, read_request
from tests.conftest import NOW
from tests.web.hostile import Site, loopback_too, reply

FEED = "http://127.0.0.1:8000/en/new/feed.atom"
LATER = NOW + timedelta(minutes=2)
WORD = {"secret": "between us"}


def echo(head: str) -> Iterator[bytes]:
    """A subscriber that says yes, and takes every delivery."""
    if head.startswith("POST"):
        yield reply(status="204 No Content")
        return
    query = parse_qs(urlsplit(head.split(" ")[1]).query)
    yield reply(query["hub.challenge"][0].encode())


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


def post(client: Client, callback: str, **changes: str) -> Any:
    fields = {"mode": "subscribe", "topic": FEED, "callback": callback} | changes
    return client.post("/websub/hub", {f"hub.{k}": v for k, v in fields.items()})
