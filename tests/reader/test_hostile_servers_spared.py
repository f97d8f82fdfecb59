"""What bad servers cost the others: each is asked a few times, then spared, and gives
its place away.
"""

import asyncio
import socket
from contextlib import ExitStack
from typing import Any

import pytest

from medagora.reader.domain.fetches import FeedAsk
from tests.reader.bad_servers import (
    AT_ONCE,
    OK,
    SHORT,
    STORM,
    answer_names,
    collect,
    hang,
    served,
)
from tests.web.hostile import reply


def test_a_storm_of_refusals_spares_the_rest_of_that_server() -> None:
    with ExitStack() as stack:
        site = served(stack, STORM)
        asks = [FeedAsk(n, f"{site.url}/{n}") for n in range(50)]

        answers = asyncio.run(collect(asks))

    assert len(site.requests) <= 2  # what was under way together
    assert {(a.failure, a.retry_after) for a in answers} == {
        ("too_many_requests", 3600)
    }
    assert sum(answer.is_asked for answer in answers) == len(site.requests)


def test_a_busy_server_spares_its_rest_only_if_it_says_when() -> None:
    with ExitStack() as stack:
        vague = served(stack, reply(b"?", status="503 Busy"))
        asks = [FeedAsk(n, f"{vague.url}/{n}") for n in range(5)]

        answers = asyncio.run(collect(asks))

    assert len(vague.requests) == 5
    assert all(answer.is_asked for answer in answers)


def test_a_silent_server_is_asked_for_a_few_of_its_many_feeds() -> None:
    with ExitStack() as stack:
        site = served(stack, hang)
        asks = [FeedAsk(n, f"{site.url}/{n}") for n in range(30)]

        answers = asyncio.run(collect(asks, SHORT))

    assert {answer.failure for answer in answers} == {"too_slow"}
    assert sum(answer.is_asked for answer in answers) == len(site.requests) <= 4


def test_silent_servers_give_their_places_to_others() -> None:
    """Twice as many as there are places, and all of them asked first."""
    with ExitStack() as stack:
        urls = [served(stack, hang).url for _ in range(2 * AT_ONCE)]
        urls += [served(stack, OK).url for _ in range(AT_ONCE)]
        asks = [FeedAsk(n, f"{url}/feed") for n, url in enumerate(urls)]

        answers = asyncio.run(collect(asks))

    failures = [answer.failure for answer in answers]
    assert failures == [""] * AT_ONCE + ["too_slow"] * 2 * AT_ONCE


def test_silence_at_one_site_does_not_spare_its_neighbours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def only_one(host: str, port: int, *args: Any, **kwargs: Any) -> list[Any]:
        if not host.startswith("good"):
            return answer_names(host, port)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", only_one)
    with ExitStack() as stack:
        port = served(stack, OK).url.rpartition(":")[2]
        hosts = ["bad.blogs.org"] * 5 + ["good.blogs.org"] * 5
        asks = [FeedAsk(n, f"http://{h}:{port}/{n}") for n, h in enumerate(hosts)]

        answers = asyncio.run(collect(asks))

    failures = {answer.feed_id: answer.failure for answer in answers}
    assert [failures[n] for n in range(10)] == ["dns"] * 5 + [""] * 5
