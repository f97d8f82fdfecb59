"""Which words of the best hits are looked for as well."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.search.domain.feedback import Feedback, choose_words

LIGNANS = [
    {"flax": 3, "seed": 2, "lignan": 2, "the": 9},
    {"flax": 1, "lignan": 3, "the": 5, "oat": 1},
    {"seed": 4, "lignan": 1, "oil": 1, "the": 7},
]
COMMON = {"flax": 0.01, "seed": 0.02, "lignan": 0.001, "the": 0.9, "oat": 0.01}

counts = st.dictionaries(
    st.sampled_from(["lignan", "flax", "seed", "oil", "omega", "fiber", "diet"]),
    st.integers(1, 9),
    min_size=1,
)
hits = st.lists(counts, max_size=8)
shares = st.dictionaries(
    st.sampled_from(["lignan", "flax", "seed", "oil", "omega", "fiber", "diet"]),
    st.floats(0.0, 1.0),
)


#: Short hits are enough here.
SHORT = Feedback(words=20, share=0.5, enough_stems=0)


def words(
    pages: Sequence[Mapping[str, int]],
    commonness: Mapping[str, float],
    asked: Collection[str] = (),
    feedback: Feedback = SHORT,
) -> list[str]:
    chosen = choose_words(pages, commonness, asked, 2, feedback)
    return [stem for stem, _weight in chosen]


def test_the_words_that_the_best_hits_share_are_chosen() -> None:
    assert words(LIGNANS, COMMON, ["flax", "seed"]) == ["lignan"]


def test_words_of_one_hit_common_words_and_unknown_ones_are_not() -> None:
    found = words(LIGNANS, COMMON)

    assert "oat" not in found  # in one hit only
    assert "the" not in found  # in nearly all documents
    assert words(LIGNANS, {}) == []  # in none that we know


def test_a_word_of_two_hits_among_many_is_chance() -> None:
    pages = [{"chance": 1, "shared": 1}] * 2 + [{"shared": 1, "other": 1}] * 4
    known = dict.fromkeys(["chance", "shared", "other"], 0.01)

    assert words(pages, known) == ["shared", "other"]
    assert "chance" in words(pages[:3], known)  # two of three are most of them


def test_words_too_short_to_say_anything_are_not_chosen() -> None:
    short = [{"ab": 1, "abc": 1}] * 2

    assert words(short, {"ab": 0.01, "abc": 0.01}) == ["abc"]


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    pages = [{"rare": 1, "usual": 1}] * 3

    rare, usual = choose_words(pages, {"rare": 0.001, "usual": 0.1}, [], 1, SHORT)

    assert rare[0] == "rare"
    assert rare[1] > usual[1]


def test_a_word_of_the_first_hits_weighs_more_than_one_of_the_last() -> None:
    pages = [{"early": 1, "x": 1}] * 2 + [{"late": 1, "x": 1}] * 2

    assert words(pages, {"early": 0.01, "late": 0.01}) == ["early", "late"]


def test_a_word_in_a_short_hit_weighs_more_than_in_a_long_one() -> None:
    pages = [{"dense": 1}, {"thin": 1, "other": 99}] * 2

    assert words(pages, {"dense": 0.01, "thin": 0.01})[0] == "dense"


def test_no_more_are_chosen_than_are_wanted() -> None:
    pages = [{f"word{letter}": 1 for letter in "abcdefgh"}] * 2
    known = dict.fromkeys(pages[0], 0.01)

    assert words(pages, known, [], replace(SHORT, words=3)) == [
        "worda",
        "wordb",
        "wordc",
    ]


def test_nothing_is_chosen_from_nothing() -> None:
    assert choose_words([], {}, [], 1) == ()
    assert choose_words([{}], {}, [], 1, SHORT) == ()
    assert words(LIGNANS, COMMON, ["flax", "seed", "lignan"]) == []


def test_hits_too_short_to_tell_give_no_words() -> None:
    long = [{f"word{number}": 1 for number in range(60)}] * 2
    known = dict.fromkeys(long[0], 0.01)

    assert choose_words(LIGNANS, COMMON, [], 1) == ()
    assert len(choose_words(long, known, [], 1)) == Feedback().words


def test_a_longer_question_gives_more_weight_to_be_shared() -> None:
    one, three = (
        sum(weight for _stem, weight in choose_words(LIGNANS, COMMON, [], count, SHORT))
        for count in (1, 3)
    )

    assert three == pytest.approx(3 * one)


@given(hits, shares, st.sets(st.sampled_from(["lignan", "flax"])), st.integers(1, 12))
def test_weights_share_out_what_is_given_and_fall(
    pages: list[dict[str, int]],
    common: dict[str, float],
    asked: set[str],
    word_count: int,
) -> None:
    feedback = replace(SHORT, words=3)

    chosen = choose_words(pages, common, asked, word_count, feedback)

    weights = [weight for _stem, weight in chosen]
    stems = [stem for stem, _weight in chosen]
    assert weights == sorted(weights, reverse=True)
    assert all(weight > 0 for weight in weights)
    assert not weights or sum(weights) == pytest.approx(feedback.share * word_count)
    assert len(stems) == len(set(stems)) <= feedback.words
    assert not asked & set(stems)


@given(hits, shares)
def test_the_order_of_words_within_a_hit_changes_nothing(
    pages: list[dict[str, int]], common: dict[str, float]
) -> None:
    turned = [dict(reversed(page.items())) for page in pages]

    assert words(turned, common) == words(pages, common)
