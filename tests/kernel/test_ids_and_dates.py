from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.kernel import dates, ids


def test_an_id_is_the_same_on_every_instance() -> None:
    assert ids.stable_id("nhs.uk/conditions/asthma") == "xsiorrz74c"
    assert ids.stable_id("a", "bc") != ids.stable_id("ab", "c")


@given(st.text())
def test_an_id_is_ten_characters_that_fit_an_address(words: str) -> None:
    made = ids.stable_id(words)

    assert len(made) == ids.LENGTH
    assert made.isascii()
    assert made.isalnum()


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 23), 14, date(2028, 1, 23)),
        (date(2026, 3, 15), -3, date(2025, 12, 15)),
    ],
)
def test_months_later_is_the_same_day_or_the_last(
    day: date, months: int, expected: date
) -> None:
    assert dates.add_months(day, months) == expected


def test_one_moment_has_one_spelling() -> None:
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    same = noon.astimezone(timezone(timedelta(hours=2)))

    assert dates.iso_utc(noon) == dates.iso_utc(same) == "2026-11-23T12:00:00.000000Z"
    assert dates.parse_iso_utc(dates.iso_utc(noon)) == noon


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        dates.iso_utc(datetime(2026, 1, 1))  # noqa: DTZ001  # what is refused
