"""Lists count what they hold, and no further than their pages reach."""

import itertools
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps

from medagora.community.domain.words import Audience, Kind, Order
from medagora.community.models import Question, QuestionPlace
from medagora.community.queries import questions
from medagora.community.queries.questions import QuestionSearch
from medagora.people.models import Person
from tests.community.conversations.conftest import Ask, MakePerson, Say
from tests.conftest import NOW


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


@pytest.mark.django_db
def test_the_number_of_a_long_list_is_kept_for_a_minute(
    several: str,
    ask: Ask,
    make_known: MakePerson,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: Any,
) -> None:
    monkeypatch.setattr(questions, "LONG_LIST", 2)
    search = QuestionSearch(several)
    counted = questions.count_questions(search, None)
    ask(make_known(), topics=(several,), text="One more in a long list.")

    with django_assert_num_queries(0):
        assert questions.count_questions(search, None) == counted
    assert questions.count_questions(search, make_known()) > counted


@pytest.mark.django_db
def test_the_newest_of_a_topic_stand_first(several: str, ask: Ask) -> None:
    asker = Person.objects.get(pk=Question.objects.values_list("author", flat=True)[0])
    early = ask(asker, topics=(several,), at=NOW - timedelta(days=3), text="Long ago.")
    search = QuestionSearch(several, order=Order.NEW)

    found = list(questions.list_questions(search, None))

    assert found[-1] == early
    assert [q.asked_at for q in found] == sorted(
        (q.asked_at for q in found), reverse=True
    )


@pytest.mark.django_db
def test_places_of_an_earlier_version_learn_of_their_questions(several: str) -> None:
    QuestionPlace.objects.update(kind="", asked_at=NOW - timedelta(days=9_000))
    migration = import_module("medagora.community.migrations.0006_places")

    migration.tell_places(apps, None)

    for place in QuestionPlace.objects.select_related("question"):
        asked = place.question
        assert (place.kind, place.asked_at) == (asked.kind, asked.asked_at)
