"""Dates as people write them, and what is no date."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.appraisal.domain.criteria.date_reading import read_dates, read_mark


@pytest.mark.parametrize(
    ("language", "words", "iso"),
    [
        ("en", "July 14, 2023", "2023-07-14"),
        ("en", "14th July 2023", "2023-07-14"),
        ("en", "14 Jul 2023", "2023-07-14"),
        ("en", "Fri, 07/14/2023 - 10:30", "2023-07-14"),
        ("en", "14/07/2023", "2023-07-14"),
        ("en", "2023-07-14T10:30:00Z", "2023-07-14"),
        ("en", "Sept. 2021", "2021-09"),
        ("en-US", "03/04/2023", "2023-03-04"),
        ("en-GB", "03/04/2023", "2023-04-03"),
        ("de", "14. Juli 2023", "2023-07-14"),
        ("de", "14.07.2023", "2023-07-14"),
        ("de", "1. März 2020", "2020-03-01"),
        ("de", "März 2020", "2020-03"),
        ("es", "14 de julio de 2023", "2023-07-14"),
        ("es", "1 de sept. de 2022", "2022-09-01"),
        ("es", "agosto de 2022", "2022-08"),
        ("fr", "1er août 2023", "2023-08-01"),
        ("fr", "14 fevr. 2020", "2020-02-14"),
        ("fr", "03/04/2023", "2023-04-03"),
        ("hu", "2023. július 14.", "2023-07-14"),
        ("hu", "2023. július 14-én", "2023-07-14"),
        ("hu", "2023.07.14.", "2023-07-14"),
        ("hu", "2023. 07. 14.", "2023-07-14"),
        ("hu", "2023. júliusában", "2023-07"),
        ("ar", "١٤ يوليو ٢٠٢٣", "2023-07-14"),
        ("ar", "14 تموز/يوليو 2023", "2023-07-14"),
        ("ar", "كانون الثاني 2020", "2020-01"),
        ("ar", "١٤/٠٧/٢٠٢٣", "2023-07-14"),
        ("ar", "5 جانفي 2021", "2021-01-05"),
        ("ja", "2023年7月14日", "2023-07-14"),
        ("ru", "14 июля 2023", "2023-07-14"),
        ("xx", "14 July 2023", "2023-07-14"),
    ],
)
def test_a_date_is_read_as_exactly_as_it_was_written(
    language: str, words: str, iso: str
) -> None:
    found = read_dates(words, language)

    assert [one.iso for one in found] == [iso]


def test_a_date_with_two_readings_keeps_both() -> None:
    (found,) = read_dates("Posted 03/04/2023", "en")

    assert (found.first, found.last) == (date(2023, 3, 4), date(2023, 4, 3))
    assert found.other is not None


@pytest.mark.parametrize(
    "words",
    [
        "555-12-2023",
        "version 1.2.2023.4",
        "2,023 people in July",
        "31/31/2023",
        "since 1066",
        "May I ask 2000 people?",
        "15-20 days",
        "10.1016/2019.07.14",
    ],
)
def test_numbers_that_are_no_date_are_left_alone(words: str) -> None:
    assert read_dates(words, "en") == ()


@pytest.mark.parametrize(
    ("words", "iso"),
    [("2019", "2019"), ("14.07.23", "2023-07-14"), ("07/2023", "2023-07")],
)
def test_short_forms_are_believed_only_beside_a_label(words: str, iso: str) -> None:
    alone = read_dates(words, "de")
    labelled = read_dates(words, "de", is_labelled=True)

    assert alone == ()
    assert [one.iso for one in labelled] == [iso]


def test_a_month_spans_all_its_days() -> None:
    (found,) = read_dates("February 2024", "en")

    assert (found.first, found.last) == (date(2024, 2, 1), date(2024, 2, 29))


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_every_iso_date_of_the_code_is_read_back(day: date) -> None:
    found = read_mark(f"{day.isoformat()}T08:00:00+02:00")

    assert found is not None
    assert found.first == found.last == day


@given(st.text(max_size=500), st.sampled_from(["en", "de", "es", "fr", "hu", "ar"]))
def test_whatever_stands_there_the_places_are_inside_the_text(
    text: str, language: str
) -> None:
    for found in read_dates(text, language, is_labelled=True):
        assert 0 <= found.start < found.end <= len(text)
        assert found.first <= found.last
