"""What somebody means, with the words that a real index has."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medagora.catalogue.domain.drafts import TextDraft
from medagora.catalogue.domain.words import Kind
from medagora.search.domain.documents import Role
from medagora.search.domain.requests import SearchRequest, WordGroup
from medagora.search.domain.topic_matching import Match
from medagora.search.domain.understanding.codes import System
from medagora.search.domain.understanding.intents import LifeStage
from medagora.search.gateways import engine
from medagora.search.queries import Matching, SearchResults, search
from medagora.search.queries.planning import Plan, make_plan
from medagora.search.queries.understanding import Understood, understand_with
from medagora.topics.domain.files import TermDraft
from medagora.topics.domain.files import TextDraft as TopicText
from medagora.topics.domain.words import Register

Make = Callable[..., Any]


def named(language: str, name: str, *terms: str) -> dict[str, TopicText]:
    """A topic's words in one language; the terms are clinical."""
    found = tuple(TermDraft(term, Register.CLINICAL) for term in terms)
    return {language: TopicText(name, f"{name}. It is used in tests.", found)}


@pytest.fixture(autouse=True)
def _topics(make_topic: Make) -> None:
    """A few topics of the starter collection, which have sayings."""
    incontinence = {
        **named("en", "Urinary incontinence"),
        **named("hu", "Vizelettartási gondok"),
    }
    make_topic("urinary-incontinence", codes=(), texts=incontinence)
    make_topic("heart-attack", texts=named("en", "Heart attack"), codes=())
    make_topic("copd", texts=named("en", "Lung disease with long cough"), codes=())
    make_topic(
        "diabetes",
        codes=(("icd10", "E11"), ("mesh", "D003920")),
        texts={
            **named("en", "Diabetes", "diabetes mellitus"),
            **named("de", "Diabetes", "Zucker-Krankheit"),
            **named("ar", "داء السكري", "سكري"),
        },
    )


def understand(text: str, reader: str = "en", **fields: Any) -> Understood:
    return understand_with(engine(), SearchRequest(text, reader=reader, **fields))


def plan(text: str, reader: str = "en", **fields: Any) -> Plan:
    return make_plan(engine(), understand(text, reader, **fields))


def groups(text: str, reader: str = "en", **fields: Any) -> dict[str, WordGroup]:
    return {group.word: group for group in plan(text, reader, **fields).groups}


def slugs(text: str, reader: str = "en", **fields: Any) -> list[str]:
    """The topics that a text names, the best first."""
    return [match.slug for match in understand(text, reader, **fields).named]


def find(text: str, reader: str = "en", **fields: Any) -> SearchResults:
    return search(SearchRequest(text, reader=reader, **fields))


def titles(results: SearchResults) -> list[str]:
    return [hit.card.title for hit in results.page]


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
    except Exception:  # noqa: BLE001 - not built yet
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
        assert (joined.stems, joined.weight) == (("lifestyl",), 0.4)
    results = find("life style")
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


# ---- what is wanted -------------------------------------------------------------


def test_words_that_only_say_what_is_wanted_are_optional(
    make_resource: Make, indexed: Make
) -> None:
    make_resource(kind="blog", texts={"en": TextDraft("Diabetes now", "Says.")})
    make_resource(kind="podcast", texts={"en": TextDraft("Diabetes now", "Says.")})
    indexed()

    made = plan("diabetes podcast")
    kinds = [hit.card.kind for hit in find("diabetes podcast").page]

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

    found = find("diabetes for doctors").page

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


def test_what_stands_for_several_words_is_shared_over_them(indexed: Make) -> None:
    indexed()

    by_word = groups("heart attack")

    shared = [
        {s.stems: s.weight for s in by_word[word].synonyms}
        for word in ("heart", "attack")
    ]
    assert shared[0] == shared[1]
    assert ("myocardi", "infarct") in shared[0]
    assert all(weight <= 0.5 for weight in shared[0].values())


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

    results = find("heart attack")

    assert titles(results) == ["Myocardial infarction"]
    assert results.matching is Matching.ALL


# ---- slips ----------------------------------------------------------------------


def test_a_slip_is_mended_and_its_topic_named(
    make_resource: Make, indexed: Make
) -> None:
    make_resource(texts={"en": TextDraft("Incontinence day by day", "Says why.")})
    indexed()

    results = find("urinary incontinense")

    assert results.taken_for == "urinary incontinence"
    assert [hit.card.slug for hit in results.topics] == ["urinary-incontinence"]


def test_exactly_as_typed_leaves_the_slip(make_resource: Make, indexed: Make) -> None:
    make_resource(texts={"en": TextDraft("Incontinence day by day", "Says why.")})
    indexed()

    results = find("incontinense", is_exact=True)

    assert results.taken_for == ""
    assert results.topics == ()
    assert titles(results) == []


def test_a_known_word_is_no_slip_of_a_commoner_one(
    make_resource: Make, indexed: Make
) -> None:
    make_resource(texts={"en": TextDraft("Diabetic shoes", "Says why.")})
    indexed()

    assert find("diabetic").taken_for == ""


def test_the_kind_of_match_says_how_it_was_named(indexed: Make) -> None:
    indexed()

    assert understand("diabetes").named[0].match is Match.EXACT
    assert understand("living with diabetes").named[0].match is Match.WITHIN
    assert understand("diab").named == []
