"""Which signs are seen in a text, and where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.appraisal.domain.news.measuring import (
    MOST_CHARACTERS,
    Sign,
    sign_names,
    signs_of,
    take_apart,
)
from medagora.appraisal.domain.news.signs import sign_list


def signs_in(text: str) -> dict[str, Sign]:
    return dict(signs_of(take_apart(text)))


def words_of(text: str, name: str) -> list[str]:
    return [text[start:end] for start, end in signs_in(text)[name].spans]


@pytest.mark.parametrize(
    ("text", "sign", "words"),
    [
        ("It is less expensive.", "cheap_or_dear", ["less expensive"]),
        ("It costs $1,200 a year.", "number.price", ["costs $1,200"]),
        ("The grant of $3 million helps.", "number.money", []),
        ("He paid $300 for it.", "number.money", ["$300"]),
        ("Between 50 and 62.5 percent did.", "number.percent", ["62.5 percent"]),
        (
            "It was 62% here and 41% there.",
            "number.two_percents",
            ["62% here and 41%"],
        ),
        ("It was 62% here. It was 41% there.", "number.two_percents", []),
        (
            "Side effects were seen in 14 of them.",
            "number.harm",
            ["Side effects were seen in 14"],
        ),
        (
            "The study was funded by the town.",
            "together.funding_said",
            ["study was funded by"],
        ),
        ("It is not yet available.", "together.not_available", ["not yet available"]),
        ("P-Cure® is here™", "number.trademarks", ["®", "™"]),
    ],
)
def test_a_sign_is_found_with_its_words(text: str, sign: str, words: list[str]) -> None:
    assert words_of(text, sign) == words


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("They asked 1,214 pregnant women.", 1214),
        ("They asked 12 men and 240 older adults.", 240),
        ("In 2015 patients came.", 0),
        ("The 3.5 patients of the joke.", 0),
        ("Page 40. Patients came.", 0),
        ("About 3,000,000 people have it.", 0),
    ],
)
def test_the_number_of_people_studied_is_read(text: str, size: int) -> None:
    sample = signs_in(text)["number.sample"].amount

    assert round(10**sample) == max(size, 1)


def test_speech_is_what_stands_between_quotation_marks() -> None:
    text = 'A breakthrough. "This is a miracle for all of us here," she said.'

    assert words_of(text, "quoted.loud") == ["miracle"]
    assert words_of(text, "loud") == ["breakthrough", "miracle"]


def test_the_opening_and_the_ending_are_told_from_the_middle() -> None:
    middle = "Nothing much is told in this part of it. " * 40
    text = f"A breakthrough. {middle} A cure. {middle} It was funded by the town."

    assert words_of(text, "opening.loud") == ["breakthrough"]
    assert words_of(text, "loud") == ["breakthrough", "cure"]
    assert words_of(text, "ending.funded") == ["funded by"]


def test_two_signs_far_apart_in_a_sentence_are_not_together() -> None:
    long = "and it goes on and on " * 8

    assert words_of(f"It was not so {long} when it is available.",
                    "together.not_available") == []  # fmt: skip


def test_what_stands_after_the_limit_is_not_read() -> None:
    text = "word " * (MOST_CHARACTERS // 5) + "breakthrough"

    assert words_of(text, "loud") == []


@given(st.text(alphabet='ab 1.,%$"“”\n®risk', max_size=300))
def test_every_place_lies_in_the_text_and_amounts_are_counts(text: str) -> None:
    signs = signs_in(text)

    assert list(signs) == sign_names(sign_list())
    for sign in signs.values():
        assert sign.amount >= 0
        assert all(0 <= start < end <= len(text) for start, end in sign.spans)


def test_every_sign_that_a_criterion_looks_at_exists() -> None:
    known = set(sign_names(sign_list()))

    looked_at = {name for names in sign_list().looks_at.values() for name in names}

    assert looked_at <= known


def test_signs_together_and_in_places_are_made_of_known_groups() -> None:
    signs = sign_list()
    used = {group for pair in signs.together.values() for group in pair}
    used |= {group for groups in signs.places.values() for group in groups}

    assert used <= set(signs.groups)
    assert set(signs.places) == {"opening", "ending", "quoted"}
