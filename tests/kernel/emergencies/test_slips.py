"""What fingers do to words in need, and what is only near to such a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.kernel.emergencies import find_emergency
from medagora.kernel.emergencies.slips import LONG, SHORTEST, Vocabularies, slips_of

OURS = Vocabularies({"en": ["want", "choking", "overdose"], "fr": ["mourir"]})
WORDS = st.text("abcdeilmnorstuv", min_size=1, max_size=14)


@pytest.mark.parametrize(
    ("typed", "language", "meant"),
    [
        ("wnat", "en", "want"),
        ("overdoes", "en", "overdose"),
        ("chocking", "en", "choking"),
        ("chokng", "en", "choking"),
        ("mourrir", "fr", "mourir"),
    ],
)
def test_one_slip_is_undone(typed: str, language: str, meant: str) -> None:
    assert OURS.mended(["i", typed]) == {language: ["i", meant]}


@pytest.mark.parametrize("word", ["want", "cooking", "joking", "xx", "wart", "chokin"])
def test_other_words_and_our_own_stay(word: str) -> None:
    assert OURS.mended([word]) == {}


@given(WORDS)
def test_a_word_is_no_slip_of_itself(word: str) -> None:
    assert word not in slips_of(word)
    assert slips_of(word) == set() or len(word) >= SHORTEST


@given(st.text("abcdeilmnorstuv", min_size=SHORTEST, max_size=14), st.data())
def test_two_neighbours_swapped_are_put_right(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 2))
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    expected = {} if swapped == word else {"en": [word]}

    assert Vocabularies({"en": [word]}).mended([swapped]) == expected


@given(st.text("abcdeilmnorstuv", min_size=LONG, max_size=14), st.data())
def test_a_letter_left_out_inside_a_long_word_is_put_back(
    word: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(1, len(word) - 2))

    mended = Vocabularies({"en": [word]}).mended([word[:at] + word[at + 1 :]])

    assert mended == {"en": [word]}


@pytest.mark.parametrize(
    "text",
    [
        "i wnat to die",
        "my baby is chocking",
        "overdoes",
        "kill myslef",
        "stroek help",
        "my husband is having a haert attack",
        "je veux mourrir",
        "je vuex mourir",
        "ich will setrben",
        "mein mann ist bewustlos",
        "meg akarok hlani",
        "quiero mroir",
        "no puedo respriar",
    ],
)
def test_help_is_shown_despite_a_slip(text: str) -> None:
    assert find_emergency(text, "en") is not None


@pytest.mark.parametrize(
    "text",
    [
        "hunger strike",
        "haldokló ápolása",
        "dog breeding",
        "stop cooking with salt",
        "bleaching teeth",
        "breaching the contract",
        "suicide prevention charity",
        "stroek rehabilitation",
    ],
)
def test_what_is_only_near_is_no_emergency(text: str) -> None:
    assert find_emergency(text, "en") is None
