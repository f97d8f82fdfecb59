"""Two sources of one name can be told apart, and none is nameless."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from medagora.people.models import Person
from medagora.reader.domain.words import Frequency, NewsKind
from medagora.reader.models import Digest, Feed, Subscription
from medagora.reader.queries.news import news_lines, news_of
from medagora.reader.queries.source_names import bare, hints_of, name_of
from medagora.reader.services import following
from medagora.reader.services.digests import digest_of
from medagora.reader.services.letters import write_notice
from medagora.reader.services.watching import announce
from tests.reader.conftest import NOW, MakeFeed
from tests.reader.pages.conftest import MakeSource, page_of

SOURCES = "/en/reader/sources/"
NEWS = "/en/reader/news/"
REVIEWS = "https://www.reviews.example.org/rss"


def test_an_address_as_people_say_it() -> None:
    assert bare("https://www.bmj.com/rss/recent.xml") == "bmj.com/rss/recent.xml"
    assert bare("http://emcrit.org/") == "emcrit.org"


def test_only_equal_names_get_a_hint() -> None:
    hints = hints_of(
        [
            (1, "The BMJ", "https://www.bmj.com/rss/recent.xml"),
            (2, "the bmj", "https://www.bmj.com/rss/research.xml"),
            (3, "The Lancet", "https://lancet.example.org/feed"),
        ]
    )

    assert hints == {1: "bmj.com/rss/recent.xml", 2: "bmj.com/rss/research.xml"}


@given(st.lists(st.tuples(st.integers(1, 9), st.sampled_from("abAB"), st.text())))
def test_what_has_a_hint_shares_its_name(rows: list[tuple[int, str, str]]) -> None:
    names = {number: name.lower() for number, name, _address in rows}

    hints = hints_of(rows)

    for number, name in names.items():
        shares = list(names.values()).count(name) > 1
        assert (number in hints) == shares


@pytest.fixture
def reviews(make_source: MakeSource) -> tuple[Feed, Feed]:
    """Two sources of one name, as the starter collection has a dozen."""
    both = make_source("Reviews", topic="heart"), make_source("Reviews", topic="heart")
    for feed, end in zip(both, ("new", "updated"), strict=True):
        Feed.objects.filter(pk=feed.pk).update(address=f"{REVIEWS}/{end}.xml")
    return both


def test_a_search_tells_sources_of_one_name_apart(
    anyone: Client, reviews: tuple[Feed, Feed]
) -> None:
    page = page_of(anyone, f"{SOURCES}?find=reviews")

    assert "reviews.example.org/rss/new.xml" in page
    assert "reviews.example.org/rss/updated.xml" in page


def test_one_s_own_list_tells_them_apart_until_one_has_another_name(
    signed_in: Client, member: Person, reviews: tuple[Feed, Feed]
) -> None:
    for feed in reviews:
        following.follow(member, feed)
    before = page_of(signed_in, SOURCES)

    following.rename(member, reviews[0].pk, "New reviews")

    assert "reviews.example.org/rss/new.xml" in before
    assert "reviews.example.org/rss" not in page_of(signed_in, SOURCES)


def test_the_choices_of_what_to_mute_tell_them_apart(
    signed_in: Client, member: Person, reviews: tuple[Feed, Feed]
) -> None:
    for feed in reviews:
        following.follow(member, feed)

    signed_in.post("/en/reader/watching/muted/", {"source": reviews[1].pk, "days": "0"})

    page = page_of(signed_in, "/en/reader/watching/muted/")
    assert "Reviews (reviews.example.org/rss/new.xml)</option>" in page
    assert "<bdi>Reviews (reviews.example.org/rss/updated.xml)</bdi>" in page


# ---- news ----------------------------------------------------------------------------


@pytest.fixture
def nameless(member: Person, make_feed: MakeFeed) -> Feed:
    """A source that a file brought and that was gone before it was ever read."""
    feed = make_feed(address="https://www.gone.example.org/feed.xml")
    Feed.objects.filter(pk=feed.pk).update(title="", site="")
    following.follow(member, Feed.objects.get(pk=feed.pk))
    announce([member.pk], NewsKind.SOURCE_ENDED, feed.pk, {}, at=NOW)
    return Feed.objects.get(pk=feed.pk)


def test_a_source_without_a_title_goes_by_its_address(
    signed_in: Client, nameless: Feed
) -> None:
    page = page_of(signed_in, NEWS)

    path = f"/en/reader/source/{nameless.pk}/"
    assert f'<a href="{path}">gone.example.org/feed.xml</a>' in page
    assert name_of(nameless) == "gone.example.org/feed.xml"


def test_a_person_s_own_name_for_it_comes_first(
    signed_in: Client, member: Person, nameless: Feed
) -> None:
    following.rename(member, nameless.pk, "Old friend")

    assert ">Old friend</a>" in page_of(signed_in, NEWS)


def test_the_mail_names_it_too(member: Person, nameless: Feed) -> None:
    digest = digest_of(member)
    Digest.objects.filter(pk=digest.pk).update(frequency=Frequency.DAILY)
    (line,) = news_lines(news_of(member))

    letter = write_notice(digest, line)

    assert "gone.example.org/feed.xml" in letter.text
    assert ">gone.example.org/feed.xml</a>" in letter.html


def _ended(member: Person, feed: Feed, successor: Feed) -> None:
    details = {"replaced_by": successor.pk}
    announce([member.pk], NewsKind.SOURCE_ENDED, feed.pk, details, at=NOW)


def test_what_may_take_its_place_can_be_followed_from_the_news(
    signed_in: Client, member: Person, make_source: MakeSource
) -> None:
    old, new = make_source("Old"), make_source("New", topic="heart")
    _ended(member, old, new)

    page = page_of(signed_in, NEWS)
    signed_in.post(f"/en/reader/source/{new.pk}/follow/", {"next": NEWS})

    assert "Follow it instead" in page
    assert Subscription.objects.filter(person=member, feed=new).exists()


def test_what_is_followed_already_is_not_offered(
    signed_in: Client, member: Person, make_source: MakeSource
) -> None:
    old, new = make_source("Old"), make_source("New", topic="heart")
    following.follow(member, new)
    _ended(member, old, new)

    page = page_of(signed_in, NEWS)

    assert "You follow already what may take its place:" in page
    assert "Follow it instead" not in page
