"""Making collections: who may do what, and what follows."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from medagora.catalogue import access, queries, services
from medagora.catalogue.domain.collections import CollectionDraft, Step
from medagora.catalogue.models import Collection
from medagora.curation.domain.states import Move
from medagora.curation.services import publishing
from medagora.kernel.refusals import BadInput, Conflict, NotAllowed, NotFound
from medagora.people.models import Person
from medagora.web.models import AuditEvent

Make = Callable[..., Any]


def order_of(collection: Collection) -> list[int]:
    items = queries.list_items(collection, "en")
    assert [item.position for item in items] == list(range(1, len(items) + 1))
    return [item.card.id for item in items]


def test_a_member_makes_a_collection_with_topics(
    member: Person, make_topic: Make
) -> None:
    make_topic("asthma")

    collection = services.create_collection(
        CollectionDraft(" First  steps ", "Mia", "en", topics=("asthma",)), by=member
    )

    assert collection.title == "First steps"
    assert collection.visibility == "private"
    assert [topic.slug for topic in collection.topics.all()] == ["asthma"]
    assert AuditEvent.objects.filter(verb="catalogue.collection_created").exists()


def test_a_topic_that_is_not_there_is_refused_and_nothing_is_stored(
    member: Person,
) -> None:
    with pytest.raises(BadInput):
        services.create_collection(
            CollectionDraft("First steps", "Mia", "en", topics=("nowhere",)), by=member
        )

    assert not Collection.objects.exists()


def test_links_of_collections_cannot_be_guessed(
    member: Person, make_collection: Make
) -> None:
    uids = {make_collection(member).uid for _ in range(5)}

    assert len(uids) == 5
    assert all(len(uid) == 12 for uid in uids)


def test_resources_are_added_at_the_end_once(
    member: Person, make_collection: Make, make_resource: Make
) -> None:
    first, second = make_resource(), make_resource()
    collection = make_collection(member, first, second)

    with pytest.raises(Conflict):
        services.add_item(collection, first, by=member)

    assert order_of(collection) == [first.pk, second.pk]


def test_only_published_resources_are_collected(
    member: Person, make_collection: Make, make_resource: Make
) -> None:
    with pytest.raises(Conflict):
        services.add_item(
            make_collection(member), make_resource(state="candidate"), by=member
        )


def test_a_collection_does_not_grow_without_end(
    member: Person,
    make_collection: Make,
    make_resource: Make,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(services.collections, "MOST_ITEMS", 1)
    collection = make_collection(member, make_resource())

    with pytest.raises(Conflict):
        services.add_item(collection, make_resource(), by=member)


def test_resources_are_moved_annotated_and_taken_out(
    member: Person, make_collection: Make, make_resource: Make
) -> None:
    first, second, third = (make_resource() for _ in range(3))
    collection = make_collection(member, first, second, third)
    items = {item.card.id: item.id for item in queries.list_items(collection, "en")}

    services.move_item(collection, items[third.pk], Step.UP, by=member)
    services.set_note(collection, items[third.pk], " Watch  this first. ", by=member)
    services.remove_item(collection, items[first.pk], by=member)

    assert order_of(collection) == [third.pk, second.pk]
    assert queries.list_items(collection, "en")[0].note == "Watch this first."


def test_what_is_not_in_the_collection_cannot_be_moved(
    member: Person, make_collection: Make, make_resource: Make
) -> None:
    mine, other = make_collection(member), make_collection(member, make_resource())
    item_id = queries.list_items(other, "en")[0].id

    with pytest.raises(NotFound):
        services.move_item(mine, item_id, Step.UP, by=member)
    with pytest.raises(NotFound):
        services.remove_item(mine, item_id, by=member)
    with pytest.raises(NotFound):
        services.set_note(mine, item_id, "x", by=member)


def test_a_retired_resource_stays_in_its_place_and_is_not_shown(
    member: Person, make_collection: Make, make_resource: Make
) -> None:
    resource = make_resource()
    collection = make_collection(member, resource)

    publishing.move(resource, Move.RETIRE, by="system", at=timezone.now())

    assert [item.is_shown for item in queries.list_items(collection, "en")] == [False]


def test_editors_change_a_collection_but_do_not_own_it(
    member: Person, make_person: Make, make_collection: Make, make_resource: Make
) -> None:
    editor = make_person("Edith")
    collection = make_collection(member, visibility="private")
    services.add_editor(collection, f" {editor.email.upper()} ", by=member)
    collection = access.get_collection_to_edit(collection.uid, by=editor)

    services.add_item(collection, make_resource(), by=editor)

    with pytest.raises(NotAllowed):
        services.delete_collection(collection, by=editor)
    with pytest.raises(NotAllowed):
        services.add_editor(collection, member.email, by=editor)
    with pytest.raises(NotAllowed):
        services.remove_editor(collection, member.pk, by=editor)
    services.remove_editor(collection, editor.pk, by=editor)
    with pytest.raises(NotFound):
        access.get_collection_to_edit(collection.uid, by=editor)


@pytest.mark.parametrize("email", ["nobody@example.org", "own"])
def test_an_editor_is_somebody_else_with_an_account(
    member: Person, make_collection: Make, email: str
) -> None:
    collection = make_collection(member)

    with pytest.raises(BadInput) as refusal:
        services.add_editor(
            collection, member.email if email == "own" else email, by=member
        )

    assert refusal.value.field == "email"


def test_strangers_cannot_change_anything(
    member: Person, make_person: Make, make_collection: Make, make_resource: Make
) -> None:
    stranger, resource = make_person("Sam"), make_resource()
    collection = make_collection(member, resource)
    item_id = queries.list_items(collection, "en")[0].id
    draft = CollectionDraft("Mine now", "Sam", "en")

    for write in (
        lambda: services.change_collection(collection, draft, by=stranger),
        lambda: services.add_item(collection, make_resource(), by=stranger),
        lambda: services.remove_item(collection, item_id, by=stranger),
        lambda: services.set_note(collection, item_id, "x", by=stranger),
        lambda: services.move_item(collection, item_id, Step.UP, by=stranger),
        lambda: services.add_editor(collection, stranger.email, by=stranger),
        lambda: services.delete_collection(collection, by=stranger),
        lambda: access.get_collection_to_edit(collection.uid, by=stranger),
        lambda: access.get_collection_to_edit(collection.uid, by=None),
    ):
        with pytest.raises(NotAllowed):
            write()


def test_a_private_collection_does_not_exist_for_others_not_even_for_operators(
    member: Person, make_person: Make, operator: Person, make_collection: Make
) -> None:
    collection = make_collection(member, visibility="private")

    for person in (None, make_person("Sam"), operator):
        with pytest.raises(NotFound):
            access.get_collection_to_read(collection.uid, viewer=person)
    assert access.get_collection_to_read(collection.uid, viewer=member) == collection


def test_an_unlisted_collection_opens_by_its_link_and_stands_in_no_list(
    member: Person, make_collection: Make
) -> None:
    collection = make_collection(member, visibility="unlisted")

    assert access.get_collection_to_read(collection.uid, viewer=None) == collection
    assert list(queries.public_collections()) == []
    assert list(queries.collections_of(member)) == [collection]


def test_operators_may_take_down_a_public_collection(
    member: Person, operator: Person, make_collection: Make
) -> None:
    collection = make_collection(member)

    services.delete_collection(collection, by=operator)

    assert not Collection.objects.exists()


def test_a_copy_is_private_and_names_its_origin(
    member: Person, make_person: Make, make_collection: Make, make_resource: Make
) -> None:
    kept, retired = make_resource(), make_resource()
    collection = make_collection(member, retired, kept)
    item = queries.list_items(collection, "en")[1]
    services.set_note(collection, item.id, "Read this.", by=member)
    publishing.move(retired, Move.RETIRE, by="system", at=timezone.now())
    reader = make_person("Rita")

    copy = services.fork_collection(collection, by=reader)

    assert (copy.owner, copy.by_name, copy.visibility) == (reader, "Rita", "private")
    assert copy.forked_from == collection
    assert order_of(copy) == [kept.pk]
    assert queries.list_items(copy, "en")[0].note == "Read this."


def test_a_private_collection_cannot_be_copied_by_others(
    member: Person, make_person: Make, make_collection: Make
) -> None:
    with pytest.raises(NotFound):
        services.fork_collection(
            make_collection(member, visibility="private"), by=make_person("Sam")
        )


def test_who_leaves_takes_the_collections_along_unless_others_edit_them(
    member: Person, make_person: Make, make_collection: Make
) -> None:
    editor = make_person("Edith")
    shared, alone = make_collection(member), make_collection(member)
    services.add_editor(shared, editor.email, by=member)
    others = make_collection(editor)
    services.add_editor(others, member.email, by=editor)

    services.give_up_collections(member)

    shared.refresh_from_db()
    assert (shared.owner, shared.by_name) == (editor, "Edith")
    assert list(shared.editors.all()) == []
    assert not Collection.objects.filter(pk=alone.pk).exists()
    assert list(others.editors.all()) == []


def test_the_last_changed_collection_comes_first(
    member: Person, make_collection: Make, make_resource: Make
) -> None:
    first, second = make_collection(member), make_collection(member, language="hu")
    services.add_item(first, make_resource(), by=member)

    assert list(queries.public_collections()) == [first, second]
    assert [vars(each)["size"] for each in queries.public_collections()] == [1, 0]
    assert list(queries.public_collections("hu")) == [second]
    assert queries.count_public_by_language() == {"en": 1, "hu": 1}


def test_make_up_counts_kinds_audiences_and_languages(
    member: Person, make_collection: Make, make_resource: Make
) -> None:
    collection = make_collection(
        member,
        make_resource(kind="podcast", audience="patients", languages=("en", "hu")),
        make_resource(kind="podcast"),
        make_resource(),
    )

    make_up = queries.make_up(queries.list_items(collection, "en"))

    assert [(s.word, s.count, s.percent) for s in make_up.kinds] == [
        ("podcast", 2, 67),
        ("website", 1, 33),
    ]
    assert [s.word for s in make_up.languages] == ["en", "hu"]
