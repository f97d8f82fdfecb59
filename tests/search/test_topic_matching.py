import pytest

from medagora.search.domain.documents import Role, TopicTerm
from medagora.search.domain.topic_matching import (
    MAX_BESIDE,
    MAX_TOPICS,
    Match,
    match_topics,
    named_topics,
    near_topics,
)
from medagora.search.domain.words import understand

TERMS = [
    TopicTerm("asthma", "en", "Asthma", Role.NAME),
    TopicTerm("asthma", "hu", "Asztma", Role.NAME),
    TopicTerm("asthma", "", "J45", Role.CODE),
    TopicTerm("leukaemia", "en", "ALL", Role.CLINICAL),
    TopicTerm("pressure", "en", "High blood pressure", Role.NAME),
    TopicTerm("pressure", "en", "hypertension", Role.CLINICAL),
    TopicTerm("sugar", "en", "High blood sugar", Role.LAY),
    TopicTerm("blood", "en", "Blood", Role.NAME),
]


def found(text: str, language: str = "en") -> list[tuple[str, Match]]:
    matches = match_topics(understand(text, language), TERMS, language)
    return [(match.slug, match.match) for match in matches]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("asthma", ("asthma", Match.EXACT)),
        ("What is ASTHMA?", ("asthma", Match.EXACT)),
        ("j45", ("asthma", Match.EXACT)),
        ("all", ("leukaemia", Match.EXACT)),
        ("high blood pressure", ("pressure", Match.EXACT)),
        ("high blood pressure at night", ("pressure", Match.WITHIN)),
        ("hyperten", ("pressure", Match.START)),
        ("pressure high", ("pressure", Match.WORDS)),
        ("sugar blo", ("sugar", Match.WORDS)),
    ],
)
def test_the_best_topic_comes_first(text: str, first: tuple[str, Match]) -> None:
    assert found(text)[0] == first


@pytest.mark.parametrize("text", ["nothing", "", "?", "about all of the rest", "a"])
def test_a_question_may_name_no_topic(text: str) -> None:
    assert found(text) == []


def test_a_longer_term_inside_a_question_comes_before_a_shorter_one() -> None:
    assert [slug for slug, _match in found("my high blood pressure today")] == [
        "pressure",
        "blood",
    ]


def test_a_name_in_the_readers_language_is_the_term_that_is_shown() -> None:
    terms = [
        TopicTerm("asthma", "es", "asma", Role.NAME),
        TopicTerm("asthma", "hu", "asma", Role.LAY),
    ]

    (match,) = match_topics(understand("asma", "hu"), terms, "hu")

    assert match.term.language == "hu"


def test_the_topic_with_more_resources_comes_first_among_equals() -> None:
    terms = [TopicTerm(slug, "en", "MS", Role.CLINICAL) for slug in ("a", "b")]

    matches = match_topics(understand("ms", "en"), terms, "en", {"b": 5})

    assert [match.slug for match in matches] == ["b", "a"]


def test_few_other_topics_stand_beside_an_exact_one() -> None:
    exact = [TopicTerm("heart", "en", "Heart", Role.NAME)]
    others = [TopicTerm(f"h{i}", "en", f"Heart {i}", Role.NAME) for i in range(9)]
    question = understand("heart", "en")

    assert len(match_topics(question, exact + others, "en")) == 1 + MAX_BESIDE
    assert len(match_topics(question, others, "en")) == MAX_TOPICS


def test_only_topics_named_in_full_are_named() -> None:
    question = understand("high blood pressure at night", "en")

    assert named_topics(match_topics(question, TERMS, "en")) == ("pressure", "blood")
    assert named_topics(match_topics(understand("hyper", "en"), TERMS, "en")) == ()


def test_a_rare_word_says_more_about_near_topics_than_a_common_one() -> None:
    topics = {
        "blood": frozenset({"a", "b", "c", "d"}),
        "clot": frozenset({"c"}),
        "2": frozenset({"d"}),
    }

    assert near_topics(topics) == ["c", "a", "b"]
