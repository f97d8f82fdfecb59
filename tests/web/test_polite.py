"""A good guest: asks robots.txt, rests between two requests to one host."""

import asyncio
from collections.abc import Sequence
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from pytest_django import Settings

from medagora.web import http
from medagora.web.http import Ask, Response
from medagora.web.polite import Disallowed, PoliteClient
from tests.web.hostile import loopback_too, redirect, reply, serve

FORBIDDEN = reply(b"User-agent: *\nDisallow: /private\nCrawl-delay: 7")


def visit(addresses: Sequence[str], naps: list[float] | None = None) -> list[Response]:
    """Visits one after the other; a nap ends the host's rest at once."""
    naps = [] if naps is None else naps

    async def nap(seconds: float) -> None:
        naps.append(seconds)
        cache.delete(f"host-rest:{urlsplit(addresses[0]).netloc}")

    async def run() -> list[Response]:
        async with http.open_client(policy=loopback_too) as client:
            guest = PoliteClient(client, sleep=nap)
            return [await guest.fetch(address, Ask()) for address in addresses]

    return asyncio.run(run())


def test_a_page_that_robots_may_not_see_is_not_visited() -> None:
    with serve({"/robots.txt": FORBIDDEN}) as site, pytest.raises(Disallowed):
        visit([f"{site.url}/private/page"])

    assert [request.split()[1] for request in site.requests] == ["/robots.txt"]


def test_robots_txt_is_asked_for_once_a_day() -> None:
    answers = {"/robots.txt": FORBIDDEN, "/a": reply(b"a"), "/b": reply(b"b")}

    with serve(answers) as site:
        visit([f"{site.url}/a", f"{site.url}/b"])

    paths = [request.split()[1] for request in site.requests]
    assert paths == ["/robots.txt", "/a", "/b"]


def test_a_host_gets_its_rest_between_two_requests() -> None:
    naps: list[float] = []

    with serve({"/robots.txt": reply(b""), "/a": reply(b"a")}) as site:
        visit([f"{site.url}/a"], naps)

    assert naps == [0.5]  # a quarter of the default, until the rest is over


def test_a_site_may_ask_for_a_longer_rest() -> None:
    naps: list[float] = []

    with serve({"/robots.txt": FORBIDDEN, "/a": reply(b"a")}) as site:
        visit([f"{site.url}/a"] * 2, naps)

    assert naps[-1] == 7 / 4


def test_no_rest_is_taken_when_the_operator_says_none(settings: Settings) -> None:
    settings.CONFIG = settings.CONFIG.model_copy(update={"per_host_seconds": 0})
    naps: list[float] = []

    with serve({"/a": reply(b"a")}) as site:
        visit([f"{site.url}/a"] * 3, naps)

    assert naps == []


@pytest.mark.parametrize(
    "robots",
    [
        reply(status="404 Not Found"),
        reply(status="403 Forbidden"),
        redirect("/robots.txt"),
    ],
)
def test_a_site_without_rules_may_be_visited(robots: bytes) -> None:
    with serve({"/robots.txt": robots, "/a": reply(b"a")}) as site:
        (response,) = visit([f"{site.url}/a"])

    assert response.body == b"a"


def test_a_site_that_cannot_tell_its_rules_is_left_alone() -> None:
    broken = reply(status="503 Service Unavailable")

    with serve({"/robots.txt": broken}) as site, pytest.raises(Disallowed):
        visit([f"{site.url}/a"])


def test_a_site_that_does_not_answer_fails_as_itself() -> None:
    with serve({}) as site:
        pass

    with pytest.raises(http.ConnectionFailure):
        visit([f"{site.url}/a"])
