"""What somebody means, with the words that a real index has."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medagora.catalogue.domain.drafts import TextDraft
from medagora.search.domain.documents import Role
from medagora.search.domain.understanding.codes import System
from medagora.search.gateways import IndexUnavailable, engine
from medagora.search.queries import Matching
from tests.search import answering
from tests.search.answering import (
    groups,
    named,
    plan,
    search,
    slugs,
    titles,
    understand,
)

Make = Callable[..., Any]

few_topics = answering.few_topics

pytestmark = pytest.mark.usefixtures("few_topics")


# ---- sayings --------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "leak cough",
        "my bladder leaks when I cough",
        "coughing makes me leak",
        "I cough and then it is leaking",
    ],
)
def test_a_saying_names_its_topic_in_any_order_and_form(
    indexed: Make, text: str
) -> None:
    indexed()

    (match,) = understand(text).named

    assert match.slug == "urinary-incontinence"
    assert (match.term.role, match.term.text) == (Role.SAYING, "leak cough")


@pytest.mark.parametrize(
    "text", ["he just can't ever sit still", "sit still? My son can't"]
)
def test_small_words_of_a_saying_are_found_anywhere_as_well(
    make_topic: Make, indexed: Make, text: str
) -> None:
    make_topic("adhd", texts=named("en", "ADHD"), codes=())
    indexed()

    assert slugs(text) == ["adhd"]
    assert slugs("sit still") == []


def test_a_term_with_small_words_is_named_in_other_forms(
    make_topic: Make, indexed: Make
) -> None:
    make_topic("lungs", texts=named("en", "Disease of the lung"), codes=())
    indexed()

    assert slugs("diseases of the lungs") == ["lungs"]


def test_a_saying_needs_all_its_words(indexed: Make) -> None:
    indexed()

    assert slugs("my roof has a leak") == []
    assert slugs("cough at night") == []


def test_sayings_count_only_in_the_languages_of_the_question(indexed: Make) -> None:
    indexed()
    text = "pisi köhögés"

    assert slugs(text, "hu") == ["urinary-incontinence"]
    assert slugs(text, "en") == ["urinary-incontinence"]  # it is seen to be Hungarian
    english = understand("leak cough", "ar")
    assert "en" in english.question.languages
    assert [match.slug for match in english.named] == ["urinary-incontinence"]


def test_an_everyday_word_of_another_language_is_no_saying(
    make_topic: Make, indexed: Make
) -> None:
    """A German saying of asthma is "Inhalator", which is a word of English, too."""
    make_topic("asthma", texts=named("en", "Asthma"), codes=())
    indexed()

    english = understand("inhalator handbook", "en")
    german = understand("Inhalator", "de")

    assert "de" not in english.question.languages
    assert "Inhalator" not in {match.term.text for match in english.matches}
    assert {match.term.text for match in german.named} == {"Inhalator"}


def test_who_says_it_in_plain_words_gets_pages_for_patients_first(
    indexed: Make,
) -> None:
    indexed()

    assert plan("leaks when I cough").wishes.audience == "patients"
    assert plan("diabetes mellitus").wishes.audience == ""


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.permutations(["leak", "cough", "when", "I"]),
    capitals=st.lists(st.booleans(), min_size=4, max_size=4),
)
def test_neither_order_nor_capitals_nor_small_words_change_what_is_named(
    indexed: Make, words: list[str], capitals: list[bool]
) -> None:
    if not engine_has_topics():
        indexed()
    written = [w.upper() if big else w for w, big in zip(words, capitals, strict=True)]

    assert slugs(" ".join(written)) == ["urinary-incontinence"]


def engine_has_topics() -> bool:
    try:
        return bool(engine().count())
    except IndexUnavailable:
        return False


# ---- abbreviations --------------------------------------------------------------


def test_an_abbreviation_names_the_topic_of_what_it_stands_for(indexed: Make) -> None:
    indexed()

    found = understand("COPD")
    group = groups("COPD inhalers")["copd"]

    assert "copd" in {r.topic for r in found.abbreviations["copd"]}
    assert found.strange == ()
    assert "copd" in group.topics
    assert any({"chronic", "obstruct"} <= set(s.stems) for s in group.synonyms)


def test_an_abbreviation_reads_like_the_name_of_its_topic(indexed: Make) -> None:
    indexed()

    assert slugs("MI") == []  # "myocardial infarction" is no term here
    assert "heart-attack" in groups("MI")["mi"].topics


def test_an_abbreviation_is_expanded_to_a_term_of_a_topic(
    make_topic: Make, indexed: Make
) -> None:
    texts = named("en", "Heart stroke", "myocardial infarction")
    make_topic("cardiac-infarction", texts=texts, codes=())
    indexed()

    assert slugs("MI") == ["cardiac-infarction"]
    assert slugs("recovery after MI") == ["cardiac-infarction"]


def test_readings_for_patients_only_are_hidden_from_professionals(
    indexed: Make,
) -> None:
    indexed()

    def meant(audience: str) -> list[str]:
        found = understand("MI", audience=audience).abbreviations["mi"]
        return [reading.topic for reading in found]

    assert meant("professionals") == ["heart-attack"]
    assert meant("patients") == ["heart-attack", "mental-health"]


def test_the_audience_that_the_question_names_counts_as_well(indexed: Make) -> None:
    indexed()

    found = understand("MI for clinicians").abbreviations["mi"]

    assert [reading.topic for reading in found] == ["heart-attack"]


# ---- codes ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "system"),
    [
        ("E11", System.ICD10),
        ("E11.65", System.ICD10),
        ("ICD-10 E11.6", System.ICD10),
        ("bno e11.9", System.ICD10),
        ("D003920", System.MESH),
        ("MeSH D003920", System.MESH),
    ],
)
def test_a_code_or_one_below_it_names_the_topic(
    indexed: Make, text: str, system: System
) -> None:
    indexed()

    found = understand(text)

    assert found.code
    assert found.code.system is system
    assert found.identifier == ""
    assert [match.slug for match in found.named] == ["diabetes"]


def test_a_code_of_no_topic_names_none(indexed: Make) -> None:
    indexed()

    assert slugs("E14.1") == []
    assert slugs("D009999") == []


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("PMID 31978945", "pmid:31978945"),
        ("https://doi.org/10.1000/Salt", "doi:10.1000/salt"),
    ],
)
def test_an_identifier_is_as_documents_have_it(
    indexed: Make, text: str, identifier: str
) -> None:
    indexed()

    assert understand(text).identifier == identifier


# ---- words made of words --------------------------------------------------------


def test_a_long_word_that_is_unknown_is_taken_apart(indexed: Make) -> None:
    indexed()

    found = understand("zuckerkrankheit", "de")
    group = groups("zuckerkrankheit", "de")["zuckerkrankheit"]

    assert found.compounds == {"zuckerkrankheit": ("zucker", "krankheit")}
    assert found.strange == ()
    assert [match.slug for match in found.named] == ["diabetes"]
    assert ("zuck", "krankheit") in {synonym.stems for synonym in group.synonyms}


def test_a_long_word_that_is_known_stays_whole(
    make_resource: Make, indexed: Make
) -> None:
    texts = {"de": TextDraft("Zuckerkrankheit heute", "Sagt warum.")}
    make_resource(languages=("de",), texts=texts)
    indexed()

    assert understand("zuckerkrankheit", "de").compounds == {}


def test_neighbours_are_also_read_as_one_word(
    make_resource: Make, indexed: Make
) -> None:
    make_resource(texts={"en": TextDraft("Lifestyle first", "Says why.")})
    make_resource(texts={"en": TextDraft("A style of life in parts", "Says why.")})
    indexed()

    found = understand("life style")
    by_word = groups("life style")

    assert [one.word for one in found.joined] == ["lifestyle"]
    for word in ("life", "style"):
        (joined,) = by_word[word].synonyms
        assert (joined.stems, joined.weight) == (("lifestyl",), 0.8)
    results = search("life style")
    assert set(titles(results)) == {"Lifestyle first", "A style of life in parts"}
    assert results.matching is Matching.ALL


# ---- other letters --------------------------------------------------------------


def test_latin_letters_are_read_in_their_own_script(indexed: Make) -> None:
    indexed()

    (match,) = understand("sukkari").named

    assert (match.slug, match.term.text) == ("diabetes", "سكري")


def test_the_wrong_keyboard_is_seen(make_topic: Make, indexed: Make) -> None:
    make_topic("asthma", texts=named("ru", "астма"), codes=())
    indexed()

    assert slugs("fcnvf") == ["asthma"]
