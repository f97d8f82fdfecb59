"""Which slips are mended at once, and which words are left as they were typed."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.kernel.text import fold
from medagora.search.domain.spelling import distance, is_other_ending, is_sure
from medagora.search.domain.understanding.lists import tables_of
from medagora.search.domain.understanding.ordinary import is_ordinary
from tests.search.answering import named
from tests.search.searches import search

Make = Callable[..., Any]
words = st.text("abcdh", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("diabtes", "diabetes"),
        ("ashtma", "asthma"),
        ("sathma", "asthma"),
        ("herzinfakt", "herzinfarkt"),
        ("bacunas", "vacunas"),
        ("epatitis", "hepatitis"),
        ("parquinson", "parkinson"),
        ("endometriause", "endometriose"),
        ("ربوو", "ربو"),
        ("وخفقان", "خفقان"),
    ],
)
def test_what_can_hardly_be_anything_else_is_sure(typed: str, meant: str) -> None:
    assert is_sure(typed, meant)


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("szédülés", "szülés"),
        ("szédülök", "serdülők"),
        ("torokfájás", "tolófájás"),
        ("nite", "bite"),
        ("nite", "night"),
        ("ms", "mst"),
        ("hunger", "danger"),
        ("31535829", "31535820"),
    ],
)
def test_another_word_is_never_sure(typed: str, other: str) -> None:
    assert not is_sure(fold(typed), fold(other))


@given(words, words)
def test_what_is_sure_is_near(typed: str, meant: str) -> None:
    if is_sure(typed, meant):
        is_doubled = len(set(typed)) == len(set(meant))
        assert distance(typed, meant) <= 2 or is_doubled
        assert len(typed) > 3


@given(words, words)
def test_another_ending_is_one_in_both_directions(one: str, other: str) -> None:
    assert is_other_ending(one, other) == is_other_ending(other, one)
    assert is_other_ending(one, one + other)


def test_ordinary_words_are_folded_and_count_in_their_language() -> None:
    for code, listed in tables_of("ordinary.toml").items():
        every = listed.split()
        assert every == sorted(set(every))
        assert [fold(word) for word in every] == every
        assert is_ordinary(every[0], ["xx", code])

    assert is_ordinary("strike", ["en"])
    assert not is_ordinary("strike", ["xx"])


# ---- with an index ---------------------------------------------------------------


@pytest.fixture
def stroke_and_insomnia(make_topic: Make, indexed: Make) -> None:
    make_topic("stroke", texts=named("en", "Stroke"), codes=())
    make_topic("sleep", texts=named("en", "Sleepless night"), codes=())
    make_topic("heart-attack", texts=named("de", "Herzinfarkt"), codes=())
    make_topic("bites", texts=named("en", "Bites"), codes=())
    make_topic("women", texts=named("en", "PMDD"), codes=())
    indexed()


@pytest.mark.usefixtures("stroke_and_insomnia")
class TestWithAnIndex:
    @pytest.mark.parametrize("text", ["hunger strike", "strike"])
    def test_an_ordinary_word_is_left_alone(self, text: str) -> None:
        results = search(text)

        assert (results.taken_for, results.topics) == ("", ())

    def test_a_sure_slip_is_mended(self) -> None:
        results = search("strok")

        assert results.taken_for == "stroke"
        assert [hit.card.slug for hit in results.topics] == ["stroke"]

    def test_what_is_not_sure_is_proposed_and_nothing_is_replaced(self) -> None:
        results = search("bits")

        assert (results.taken_for, results.topics) == ("", ())
        assert results.proposed == "bites"

    def test_a_question_that_names_its_topic_is_left_alone(self) -> None:
        results = search("stroke slepless")

        assert [hit.card.slug for hit in results.topics] == ["stroke"]
        assert results.taken_for == ""
        assert results.proposed == "stroke sleepless"

    def test_a_long_word_that_could_be_split_is_mended(self, indexed: Make) -> None:
        results = search("Herzinfakt", reader="de")

        assert results.taken_for == "herzinfarkt"

    @pytest.mark.parametrize("text", ["PMID 31535829", "PMID: 31535829"])
    def test_a_citation_is_looked_up_and_never_mended(self, text: str) -> None:
        for typed in (text, text.lower(), text.replace(" ", "")):
            results = search(typed)

            assert results.reference is not None, typed
            assert results.reference.name == "PMID 31535829"
            assert (results.taken_for, results.proposed) == ("", "")
