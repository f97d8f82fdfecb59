"""Both sides of a treatment, and numbers by which to weigh them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.appraisal.domain.criteria import balance, numbers
from medagora.appraisal.domain.criteria.numbers import is_share
from medagora.appraisal.domain.criteria.reading import Reading
from medagora.appraisal.domain.findings import Answer, Criterion, Finding
from tests.appraisal.building import Piece, build_page, heading, hits_of, sight

PLAIN = "The treatment is a drug. The drug is a pill. The pill is a treatment. " * 12


def look_at(*pieces: Piece, language: str = "en") -> dict[Criterion, Finding]:
    page = build_page(*pieces, PLAIN, language=language)
    reading = Reading(page, hits_of(page, "content"), sight())
    found = [*balance.look(reading), *numbers.look(reading)]
    return {finding.criterion: finding for finding in found}


def test_harms_only_denied_are_told_as_denied() -> None:
    found = look_at("It has no side effects at all.")[Criterion.HARMS]

    assert found.answer is Answer.ABSENT
    assert found.said == "harms.denied"
    assert [quote.words for quote in found.quotes] == ["It has no side effects at all."]


def test_a_harm_told_beside_a_denial_is_told() -> None:
    found = look_at("It has no side effects.", "An overdose is dangerous.")

    assert found[Criterion.HARMS].answer is Answer.PRESENT


def test_a_hint_counts_more_beside_a_treatment() -> None:
    far = look_at("The road is risky. Nausea is a word.")[Criterion.HARMS]
    near = look_at("The drug can be risky. The pill can bring nausea.")[Criterion.HARMS]

    assert far.confidence < near.confidence
    assert near.answer is Answer.PRESENT


def test_a_heading_weighs_more_than_a_sentence() -> None:
    plain = look_at("Side effects")[Criterion.HARMS]
    headed = look_at(heading("Side effects"))[Criterion.HARMS]

    assert plain.confidence < headed.confidence


def test_one_hint_alone_is_no_evidence() -> None:
    found = look_at("He is fond of driving.")[Criterion.QUALITY_OF_LIFE]

    assert found.answer is Answer.ABSENT


def test_a_price_is_a_hint_of_costs_and_a_grant_is_none() -> None:
    price = look_at("A box is $12, the drug $30 a month.")[Criterion.COSTS]
    grant = look_at("The drug firm got $12 million and €3 billion.")[Criterion.COSTS]

    assert price.answer is not Answer.ABSENT
    assert grant.answer is Answer.ABSENT


def test_relative_numbers_alone_are_told_as_such() -> None:
    found = look_at("The drug halves the risk of a stroke.")[Criterion.ABSOLUTE_NUMBERS]

    assert found.answer is Answer.ABSENT
    assert found.said == "absolute_numbers.relative_only"
    assert found.facts["phrases"] == ("halves the risk",)


def test_relative_numbers_beside_absolute_ones_are_fine() -> None:
    found = look_at("The drug halves the risk: 2 in 100 had a stroke, not 4 in 100.")

    assert found[Criterion.ABSOLUTE_NUMBERS].answer is Answer.PRESENT


def test_two_percentages_compared_are_absolute() -> None:
    found = look_at("A stroke came to 4% on the drug and 8% on placebo.")

    assert found[Criterion.ABSOLUTE_NUMBERS].answer is Answer.PRESENT


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("3 in 100", True),
        ("1 in 2,000", True),
        ("1 in 2000", True),
        ("0.5 in 1 000", True),
        ("١ من كل ١٠", True),
        ("2 in 1", False),
        ("10 in 10", False),
        ("4 in 2019", False),
        ("1 in 1", False),
        ("one in", True),
        ("1999 betegből", False),
    ],
)
def test_a_share_is_a_part_of_a_larger_whole(words: str, is_one: bool) -> None:
    assert is_share(words) is is_one


@given(st.integers(1, 800), st.integers(2, 1_800))
def test_a_share_can_be_read_from_either_end(part: int, whole: int) -> None:
    assert is_share(f"{part} in {whole}") is (part < whole)
    assert is_share(f"{whole} közül {part}", whole_first=True) is (part < whole)


@given(st.text("0123456789., \u00a0٬٫٣² in", max_size=60))
def test_no_writing_of_numbers_is_too_much(words: str) -> None:
    assert is_share(words) in {True, False}
