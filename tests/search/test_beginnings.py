"""Beginnings of words with a slip, and texts that begin a saying."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.search.domain.beginnings import Beginnings
from medagora.search.domain.documents import Role, TopicTerm
from medagora.search.domain.spelling import distance
from medagora.search.domain.topic_matching import Match, match_topics
from medagora.search.domain.words import understand
from medagora.search.queries import suggest
from tests.search.answering import named

Make = Callable[..., Any]

KNOWN = Beginnings(["diabetes", "septic shock", "térd fáj", "asthma", "deaf ears"])


@pytest.mark.parametrize(
    ("start", "meant"),
    [
        ("diabt", ["diabe"]),  # a letter instead of another
        ("diabte", ["diabe"]),  # swapped, or one left out, or one too many
        ("dibete", ["diabete"]),  # one too few
        ("diaabe", ["diabe"]),  # one too many
        ("shokc", ["shoc"]),
        ("idabe", ["diabe"]),  # the first two swapped
        ("phock", []),  # another first letter
        ("dia", []),  # too short
        ("1234", []),
    ],
)
def test_a_beginning_with_a_slip_is_understood(start: str, meant: list[str]) -> None:
    assert KNOWN.meant(start) == meant


def test_whole_words_come_first_and_can_be_asked_for_alone() -> None:
    known = Beginnings(["sokk", "suket", "suketseg", "suketseg"])

    assert known.meant("sukk") == ["sokk", "suke"]
    assert known.meant("sukk", whole=True) == ["sokk"]


@given(st.text("abcd", min_size=4, max_size=7), st.lists(st.text("abcd", max_size=9)))
def test_what_is_meant_begins_a_word_and_is_one_slip_away(
    start: str, texts: list[str]
) -> None:
    known = Beginnings(texts)

    for meant in known.meant(start):
        assert known.begins(meant)
        assert distance(start, meant) == 1


def test_a_long_word_is_taken_apart() -> None:
    assert KNOWN.split("terdf") == ("terd", "f")
    assert KNOWN.split("terdx") is None
    assert KNOWN.split("asthma") is None


@pytest.mark.parametrize(
    ("term", "typed", "match"),
    [
        ("Stopping smoking", "stop smo", Match.WORDS),
        ("can't sleep", "can't sl", Match.START),
        ("leak cough", "leaks when I co", Match.WORDS),
        ("septic shock", "shock sep", Match.WORDS),
        ("septic shock", "shock th", None),
    ],
)
def test_whole_words_fit_in_any_form_while_the_last_is_typed(
    term: str, typed: str, match: Match | None
) -> None:
    terms = [TopicTerm("it", "en", term, Role.SAYING)]
    question = understand(typed, "en")

    found = match_topics(question, terms, "en", is_beginning=True)

    assert [one.match for one in found] == ([] if match is None else [match])


def test_an_unfinished_word_is_no_foreign_word_by_its_stem() -> None:
    terms = [
        TopicTerm("it", "fr", "Insomnie", Role.NAME),
        TopicTerm("it", "es", "Insomnio", Role.NAME),
    ]

    found = match_topics(understand("insomn", "es"), terms, "es", is_beginning=True)

    assert found[0].term.language == "es"


def test_what_ends_with_the_word_comes_before_what_goes_on() -> None:
    terms = [
        TopicTerm("coeliac", "fr", "mal ventre après pain", Role.SAYING),
        TopicTerm("stomach", "fr", "mal ventre", Role.SAYING),
    ]
    weights = {"coeliac": 9}

    found = match_topics(
        understand("mal ven", "fr"), terms, "fr", weights, is_beginning=True
    )

    assert [match.slug for match in found] == ["stomach", "coeliac"]


@pytest.fixture
def topics(make_topic: Make, indexed: Make) -> None:
    for slug, language, name in (
        ("smoking-cessation", "en", "Stopping smoking"),
        ("sepsis", "hu", "Szeptikus sokk"),
        ("thyroid-disorders", "ar", "أمراض الغدة الدرقية"),
        ("insomnia", "es", "Insomnio"),
        ("osteoarthritis", "hu", "Ízületi kopás"),
    ):
        make_topic(slug, texts=named(language, name), codes=())
    indexed()


@pytest.mark.usefixtures("topics")
@pytest.mark.parametrize(
    ("typed", "language", "slug"),
    [
        ("stop smo", "en", "smoking-cessation"),
        ("i really want to stop smo", "en", "smoking-cessation"),
        ("stopp smokin", "en", "smoking-cessation"),
        ("sukk", "hu", "sepsis"),
        ("الغدة الد", "ar", "thyroid-disorders"),
        ("الغدة ال", "ar", "thyroid-disorders"),
        ("no puedo dor", "es", "insomnia"),  # a saying begins so
        ("térdf", "hu", "osteoarthritis"),
        ("stopping xy", "en", "smoking-cessation"),  # without the last word
    ],
)
def test_what_is_being_typed_leads_to_its_topic(
    typed: str, language: str, slug: str
) -> None:
    assert suggest(typed, language).topics[0].key == slug


@pytest.mark.usefixtures("topics")
def test_what_nothing_begins_leads_nowhere() -> None:
    assert suggest("qxqxqx", "en").topics == ()


@pytest.mark.usefixtures("topics")
def test_a_saying_that_was_typed_in_full_is_not_repeated() -> None:
    topic = suggest("smoking-cessation quit cigarettes now", "en").topics[0]

    assert (topic.key, topic.because) == ("smoking-cessation", "")
