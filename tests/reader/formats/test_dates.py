from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.reader.domain.formats.dates import read_date
from tests.reader.formats.samples import NOW

TEN = "2026-03-03 10:00"
MIDNIGHT = "2026-03-03 00:00"


def minute(text: str) -> str | None:
    moment = read_date(text, NOW)
    return moment.strftime("%Y-%m-%d %H:%M") if moment else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tue, 03 Mar 2026 10:00:00 GMT", TEN),
        ("Tue, 3 Mar 2026 10:00:00 +0000", TEN),
        ("Mon, 03 Mar 2026 10:00:00 GMT", TEN),  # it was a Tuesday
        ("Tuesday, 03-Mar-26 10:00:00 GMT", TEN),
        ("3 Mar 26 10:00", TEN),
        ("Tue, 03 March 2026 10:00:00 UTC", TEN),
        ("Tue Mar  3 10:00:00 2026", TEN),
        ("Tue Mar 3 10:00:00 GMT 2026", TEN),
        ("2026-03-03T10:00:00Z", TEN),
        ("2026-03-03T10:00:00.123Z", TEN),
        ("2026-03-03t10:00z", TEN),
        ("2026-03-03 10:00:00", TEN),
        ("2026-03-03 10:00:00 UTC", TEN),
        ("2026/03/03 10:00", TEN),
        ("20260303T100000Z", TEN),
        ("03/03/2026 10:00 AM", TEN),
        ("March 3, 2026 10:00 a.m.", TEN),
        ("3. 3. 2026 10:00", TEN),
        ("1772532000", TEN),
        ("1772532000000", TEN),
        ("2026-03-03", MIDNIGHT),
        ("20260303", MIDNIGHT),
        ("2026 Mar 3", MIDNIGHT),
        ("2026年3月3日", MIDNIGHT),
    ],
)
def test_a_moment_is_understood_in_any_spelling(text: str, expected: str) -> None:
    assert minute(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tue, 03 Mar 2026 10:00:00 EST", "2026-03-03 15:00"),
        ("Tue, 03 Mar 2026 10:00:00 PDT", "2026-03-03 17:00"),
        ("Tue, 03 Mar 2026 10:00:00 MEZ", "2026-03-03 09:00"),
        ("Tue, 03 Mar 2026 10:00:00 +0530", "2026-03-03 04:30"),
        ("Tue, 03 Mar 2026 10:00:00 GMT+1", "2026-03-03 09:00"),
        ("2026-03-03T10:00:00+02:00", "2026-03-03 08:00"),
        ("2026-03-03 10:00:00 -0500", "2026-03-03 15:00"),
        ("Tue, 03 Mar 2026 10:00:00 XYZT", TEN),
        ("Tue, 03 Mar 2026 10:00:00", TEN),
        ("Tue, 03 Mar 2026 10:00:00 PM", "2026-03-03 22:00"),
        ("03/03/2026 12:30 AM", "2026-03-03 00:30"),
        ("Tue, 03 Mar 2026 24:00:00 GMT", "2026-03-04 00:00"),
        ("Tue, 03 Mar 2026 23:59:60 GMT", "2026-03-03 23:59"),
    ],
)
def test_zones_and_clocks_are_taken_into_account(text: str, expected: str) -> None:
    assert minute(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03", "2026-03-01"),
        ("2026", "2026-01-01"),
        ("Mar 2026", "2026-03-01"),
        ("2026 Mar-Apr", "2026-03-01"),
        ("03/2026", "2026-03-01"),
        ("03/04/2026", "2026-03-04"),
        ("13/04/2026", "2026-04-13"),
        ("03.04.2026", "2026-04-03"),
        ("03-04-2026", "2026-04-03"),
        ("3 Mar 98", "1998-03-03"),
    ],
)
def test_a_part_of_a_date_is_its_first_day(text: str, expected: str) -> None:
    assert minute(text) == f"{expected} 00:00"


@pytest.mark.parametrize(
    "text",
    [
        "Di, 03 Mär 2026 10:00:00 +0000",
        "Dienstag, 3. März 2026 10:00",
        "mar., 03 mars 2026 10:00:00 +0000",
        "mar, 3 mar 2026 10:00",
        "martes, 3 de marzo de 2026 10:00",
        "2026. március 3. 10:00",
        "martedì 3 marzo 2026 10:00",
        "terça-feira, 3 de março de 2026 10:00",
        "di 3 mrt 2026 10:00",
        "wtorek, 3 marca 2026 10:00",
        "3. března 2026 10:00",
        "3 Mart 2026 10:00",
        "3. maaliskuuta 2026 10:00",
        "вторник, 3 марта 2026 10:00",
        "3 Μαρτίου 2026 10:00",
        "3 مارس 2026 10:00",
    ],
)
def test_months_are_known_in_many_languages(text: str) -> None:
    assert minute(text) == TEN


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("1 févr. 2026", 2),
        ("1 juil. 2026", 7),
        ("1 juin 2026", 6),
        ("1 ago 2026", 8),
        ("1 Dez 2026", 12),
        ("1 szept. 2025", 9),
        ("1 okt. 2026", 10),
        ("1 Ott 2026", 10),
        ("1 paź 2025", 10),
        ("1 listopada 2026", 11),
        ("1 ene 2026", 1),
    ],
)
def test_short_months_are_known_too(text: str, month: int) -> None:
    moment = read_date(text, datetime(2027, 1, 1, tzinfo=UTC))

    assert moment is not None
    assert moment.month == month


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "0000-00-00",
        "0000-00-00 00:00:00",
        "31 Feb 2026",
        "2026-13-01",
        "99/99/9999",
        "1 2 3 4 5",
        "25:00",
        "Tue, 03 Mar 2026 25:00:00 GMT",
        "12",
        "-",
        "1970-01-01T00:00:00Z",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59-14:00",
        "Tue, 03 Mar 2026 10:99:00 GMT",
        "9" * 60,
        "١٢٣٤",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_date(text, NOW) is None


def test_a_date_that_is_yet_to_come_is_none_but_a_day_is_forgiven() -> None:
    assert read_date((NOW + timedelta(hours=23)).isoformat(), NOW) is not None
    assert read_date((NOW + timedelta(hours=25)).isoformat(), NOW) is None


@given(st.text(alphabet=st.characters(), max_size=90))
def test_any_text_is_an_aware_date_or_none(text: str) -> None:
    moment = read_date(text, NOW)

    assert moment is None or moment.utcoffset() == timedelta(0)


@given(
    st.from_regex(
        r"[A-Za-zä]{0,4}[ ,.]{0,2}[\d/.:+ T-]{0,25}[A-Z]{0,4}", fullmatch=True
    )
)
def test_what_resembles_a_date_is_one_or_none(text: str) -> None:
    moment = read_date(text, NOW)

    assert moment is None or moment <= NOW + timedelta(days=1)


@given(
    st.integers(365 * 86_400, int(NOW.timestamp())).map(
        lambda seconds: datetime.fromtimestamp(seconds, UTC)
    )
)
def test_every_moment_is_read_back_from_both_standards(moment: datetime) -> None:
    assert read_date(moment.isoformat(), NOW) == moment
    assert read_date(moment.strftime("%d %b %Y %H:%M:%S +0000"), NOW) == moment
