"""The sentence around a phrase: whole, exact and never long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.appraisal.domain.criteria.sentence import Sentences, quote_of
from medagora.appraisal.domain.findings import LONGEST_QUOTE
from tests.appraisal.building import build_page


def sentence_at(text: str, word: str) -> str:
    page = build_page(text)
    at = page.text.index(word)
    return quote_of(page, Sentences(page).around(at), at, at + len(word)).words


@pytest.mark.parametrize(
    ("text", "word", "sentence"),
    [
        ("One. Two here! Three?", "here", "Two here!"),
        ("Ask Dr. Smith about it. Then go.", "about", "Ask Dr. Smith about it."),
        ("Take e.g. a pill. Rest.", "pill", "Take e.g. a pill."),
        ("Am 3. tag geht es. Dann nicht.", "geht", "Am 3. tag geht es."),
        ("هل هو آمن؟ نعم هو آمن.", "نعم", "نعم هو آمن."),
        ("He said: “It works.” She left.", "left", "She left."),
    ],
)
def test_a_sentence_ends_where_a_reader_ends_it(
    text: str, word: str, sentence: str
) -> None:
    assert sentence_at(text, word) == sentence


def test_a_list_is_not_one_giant_sentence() -> None:
    page = build_page("First point", "Second point", "Third point")
    at = page.text.index("Second")

    span = Sentences(page).around(at)

    assert page.text[span.start : span.end] == "Second point"


@given(st.text("ab .", min_size=0, max_size=900), st.text("ab .", max_size=900))
def test_a_quote_is_exact_bounded_and_holds_its_words(before: str, after: str) -> None:
    page = build_page(f"{before} needle {after}")
    at = page.text.index("needle")

    quote = quote_of(page, Sentences(page).around(at), at, at + 6)

    assert quote.start is not None
    assert page.text[quote.start : quote.end] == quote.words
    assert "needle" in quote.words
    assert len(quote.words) <= LONGEST_QUOTE


def test_a_text_without_spaces_is_cut_as_well() -> None:
    page = build_page("x" * 5_000)

    quote = quote_of(page, Sentences(page).around(2_500), 2_500, 2_506)

    assert len(quote.words) == LONGEST_QUOTE
