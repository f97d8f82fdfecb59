"""Asking due feeds: leases, what is stored, what is written down."""

from collections.abc import AsyncGenerator, Sequence
from datetime import datetime, timedelta

import pytest

from medagora.reader.domain.fetches import FeedAnswer, FeedAsk
from medagora.reader.domain.words import FeedState
from medagora.reader.gateways.fetching import DEADLINE
from medagora.reader.models import Entry, Feed, FeedDay
from medagora.reader.services import refreshing
from medagora.web import http
from tests.reader.conftest import NOW, MakeFeed


class FakeFetcher:
    """Answers by address: bytes are a feed, a FeedAnswer is itself, else 304."""

    def __init__(self, **answers: bytes | FeedAnswer) -> None:
        self.answers = answers
        self.asked: list[FeedAsk] = []

    async def fetch_all(
        self, asks: Sequence[FeedAsk], *, deadline: float = DEADLINE
    ) -> AsyncGenerator[FeedAnswer, None]:
        for ask in asks:
            self.asked.append(ask)
            answer = self.answers.get(ask.address.rpartition("/")[2])
            if isinstance(answer, FeedAnswer):
                yield FeedAnswer(ask.feed_id, answer.failure, answer.status)
            elif answer:
                yield FeedAnswer(
                    ask.feed_id, status=200, body=answer, address=ask.address, etag="1"
                )
            else:
                yield FeedAnswer(ask.feed_id, status=304, etag=ask.etag)

    def fetch_page(self, address: str) -> http.Response:
        raise NotImplementedError(address)


def rss(*titles: str) -> bytes:
    items = "".join(f"<item><guid>{t}</guid><title>{t}</title></item>" for t in titles)
    return f"<rss><channel><title>News</title>{items}</channel></rss>".encode()


def clock() -> datetime:
    return NOW


@pytest.fixture
def feed(make_feed: MakeFeed) -> Feed:
    return make_feed(address="https://heart.example.org/feed")


def test_a_due_feed_is_asked_and_stored_and_rests(feed: Feed) -> None:
    fetcher = FakeFetcher(feed=rss("one", "two"))

    done = refreshing.refresh_due(fetcher, clock=clock)

    feed.refresh_from_db()
    assert (done.feeds, done.new, done.failed) == (1, 2, 0)
    assert sorted(Entry.objects.values_list("title", flat=True)) == ["one", "two"]
    assert (feed.etag, feed.failures, feed.succeeded_at) == ("1", 0, NOW)
    assert feed.next_check_at
    assert feed.next_check_at > NOW
    assert (feed.lease, feed.leased_until) == ("", None)
    day = FeedDay.objects.get()
    assert (day.checks, day.failures, day.new_entries) == (1, 0, 2)
    assert refreshing.refresh_due(fetcher, clock=clock).feeds == 0


def test_the_same_bytes_are_not_read_again(feed: Feed) -> None:
    fetcher = FakeFetcher(feed=rss("one"))
    refreshing.refresh_due(fetcher, clock=clock)
    before = list(Entry.objects.values())

    done = refreshing.refresh_feeds([feed.pk], fetcher, clock=clock)

    assert (done.unchanged, done.new, done.changed) == (1, 0, 0)
    assert fetcher.asked[-1].etag == "1"
    assert list(Entry.objects.values()) == before


def test_one_new_entry_is_found_among_those_that_are_known(feed: Feed) -> None:
    refreshing.refresh_due(FakeFetcher(feed=rss("one", "two")), clock=clock)

    more = FakeFetcher(feed=rss("three", "one", "two"))
    done = refreshing.refresh_feeds([feed.pk], more, clock=clock)

    assert (done.new, done.changed) == (1, 0)
    assert Entry.objects.count() == 3


def test_an_item_that_changed_is_rewritten(feed: Feed) -> None:
    first = (
        b"<rss><channel><item><guid>1</guid><title>Old</title></item></channel></rss>"
    )
    refreshing.refresh_due(FakeFetcher(feed=first), clock=clock)

    second = first.replace(b"Old", b"New")
    done = refreshing.refresh_feeds([feed.pk], FakeFetcher(feed=second), clock=clock)

    assert (done.new, done.changed) == (0, 1)
    assert Entry.objects.get().title == "New"


def test_what_is_no_feed_is_a_failure_with_a_word(feed: Feed) -> None:
    page = b"<!doctype html><html><body>Hello</body></html>"

    done = refreshing.refresh_due(FakeFetcher(feed=page), clock=clock)

    feed.refresh_from_db()
    assert done.failed == 1
    assert (feed.failure, feed.failures, feed.failing_since) == ("html_page", 1, NOW)
    assert feed.state == FeedState.ACTIVE


def test_gone_means_never_again(feed: Feed) -> None:
    gone = FakeFetcher(feed=FeedAnswer(0, "status", 410))

    done = refreshing.refresh_due(gone, clock=clock)

    feed.refresh_from_db()
    assert feed.state == FeedState.GONE
    assert done.ended == [feed.pk]
    later = NOW + timedelta(days=400)
    assert refreshing.refresh_due(gone, clock=lambda: later).feeds == 0


def test_a_feed_is_asked_by_one_worker_at_a_time(feed: Feed) -> None:
    first = refreshing.claim_feeds(Feed.objects.all(), limit=10, now=NOW)
    due = refreshing.count_due(NOW)

    second = refreshing.refresh_due(FakeFetcher(feed=rss("one")), clock=clock)

    assert [claimed.pk for claimed in first.feeds] == [feed.pk]
    assert (due, second.feeds) == (0, 0)
    later = NOW + refreshing.LEASE + timedelta(seconds=1)
    third = refreshing.refresh_due(FakeFetcher(feed=rss("one")), clock=lambda: later)
    assert third.new == 1


def test_who_lost_the_lease_writes_nothing(feed: Feed) -> None:
    slow = refreshing.claim_feeds(Feed.objects.all(), limit=10, now=NOW)
    later = NOW + refreshing.LEASE + timedelta(seconds=1)
    refreshing.refresh_due(FakeFetcher(feed=rss("one")), clock=lambda: later)

    done = refreshing.refresh(slow, FakeFetcher(feed=rss("one", "two")), clock=clock)

    assert (done.feeds, done.new) == (0, 0)
    assert Entry.objects.count() == 1


def test_many_feeds_are_parsed_in_a_process_of_their_own(make_feed: MakeFeed) -> None:
    names = [f"f{number}" for number in range(45)]
    for name in names:
        make_feed(address=f"https://{name}.example.org/{name}")
    fetcher = FakeFetcher(**{name: rss(f"{name} a", f"{name} b") for name in names})

    done = refreshing.refresh_due(fetcher, clock=clock)

    assert (done.feeds, done.new, done.failed) == (45, 90, 0)
