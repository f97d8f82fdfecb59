from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.kernel.text import fold
from medagora.search.domain.words import (
    MAX_LETTERS,
    MAX_WORDS,
    understand,
    words_of,
    written_words,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Magas  vérnyomás!", ["magas", "vernyomas"]),
        ("l’asthme", ["l", "asthme"]),
        ("type-2 diabetes", ["type", "2", "diabetes"]),
        ("", []),
        ("?!", []),
    ],
)
def test_words_are_folded(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_the_arabic_article_is_no_part_of_a_word() -> None:
    assert words_of("الربو") == words_of("ربو")


def test_a_root_that_looks_like_the_arabic_article_stays() -> None:
    assert words_of("التهاب") == ["التهاب"]
    assert words_of("ألم") == ["الم"]


def test_scripts_without_spaces_become_pairs_of_letters() -> None:
    assert words_of("2型糖尿病") == ["2", "型糖", "糖尿", "尿病"]
    assert words_of("癌") == ["癌"]


def test_endless_words_and_questions_are_cut() -> None:
    assert words_of("x" * 100) == ["x" * MAX_LETTERS]
    assert len(understand("a b c d " * 100, "en").words) == MAX_WORDS


@pytest.mark.parametrize(
    ("text", "language", "content"),
    [
        ("What is asthma?", "en", ("asthma",)),
        ("mi az asztma", "hu", ("asztma",)),
        ("qu’est-ce que l’asthme", "fr", ("asthme",)),
        ("was tun bei Asthma", "de", ("asthma",)),
        ("ما هو الربو", "ar", ("ربو",)),
        ("what is", "en", ("what", "is")),
    ],
)
def test_small_words_of_a_question_drop_unless_there_are_no_others(
    text: str, language: str, content: tuple[str, ...]
) -> None:
    assert understand(text, language).content == content


def test_phrases_are_all_runs_of_words_the_longest_first() -> None:
    question = understand("high blood pressure", "en")

    assert question.phrases() == (
        "high blood pressure",
        "blood pressure",
        "high blood",
        "blood",
        "high",
        "pressure",
    )


def test_written_words_say_where_they_stand() -> None:
    text = "A vérnyomás: 120/80"

    assert [(text[a:z], folded) for a, z, folded in written_words(text)] == [
        ("A", "a"),
        ("vérnyomás", "vernyomas"),
        ("120", "120"),
        ("80", "80"),
    ]


@given(st.text(max_size=60))
def test_words_are_the_same_however_often_they_are_folded(text: str) -> None:
    assert words_of(fold(text)) == words_of(text)


@given(st.text(max_size=60), st.sampled_from(["en", "hu", "ar", "xx"]))
def test_content_is_never_empty_when_there_are_words(text: str, language: str) -> None:
    question = understand(text, language)

    assert bool(question.content) == bool(question.words)
    assert set(question.content) <= set(question.words)
    assert len(set(question.phrases())) == len(question.phrases())


@given(st.text(max_size=60))
def test_written_words_do_not_overlap(text: str) -> None:
    spans = [(start, stop) for start, stop, _folded in written_words(text)]

    assert all(start < stop for start, stop in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
