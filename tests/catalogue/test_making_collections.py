"""Collections as their makers write, order, share, copy and delete them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from medagora.catalogue import queries, services
from medagora.catalogue.models import Collection
from medagora.people.models import Person
from tests.guarding import tick_in

Make = Callable[..., Any]
FORM = {
    "title": "First steps",
    "description": "For adults who were told last week.",
    "by_name": "Mia",
    "language": "en",
    "topics": "",
    "visibility": "public",
}


def test_visitors_are_asked_to_sign_in_before_they_make_one(
    client: Client, make_resource: Make
) -> None:
    resource = make_resource()

    for path in ("new/", "mine/", f"add/{resource.uid}/"):
        response = client.get(f"/en/collections/{path}")

        assert response.status_code == 302
        assert "login" in response["Location"]


def test_a_collection_is_made_with_its_first_resource(
    mine: Client, member: Person, make_topic: Make, make_resource: Make
) -> None:
    make_topic("asthma")
    resource = make_resource()

    response = mine.post(
        f"/en/collections/new/?resource={resource.uid}",
        {**FORM, "topics": "Asthma magyarul, asthma"},
    )

    collection = Collection.objects.get()
    assert response["Location"] == f"/en/collections/{collection.uid}/edit/"
    assert [topic.slug for topic in collection.topics.all()] == ["asthma"]
    assert [i.card.id for i in queries.list_items(collection, "en")] == [resource.pk]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": ""}, "This field is required"),
        ({"topics": "asthma, nonsense"}, "We know no topic called “nonsense”"),
        ({"topics": ", ".join(["asthma"] * 13)}, "twelve topics at most"),
        ({"description": "Ask jo@example.org"}, "looks like an e-mail address"),
        ({"by_name": "\u200b"}, "Say who made it"),
    ],
)
def test_a_fault_is_said_beside_its_field_and_the_words_stay(
    mine: Client, make_topic: Make, change: dict[str, str], sentence: str
) -> None:
    make_topic("asthma")

    page = mine.post("/en/collections/new/", {**FORM, **change})

    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert "told last week" in page.content.decode() or "description" in change
    assert not Collection.objects.exists()


def test_the_words_of_a_collection_are_changed(
    mine: Client, member: Person, make_collection: Make, make_topic: Make
) -> None:
    make_topic("asthma")
    collection = make_collection(member, topics=("asthma",))
    path = f"/en/collections/{collection.uid}/edit/"

    shown = mine.get(path).content.decode()
    mine.post(path, {**FORM, "title": "Second steps", "visibility": "unlisted"})

    collection.refresh_from_db()
    assert 'value="Asthma"' in shown
    assert (collection.title, collection.visibility) == ("Second steps", "unlisted")
    assert not collection.topics.exists()


def test_order_works_with_plain_buttons(
    mine: Client, member: Person, make_collection: Make, make_resource: Make
) -> None:
    first, second = make_resource(), make_resource()
    collection = make_collection(member, first, second)
    item = queries.list_items(collection, "en")[1]
    path = f"/en/collections/{collection.uid}/items/{item.id}/"

    moved = mine.post(f"{path}move/", {"step": "up"})
    odd = mine.post(f"{path}move/", {"step": "sideways"})
    by_link = mine.get(f"{path}move/")

    assert moved["Location"].endswith(f"/edit/#item-{item.id}")
    assert odd.status_code == 422
    assert by_link.status_code == 405
    order = [i.card.id for i in queries.list_items(collection, "en")]
    assert order == [second.pk, first.pk]


def test_a_note_that_may_identify_somebody_is_asked_about_and_kept_in_the_form(
    mine: Client, member: Person, make_collection: Make, make_resource: Make
) -> None:
    collection = make_collection(member, make_resource())
    item = queries.list_items(collection, "en")[0]
    path = f"/en/collections/{collection.uid}/items/{item.id}/"
    words = {"note": "Ask Dr Kiss on +36 1 234 5678."}

    asked = mine.post(path, words)
    unsaved = queries.list_items(collection, "en")[0].note
    tick = tick_in(asked.content.decode())
    confirmed = mine.post(path, {**words, "identifies_nobody": tick})

    assert "looks like a telephone number" in asked.content.decode()
    assert words["note"] in asked.content.decode()
    assert unsaved == ""
    assert confirmed.status_code == 302
    assert queries.list_items(collection, "en")[0].note == words["note"]


def test_a_resource_is_put_into_one_of_my_collections(
    mine: Client,
    member: Person,
    make_person: Make,
    make_collection: Make,
    make_resource: Make,
) -> None:
    resource = make_resource()
    collection = make_collection(member, visibility="private")
    other = make_collection(make_person("Sam"))
    path = f"/en/collections/add/{resource.uid}/"

    shown = mine.get(path).content.decode()
    added = mine.post(path, {"collection": collection.uid})
    refused = mine.post(path, {"collection": other.uid})

    assert collection.uid in shown
    assert other.uid not in shown
    assert added.status_code == 302
    assert refused.status_code == 403
    assert "in there already" in mine.get(path).content.decode()


def test_a_resource_is_taken_out(
    mine: Client, member: Person, make_collection: Make, make_resource: Make
) -> None:
    collection = make_collection(member, make_resource())
    item = queries.list_items(collection, "en")[0]

    mine.post(f"/en/collections/{collection.uid}/items/{item.id}/remove/")

    assert queries.list_items(collection, "en") == []


def test_editors_are_added_by_their_address_and_leave_by_themselves(
    client: Client, member: Person, make_person: Make, make_collection: Make
) -> None:
    editor, collection = make_person("Edith"), make_collection(member)
    path = f"/en/collections/{collection.uid}/"
    client.force_login(member)

    unknown = client.post(f"{path}editors/", {"email": "nobody@example.org"})
    client.post(f"{path}editors/", {"email": editor.email})
    client.force_login(editor)
    as_editor = client.get(f"{path}edit/").content.decode()
    left = client.post(f"{path}editors/{editor.pk}/remove/")

    assert "Nobody has an account" in unknown.content.decode()
    assert "Delete this collection" not in as_editor
    assert left["Location"] == "/en/collections/mine/"
    assert client.get(f"{path}edit/").status_code == 403


def test_a_copy_is_made_with_one_button(
    client: Client, member: Person, make_person: Make, make_collection: Make
) -> None:
    collection = make_collection(member)
    client.force_login(make_person("Rita"))

    response = client.post(f"/en/collections/{collection.uid}/fork/")

    copy = Collection.objects.get(forked_from=collection)
    assert response["Location"] == f"/en/collections/{copy.uid}/edit/"
    page = client.get(f"/en/collections/{copy.uid}/").content.decode()
    assert f"/en/collections/{collection.uid}/" in page


def test_a_copy_does_not_betray_an_origin_that_became_private(
    client: Client, member: Person, make_person: Make, make_collection: Make
) -> None:
    collection = make_collection(member)
    reader = make_person("Rita")
    copy = services.fork_collection(collection, by=reader)
    Collection.objects.filter(pk=collection.pk).update(
        visibility="private", title="My secret list"
    )
    client.force_login(reader)

    page = client.get(f"/en/collections/{copy.uid}/").content.decode()

    assert "My secret list" not in page


def test_deleting_asks_first(
    mine: Client, member: Person, make_collection: Make
) -> None:
    collection = make_collection(member)
    path = f"/en/collections/{collection.uid}/delete/"

    asked = mine.get(path)
    still_there = Collection.objects.exists()
    mine.post(path)

    assert asked.status_code == 200
    assert still_there
    assert not Collection.objects.exists()
