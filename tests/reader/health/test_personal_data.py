"""What the reader knows about a person leaves with them, whole, and is forgotten."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.serializers.json import DjangoJSONEncoder

from medagora.people.models import Person
from medagora.people.services.personal_data import contributions
from medagora.reader.domain.words import NewsKind
from medagora.reader.models import (
    Alert,
    AlertHit,
    Digest,
    Entry,
    EntryText,
    Feed,
    MuteRule,
    ReaderKey,
    ReaderNews,
    Sighting,
    Subscription,
    Undo,
)
from medagora.reader.services import following, marking, merging, personal_data
from tests.reader.conftest import NOW, MakeEntries, MakeFeed

MakePerson = Callable[..., Person]


@pytest.fixture
def reader(
    make_person: MakePerson, make_feed: MakeFeed, make_entries: MakeEntries
) -> Person:
    """Somebody of whom every table has a row."""
    person = make_person("Rita")
    feed = make_feed("Heart", address="https://heart.example.org/feed?key=paid")
    (entry,) = make_entries(feed, {"title": "Sleep and hearts", "doi": "10.1/x"})
    following.follow(person, feed, folder="Morning", read_through=entry.pk)
    following.set_layout(person, "stream")
    marking.save(person, entry.work, at=NOW)
    marking.set_note(person, entry.work, "For the Monday round")
    MuteRule.objects.create(person=person, query="advert", feed=feed)
    alert = Alert.objects.create(person=person, name="Sleep", query="sleep")
    AlertHit.objects.create(alert=alert, entry=entry.pk, work=entry.work, found_at=NOW)
    Digest.objects.create(person=person, token="opens-the-page")  # noqa: S106
    ReaderKey.objects.create(
        person=person, name="Phone", scope="apps", digest="digest-of-key"
    )
    ReaderNews.objects.create(
        person=person, kind=NewsKind.NOTICE, subject=entry.work, made_at=NOW
    )
    Undo.objects.create(person=person, token="t", made_at=NOW, before={})  # noqa: S106
    return person


def parts_of(person: Person) -> dict[str, Any]:
    parts = {part.name: part.content for part in personal_data.export(person)}
    read: dict[str, Any] = json.loads(json.dumps(parts, cls=DjangoJSONEncoder))
    return read


def test_everything_is_exported_with_the_names_of_things(reader: Person) -> None:
    parts = parts_of(reader)

    (source,) = parts["sources"]
    assert (source["source"], source["folder"]) == ("Heart", "Morning")
    assert source["read_up_to"].startswith("2026-11-23")
    (paper,) = parts["papers"]
    assert (paper["title"], paper["doi"]) == ("Sleep and hearts", "10.1/x")
    assert paper["note"] == "For the Monday round"
    assert parts["page"][0]["layout"] == "stream"
    (alert,) = parts["watching"]["alerts"]
    assert alert["found"][0]["title"] == "Sleep and hearts"
    assert parts["watching"]["mute_rules"][0]["query"] == "advert"
    assert parts["keys"][0]["name"] == "Phone"
    assert parts["news"][0]["kind"] == "notice"
    assert len(parts["undo"]) == 1
    assert parts["mails"][0]["time_zone"] == "UTC"


def test_no_secret_and_nobody_else_is_exported(
    reader: Person, make_person: MakePerson, make_feed: MakeFeed
) -> None:
    other = make_person("Otto")
    following.follow(other, make_feed("Somebody else's"))

    text = json.dumps(parts_of(reader))

    assert "opens-the-page" not in text
    assert "digest-of-key" not in text
    assert "Somebody else's" not in text


def test_each_part_says_what_it_is(reader: Person) -> None:
    assert all(str(part.about) for part in personal_data.export(reader))


def test_nothing_is_left_of_somebody_who_erases_themselves(reader: Person) -> None:
    personal_data.erase(reader, NOW)

    parts = parts_of(reader)
    assert parts.pop("watching") == {"alerts": [], "mute_rules": []}
    assert all(content == [] for content in parts.values())


def test_a_source_that_only_they_had_goes_with_its_entries_and_old_addresses(
    reader: Person,
) -> None:
    feed = Feed.objects.get()
    merging.move_feed(feed, "https://new.example.org/feed?key=paid", at=NOW)

    personal_data.erase(reader, NOW)

    for table in (Feed, Entry, EntryText, Sighting):
        assert not table.objects.exists()


def test_sources_that_others_follow_or_saved_from_stay(
    reader: Person,
    make_person: MakePerson,
    make_feed: MakeFeed,
    make_entries: MakeEntries,
) -> None:
    other, shared, saved_from = make_person("Otto"), make_feed(), make_feed()
    (entry,) = make_entries(saved_from, 1)
    following.follow(other, shared)
    following.follow(other, saved_from)
    marking.save(other, entry.work, at=NOW)
    following.unfollow(other, saved_from.pk)
    for feed in (shared, saved_from):
        following.follow(reader, feed)

    personal_data.erase(reader, NOW)

    assert set(Feed.objects.all()) == {shared, saved_from}
    assert Subscription.objects.get().person == other


def test_every_table_of_the_room_is_covered() -> None:
    (own,) = [room for room in contributions() if room.room == "reader"]

    assert "reader.AlertHit" in own.covers
    assert len(own.covers) == 10
