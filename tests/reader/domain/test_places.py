"""An entry's number is its place in time."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from medagora.reader.domain.places import (
    EARLIEST,
    first_moment,
    free_places,
    moment_of,
    place_of,
)

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
MOMENTS = st.integers(int(EARLIEST.timestamp()), 7_258_118_400).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)
SPREADS = st.integers(-(2**63), 2**63 - 1)


@given(MOMENTS, SPREADS)
def test_a_place_stands_for_its_second(moment: datetime, spread: int) -> None:
    place = place_of(moment, spread)

    assert moment_of(place) == moment.replace(microsecond=0)
    assert 0 < place < 2**53  # a number that JavaScript holds


@given(MOMENTS, MOMENTS, SPREADS, SPREADS)
def test_what_is_a_second_newer_has_the_larger_number(
    one: datetime, other: datetime, first: int, second: int
) -> None:
    if int(one.timestamp()) < int(other.timestamp()):
        assert place_of(one, first) < place_of(other, second)


@given(st.none() | MOMENTS)
def test_nothing_stands_in_the_future_or_before_the_web(
    published: datetime | None,
) -> None:
    moment = first_moment(published, now=NOW, is_first_read=True)

    assert EARLIEST <= moment <= NOW
    assert first_moment(published, now=NOW, is_first_read=False) == NOW


def test_an_undated_entry_lies_a_day_back_at_first() -> None:
    moment = first_moment(None, now=NOW, is_first_read=True)

    assert moment == NOW - timedelta(days=1)


@given(
    st.lists(st.integers(0, 30), max_size=40), st.sets(st.integers(0, 30), max_size=20)
)
def test_free_places_are_new_and_never_lower(
    wanted: list[int], taken: set[int]
) -> None:
    found = free_places(wanted, taken)

    assert len(found) == len(set(found)) == len(wanted)
    assert taken.isdisjoint(found)
    assert all(place >= asked for asked, place in zip(wanted, found, strict=True))


@given(st.sets(st.integers(0, 1000), max_size=40))
def test_places_that_are_free_stay_as_they_are(wanted: set[int]) -> None:
    assert free_places(sorted(wanted), set()) == sorted(wanted)
