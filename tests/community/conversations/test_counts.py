"""Lists count what they hold, and no further than their pages reach."""

import itertools

import pytest

from medagora.community.domain.words import Audience, Kind, Order
from medagora.community.queries import questions
from medagora.community.queries.questions import QuestionSearch
from medagora.people.models import Person
from tests.community.conversations.conftest import Ask, MakePerson, Say


@pytest.fixture
def several(ask: Ask, say: Say, make_known: MakePerson) -> str:
    """Questions of each audience, kind and state of answering; gives a topic's slug."""
    asker, helper = make_known("Anna"), make_known("Hugo")
    first = ask(asker, kind=Kind.LIVING)
    slug = first.topics.get().slug
    say(first, helper)
    for kind, audience in itertools.product(
        (Kind.LIVING, Kind.RESULT), (Audience.EVERYONE, Audience.MEMBERS)
    ):
        text = f"About {kind}, for {audience}, and how it went."
        ask(asker, topics=(slug,), kind=kind, audience=audience, text=text)
    ask(asker, language="hu", text="Egy másik nyelven is kérdezek.")
    return slug


@pytest.mark.django_db
def test_a_list_counts_as_many_as_it_shows(
    several: str, make_known: MakePerson
) -> None:
    viewers: list[Person | None] = [None, make_known("Mia")]
    searches = itertools.starmap(
        QuestionSearch,
        itertools.product(
            ("", several, "no-topic"),
            ("", "en", "hu"),
            (None, Kind.LIVING),
            list(Order),
        ),
    )
    for search, viewer in itertools.product(searches, viewers):
        shown = questions.list_questions(search, viewer)

        assert questions.count_questions(search, viewer) == len(shown), search


@pytest.mark.django_db
def test_nobody_counts_further_than_the_last_page(
    several: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(questions, "LAST_PAGE", 1)
    monkeypatch.setattr(questions, "PAGE_SIZE", 2)

    for topic in ("", several):
        assert questions.count_questions(QuestionSearch(topic), None) == 2
