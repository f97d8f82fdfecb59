"""What conversations are lent: alike questions, resources, papers."""

from collections.abc import Callable
from typing import Any

import pytest

from medagora.community import lending
from medagora.community.queries import alike as asking
from medagora.community.services import Alike
from medagora.people.models import Person
from medagora.search.queries.alike import find_alike, find_papers
from tests.community.conversations.conftest import Ask
from tests.search import answering

Make = Callable[..., Any]
Indexed = Callable[[], int]

make_feed, make_entries = answering.make_feed, answering.make_entries


def questions(words: str, language: str = "en", *topics: str) -> list[str]:
    return list(find_alike(words, language, topics, 5).questions)


@pytest.fixture
def asked(ask: Ask, make_known: Make, indexed: Indexed) -> dict[str, str]:
    """Titles by uid."""
    titles = (
        "How do you sleep well with asthma?",
        "Can I take ibuprofen together with blood pressure tablets?",
        "Is swimming good for a slipped disc?",
        "What does a raised ALT mean in my blood test?",
    )
    made = {
        ask(make_known(), title=title, text=f"I wonder: {title}").uid: title
        for title in titles
    }
    indexed()
    return made


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("sleeping with asthma", "How do you sleep well with asthma?"),
        ("ibuprofen and hypertension pills", "Can I take ibuprofen together"),
        ("swim herniated disc", "Is swimming good for a slipped disc?"),
        ("my liver value ALT is high", "What does a raised ALT mean"),
    ],
)
def test_the_same_thing_said_otherwise_is_found_first(
    asked: dict[str, str], words: str, title: str
) -> None:
    first = questions(words)[0]

    assert asked[first].startswith(title)


def test_a_word_may_be_half_written(asked: dict[str, str]) -> None:
    first = questions("ibupro")[0]

    assert asked[first].startswith("Can I take ibuprofen")


def test_only_questions_in_the_same_language_are_given(
    asked: dict[str, str], ask: Ask, asker: Person, indexed: Indexed
) -> None:
    other = ask(asker, title="Alvás asthma mellett: mit tegyek?", language="hu")
    indexed()

    assert questions("asthma", "hu") == [other.uid]
    assert other.uid not in questions("asthma")


def test_a_topic_alone_gives_what_was_asked_about_it(
    ask: Ask, asker: Person, make_topic: Make, indexed: Indexed
) -> None:
    make_topic("gout")
    mine = ask(asker, title="My toe burns like fire at night", topics=("gout",))
    ask(asker)
    indexed()

    assert questions("", "en", "gout") == [mine.uid]
    assert questions("") == []


def test_resources_on_the_named_topic_are_given(
    make_topic: Make, make_resource: Make, indexed: Indexed
) -> None:
    make_topic("asthma")
    make_topic("gout")
    fitting = make_resource(topics=("asthma",))
    make_resource(topics=("gout",))
    indexed()

    assert find_alike("Asthma at school?", "en", (), 5).resources == (fitting.uid,)
    assert find_alike("At school?", "en", ("asthma",), 5).resources == (fitting.uid,)


def test_without_an_index_nothing_is_given(asker: Person) -> None:
    assert find_alike("asthma", "en", (), 5) == Alike()


def test_conversations_are_lent_it(asked: dict[str, str]) -> None:
    found = asking.find(
        "sleep with asthma", topics=(), language="en", viewer=None, shown_in="en"
    )

    assert found.questions[0].title == "How do you sleep well with asthma?"


def test_few_queries_are_needed_however_many_are_alike(
    asked: dict[str, str],
    ask: Ask,
    make_known: Make,
    indexed: Indexed,
    count_queries: Any,
) -> None:
    before = count_queries(lambda: questions("asthma"))
    for pet in ("cats", "dogs", "birds", "mice"):
        ask(make_known(), title=f"Do {pet} make asthma worse?", text=f"We have {pet}.")
    indexed()

    assert len(questions("asthma")) == 5
    assert count_queries(lambda: questions("asthma")) == before


def test_papers_of_public_sources_are_known_by_their_numbers(
    make_feed: Make, make_entries: Make, make_resource: Make
) -> None:
    feed = make_feed("Heart", resource=make_resource(publisher="Heart Society"))
    (entry,) = make_entries(feed, {"title": "Salt", "doi": "10.1000/s", "pmid": "12"})
    own = make_feed("Mine")
    make_entries(own, {"title": "Secret", "doi": "10.1000/x", "pmid": ""})

    found = find_papers(["10.1000/s", "10.1000/x"], ["12"])

    assert {key: paper.title for key, paper in found.items()} == {
        "10.1000/s": "Salt",
        "12": "Salt",
    }
    assert found["12"].page.endswith(f"/{entry.pk}/")
    assert lending.find_papers(["10.1000/s"], [])["10.1000/s"].title == "Salt"
