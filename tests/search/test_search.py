"""What a search finds, why, in which languages, and without an index."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from medagora.curation.domain.verdicts import Interest, Opinion, Verdict
from medagora.curation.services import reviewing
from medagora.people.models import Person
from medagora.search import tasks
from medagora.search.domain.marking import Where
from medagora.search.domain.requests import ANY
from medagora.search.gateways import queue
from tests.conftest import NOW
from tests.search.answering import titles
from tests.search.searches import search, texts

Make = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("asthma_in_english_and_hungarian")


def test_the_topic_comes_with_description_and_parent(indexed: Make) -> None:
    indexed()

    (hit,) = search("bronchial asthma").topics[:1]

    assert hit.card.name == "Asthma"
    assert hit.card.description.startswith("It narrows")
    assert hit.card.parent_name == "Lungs"
    assert hit.match.term.text == "bronchial asthma"


@pytest.mark.parametrize("text", ["asztma", "FULLADAS", "what is asthma", "wheezy"])
def test_any_word_in_any_language_finds_the_topic_in_the_readers(
    indexed: Make, text: str
) -> None:
    indexed()

    assert [hit.card.name for hit in search(text).topics] == ["Asthma"]


def test_a_hit_says_why_it_was_found(make_resource: Make, indexed: Make) -> None:
    make_resource(topics=("asthma",), **texts("Living with asthma", "For families."))
    indexed()

    (hit,) = search("asthma").page.rows

    assert [(piece.text, piece.is_marked) for piece in hit.title] == [
        ("Living with ", False),
        ("asthma", True),
    ]
    assert [reason.where for reason in hit.reasons] == [Where.TITLE, Where.TOPIC]
    assert hit.reasons[1].topic
    assert hit.reasons[1].topic.name == "Asthma"
    assert [topic.slug for topic in hit.topics] == ["asthma"]


def test_a_hit_names_those_who_chose_it(
    make_resource: Make, indexed: Make, curator: Person, second_curator: Person
) -> None:
    resource = make_resource(**texts("Living with asthma"))
    make_resource(**texts("Asthma of nobody"))
    for person in (curator, second_curator):
        still_good = Opinion(person.pseudonym, Verdict.RENEW, Interest.NONE)
        reviewing.review_due(resource, still_good, by=person, at=NOW)
    indexed()

    chosen = {hit.card.title: set(hit.chosen_by) for hit in search("asthma").page}

    assert chosen == {
        "Living with asthma": {"Carla", "Cyril"},
        "Asthma of nobody": set(),
    }


def test_a_resource_is_found_by_its_topics_name_in_another_language(
    make_resource: Make, indexed: Make
) -> None:
    make_resource(topics=("asthma",), **texts("Breathing"))
    indexed()

    (hit,) = search("fulladás", reader="hu", language="en").page.rows

    assert hit.reasons[0].topic
    assert (hit.reasons[0].topic.name, hit.reasons[0].words) == (
        "Asztma",
        ("fulladás",),
    )


def test_another_language_is_shown_only_when_asked_and_is_counted(
    make_resource: Make, indexed: Make
) -> None:
    make_resource(**texts("Asthma here"))
    make_resource(languages=("de",), **texts("Asthma dort"))
    indexed()

    results = search("asthma")

    assert titles(results) == ["Asthma here"]
    assert [(c.value, c.count) for c in results.other_languages] == [("de", 1)]
    assert titles(search("asthma", language="de")) == ["Asthma dort"]


def test_with_all_languages_the_readers_own_comes_first_in_a_group(
    make_resource: Make, indexed: Make
) -> None:
    make_resource(languages=("de",), **texts("Asthma asthma", "Asthma."))
    make_resource(**texts("A page", "Mentions asthma among other things."))
    indexed()

    results = search("asthma", language=ANY)

    assert titles(results) == ["A page", "Asthma asthma"]
    assert [group.is_own_language for group in results.groups] == [True, False]
    assert results.other_languages == ()


def test_nothing_in_the_own_language_shows_others_and_says_so(
    make_resource: Make, indexed: Make
) -> None:
    make_resource(languages=("de",), **texts("Asthma dort"))
    indexed()

    results = search("asthma")

    assert titles(results) == ["Asthma dort"]
    assert results.is_widened
    assert [group.is_own_language for group in results.groups] == [False]


def test_a_language_that_was_asked_for_is_never_left(
    make_resource: Make, indexed: Make
) -> None:
    make_resource(languages=("de",), **texts("Asthma dort"))
    indexed()

    results = search("asthma", language="fr")

    assert titles(results) == []
    assert not results.is_widened


def test_filters_narrow_and_their_choices_are_counted(
    make_resource: Make, indexed: Make
) -> None:
    make_resource(kind="podcast", audience="patients", **texts("Asthma talk"))
    make_resource(kind="blog", topics=("asthma",), **texts("Asthma blog"))
    indexed()

    results = search("asthma", kind="podcast")

    assert titles(results) == ["Asthma talk"]
    assert {c.value: (c.count, c.is_chosen) for c in results.kinds} == {
        "podcast": (1, True),
        "blog": (1, False),
    }
    assert {c.value: c.count for c in results.audiences} == {
        "patients": 1,
        "professionals": 0,
        "both": 1,
    }
    assert titles(search("asthma", audience="professionals")) == ["Asthma blog"]
    on_topic = search("asthma", topic="asthma")
    assert titles(on_topic) == ["Asthma blog"]
    assert on_topic.filter_topic
    assert on_topic.filter_topic.name == "Asthma"


def test_filters_without_words_list_the_newest_first(
    make_resource: Make, indexed: Make
) -> None:
    make_resource(kind="podcast", **texts("One"))
    make_resource(kind="blog", **texts("Two"))
    indexed()

    assert titles(search(kind="podcast")) == ["One"]
    assert search("   ").page.total == 0


def test_pages_follow_each_other(make_resource: Make, indexed: Make) -> None:
    for number in range(5):
        make_resource(**texts(f"Asthma {number}"))
    indexed()

    pages = [search("asthma", size=2, page=number) for number in (1, 2, 3)]

    found = [title for results in pages for title in titles(results)]
    assert sorted(found) == [f"Asthma {number}" for number in range(5)]
    assert pages[0].page.pages == 3
    assert pages[0].topics
    assert not pages[1].topics


def test_a_resource_that_is_no_longer_published_is_not_shown(
    make_resource: Make, indexed: Make
) -> None:
    resource = make_resource(**texts("Asthma"))
    indexed()
    type(resource).objects.update(state="retired")

    assert titles(search("asthma")) == []


def test_without_an_index_topics_are_found_and_a_rebuild_is_asked_for(
    make_resource: Make, run_tasks: Callable[[], None]
) -> None:
    make_resource(**texts("Asthma"))

    results = search("asztma")

    assert results.is_degraded
    assert [hit.card.name for hit in results.topics] == ["Asthma"]
    assert titles(results) == []

    run_tasks()
    assert titles(search("asthma")) == ["Asthma"]


def test_a_damaged_index_heals_by_itself(
    make_resource: Make,
    indexed: Make,
    search_folder: Path,
    run_tasks: Callable[[], None],
) -> None:
    make_resource(**texts("Asthma"))
    indexed()
    run_tasks()
    next(search_folder.glob("0*/*.idx")).write_bytes(b"")

    assert search("asthma").is_degraded

    run_tasks()
    assert titles(search("asthma")) == ["Asthma"]


def test_a_search_asks_the_database_the_same_however_much_it_finds(
    make_topic: Make,
    make_resource: Make,
    indexed: Make,
    count_queries: Callable[..., int],
) -> None:
    make_resource(topics=("asthma",), **texts("Asthma"))
    indexed()
    few = count_queries(lambda: search("asthma"))
    for number in range(10):
        slug = make_topic(f"asthma-{number}", parent="lungs").slug
        make_resource(topics=("asthma", slug), **texts(f"Asthma {number}"))
    indexed()

    assert count_queries(lambda: search("asthma")) == few


def test_asking_for_a_rebuild_is_no_part_of_a_good_search(indexed: Make) -> None:
    indexed()

    search("asthma")

    assert not queue.is_waiting(tasks.rebuild_index)
