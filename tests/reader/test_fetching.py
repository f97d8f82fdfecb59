"""Asking many servers at once: conditions, manners, places, and hubs."""

import asyncio
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, aclosing
from typing import Any
from urllib.parse import parse_qs

import pytest

from medagora import __version__
from medagora.reader.domain.fetches import STATUS, FeedAnswer, FeedAsk
from medagora.reader.gateways.fetching import (
    PAGE_LIMITS,
    FeedFetcher,
    HubAnswer,
    WebFeedFetcher,
    subscribe_to_hub,
)
from medagora.web import http
from tests.web.hostile import loopback_too, redirect, reply, serve

RSS = b"<rss version='2.0'><channel><title>Asthma</title></channel></rss>"


def fetch(asks: list[FeedAsk], **changes: Any) -> list[FeedAnswer]:
    async def collect() -> list[FeedAnswer]:
        fetcher: FeedFetcher = WebFeedFetcher(loopback_too, **changes)
        return [answer async for answer in fetcher.fetch_all(asks)]

    return asyncio.run(collect())


def asks_of(url: str, count: int) -> list[FeedAsk]:
    return [FeedAsk(n, f"{url}/{n}") for n in range(count)]


# ---- one feed ------------------------------------------------------------------------


def test_a_feed_comes_with_all_that_its_server_says() -> None:
    answer = reply(
        RSS,
        content_type="application/rss+xml; charset=utf-8",
        etag='"1"',
        last_modified="Mon, 23 Nov 2026 09:00:00 GMT",
        cache_control="public, max-age=600",
        link='<https://hub.example.org/>; rel="hub", <https://x.org/f>; rel="self"',
    )

    with serve({"/feed": answer}) as site:
        (got,) = fetch([FeedAsk(7, f"{site.url}/feed")])

    assert (got.feed_id, got.failure, got.status) == (7, "", 200)
    assert (got.body, got.address) == (RSS, f"{site.url}/feed")
    assert got.content_type == "application/rss+xml; charset=utf-8"
    assert got.etag == '"1"'
    assert got.last_modified == "Mon, 23 Nov 2026 09:00:00 GMT"
    assert got.max_age == 600
    assert (got.hub, got.topic) == ("https://hub.example.org/", "https://x.org/f")


def test_hub_and_topic_in_two_headers_are_found_as_well() -> None:
    answer = reply(RSS, link="<https://hub.example.org/>; rel=hub")
    other = b"\r\nLink: <https://x.org/f>; rel=self\r\n\r\n"

    with serve({"/feed": answer.replace(b"\r\n\r\n", other)}) as site:
        (got,) = fetch([FeedAsk(7, f"{site.url}/feed")])

    assert (got.hub, got.topic) == ("https://hub.example.org/", "https://x.org/f")


def test_an_unchanged_feed_is_not_sent_again() -> None:
    def answer(head: str) -> Iterable[bytes]:
        known = 'If-None-Match: "1"' in head and "If-Modified-Since: Mon" in head
        yield reply(status="304 Not Modified") if known else reply(RSS)

    with serve(answer) as site:
        ask = FeedAsk(7, f"{site.url}/feed", '"1"', "Mon, 23 Nov 2026 09:00:00 GMT")
        (got,) = fetch([ask])

    assert got.is_unchanged
    assert (got.etag, got.last_modified) == (ask.etag, ask.last_modified)


def test_we_say_who_we_are_and_what_we_read() -> None:
    with serve({"/feed": reply(RSS)}) as site:
        fetch([FeedAsk(7, f"{site.url}/feed")])

    (head,) = site.requests
    assert f"User-Agent: Medagora/{__version__} (+" in head
    assert "Accept: application/atom+xml, application/rss+xml" in head
    assert "Accept-Encoding: gzip, deflate, br, zstd" in head
    assert "Cookie" not in head
    assert "If-" not in head


@pytest.mark.parametrize(
    ("first", "second", "has_moved"),
    [
        ("301 Moved Permanently", "308 Permanent Redirect", True),
        ("301 Moved Permanently", "302 Found", False),
        ("307 Temporary Redirect", "301 Moved Permanently", False),
    ],
)
def test_a_feed_that_moved_for_good_says_where_to(
    first: str, second: str, has_moved: bool
) -> None:
    answers = {
        "/old": redirect("/newer", first),
        "/newer": redirect("/new", second),
        "/new": reply(RSS),
    }

    with serve(answers) as site:
        (got,) = fetch([FeedAsk(7, f"{site.url}/old")])

    assert got.address == f"{site.url}/new"
    assert got.moved_to == (got.address if has_moved else "")


@pytest.mark.parametrize(
    "content_type",
    ["text/html", "text/plain", "application/octet-stream", "binary/x", "", "rubbish"],
)
def test_feeds_are_read_under_nearly_any_type(content_type: str) -> None:
    with serve({"/feed": reply(RSS, content_type=content_type)}) as site:
        (got,) = fetch([FeedAsk(7, f"{site.url}/feed")])

    assert (got.failure, got.body) == ("", RSS)


def test_a_page_that_is_gone_is_gone_whatever_picture_it_shows() -> None:
    answer = reply(b"GIF89a", status="410 Gone", content_type="image/gif")

    with serve({"/feed": answer}) as site:
        (got,) = fetch([FeedAsk(7, f"{site.url}/feed")])

    assert (got.failure, got.status) == (STATUS, 410)


def test_a_feed_on_a_closed_network_is_a_failure_with_a_name(settings: Any) -> None:
    settings.CONFIG = settings.CONFIG.model_copy(update={"outside": False})

    (got,) = fetch([FeedAsk(7, "https://journal.example.org/feed")])

    assert got.failure == "switched_off"


# ---- many feeds ----------------------------------------------------------------------


def test_every_ask_has_one_answer() -> None:
    with ExitStack() as stack:
        sites = [stack.enter_context(serve({"/1": reply(RSS)})) for _ in range(5)]
        urls = [site.url for site in sites]
        asks = [FeedAsk(n, f"{urls[n % 5]}/{n // 5}") for n in range(50)]

        answers = fetch(asks, at_once=3)

    assert Counter(answer.feed_id for answer in answers) == Counter(range(50))
    assert {a.feed_id for a in answers if not a.failure} == {5, 6, 7, 8, 9}


def test_nothing_asked_is_nothing_answered() -> None:
    assert fetch([]) == []


def _meeting(guests: int) -> Callable[[str], Iterator[bytes]]:
    """Answers as soon as so many requests are there at once."""
    here = threading.Barrier(guests)

    def answer(head: str) -> Iterator[bytes]:
        here.wait(10)
        yield reply(RSS)

    return answer


def test_one_host_is_asked_twice_at_once() -> None:
    with serve(_meeting(2)) as site:
        answers = fetch(asks_of(site.url, 8))

    assert {answer.failure for answer in answers} == {""}


def test_one_host_is_never_asked_more_often_at_once() -> None:
    lock, here, most = threading.Lock(), 0, 0
    pairs = threading.Barrier(2)

    def answer(head: str) -> Iterator[bytes]:
        nonlocal here, most
        with lock:
            here += 1
            most = max(most, here)
        pairs.wait(10)
        with lock:
            here -= 1
        yield reply(RSS)

    with serve(answer) as site:
        fetch(asks_of(site.url, 8))

    assert most == 2


def test_hosts_are_asked_at_the_same_time() -> None:
    meeting = _meeting(6)
    with ExitStack() as stack:
        urls = [stack.enter_context(serve(meeting)).url for _ in range(6)]

        answers = fetch([FeedAsk(n, f"{url}/") for n, url in enumerate(urls)])

    assert {answer.failure for answer in answers} == {""}


def test_who_takes_answers_slowly_slows_the_asking_down() -> None:
    async def take_three(url: str) -> int:
        fetcher = WebFeedFetcher(loopback_too, at_once=4, per_host=50)
        taken = 0
        async with aclosing(fetcher.fetch_all(asks_of(url, 50))) as answers:
            async for _ in answers:
                taken += 1
                if taken == 3:
                    break
            await _let_everything_go_on()
        return taken

    with ExitStack() as stack:
        site = stack.enter_context(serve({}))

        asyncio.run(take_three(site.url))

    # three taken, and at most four under way or waiting to be taken
    assert 3 <= len(site.requests) <= 7


async def _let_everything_go_on() -> None:
    """As far as it can without us: more turns of the loop than it could need."""
    for _ in range(2000):
        await asyncio.sleep(0)


def test_leaving_early_ends_what_is_under_way() -> None:
    def hang(head: str) -> Iterator[bytes]:
        if "/0 " in head:
            yield reply(RSS)
        site.closing.wait(30)

    async def leave(url: str) -> int:
        async with aclosing(WebFeedFetcher(loopback_too).fetch_all(asks)) as answers:
            async for _ in answers:
                break
        return len(asyncio.all_tasks())

    with serve(hang) as site:
        asks = asks_of(site.url, 20)

        left_over = asyncio.run(leave(site.url))

    assert left_over == 1  # the test itself


def test_a_mistake_of_ours_is_not_taken_for_a_failure_of_a_feed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def mistaken(*args: object, **kwargs: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("medagora.reader.gateways.fetching.answer_of", mistaken)

    with (
        serve({"/0": reply(RSS)}) as site,
        pytest.raises(ExceptionGroup, match="TaskGroup"),
    ):
        fetch(asks_of(site.url, 3))


# ---- pages and hubs ----------------------------------------------------------------


def test_a_page_is_read_for_the_feeds_that_it_announces() -> None:
    with serve({"/": reply(b"<p>" * http.MEGABYTE, content_type="text/html")}) as site:
        page = WebFeedFetcher(loopback_too).fetch_page(f"{site.url}/")

    assert page.content_type == "text/html"
    assert (len(page.body), page.is_cut) == (PAGE_LIMITS.body_bytes, True)


def subscribe(hub: str) -> HubAnswer:
    secret = "a secret"  # noqa: S105 - of a test
    return subscribe_to_hub(
        hub,
        topic="https://journal.example.org/feed",
        callback="https://us.example.org/hub/token/",
        secret=secret,
        policy=loopback_too,
    )


def test_a_hub_is_asked_by_a_form() -> None:
    with serve({"/": reply(status="202 Accepted")}) as site:
        answer = subscribe(f"{site.url}/")

    assert answer == HubAnswer("", 202)
    head, _, form = site.requests[0].partition("\r\n\r\n")
    assert head.startswith("POST / ")
    assert "Content-Type: application/x-www-form-urlencoded" in head
    assert parse_qs(form)["hub.mode"] == ["subscribe"]
    assert parse_qs(form)["hub.secret"] == ["a secret"]


def test_a_hub_that_moved_is_asked_again_there() -> None:
    answers = {
        "/": redirect("/hub", "307 Temporary Redirect"),
        "/hub": reply(status="202 Accepted"),
    }

    with serve(answers) as site:
        answer = subscribe(f"{site.url}/")

    assert answer.status == 202
    assert "hub.topic=" in site.requests[1]


@pytest.mark.parametrize(
    ("hub", "failure"),
    [
        ("http://10.0.0.1/", "refused_address"),
        ("nothing", "refused_address"),
    ],
)
def test_a_hub_inside_is_not_asked(hub: str, failure: str) -> None:
    assert subscribe(hub) == HubAnswer(failure)


def test_a_hub_that_refuses_is_a_failure() -> None:
    with serve({"/": reply(b"unknown topic", status="400 Bad Request")}) as site:
        assert subscribe(f"{site.url}/") == HubAnswer(STATUS, 400)
