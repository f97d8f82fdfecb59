"""One stem for all forms of a word, in each language that has a stemmer."""

import threading

import pytest
import Stemmer
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from medagora.kernel import languages
from medagora.search.domain.stems import (
    ALGORITHMS,
    stems_in,
    stems_of,
    stems_of_question,
)
from medagora.search.domain.words import (
    MAX_LETTERS,
    understand,
    words_as_written,
    words_of,
)

some_languages = st.sampled_from([*ALGORITHMS, "", "ja", "xx"])
some_words = st.text(
    st.characters(categories=["L", "N", "Mn"], max_codepoint=0x9FFF), max_size=50
)


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", ["diabetics", "diabetic", "Diabetes", "DIABETIC"]),
        ("de", ["Kinder", "Kind", "Kindern"]),
        ("de", ["Entzündungen", "Entzündung", "entzundung"]),
        ("fr", ["hôpitaux", "hôpital", "hopital"]),
        ("es", ["infecciones", "infección", "infeccion"]),
        ("hu", ["betegségek", "betegség", "betegsegek", "betegseg"]),
        ("ar", ["الأمراض", "أمراض", "امراض"]),
        ("ru", ["болезни", "болезнь"]),
        ("pt", ["crianças", "criança"]),
        ("el", ["ασθένειες", "ασθένεια"]),
    ],
)
def test_forms_of_a_word_share_a_stem(language: str, forms: list[str]) -> None:
    found = [set(stems_of(form, language)) for form in forms]

    assert set.intersection(*found)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "organ", "orange"),
        ("de", "Kind", "Kinn"),
        ("en", "MS", "M"),
        ("hu", "szív", "szó"),
    ],
)
def test_other_words_do_not(language: str, one: str, other: str) -> None:
    assert not {*stems_of(one, language)} & {*stems_of(other, language)}


def test_short_words_are_whole() -> None:
    assert stems_of("MS", "en") == ("ms",)
    assert stems_of("is", "en") == ("is",)


@pytest.mark.parametrize("language", ["", "ja", "xx", "sw"])
def test_a_language_without_a_stemmer_has_its_words(language: str) -> None:
    assert stems_of("Diabetics", language) == ("diabetics",)


def test_scripts_without_spaces_give_pairs_in_any_language() -> None:
    assert stems_of("糖尿病", "ja") == stems_of("糖尿病", "en") == ("糖尿", "尿病")


def test_a_word_that_is_cut_otherwise_without_accents_has_both_stems() -> None:
    assert stems_of("almát", "hu") == ("alm", "al")
    assert stems_of("almat", "hu") == ("al",)


def test_every_stemmer_that_is_named_exists() -> None:
    assert set(ALGORITHMS.values()) <= set(Stemmer.algorithms())
    assert all(languages.is_known(code) for code in ALGORITHMS)
    assert set(languages.FINISHED) <= set(ALGORITHMS)


# ---- texts -----------------------------------------------------------------------
def test_a_text_gives_the_stems_of_its_words_in_order() -> None:
    assert stems_in("Diabetics: what helps?", ["en"]) == [
        "diabet",
        "what",
        "help",
    ]
    assert stems_in("", ["en"]) == []


def test_a_text_in_two_languages_has_the_stems_of_both() -> None:
    assert stems_in("Kinder", ["de", "en"]) == ["kind", "kinder"]
    assert stems_in("asthma asthma", ["en", "de"]).count("asthma") == 2


#: Words of two letters, "¼" and the like are passed over; there are many of them.
PATIENT = settings(suppress_health_check=[HealthCheck.filter_too_much])


@PATIENT
@given(some_words, some_languages)
def test_stems_are_words_that_an_index_can_hold(word: str, language: str) -> None:
    assume(len(words_of(word)) == 1)  # "¼" is two

    for stem in stems_of(word, language):
        assert 0 < len(stem) <= MAX_LETTERS
        assert stem.split() == [stem]


@PATIENT
@given(some_words, some_languages)
def test_a_word_and_its_folded_form_share_a_stem(word: str, language: str) -> None:
    assume(len(words_of(word)) == 1)
    assume(len(word) > 2)  # as written; shorter words are whole
    (folded,) = words_of(word)

    assert {*stems_of(word, language)} & {*stems_of(folded, language)}


@given(st.text(max_size=60), some_languages)
def test_a_text_has_a_stem_for_each_of_its_words(text: str, language: str) -> None:
    written = words_as_written(text)

    stems = stems_in(text, [language])

    assert len(stems) >= sum(bool(words_of(word)) for word in written)
    assert written or not stems


# ---- questions -------------------------------------------------------------------
def test_each_word_of_a_question_has_its_stems_in_each_language() -> None:
    stems = stems_of_question(understand("Kinder diabetics", "en", "de"))

    assert set(stems) == {"kinder", "diabetics"}
    assert {"kind", "kinder"} <= set(stems["kinder"])
    assert "diabet" in stems["diabetics"]


def test_a_question_can_be_read_in_one_language_only() -> None:
    question = understand("Kinder", "en", "de")

    assert stems_of_question(question, ["de"]) == {"kinder": ("kind",)}
    assert stems_of_question(question, ["en"]) == {"kinder": ("kinder",)}


def test_words_that_are_typed_as_one_are_stemmed_alone() -> None:
    stems = stems_of_question(understand("糖尿病 Kinder", "de"))

    assert stems["糖尿"] == ("糖尿",)
    assert stems["kinder"] == ("kind",)


@given(st.text(max_size=60), some_languages)
def test_no_word_of_a_question_is_without_a_stem(text: str, language: str) -> None:
    question = understand(text, language)

    stems = stems_of_question(question)

    assert set(stems) == set(question.words)
    assert all(stems.values())


@given(st.lists(st.sampled_from(["Kinder", "niños", "children"]), max_size=3))
def test_a_question_finds_the_text_that_it_quotes(words: list[str]) -> None:
    text = " ".join(words)
    there = set(stems_in(text, ["de"]))

    for stems in stems_of_question(understand(text, "de")).values():
        assert there & set(stems)


def test_threads_do_not_disturb_each_other() -> None:
    numbered = [f"infection{letter}s" for letter in "abcdefghijklmnopqrstuvwxyz" * 4]
    expected = [stems_of.__wrapped__(word, "en") for word in numbered]
    seen: list[list[tuple[str, ...]]] = []

    def stem() -> None:
        seen.append([stems_of.__wrapped__(word, "en") for word in numbered])

    threads = [threading.Thread(target=stem) for _thread in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert seen == [expected] * 4
