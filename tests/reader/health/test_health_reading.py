"""What the desk's page of sources and the command line say in numbers and dates."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from medagora.reader.domain.places import place_of
from medagora.reader.domain.words import FeedState
from medagora.reader.models import FeedDay
from medagora.reader.queries import health
from medagora.reader.templatetags.reader_dates import exact_time, short_day
from tests.reader.conftest import NOW, MakeEntries, MakeFeed

FRIDAY = datetime(2026, 11, 27, 16, 54, tzinfo=UTC)


def test_a_moment_names_its_zone_and_no_american_order() -> None:
    with translation.override("en"):
        here = exact_time(FRIDAY)
        there = exact_time(FRIDAY.astimezone(ZoneInfo("Europe/Budapest")))

        assert here == '27 Nov 2026, 16:54 <bdi dir="ltr">UTC</bdi>'
        assert there == '27 Nov 2026, 17:54 <bdi dir="ltr">Europe/Budapest</bdi>'


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "27 Nov 2026"),
        ("hu", "2026. nov. 27."),
        ("de", "27.11.2026"),
        ("fr", "27 nov. 2026"),
        ("es", "27 nov 2026"),
    ],
)
def test_a_day_in_each_language(language: str, words: str) -> None:
    with translation.override(language):
        assert short_day(date(2026, 11, 27)) == words


def test_a_week_of_a_young_source_is_not_spread_over_eight(
    make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    young, old = make_feed(), make_feed()
    make_entries(young, 7)
    make_entries(old, 16)
    make_entries(old, 1, at=NOW - timedelta(weeks=20))

    rates = health.entries_a_week([young.pk, old.pk], now=NOW)

    assert rates == {young.pk: 7.0, old.pk: 2.0}


@given(st.integers(0, 3000))
def test_the_weeks_of_a_source_are_between_one_and_eight(hours: int) -> None:
    first = place_of(NOW - timedelta(hours=hours))

    weeks = health._weeks_since(first, NOW)

    assert 1 <= weeks <= health.WEEKS


def test_no_source_is_counted_twice(make_feed: MakeFeed) -> None:
    make_feed(succeeded_at=NOW)
    make_feed(succeeded_at=NOW, failures=1, failure="dns")
    make_feed(failures=2, failure="dns")
    make_feed()
    make_feed(state=FeedState.DEAD)

    summary = health.summarise(now=NOW)

    counts = (summary.read, summary.failing, summary.waiting, summary.ended)
    assert counts == (1, 2, 1, 1)


def test_the_chart_says_its_days_and_its_tallest_bar(make_feed: MakeFeed) -> None:
    feed = make_feed()
    FeedDay.objects.create(feed=feed, day=NOW.date(), checks=24)

    history = health.history_of(feed, on=NOW.date())

    assert (history.first, history.last) == (date(2026, 9, 25), date(2026, 11, 23))
    assert history.most == 24
