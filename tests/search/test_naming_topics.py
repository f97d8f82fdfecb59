"""Topics that are named by short words, by codes, beside numbers, or generally."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.search.domain.documents import Role, TopicTerm
from medagora.search.domain.topic_matching import (
    MIN_LETTERS_WITHIN,
    match_topics,
    min_letters_within,
)
from medagora.search.domain.understanding.compounds import split_compound
from medagora.search.domain.words import understand
from tests.search.answering import named
from tests.search.searches import search

Make = Callable[..., Any]
TERMS = [
    TopicTerm("asthma", "ar", "الربو", Role.NAME),
    TopicTerm("asthma", "zh", "哮喘", Role.NAME),
    TopicTerm("attack", "en", "MI", Role.CLINICAL),
    TopicTerm("migraine", "en", "Migraine", Role.NAME),
    TopicTerm("mood", "es", "médico depresión", Role.SAYING),
    TopicTerm("spirits", "es", "Depresión", Role.NAME),
    TopicTerm("leukaemia", "en", "ALL", Role.CLINICAL),
]


def slugs(text: str, *languages: str, is_finished: bool = True) -> list[str]:
    question = understand(text, *languages)
    found = match_topics(question, TERMS, languages[0], is_finished=is_finished)
    return [match.slug for match in found]


@pytest.mark.parametrize("text", ["علاج الربو", "ابني عنده ربو", "الربو عند الاطفال"])
def test_three_letters_name_a_topic_in_arabic(text: str) -> None:
    assert slugs(text, "ar") == ["asthma"]


def test_two_letters_name_a_topic_in_chinese() -> None:
    assert slugs("我的哮喘", "zh") == ["asthma"]


@given(st.text("abcdefgh äöüéàñ", max_size=9))
def test_latin_letters_keep_their_minimum(text: str) -> None:
    assert min_letters_within(text) == MIN_LETTERS_WITHIN
    assert "leukaemia" not in slugs(f"zzz all {text}", "en")


def test_a_finished_short_form_is_no_beginning() -> None:
    assert slugs("MI", "en") == ["attack"]
    assert slugs("MI", "en", is_finished=False) == ["attack", "migraine"]


def test_a_saying_needs_all_its_words_in_a_finished_question() -> None:
    assert slugs("depresion", "fr", "es") == ["spirits"]
    assert "mood" in slugs("depresion", "fr", "es", is_finished=False)
    assert "mood" in slugs("mi médico dice depresión", "es")


@pytest.mark.parametrize(
    ("text", "language", "content"),
    [
        ("no puedo dormir", "es", ("dormir",)),
        ("لا استطيع النوم", "ar", ("استطيع", "نوم")),
        ("szívroham után", "hu", ("szivroham",)),
        ("régime après infarctus", "fr", ("regime", "infarctus")),
        ("Angst vor dem Zahnarzt", "de", ("angst", "zahnarzt")),
        ("headache every day", "en", ("headache", "day")),
        ("daght al dam", "en", ("daght", "dam")),
        ("WHO guidelines", "en", ("who", "guidelines")),
        ("HAS reco HTA", "fr", ("has", "reco", "hta")),
        ("WHO HAS ASTHMA", "en", ("asthma",)),
    ],
)
def test_small_words_are_no_content_but_short_forms_are(
    text: str, language: str, content: tuple[str, ...]
) -> None:
    assert understand(text, language).content == content


def test_short_parts_of_long_words_have_to_be_terms() -> None:
    known = {"herz", "inf", "akt", "ohr", "arzt"}

    def is_known(part: str) -> bool:
        return part in known

    assert split_compound("herzinfakt", is_known, "de", lambda _part: False) == ()
    assert split_compound("ohrarzt", is_known, "de", {"ohr"}.__contains__) == (
        "ohr",
        "arzt",
    )


# ---- with an index ---------------------------------------------------------------


def found(text: str, **changes: Any) -> list[str]:
    return [hit.card.slug for hit in search(text, **changes).topics]


@pytest.fixture
def topics(make_topic: Make, indexed: Make) -> None:
    make_topic("copd", texts=named("en", "COPD"), codes=(("icd10", "J44"),))
    make_topic("pressure", texts=named("en", "Blood pressure"), codes=())
    make_topic("child-health", texts=named("en", "Child health"), codes=())
    make_topic("nutrition", texts=named("en", "Nutrition"), codes=())
    indexed()


@pytest.mark.usefixtures("topics")
class TestWithAnIndex:
    @pytest.mark.parametrize("text", ["J44.9", "ICD-10 J44.9", "icd J44", "j44"])
    def test_a_code_is_the_whole_question(self, make_resource: Make, text: str) -> None:
        assert found(text) == ["copd"]

    def test_numbers_keep_no_topic_from_being_named(self) -> None:
        assert found("blood pressure 180/110") == ["pressure"]
        assert found("pressure 180 110") == ["pressure"]

    @pytest.mark.parametrize("text", ["my baby has a rash", "worms in my child"])
    def test_the_age_is_a_topic_where_nothing_else_is(self, text: str) -> None:
        assert found(text) == ["child-health"]

    def test_a_named_topic_comes_without_the_general_one(self) -> None:
        assert found("copd in my child") == ["copd"]
