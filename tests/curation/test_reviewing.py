"""Verdicts: two people publish, one declines, interests are asked and kept."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, connections
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from medagora.catalogue import services as catalogue
from medagora.curation import queries
from medagora.curation.models import ImportBatch, LogEntry, Review, Suggestion
from medagora.curation.services import claiming, reviewing
from medagora.kernel.refusals import BadInput, Conflict, NotAllowed, Refusal
from medagora.people import services as people
from medagora.people.models import Person
from medagora.people.services import InterestDraft
from medagora.topics.models import Topic
from tests.conftest import NOW
from tests.curation.conftest import decline, opinion
from tests.curation.verdicts import agree, fresh, log_of

MakeSuggestion = Callable[..., Suggestion]
MakePerson = Callable[..., Person]


def test_two_different_people_publish(
    make_suggestion: MakeSuggestion, curator: Person, second_curator: Person
) -> None:
    suggestion = make_suggestion()

    agree(suggestion, curator)
    after_one = fresh(suggestion)
    agree(suggestion, second_curator)
    after_two = fresh(suggestion)

    assert after_one.resource.state == "candidate"
    assert after_one.first_agreed_at == NOW
    assert (after_two.resource.state, after_two.state) == ("published", "closed")
    assert after_two.resource.first_reviewed_on == NOW.date()
    assert after_two.resource.review_due_on == NOW.date().replace(year=2027)
    assert log_of(suggestion.resource) == ["resource_agreed", "resource_published"]
    assert queries.verify_log() is None


def test_both_who_agreed_stand_in_the_log(
    make_suggestion: MakeSuggestion, curator: Person, second_curator: Person
) -> None:
    suggestion = make_suggestion()

    agree(suggestion, curator)
    agree(suggestion, second_curator)

    entry = LogEntry.objects.get(verb="resource_published")
    assert entry.facts["agreed_by"] == [curator.pseudonym, second_curator.pseudonym]
    assert entry.facts["address"] == suggestion.resource.address


def test_the_same_person_twice_is_one_person(
    make_suggestion: MakeSuggestion, curator: Person
) -> None:
    suggestion = make_suggestion()
    agree(suggestion, curator)

    with pytest.raises(Conflict):
        agree(suggestion, curator)

    assert fresh(suggestion).resource.state == "candidate"


def test_single_review_is_said_in_the_log(
    make_suggestion: MakeSuggestion, curator: Person, settings: Settings
) -> None:
    settings.CONFIG = settings.CONFIG.model_copy(update={"single_review": True})
    suggestion = make_suggestion()

    agree(suggestion, curator)

    assert fresh(suggestion).resource.state == "published"
    assert LogEntry.objects.get(verb="resource_published").facts["single_review"]


def test_one_declines_with_reason_and_words(
    make_suggestion: MakeSuggestion, curator: Person, second_curator: Person
) -> None:
    suggestion = make_suggestion()
    agree(suggestion, curator)

    reviewing.review_suggestion(
        suggestion, decline(second_curator), by=second_curator, at=NOW
    )

    assert fresh(suggestion).resource.state == "declined"
    entry = LogEntry.objects.get(verb="resource_declined")
    personal = entry.personal or {}
    assert entry.facts == {"reason": "sells"}
    assert personal["words"] == "A shop."
    assert personal["address"] == suggestion.resource.address


def test_the_interests_of_whoever_decides_stand_beside_the_words(
    make_suggestion: MakeSuggestion, curator: Person
) -> None:
    people.declare_interest(InterestDraft("Acme Pharma", "funding"), by=curator)
    suggestion = make_suggestion()

    reviewing.review_suggestion(
        suggestion,
        decline(curator, interest="declared", interest_words="They pay me."),
        by=curator,
        at=NOW,
    )

    entry = LogEntry.objects.get(verb="resource_declined")
    personal = entry.personal or {}
    assert personal["interest"] == "They pay me."
    assert "Acme Pharma" in personal["declared"][0]
    assert "Acme" not in str(entry.facts)


def test_with_an_interest_nobody_agrees(
    make_suggestion: MakeSuggestion, curator: Person
) -> None:
    suggestion = make_suggestion()
    biased = opinion(curator, interest="declared", interest_words="I wrote it.")

    with pytest.raises(NotAllowed):
        reviewing.review_suggestion(suggestion, biased, by=curator, at=NOW)

    assert not Review.objects.exists()


@pytest.mark.parametrize(
    ("lack", "field"),
    [
        ({"texts": {}}, "title"),
        ({"languages": ()}, "languages"),
        ({"topics": ()}, "topics"),
    ],
)
def test_what_readers_could_not_find_is_not_published(
    make_suggestion: MakeSuggestion,
    operator: Person,
    lack: dict[str, object],
    field: str,
) -> None:
    suggestion = make_suggestion(**lack)

    with pytest.raises(BadInput) as refusal:
        agree(suggestion, operator)

    assert refusal.value.field == field


def test_a_curator_decides_only_within_their_topics_and_languages(
    make_suggestion: MakeSuggestion,
    make_person: MakePerson,
    make_topic: Callable[..., Topic],
) -> None:
    make_topic("lungs")
    make_topic("asthma", parent="lungs")
    make_topic("heart")
    lungs = make_person("Lia", role="curator", topic="lungs", language="en")
    inside = make_suggestion(topics=("asthma",))
    outside = make_suggestion(topics=("heart",))
    foreign = make_suggestion(topics=("asthma",), languages=("hu",))

    agree(inside, lungs)

    for suggestion in (outside, foreign):
        with pytest.raises(NotAllowed):
            agree(suggestion, lungs)


def test_a_member_decides_nothing(
    make_suggestion: MakeSuggestion, member: Person
) -> None:
    with pytest.raises(NotAllowed):
        agree(make_suggestion(), member)


# ---- claims ---------------------------------------------------------------------


def test_what_somebody_looks_at_is_left_to_them(
    make_suggestion: MakeSuggestion, curator: Person, second_curator: Person
) -> None:
    suggestion = make_suggestion()
    claiming.claim(suggestion, by=curator, at=NOW)

    with pytest.raises(Conflict):
        claiming.claim(suggestion, by=second_curator, at=NOW)
    with pytest.raises(Conflict):
        agree(suggestion, second_curator)


def test_a_claim_ends_when_it_is_released_or_forgotten(
    make_suggestion: MakeSuggestion, curator: Person, second_curator: Person
) -> None:
    released, forgotten = make_suggestion(), make_suggestion()
    for suggestion in (released, forgotten):
        claiming.claim(suggestion, by=curator, at=NOW)

    claiming.release(released, by=curator)
    later = NOW + timedelta(minutes=30)

    claiming.claim(released, by=second_curator, at=NOW)
    claiming.claim(forgotten, by=second_curator, at=later)


def test_nobody_releases_what_another_holds(
    make_suggestion: MakeSuggestion, curator: Person, second_curator: Person
) -> None:
    suggestion = make_suggestion()
    claiming.claim(suggestion, by=curator, at=NOW)

    claiming.release(suggestion, by=second_curator)

    assert fresh(suggestion).claimed_by == curator


def test_the_next_item_is_one_that_nobody_holds(
    make_suggestion: MakeSuggestion, curator: Person, second_curator: Person
) -> None:
    first, second = make_suggestion(), make_suggestion()
    claiming.claim(first, by=curator, at=NOW)
    queue = Suggestion.objects.order_by("pk")

    taken = claiming.claim_next(queue, by=second_curator, at=NOW)
    own = claiming.claim_next(queue, by=curator, at=NOW)

    assert (taken, own) == (second, first)


def test_the_machine_looks_at_an_imported_page_when_a_person_does(
    make_suggestion: MakeSuggestion, curator: Person, operator: Person
) -> None:
    batch = ImportBatch.objects.create(
        source=catalogue.make_source("hon", "HON", policy="candidate"),
        started_by=operator,
        started_at=NOW,
    )
    suggestion = make_suggestion()
    suggestion.batch = batch
    suggestion.save()
    before = DBTaskResult.objects.count()

    claiming.claim(suggestion, by=curator, at=NOW)

    assert DBTaskResult.objects.count() == before + 1


# ---- at the same moment -----------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_who_agree_at_the_same_moment_publish_once(
    make_suggestion: MakeSuggestion, make_person: MakePerson
) -> None:
    curators = [make_person(f"Curator{n}", role="curator") for n in range(4)]
    suggestion = make_suggestion()
    start, outcomes = threading.Barrier(len(curators)), list[str]()

    def decide(person: Person) -> None:
        start.wait(10)
        try:
            agree(suggestion, person)
            outcomes.append("stored")
        except Refusal as refusal:
            outcomes.append(refusal.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=decide, args=(p,)) for p in curators]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert sorted(outcomes) == ["conflict", "conflict", "stored", "stored"]
    assert fresh(suggestion).resource.state == "published"
    assert LogEntry.objects.filter(verb="resource_published").count() == 1
    assert queries.verify_log() is None
    assert connection.vendor in {"sqlite", "postgresql"}
