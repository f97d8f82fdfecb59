from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from medagora.kernel import text
from medagora.kernel.text import fit_for_xml


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Magas  vérnyomás!", "magas vernyomas"),
        ("ŒDÈME", "oedeme"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("أنيميا", "انيميا"),
        ("السكّري", "السكري"),
        ("ﬁbromyalgia", "fibromyalgia"),
        ("type-2 diabetes", "Type 2 Diabetes"),
    ],
)
def test_two_writings_of_one_word_fold_to_the_same(one: str, other: str) -> None:
    assert text.fold(one) == text.fold(other)


def test_different_words_stay_different() -> None:
    assert text.fold("hypertension") != text.fold("hypotension")


@given(st.text())
def test_folding_twice_changes_nothing_more(words: str) -> None:
    once = text.fold(words)

    assert text.fold(once) == once


@given(st.text(), st.integers(min_value=2, max_value=50))
def test_a_shortened_text_is_never_longer_than_the_limit(
    words: str, limit: int
) -> None:
    assert len(text.shorten(words, limit)) <= limit


@given(st.text())
def test_a_tidy_text_is_one_line_without_invisible_characters(words: str) -> None:
    tidy = text.tidy(words)

    assert tidy == text.tidy(tidy)
    assert "\n" not in tidy
    assert "\x00" not in tidy
    assert "\u202e" not in tidy


def test_tidy_lines_keeps_paragraphs() -> None:
    assert text.tidy_lines("one  two\r\n\r\n\r\n\r\nthree") == "one two\n\nthree"


def test_sentences_end_in_every_script_we_write() -> None:
    assert text.sentences("One. Two! Three?") == ["One.", "Two!", "Three?"]
    assert len(text.sentences("ما هذا؟ هذا مرض.")) == 2


def test_the_a_to_z_letter_ignores_accents() -> None:
    assert text.initial("Ízületi gyulladás") == "I"
    assert text.initial("25-hydroxyvitamin") == "#"
    assert text.initial("") == "#"


@pytest.mark.parametrize(
    "names", ["asthma, allergy,", "asthma، allergy", "asthma、allergy"]
)
def test_names_are_listed_with_the_commas_of_any_script(names: str) -> None:
    assert text.split_names(names) == ["asthma", "allergy"]


@given(words=st.text())
def test_what_is_fit_for_xml_can_be_written_and_read(words: str) -> None:
    fit = fit_for_xml(words)

    element = etree.fromstring(f"<a>{escape(fit)}</a>")

    assert (element.text or "") == fit.replace("\r\n", "\n").replace("\r", "\n")
    assert fit_for_xml(fit) == fit
