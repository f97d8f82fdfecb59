"""Servers that do their worst: each ends in a failure with a name, none stalls the
healthy feeds that are asked in the same run.

Everything is asked in one run (``told``), with few places and short deadlines.
"""

import asyncio
import gzip
import socket
import sys
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import brotli
import pytest

from medagora.reader.domain.fetches import FeedAnswer, FeedAsk
from medagora.reader.gateways.fetching import MOST_BYTES, WebFeedFetcher
from medagora.web import http
from medagora.web.http import IPAddress
from tests.reader.bad_servers import (
    OK,
    RSS,
    STORM,
    answer_names,
    collect,
    drip,
    drip_headers,
    drop_a_bomb,
    hang,
    packed,
    redirect_for_ever,
    reset,
    reset_in_the_middle,
    send_50_megabytes,
    served,
)
from tests.web.hostile import redirect, reply

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

OVERMORROW = datetime.now(UTC) + timedelta(days=2)

#: Name: what the server does, and how that is called; with a status if it gave one.
HOSTILE: dict[str, tuple[Any, str]] = {
    "hang": (hang, "too_slow"),
    "drip": (drip, "too_slow"),
    "drip-headers": (drip_headers, "too_slow"),
    "50-megabytes": (send_50_megabytes, "too_big"),
    "50-megabytes-announced": (reply(b"", length=50 * http.MEGABYTE), "too_big"),
    "promises-more-than-it-sends": (reply(RSS, length=5000), "protocol"),
    "promises-less-than-it-sends": (reply(RSS, length=20), "protocol"),
    "redirects-for-ever": (redirect_for_ever, "bad_redirect"),
    "redirects-in-circles": (redirect("/feed"), "bad_redirect"),
    "redirects-to-a-script": (redirect("javascript:alert(1)"), "bad_redirect"),
    "redirects-inside": (redirect("http://10.0.0.1/feed"), "refused_address"),
    "redirects-to-metadata": (
        redirect("http://169.254.169.254/latest/meta-data/"),
        "refused_address",
    ),
    "redirects-to-a-name-inside": (
        redirect("http://inside.example.org/feed"),
        "refused_address",
    ),
    "redirects-to-a-mail-server": (redirect("http://8.8.8.8:25/"), "refused_address"),
    "gzip-bomb": (drop_a_bomb("gzip"), "too_big"),
    "deflate-bomb": (drop_a_bomb("deflate"), "too_big"),
    "brotli-bomb": (drop_a_bomb("br"), "too_big"),
    "zstd-bomb": (drop_a_bomb("zstd"), "too_big"),
    "truncated-gzip": (packed("gzip", gzip.compress(RSS * 99)[:-9]), "protocol"),
    "truncated-brotli": (packed("br", brotli.compress(RSS * 99)[:-3]), "protocol"),
    "truncated-zstd": (packed("zstd", zstd.compress(RSS * 99)[:-3]), "protocol"),
    "no-gzip-at-all": (packed("gzip", RSS), "protocol"),
    "unknown-coding": (packed("rot13", RSS), "protocol"),
    "a-picture": (reply(b"GIF89a", content_type="image/gif"), "wrong_type"),
    "a-film": (reply(b"x", content_type="video/mp4"), "wrong_type"),
    "empty": (reply(b""), "empty"),
    "blank": (reply(b" \r\n\r\n"), "empty"),
    "too-many-headers": (
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n",
        "protocol",
    ),
    "headers-too-big": (
        b"HTTP/1.1 200 OK\r\n"
        + b"".join(b"X-%d: %s\r\n" % (n, b"y" * 4000) for n in range(50))
        + b"Content-Length: 0\r\n\r\n",
        "too_big",
    ),
    "header-too-long": (
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 20_000 + b"\r\n\r\n",
        "protocol",
    ),
    "reset": (reset, "connection"),
    "reset-in-the-middle": (reset_in_the_middle, "protocol"),
    "hangs-up": (b"", "connection"),
    "tls-on-the-plain-port": (b"\x16\x03\x01\x02\x00\x01\x00\xff\xfe", "protocol"),
    "ssh": (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", "protocol"),
    "broken-chunks": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "protocol",
    ),
    "not-found": (reply(b"?", status="404 Not Found"), "status"),
    "gone": (reply(b"?", status="410 Gone"), "status"),
    "broken": (reply(b"?", status="500 Oops"), "status"),
    "busy": (
        reply(
            b"?",
            status="503 Busy",
            retry_after=format_datetime(OVERMORROW, usegmt=True),
        ),
        "status",
    ),
    "storm": (STORM, "too_many_requests"),
}
#: Addresses that fail before any server of ours is asked.
NOWHERE = {
    "private": ("http://10.0.0.1/feed", "refused_address"),
    "loopback": ("http://127.0.0.2/feed", "refused_address"),
    "name-inside": ("http://inside.example.org/feed", "refused_address"),
    "name-inside-v6": ("http://inside6.example.org/feed", "refused_address"),
    "no-such-name": ("http://gone.example.org/feed", "dns"),
    "a-file": ("file:///etc/passwd", "refused_address"),
    "no-address": ("", "refused_address"),
    "mail-port": ("http://8.8.8.8:25/feed", "refused_address"),
}
#: Feeds asked of each of three good servers, behind all the bad ones.
HEALTHY = 12


@pytest.fixture(scope="module")
def told() -> dict[str, FeedAnswer]:
    """One run over every bad server and then the good ones: answers by name."""
    names: dict[int, str] = {}
    asks: list[FeedAsk] = []

    def ask(name: str, address: str) -> None:
        names[len(asks)] = name
        asks.append(FeedAsk(len(asks), address))

    with ExitStack() as stack, pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", answer_names)
        for name, (behaviour, _) in HOSTILE.items():
            ask(name, f"{served(stack, behaviour).url}/feed")
        for name, (address, _) in NOWHERE.items():
            ask(name, address)
        for number in range(3):
            url = served(stack, OK).url
            for feed in range(HEALTHY):
                ask(f"healthy-{number}-{feed}", f"{url}/{feed}")
        answers = asyncio.run(collect(asks))
    assert len(answers) == len(asks)
    return {names[answer.feed_id]: answer for answer in answers}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_server_ends_in_its_own_failure(
    told: dict[str, FeedAnswer], name: str
) -> None:
    answer = told[name]

    assert answer.failure == HOSTILE[name][1]
    assert (answer.body, answer.moved_to) == (b"", "")


@pytest.mark.parametrize("name", NOWHERE)
def test_an_address_that_leads_nowhere_ends_in_its_own_failure(
    told: dict[str, FeedAnswer], name: str
) -> None:
    assert told[name].failure == NOWHERE[name][1]


def test_every_healthy_feed_came_all_the_same(told: dict[str, FeedAnswer]) -> None:
    healthy = [answer for name, answer in told.items() if name.startswith("healthy")]

    assert len(healthy) == 3 * HEALTHY
    assert {(a.failure, a.status, a.body) for a in healthy} == {("", 200, RSS)}


def test_errors_keep_their_numbers(told: dict[str, FeedAnswer]) -> None:
    numbers = {name: told[name].status for name in ("not-found", "gone", "broken")}

    assert numbers == {"not-found": 404, "gone": 410, "broken": 500}


def test_a_busy_server_says_when_by_a_date(told: dict[str, FeedAnswer]) -> None:
    two_days = 2 * 24 * 60 * 60

    # a day less: the answers wait until all of them are there
    assert two_days / 2 < (told["busy"].retry_after or 0) <= two_days


def test_a_name_that_changes_its_mind_stays_where_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """DNS rebinding: public at the first look-up, private at the next."""
    asked: list[str] = []

    def rebind(host: str, port: int, *args: Any, **kwargs: Any) -> list[Any]:
        number = "10.0.0.7" if asked else "127.0.0.1"
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port))]

    monkeypatch.setattr(socket, "getaddrinfo", rebind)
    with ExitStack() as stack:
        port = served(stack, OK).url.rpartition(":")[2]
        asks = [FeedAsk(n, f"http://turns.example.org:{port}/{n}") for n in range(9)]

        answers = asyncio.run(collect(asks))

    assert asked == ["turns.example.org"]
    assert {answer.failure for answer in answers} == {""}


def test_every_connection_is_checked_again() -> None:
    """Even if a look-up were fooled, nothing private is connected to."""
    allowed = [True]

    def once(address: IPAddress) -> bool:
        return bool(allowed) and allowed.pop()

    async def both(url: str) -> list[FeedAnswer]:
        # the first question is about the address as it is written, the second
        # about the socket
        fetcher = WebFeedFetcher(once)
        asks = [FeedAsk(1, f"{url}/feed")]
        return [answer async for answer in fetcher.fetch_all(asks)]

    with ExitStack() as stack:
        site = served(stack, OK)

        (answer,) = asyncio.run(both(site.url))

    assert answer.failure == "refused_address"
    assert site.requests == []


def test_a_feed_of_ten_megabytes_is_still_read() -> None:
    body = b"<rss>" + b"x" * (MOST_BYTES - 5)
    with ExitStack() as stack:
        url = served(stack, reply(body)).url

        (answer,) = asyncio.run(collect([FeedAsk(1, f"{url}/feed")]))

    assert answer.body == body
