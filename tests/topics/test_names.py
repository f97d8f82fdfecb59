"""How an A-Z list files names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.topics.domain.names import letter_of, sort_name


@pytest.mark.parametrize(
    ("name", "language", "filed", "letter"),
    [
        ("Asthma", "en", "asthma", "A"),
        ("Élő donor", "hu", "elo donor", "E"),
        ("Übergewicht", "de", "ubergewicht", "U"),
        ("22q11 deletion", "en", "22q11 deletion", "#"),
        ("الربو", "ar", "ربو", "ر"),
        ("الصداع النصفي", "ar", "صداع النصفي", "ص"),
        ("السل", "ar", "سل", "س"),
        ("التهاب الكبد", "ar", "التهاب الكبد", "ا"),
        ("ألم الظهر", "ar", "الم الظهر", "ا"),
        ("الم", "ar", "الم", "ا"),
    ],
)
def test_a_name_is_filed_where_its_reader_looks(
    name: str, language: str, filed: str, letter: str
) -> None:
    assert sort_name(name, language) == filed
    assert letter_of(sort_name(name, language)) == letter


def test_the_article_counts_in_other_languages() -> None:
    assert sort_name("الربو", "fa") == "الربو"


@given(st.text(max_size=60), st.sampled_from(["en", "ar", "hu"]))
def test_every_name_has_a_letter(name: str, language: str) -> None:
    letter = letter_of(sort_name(name, language))

    assert letter == "#" or letter[0].isalpha()
