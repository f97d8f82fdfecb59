"""What an engine is asked: wishes, other words for the same, and mended slips."""

from collections.abc import Callable
from typing import Any

import pytest

from medagora.catalogue.domain.drafts import TextDraft
from medagora.catalogue.domain.words import Kind
from medagora.search.domain.topic_matching import Match
from medagora.search.domain.understanding.intents import LifeStage
from medagora.search.gateways import engine
from medagora.search.queries import Matching
from medagora.search.queries.planning import make_plan
from tests.search import answering
from tests.search.answering import (
    groups,
    named,
    plan,
    search,
    titles,
    understand,
)

Make = Callable[..., Any]

few_topics = answering.few_topics

pytestmark = pytest.mark.usefixtures("few_topics")


# ---- what is wanted -------------------------------------------------------------


def test_words_that_only_say_what_is_wanted_are_optional(
    make_resource: Make, indexed: Make
) -> None:
    make_resource(kind="blog", texts={"en": TextDraft("Diabetes now", "Says.")})
    make_resource(kind="podcast", texts={"en": TextDraft("Diabetes now", "Says.")})
    indexed()

    made = plan("diabetes podcast")
    kinds = [hit.card.kind for hit in search("diabetes podcast").page]

    assert {group.word: group.is_intent for group in made.groups} == {
        "diabetes": False,
        "podcast": True,
    }
    assert made.wishes.kinds == (Kind.PODCAST.value,)
    assert kinds == ["podcast", "blog"]


def test_for_whom_is_a_wish_and_no_filter(make_resource: Make, indexed: Make) -> None:
    for audience in ("patients", "professionals"):
        title = f"Diabetes {'a' * (audience == 'patients')}"
        make_resource(audience=audience, texts={"en": TextDraft(title, "Says why.")})
    indexed()

    found = search("diabetes for doctors").page

    assert plan("diabetes for doctors").wishes.audience == "professionals"
    assert [hit.card.audience for hit in found] == ["professionals", "patients"]


def test_an_age_brings_its_topics_along(indexed: Make) -> None:
    indexed()

    found = understand("diabetes in children")

    assert found.intents.life_stage is LifeStage.CHILD
    assert "child-health" in make_plan(engine(), found).wishes.also_topics


def test_what_names_a_topic_is_the_subject(make_topic: Make, indexed: Make) -> None:
    make_topic("child-health", texts=named("en", "Child health"), codes=())
    indexed()

    made = plan("child health podcast")

    assert {g.word for g in made.groups if g.is_intent} == {"podcast"}
    assert made.wishes.best_topics == ("child-health",)


def test_a_wish_alone_is_the_subject(indexed: Make) -> None:
    indexed()

    assert not any(group.is_intent for group in plan("podcast").groups)


# ---- synonyms -------------------------------------------------------------------


def test_what_stands_for_several_words_counts_for_each_of_them(indexed: Make) -> None:
    indexed()

    by_word = groups("heart attack")

    shared = [
        {s.stems: s.weight for s in by_word[word].synonyms}
        for word in ("heart", "attack")
    ]
    assert shared[0] == shared[1]
    assert ("myocardi", "infarct") in shared[0]
    assert shared[0]["myocardi", "infarct"] > 0.5  # not half of what it is


def test_terms_of_a_named_topic_stand_for_the_words_that_named_it(
    indexed: Make,
) -> None:
    indexed()

    by_word = groups("krankheit zucker ernährung", "de")

    own = {s.stems for s in by_word["krankheit"].synonyms}
    assert own
    assert {s.stems for s in by_word["zucker"].synonyms} >= {("diabet",)}
    assert ("diabet",) not in {s.stems for s in by_word["ernahrung"].synonyms}


def test_no_synonym_repeats_what_was_asked(indexed: Make) -> None:
    indexed()

    for text in ("diabetes mellitus", "heart attack", "COPD", "leak cough"):
        made = plan(text)
        asked = {form for group in made.groups for form in group.forms}
        for group in made.groups:
            assert all(not set(s.stems) <= asked for s in group.synonyms)


def test_a_page_with_the_clinical_word_is_found_by_the_plain_one(
    make_resource: Make, indexed: Make
) -> None:
    texts = {"en": TextDraft("Myocardial infarction", "Says why.")}
    make_resource(texts=texts)
    indexed()

    results = search("heart attack")

    assert titles(results) == ["Myocardial infarction"]
    assert results.matching is Matching.ALL


# ---- slips ----------------------------------------------------------------------


def test_a_slip_is_mended_and_its_topic_named(
    make_resource: Make, indexed: Make
) -> None:
    make_resource(texts={"en": TextDraft("Incontinence day by day", "Says why.")})
    indexed()

    results = search("urinary incontinense")

    assert results.taken_for == "urinary incontinence"
    assert [hit.card.slug for hit in results.topics] == ["urinary-incontinence"]


def test_a_mended_slip_is_read_in_the_language_that_is_asked_for(
    make_resource: Make, indexed: Make
) -> None:
    """The stem of the German word is not that of the same English one."""
    texts = {"de": TextDraft("Pollen dort", "Sagt warum.")}
    make_resource(languages=("de",), texts=texts)
    indexed()

    results = search("pollenn", language="de")

    assert results.taken_for == "pollen"
    assert titles(results) == ["Pollen dort"]


def test_exactly_as_typed_leaves_the_slip(make_resource: Make, indexed: Make) -> None:
    make_resource(texts={"en": TextDraft("Incontinence day by day", "Says why.")})
    indexed()

    results = search("incontinense", is_exact=True)

    assert results.taken_for == ""
    assert results.topics == ()
    assert titles(results) == []


def test_a_known_word_is_no_slip_of_a_commoner_one(
    make_resource: Make, indexed: Make
) -> None:
    make_resource(texts={"en": TextDraft("Diabetic shoes", "Says why.")})
    indexed()

    assert search("diabetic").taken_for == ""


def test_the_kind_of_match_says_how_it_was_named(indexed: Make) -> None:
    indexed()

    assert understand("diabetes").named[0].match is Match.EXACT
    assert understand("living with diabetes").named[0].match is Match.WITHIN
    assert understand("diab").named == []
