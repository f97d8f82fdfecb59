"""What the news reader says of a release, and what it keeps quiet about."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medagora.appraisal.domain.findings import LONGEST_QUOTE, MOST_QUOTES, Answer
from medagora.appraisal.domain.news import (
    NewsAnswer,
    NewsCriterion,
    judge_news,
    leave_open,
)
from medagora.appraisal.domain.news.judging import WORTH_SHOWING
from medagora.appraisal.domain.news.model import shipped_model
from tests.appraisal.news import releases


def chance_of_present(text: str, criterion: NewsCriterion) -> float:
    answer = judge_news("", text)[criterion]
    is_present = answer.answer is Answer.PRESENT
    return answer.confidence if is_present else 1 - answer.confidence


@pytest.mark.parametrize(
    ("criterion", "paragraph"),
    [
        (NewsCriterion.COST, releases.COST),
        (NewsCriterion.BENEFITS_QUANTIFIED, releases.BENEFITS),
        (NewsCriterion.HARMS, releases.HARMS),
        (NewsCriterion.EVIDENCE_QUALITY, releases.EVIDENCE),
        (NewsCriterion.FUNDING_AND_CONFLICTS, releases.FUNDING),
        (NewsCriterion.ALTERNATIVES, releases.ALTERNATIVES),
        (NewsCriterion.AVAILABILITY, releases.AVAILABILITY),
        (NewsCriterion.NOVELTY, releases.NEW),
    ],
)
def test_a_paragraph_on_a_criterion_speaks_for_it(
    criterion: NewsCriterion, paragraph: str
) -> None:
    without = chance_of_present(releases.PLAIN, criterion)

    with_it = chance_of_present(releases.PLAIN + paragraph, criterion)

    assert with_it > without


@pytest.mark.parametrize(
    ("criterion", "paragraph"),
    [
        (NewsCriterion.NO_UNJUSTIFIED_LANGUAGE, releases.LOUD),
        (NewsCriterion.NO_DISEASE_MONGERING, releases.BURDEN),
    ],
)
def test_a_loud_or_alarming_paragraph_speaks_against(
    criterion: NewsCriterion, paragraph: str
) -> None:
    without = chance_of_present(releases.PLAIN, criterion)

    with_it = chance_of_present(releases.PLAIN + paragraph, criterion)

    assert with_it < without


def test_a_price_beside_other_prices_is_a_cost_discussed() -> None:
    answer = judge_news("", releases.PLAIN + releases.COST)["cost"]

    assert answer.answer is Answer.PRESENT
    assert any("expensive" in words for words, _ in answer.words)


def test_a_release_without_any_price_discusses_no_cost() -> None:
    answer = judge_news("", releases.PLAIN)["cost"]

    assert answer.answer is Answer.ABSENT
    assert answer.confidence > 0.9


def test_the_loud_words_are_shown() -> None:
    answer = judge_news("", releases.LOUD + releases.PLAIN)["no_unjustified_language"]

    shown = {words for words, _ in answer.words}
    assert answer.answer is Answer.ABSENT
    assert shown & {"revolutionary", "breakthrough", "thrilled", "cure"}


def test_every_word_shown_stands_where_it_is_said_to_stand() -> None:
    text = releases.PLAIN + releases.HARMS + releases.FUNDING + releases.COST

    answers = judge_news("", text)

    for answer in answers.values():
        starts = [start for _, start in answer.words]
        assert starts == sorted(starts)
        assert len(answer.words) <= MOST_QUOTES
        for words, start in answer.words:
            assert text[start : start + len(words)] == words
            assert len(words) <= LONGEST_QUOTE


def test_all_ten_are_answered_by_their_keys_and_carry_a_version() -> None:
    answers = judge_news("", releases.PLAIN)

    assert set(answers) == set(NewsCriterion)
    assert {answer.version for answer in answers.values()} == {answers["harms"].version}
    assert answers["harms"].version.startswith("news ")


def test_the_headline_counts_for_nothing() -> None:
    quiet = judge_news("", releases.PLAIN)

    loud = judge_news("Miracle cure! Costs hidden, harms missing", releases.PLAIN)

    assert loud == quiet


def test_the_same_text_is_judged_the_same_twice() -> None:
    assert judge_news("", releases.PLAIN) == judge_news("", releases.PLAIN)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "A new cream is here.",
        "a" * 1_000_000,
        "the " * 250_000,
        '"' * 100_000,
        "$1 " * 100_000,
        "1 " * 500_000,
        "\x00\ud800" * 1000,
    ],
    ids=["empty", "blank", "short", "one word", "the", "quotes", "$", "1", "broken"],
)
def test_what_is_no_english_text_cannot_be_told(text: str) -> None:
    answers = judge_news("", text)

    assert {answer.answer for answer in answers.values()} == {Answer.CANNOT_TELL}
    assert {answer.words for answer in answers.values()} == {()}


def test_another_language_is_left_alone() -> None:
    german = (
        "Forscher am Institut berichten über eine Creme für Menschen mit juckenden "
        "Ellenbogen, die morgens und abends benutzt wird und nicht teuer ist. "
    )
    different = " ".join(f"Wort{letter}" for letter in string.ascii_letters)

    answers = judge_news("", german * 10 + different * 3)

    assert {answer.answer for answer in answers.values()} == {Answer.CANNOT_TELL}


@settings(max_examples=30, deadline=None)
@given(noise=st.text(max_size=400), times=st.integers(1, 40))
def test_no_text_breaks_the_reader(noise: str, times: int) -> None:
    answers = judge_news(noise, releases.PLAIN + noise * times)

    assert len(answers) == 10
    assert all(0 <= answer.confidence <= 1 for answer in answers.values())


def test_unsure_answers_are_left_open_for_readers() -> None:
    sure = NewsAnswer(NewsCriterion.COST, Answer.ABSENT, 0.9, (), "1")
    unsure = NewsAnswer(NewsCriterion.HARMS, Answer.PRESENT, 0.5, (("rash", 3),), "1")

    shown = leave_open({"cost": sure, "harms": unsure}, below=0.6)

    assert shown["cost"] == sure
    assert shown["harms"].answer is Answer.CANNOT_TELL
    assert shown["harms"].words == (("rash", 3),)


def test_criteria_that_the_model_does_badly_are_left_to_people() -> None:
    weights = shipped_model().criteria
    sure = {
        criterion.value: NewsAnswer(criterion, Answer.PRESENT, 0.99, (), "1")
        for criterion in NewsCriterion
    }

    shown = leave_open(sure)

    left = {c for c, answer in shown.items() if answer.answer is Answer.CANNOT_TELL}
    assert left == {c for c in NewsCriterion if weights[c].held_out < WORTH_SHOWING}
