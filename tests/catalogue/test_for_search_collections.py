"""What the search room is given of collections, and when it is told."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medagora.catalogue import services
from medagora.catalogue.domain.collections import CollectionDraft, Step
from medagora.catalogue.models import Collection
from medagora.catalogue.queries.for_search import (
    collection_cards,
    collection_rows,
    count_collections,
)
from medagora.catalogue.services.collections import give_up_collections
from medagora.curation.domain.states import Move
from medagora.curation.services import publishing
from medagora.people.models import Person
from medagora.web import news
from tests.conftest import NOW

Make = Callable[..., Any]
DRAFT = CollectionDraft("First steps", "Mia", "en", visibility="public")


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The collections that are told of, in order."""
    found: list[str] = []

    def tell(kind: str, subject: str) -> None:
        if kind == "collection_changed":
            found.append(subject)

    monkeypatch.setattr(news, "tell", tell)
    return found


def test_a_public_collection_is_given_with_all_that_its_page_says(
    member: Person, make_collection: Make, make_resource: Make, make_topic: Make
) -> None:
    make_topic("asthma")
    collection = make_collection(
        member,
        make_resource(),
        make_resource(),
        description="For the first weeks.",
        topics=("asthma",),
    )

    (row,) = collection_rows()

    assert row.uid == collection.uid
    assert (row.title, row.description) == (
        "First steps with asthma",
        "For the first weeks.",
    )
    assert (row.language, row.by_name) == ("en", "Mia, asthma nurse")
    assert (row.topics, row.size) == (("asthma",), 2)
    assert row.changed_at == Collection.objects.get().updated_at


@pytest.mark.parametrize("visibility", ["private", "unlisted"])
def test_what_is_not_public_is_never_given(
    member: Person, make_collection: Make, make_resource: Make, visibility: str
) -> None:
    hidden = make_collection(member, make_resource(), visibility=visibility)

    assert list(collection_rows()) == list(collection_rows([hidden.uid])) == []
    assert collection_cards([hidden.uid]) == []
    assert count_collections() == 0


def test_where_nobody_named_topics_its_resources_tell_them(
    member: Person, make_collection: Make, make_resource: Make, make_topic: Make
) -> None:
    for slug in ("asthma", "copd", "lungs"):
        make_topic(slug)
    make_collection(
        member,
        make_resource(topics=("asthma", "lungs")),
        make_resource(topics=("lungs",)),
        make_resource(topics=("lungs", "asthma")),
        make_resource(topics=("copd",)),
    )

    (row,) = collection_rows()

    assert row.topics == ("lungs", "asthma")


def test_only_published_resources_count(
    member: Person, make_collection: Make, make_resource: Make, make_topic: Make
) -> None:
    make_topic("asthma")
    kept, retired = make_resource(), make_resource(topics=("asthma",))
    make_collection(member, kept, retired)

    publishing.move(retired, Move.RETIRE, by="system", at=NOW)

    (row,) = collection_rows()
    assert (row.size, row.topics) == (1, ())


def test_cards_come_in_the_order_asked_for(
    member: Person, make_collection: Make
) -> None:
    uids = [make_collection(member).uid for _ in range(3)]
    order = [uids[2], "nowhere", uids[0]]

    assert [card.uid for card in collection_cards(order)] == [uids[2], uids[0]]
    assert count_collections() == 3


def test_more_collections_cost_no_more_queries(
    member: Person,
    make_collection: Make,
    make_resource: Make,
    make_topic: Make,
    django_assert_num_queries: Any,
) -> None:
    make_topic("asthma")
    resources = [make_resource(topics=("asthma",)) for _ in range(3)]
    uids = [make_collection(member, *resources).uid for _ in range(12)]

    with django_assert_num_queries(5):
        assert len(list(collection_rows())) == 12
    with django_assert_num_queries(5):
        assert len(collection_cards(uids)) == 12


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(visibilities=st.lists(st.sampled_from(["public", "private", "unlisted"])))
def test_rows_cards_and_the_count_agree(
    member: Person,
    make_collection: Make,
    monkeypatch: pytest.MonkeyPatch,
    visibilities: list[str],
) -> None:
    monkeypatch.setattr("medagora.catalogue.queries.collections_for_search._CHUNK", 2)
    Collection.objects.all().delete()
    uids = [make_collection(member, visibility=word).uid for word in visibilities]

    rows = list(collection_rows())

    shown = [u for u, word in zip(uids, visibilities, strict=True) if word == "public"]
    assert [row.uid for row in rows] == shown
    assert len(rows) == count_collections()
    assert collection_cards(reversed(uids)) == rows[::-1]


def test_every_change_of_a_collection_is_told(
    member: Person, make_person: Make, make_resource: Make, told: list[str]
) -> None:
    resources = [make_resource(), make_resource()]
    collection = services.create_collection(DRAFT, by=member)
    first, _second = [
        services.add_item(collection, resource, by=member) for resource in resources
    ]
    services.set_note(collection, first.pk, "Begin here.", by=member)
    services.move_item(collection, first.pk, Step.DOWN, by=member)
    services.remove_item(collection, first.pk, by=member)
    services.change_collection(
        collection, replace(DRAFT, visibility="private"), by=member
    )
    assert told == [collection.uid] * 7

    services.change_collection(collection, DRAFT, by=member)
    fork = services.fork_collection(collection, by=make_person("Rita"))
    uid = collection.uid
    services.delete_collection(collection, by=member)

    assert told[7:] == [uid, fork.uid, uid]


def test_collections_of_somebody_who_leaves_are_told_of(
    member: Person, make_person: Make, make_collection: Make, told: list[str]
) -> None:
    alone, shared = make_collection(member), make_collection(member)
    editor = make_person("Rita")
    services.add_editor(shared, editor.email, by=member)
    told.clear()

    give_up_collections(member)

    assert sorted(told) == sorted([alone.uid, shared.uid])
    assert [row.by_name for row in collection_rows()] == [str(editor)]
