"""The Fever protocol: one address, everything by parameters."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from medagora.people.models import Person
from medagora.reader.domain.taking.fever import api_key, group_id
from medagora.reader.domain.words import KeyScope
from medagora.reader.models import Mark
from medagora.reader.services import following, keys, marking
from tests.reader.conftest import NOW, MakeEntries, MakeFeed
from tests.reader.taking.conftest import Program, Shelf


@pytest.fixture
def ask(program: Program) -> Any:
    """``ask("items", since_id=5)`` as a program does; gives the answer's JSON."""
    key = api_key(program.person.email, program.secret)

    def ask(*words: str, **params: Any) -> dict[str, Any]:
        query = "&".join(["api", *words, *(f"{k}={v}" for k, v in params.items())])
        answer = program.client.post(f"/fever/?{query}", {"api_key": key.upper()})
        assert answer.status_code == 200
        found: dict[str, Any] = answer.json()
        return found

    return ask


def test_a_key_opens_and_anything_else_does_not(ask: Any, client: Client) -> None:
    assert ask() == {"api_version": 3, "auth": 1, "last_refreshed_on_time": 0}

    refused = {"api_version": 3, "auth": 0}
    assert client.post("/fever/?api", {"api_key": "x"}).json() == refused
    assert client.post("/fever/?api&items").json() == refused
    assert client.get("/fever/?api").json() == refused


def test_a_key_in_an_address_does_not_count(program: Program) -> None:
    key = api_key(program.person.email, program.secret)

    answer = program.client.get(f"/fever/?api&api_key={key}")

    assert answer.json()["auth"] == 0


def test_a_key_for_lists_opens_no_program(client: Client, reader: Person) -> None:
    _row, secret = keys.make_key(reader, "Lists", KeyScope.FEEDS, by=reader)
    sent = {"api_key": api_key(reader.email, secret)}

    assert client.post("/fever/?api", sent).json()["auth"] == 0


def test_guessing_is_slowed_down(client: Client, db: None) -> None:
    for _guess in range(60):
        client.post("/fever/?api", {"api_key": "x"})

    assert client.post("/fever/?api", {"api_key": "x"}).status_code == 429


def test_sources_and_groups(ask: Any, shelf: Shelf) -> None:
    found = ask("groups", "feeds", "favicons", "links")

    heart = group_id("Heart")
    assert found["groups"] == [{"id": heart, "title": "Heart"}]
    assert found["feeds_groups"] == [
        {"group_id": heart, "feed_ids": str(shelf.journal.pk)}
    ]
    assert [feed["title"] for feed in found["feeds"]] == ["Journal", "Blog"]
    assert found["feeds"][0]["url"] == shelf.journal.address
    assert (found["favicons"], found["links"]) == ([], [])


def test_items_come_upwards_downwards_and_by_number(ask: Any, shelf: Shelf) -> None:
    one, two, three = (entry.pk for entry in shelf.entries)

    def ids(**params: Any) -> list[int]:
        return [item["id"] for item in ask("items", **params)["items"]]

    assert ids() == [one, two, three, shelf.post.pk]
    assert ids(since_id=one) == [two, three, shelf.post.pk]
    assert ids(max_id=three) == [two, one]
    assert ids(with_ids=f"{three},x,{one},{2**70}") == [three, one]
    assert ids(since_id=shelf.post.pk) == []
    item = ask("items", with_ids=two)["items"][0]
    assert item["title"] == "Two"
    assert item["feed_id"] == shelf.journal.pk
    assert "Words of entry" in item["html"]
    assert (item["is_read"], item["is_saved"]) == (0, 0)
    assert ask("items")["total_items"] == 4


def test_no_more_than_fifty_items_come_at_once(
    ask: Any, shelf: Shelf, make_entries: MakeEntries
) -> None:
    make_entries(shelf.blog, 60)

    assert len(ask("items")["items"]) == 50


def test_a_guessed_number_opens_nobody_elses_source(
    ask: Any, make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    (secret,) = make_entries(make_feed("Intranet"), 1)

    assert ask("items", with_ids=secret.pk)["items"] == []
    ask(mark="item", id=secret.pk, **{"as": "saved"})
    assert not Mark.objects.exists()


def test_items_are_marked_one_by_one(ask: Any, shelf: Shelf) -> None:
    one, two, three = (entry.pk for entry in shelf.entries)

    found = ask(mark="item", id=three, **{"as": "read"})
    assert found["unread_item_ids"] == f"{shelf.post.pk},{two},{one}"
    found = ask(mark="item", id=three, **{"as": "unread"})
    assert str(three) in found["unread_item_ids"].split(",")
    assert ask(mark="item", id=two, **{"as": "saved"})["saved_item_ids"] == str(two)
    assert ask(mark="item", id=two, **{"as": "unsaved"})["saved_item_ids"] == ""


def test_sources_groups_and_everything_are_marked_up_to_a_second(
    ask: Any, shelf: Shelf
) -> None:
    one, two, three = (entry.pk for entry in shelf.entries)
    before = int((NOW - timedelta(hours=2)).timestamp())
    read = {"as": "read"}

    found = ask(mark="feed", id=shelf.journal.pk, before=before, **read)
    assert found["unread_item_ids"] == f"{shelf.post.pk},{three}"
    found = ask(mark="group", id=group_id("Heart"), before=before + 7200, **read)
    assert found["unread_item_ids"] == str(shelf.post.pk)
    assert ask(mark="group", id=0, **read)["unread_item_ids"] == ""
    assert one < two


@pytest.mark.parametrize(
    "words",
    [
        {"mark": "group", "as": "read", "id": "x"},
        {"mark": "group", "as": "read", "id": "5"},
        {"mark": "group", "as": "read", "id": "-1"},
        {"mark": "feed", "as": "saved", "id": "1"},
        {"mark": "everything", "as": "read", "id": "0"},
        {"mark": "item", "as": "read", "id": "9" * 30},
    ],
)
def test_a_strange_mark_changes_nothing(
    ask: Any, shelf: Shelf, words: dict[str, str]
) -> None:
    ask(**words)

    assert ask("unread_item_ids")["unread_item_ids"].count(",") == 3


def test_one_paper_is_listed_once_and_marks_are_those_of_the_page(
    ask: Any, reader: Person, shelf: Shelf, make_entries: MakeEntries
) -> None:
    (paper,) = make_entries(shelf.journal, {"title": "Paper", "doi": "10.1/x"})
    make_entries(shelf.blog, {"title": "About it", "doi": "10.1/x"})
    marking.mark_read(reader, [shelf.post.work])
    following.unfollow(reader, shelf.blog.pk)

    assert len(ask("unread_item_ids")["unread_item_ids"].split(",")) == 4
    assert str(paper.pk) in ask("unread_item_ids")["unread_item_ids"]
