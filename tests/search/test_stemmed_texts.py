"""The fast way from a text to its words and stems gives what the plain way gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.search.domain import stemmed_texts
from medagora.search.domain.stemmed_texts import words_and_stems, words_and_stems_of
from medagora.search.domain.stems import ALGORITHMS, stems_in
from medagora.search.domain.words import words_of

some_languages = st.lists(
    st.sampled_from([*ALGORITHMS, "", "ja", "xx"]), min_size=1, max_size=2, unique=True
)
#: Letters, marks, digits and signs of many scripts, ligatures and fractions among them.
some_texts = st.text(
    st.one_of(
        st.characters(categories=["L", "N", "Mn"], max_codepoint=0x9FFF),
        st.sampled_from(" .,-'_\u0640\u064b½ﷺŉßİΣσς™ªال"),
    ),
    max_size=120,
)


@given(some_texts, some_languages)
def test_both_ways_agree(text: str, languages: list[str]) -> None:
    words, stems = words_and_stems(text, languages)

    assert words.split() == words_of(text)
    assert stems.split() == " ".join(stems_in(text, languages)).split()


@given(st.lists(some_texts, max_size=5), some_languages)
def test_many_texts_at_once_are_the_same_as_each_alone(
    texts: list[str], languages: list[str]
) -> None:
    assert words_and_stems_of(texts, languages) == [
        words_and_stems(text, languages) for text in texts
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Diabetics, (what) helps? It's COVID-19 — twice-daily."),
        ("de", "Straßenbahnen; Entzündungen und ÄRZTE-Blatt: 3½ Äpfel"),
        ("ar", "الالتهاب والأمراض ـــ ﷺ السكري"),
        ("el", "ΑΣΘΕΝΕΙΕΣ.Α Σάς"),
        ("tr", "İLAÇLAR ılık"),
        ("ja", "糖尿病 diabetes センター"),
        ("ar", "AĿA bĿĿc"),
        ("hu", "Az almát, almákat… a\u0301lma"),
    ],
)
def test_both_ways_agree_on_words_that_are_hard(language: str, text: str) -> None:
    for _again in range(2):
        words, stems = words_and_stems(text, [language])

        assert words.split() == words_of(text)
        assert stems.split() == " ".join(stems_in(text, [language])).split()


def test_what_is_remembered_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stemmed_texts, "_MOST_PIECES", 50)
    texts = [f"word{number} infections{number} Wörter" for number in range(500)]

    found = [words_and_stems(text, ["en"])[1].split() for text in texts]

    assert found == [stems_in(text, ["en"]) for text in texts]
    assert len(stemmed_texts._pieces_in(("en",))) <= 53
    assert len(stemmed_texts._pieces_in(("en",)).old) <= 53
