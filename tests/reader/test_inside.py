"""Sources in the operator's own networks: only those that he or a curator chose. And
a site that keeps off the web."""

import asyncio
from typing import Any

import pytest

from medagora.kernel.refusals import BadInput
from medagora.reader.domain.fetches import FeedAnswer, FeedAsk
from medagora.reader.gateways.fetching import WebFeedFetcher
from medagora.reader.models import Feed
from medagora.reader.services import adding, asking, refreshing
from medagora.reader.services.adding import FoundSource
from medagora.web.http import IPAddress
from tests.reader.conftest import NOW, MakeFeed
from tests.reader.test_refreshing import FakeFetcher, clock, rss
from tests.web.hostile import loopback_too, redirect, reply, serve


def nowhere(_address: IPAddress) -> bool:
    return False


def fetch(ask: FeedAsk, **policies: Any) -> FeedAnswer:
    async def collect() -> list[FeedAnswer]:
        fetcher = WebFeedFetcher(**policies)
        return [answer async for answer in fetcher.fetch_all([ask])]

    (answer,) = asyncio.run(collect())
    return answer


@pytest.mark.parametrize(
    ("may_be_inside", "failure"), [(False, "refused_address"), (True, "")]
)
def test_only_a_chosen_source_is_asked_inside(
    may_be_inside: bool, failure: str
) -> None:
    with serve({"/feed": reply(rss("one"), content_type="text/xml")}) as site:
        ask = FeedAsk(1, f"{site.url}/feed", may_be_inside=may_be_inside)

        answer = fetch(ask, policy=nowhere, inside=loopback_too)

    assert answer.failure == failure
    assert bool(answer.body) == may_be_inside


def test_a_source_outside_that_leads_inside_is_refused() -> None:
    def anywhere(_address: IPAddress) -> bool:
        return True

    with serve({"/feed": redirect("http://127.0.0.2:8080/feed")}) as site:
        ask = FeedAsk(1, f"{site.url}/feed", may_be_inside=True)

        answer = fetch(ask, policy=loopback_too, inside=anywhere)

    assert answer.failure == "refused_address"


@pytest.mark.parametrize("networks", ["", "10.1.0.0/16"])
def test_a_reader_s_source_is_none_of_the_operator_s(
    networks: str, make_feed: MakeFeed, settings: Any
) -> None:
    inside = {"inside": networks}
    settings.CONFIG = type(settings.CONFIG)(**settings.CONFIG.model_dump() | inside)
    theirs = make_feed(address="http://10.1.0.5/theirs")
    found = FoundSource("http://10.1.0.6/ours", "Ours")
    ours = adding.add_found(found, at=NOW, is_operators=True)
    fetcher = FakeFetcher()

    refreshing.refresh_due(fetcher, clock=clock)

    may = {ask.feed_id: ask.may_be_inside for ask in fetcher.asked}
    assert may == {theirs.pk: False, ours.pk: bool(networks)}


def test_what_the_operator_adds_becomes_his_although_a_reader_had_it(
    make_feed: MakeFeed,
) -> None:
    feed = make_feed(address="http://10.1.0.5/both")

    adding.add_found(FoundSource(feed.address), at=NOW)
    assert not Feed.objects.get(pk=feed.pk).is_operators

    adding.add_found(FoundSource(feed.address), at=NOW, is_operators=True)
    assert Feed.objects.get(pk=feed.pk).is_operators


def test_while_the_site_keeps_off_the_web_no_source_fails(
    make_feed: MakeFeed, settings: Any
) -> None:
    settings.CONFIG = settings.CONFIG.model_copy(update={"outside": False})
    feed = make_feed(address="https://heart.example.org/feed")
    before = Feed.objects.filter(pk=feed.pk).values().get()
    fetcher = FakeFetcher(feed=rss("one"))

    done = refreshing.refresh_due(fetcher, clock=clock)
    done_now = refreshing.refresh_feeds([feed.pk], fetcher, clock=clock)
    with pytest.raises(BadInput, match="does not visit other sites"):
        asking.ask_now(feed, fetcher=fetcher)

    assert (done.feeds, done_now.feeds, fetcher.asked) == (0, 0, [])
    assert Feed.objects.filter(pk=feed.pk).values().get() == before
