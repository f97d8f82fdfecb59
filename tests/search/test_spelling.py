import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.search.domain.spelling import (
    Candidate,
    allowed_distance,
    correct,
    distance,
    nearest,
)

words = st.text("abcd", max_size=8)


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ("asthma", "asthma", 0),
        ("asthma", "astma", 1),
        ("asthma", "asthmaa", 1),
        ("asthma", "asthna", 1),
        ("asthma", "ashtma", 1),  # two letters swapped
        ("asthma", "ashmta", 2),
        ("asthma", "eczema", 3),
        ("", "ab", 2),
    ],
)
def test_distance_counts_slips(one: str, other: str, far: int) -> None:
    assert distance(one, other) == far


@given(words, words)
def test_distance_is_the_same_in_both_directions(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)


@given(words, words, st.integers(0, 3))
def test_distance_stops_counting_after_the_limit(
    one: str, other: str, limit: int
) -> None:
    assert distance(one, other, limit) == min(distance(one, other, 99), limit + 1)


def test_short_words_and_numbers_are_not_guessed() -> None:
    assert allowed_distance("ms") == allowed_distance("1234567890") == 0
    assert allowed_distance("gout") == 1
    assert allowed_distance("diabetes") == 2


def test_the_nearest_word_is_near_then_the_readers_own_then_frequent() -> None:
    foreign = Candidate("asma", "asma", count=90, is_own_language=False)
    rare = Candidate("asthma", "asthma", count=1)
    frequent = Candidate("astma", "astma", count=5)
    far = Candidate("plasma", "plasma", count=99)

    assert nearest("asstma", [far, rare, frequent]) == frequent
    assert nearest("asthmo", [foreign, rare]) == rare
    assert nearest("asthma", [far]) is None
    assert nearest("asthma", [rare]) is None


def test_correcting_keeps_the_rest_as_it_was_typed() -> None:
    meant = {"vernyomsa": "vérnyomás"}

    assert correct("Magas  vérnyomsa?", meant) == "Magas  vérnyomás?"


@given(words, words, st.integers(0, 2))
def test_letters_say_so_only_of_words_that_are_far(
    one: str, other: str, limit: int
) -> None:
    """``distance`` asks the letters first; with a wide limit they never decide."""
    is_within = distance(one, other, 20) <= limit

    assert (distance(one, other, limit) <= limit) == is_within
