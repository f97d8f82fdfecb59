"""Mute rules: what is hidden, where, and until when."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from medagora.kernel.refusals import BadInput, Conflict
from medagora.people.models import Person
from medagora.reader.models import MuteRule
from medagora.reader.queries.items import items_of
from medagora.reader.queries.muting import Muting, hidden_among, muted
from medagora.reader.queries.watching import preview_mute
from medagora.reader.services import watching
from tests.reader.conftest import NOW, MakeEntries, MakeFeed

pytestmark = pytest.mark.django_db


def test_words_are_hidden_everywhere_or_in_one_source(
    member: Person, make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    one, other = make_feed(), make_feed()
    rows = [
        *make_entries(one, {"title": "An advert"}, {"title": "An editorial"}),
        *make_entries(other, {"title": "The advert"}, {"title": "The editorial"}),
    ]
    watching.add_mute(member, query="advert")
    watching.add_mute(member, query="editorial", feed=one)

    hidden = hidden_among(muted(member, at=NOW), [row.pk for row in rows])

    assert {row.title for row in rows if row.pk in hidden} == {
        "An advert",
        "An editorial",
        "The advert",
    }


def test_a_source_can_be_hidden_for_a_week(
    member: Person, make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    feed = make_feed()
    (row,) = make_entries(feed, 1)
    watching.add_mute(member, feed=feed, until=date(2026, 11, 30))
    (item,) = items_of([row.pk])

    assert muted(member, at=NOW).feeds == {feed.pk}
    assert muted(member, at=NOW).hides(item)
    assert not muted(member, at=NOW + timedelta(days=8)).hides(item)


def test_nothing_is_asked_of_the_database_when_nothing_is_muted(
    member: Person, django_assert_num_queries: Callable[..., object]
) -> None:
    muting = muted(member, at=NOW)

    with django_assert_num_queries(0):  # type: ignore[attr-defined]  # a context manager
        assert hidden_among(muting, [1, 2]) == frozenset()
        assert muted(None) == Muting()
    assert not muting


def test_a_topic_can_be_muted(
    member: Person,
    make_topic: Callable[..., object],
    make_resource: Callable[..., object],
    make_feed: MakeFeed,
    make_entries: MakeEntries,
) -> None:
    make_topic("asthma")
    feed = make_feed(resource=make_resource(topics=("asthma",)))
    (row,) = make_entries(feed, 1)
    watching.add_mute(member, query="topic:asthma")

    assert hidden_among(muted(member, at=NOW), [row.pk]) == {row.pk}


def test_the_same_rule_again_changes_its_end(
    member: Person, make_feed: MakeFeed
) -> None:
    feed = make_feed()
    watching.add_mute(member, feed=feed, until=date(2026, 11, 30))
    watching.add_mute(member, feed=feed)

    (rule,) = MuteRule.objects.all()
    assert rule.until is None


def test_what_says_nothing_is_refused(member: Person) -> None:
    for query in ("", "-mice", "topic:nowhere"):
        with pytest.raises(BadInput):
            watching.add_mute(member, query=query)


def test_there_is_a_most_of_rules(
    member: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "MOST_MUTES", 1)
    watching.add_mute(member, query="one")

    with pytest.raises(Conflict):
        watching.add_mute(member, query="two")


def test_a_rule_shows_what_it_hides(
    member: Person,
    make_feed: MakeFeed,
    make_entries: MakeEntries,
    follow: Callable[..., None],
) -> None:
    feed = make_feed()
    follow(member, feed)
    make_entries(feed, {"title": "An advert"}, {"title": "News"})
    words = watching.add_mute(member, query="advert")
    whole = watching.add_mute(member, feed=feed)

    assert [x.title for x in preview_mute(member, words, at=NOW).lines] == ["An advert"]
    assert preview_mute(member, whole, at=NOW).count == 2


def test_a_rule_that_ended_is_forgotten(member: Person) -> None:
    watching.add_mute(member, query="advert", until=NOW.date())

    assert watching.forget_old(at=NOW) == 0
    assert watching.forget_old(at=NOW + timedelta(days=1)) == 1
