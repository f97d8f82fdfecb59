"""What has a form is found in a text of any language."""

import pytest

from medagora.kernel.privacy import Confidence, Kind, Why, find_traces
from medagora.kernel.privacy.checks import is_card, is_iban, is_paper


def kinds(text: str) -> list[Kind]:
    return [trace.kind for trace in find_traces(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("write to anna.kovacs@example.org please", Kind.EMAIL),
        ("skriv til anna@example.dk", Kind.EMAIL),
        ("call me at +36 30 123 4567 tonight", Kind.PHONE),
        ("ring mig på +45 20 12 34 56", Kind.PHONE),
        ("my number is (212) 555-0142.", Kind.PHONE),
        ("TAJ 123456789", Kind.NUMBER),
        ("she was born on 12/03/1984", Kind.BIRTH_DATE),
        ("született: 1984. 03. 12.", Kind.BIRTH_DATE),
        ("né le 12.03.1984", Kind.BIRTH_DATE),
        ("Fecha de nacimiento: 03/03/1946", Kind.BIRTH_DATE),
        ("opereret 2023-02-14", Kind.DATE),
        ("4111 1111 1111 1111", Kind.CARD),
        ("DE89 3704 0044 0532 0130 00", Kind.BANK),
        ("from 203.0.113.57 at night", Kind.IP),
        ("2001:db8:85a3:8d3:1319:8a2e:370:7348", Kind.IP),
        ("see instagram.com/anna.lives", Kind.URL),
        ("I am @anna_lives there", Kind.HANDLE),
        ("hit by AB-123-CD", Kind.VEHICLE),
        ("VIN 1HGCM82633A004352", Kind.VEHICLE),
    ],
)
def test_a_form_is_found_without_a_language(text: str, kind: Kind) -> None:
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Explains inhalers step by step.",
        "Reviewed 2024-05-01, next in 2025.",
        "Covers 1990-2020 and 150 to 200 mg.",
        "See https://doi.org/10.1000/182345678 and 10.1136/bmj.n71234567",
        "https://www.nhs.uk/conditions/12345678/",
        "https://www.youtube.com/watch?v=abcdefgh",
        "Blood pressure of 140/90 mmHg",
        "PMID: 30679200, ISBN 9780306406157, NCT01234567",
        "10000000 IU of penicillin and 2500000 cells",
        "a free line: 0800 123 4567 or 1-800-273-8255",
        "version 3.11.7 of 2024",
        "in 2019, three weeks ago",
        "born in 1984",
    ],
)
def test_ordinary_words_about_health_are_left_alone(text: str) -> None:
    assert kinds(text) == []


def test_names_are_looked_for_only_in_a_language() -> None:
    assert find_traces("My son Oliver has asthma.") == []
    assert find_traces("My son Oliver has asthma.", "nl") == []
    assert kinds_in("My son Oliver has asthma.", "en") == [Kind.PERSON]


def kinds_in(text: str, language: str) -> list[Kind]:
    return [trace.kind for trace in find_traces(text, language)]


def test_a_right_check_digit_makes_a_number_sure() -> None:
    (right,) = find_traces("mein Ausweis: 943 476 5919")
    (wrong,) = find_traces("case 9434765918")

    assert (right.why, right.confidence) == (Why.CHECK_DIGIT, Confidence.SURE)
    assert wrong.why is Why.FORM


@pytest.mark.parametrize(
    "number",
    ["943 476 5919", "12345678Z", "X1234567L", "123 456 788", "2 84 03 75 116 001 26"],
)
def test_papers_of_several_countries_have_check_digits(number: str) -> None:
    assert is_paper(number)
    assert not is_paper(number[:-1] + ("0" if number[-1] != "0" else "1"))


def test_cards_and_accounts_have_check_digits() -> None:
    assert is_card("4111 1111 1111 1111")
    assert not is_card("4111 1111 1111 1112")
    assert is_iban("GB82 WEST 1234 5698 7654 32")
    assert not is_iban("GB82 WEST 1234 5698 7654 33")


def test_an_account_ends_where_the_sentence_goes_on() -> None:
    text = "El IBAN ES91 2100 0418 4502 0005 1332 para el reembolso"
    (trace,) = find_traces(text)

    assert text[trace.start : trace.end] == "ES91 2100 0418 4502 0005 1332"
