"""The words under which an entry is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.reader.domain.words_of_text import (
    LONGEST_WORD,
    MOST_WORDS,
    index_words,
    words_of,
)

#: Letters that fold, scripts without spaces, and what separates.
TEXTS = st.text(
    st.sampled_from("abcXYZ019_ \n-'.,éőßÅøıİæłﬁ½²ςΣйё中文日本にほカナ한국ไทยဗမာ")
    | st.characters(),
    max_size=120,
)


@given(TEXTS)
def test_the_index_has_exactly_the_words_of_the_text(text: str) -> None:
    expected = {word for word in words_of(text) if len(word) <= LONGEST_WORD}

    assert set(index_words(text).split(" ")) - {""} == expected


@given(TEXTS)
def test_each_word_stands_once(text: str) -> None:
    words = index_words(text).split()

    assert len(words) == len(set(words))


@given(TEXTS)
def test_words_hold_nothing_that_separates(text: str) -> None:
    for word in words_of(text):
        assert word
        assert not any(c.isspace() for c in word)
        assert words_of(word) == [word] or len(word) == 2


@given(TEXTS)
def test_case_does_not_matter_to_the_words(text: str) -> None:
    if text.upper().lower() == text.lower():
        assert words_of(text.lower()) == words_of(text)


@given(TEXTS, TEXTS)
def test_two_texts_have_the_words_of_both(one: str, other: str) -> None:
    assert words_of(f"{one} {other}") == words_of(one) + words_of(other)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Heart-attack, 2nd", ["heart", "attack", "2nd"]),
        ("magas vérnyomás", ["magas", "vernyomas"]),
        ("Straße", ["strasse"]),
        ("心臓病", ["心臓", "臓病"]),
        ("心", ["心"]),
        ("COVID-19型", ["covid", "19", "型"]),
        ("", []),
    ],
)
def test_words_are_folded_and_unspaced_scripts_cut(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_a_book_is_indexed_by_its_first_words() -> None:
    text = " ".join(f"word{n}" for n in range(MOST_WORDS + 10))

    assert len(index_words(text).split()) == MOST_WORDS
