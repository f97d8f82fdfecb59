"""Lists as Atom and JSON Feed under private addresses."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from medagora.people.models import Person
from medagora.reader.domain.parsed import Enclosure
from medagora.reader.domain.words import KeyScope, NoticeKind
from medagora.reader.models import Alert, AlertHit, Notice
from medagora.reader.queries.taking import list_keys
from medagora.reader.services import following, keys, marking
from tests.reader.conftest import NOW, MakeEntries, MakeFeed
from tests.reader.taking.conftest import Shelf

NAMES = {"a": "http://www.w3.org/2005/Atom", "dc": "http://purl.org/dc/elements/1.1/"}


@pytest.fixture
def key(reader: Person) -> str:
    return keys.make_key(reader, "Lists", KeyScope.FEEDS, by=reader)[1]


def titles(client: Client, key: str, view: str) -> list[str]:
    answer = client.get(f"/reader/feed/{key}/{view}.json")
    assert answer.status_code == 200, answer.content
    return [item["title"] for item in answer.json()["items"]]


def test_every_view_has_an_address(
    client: Client,
    reader: Person,
    key: str,
    shelf: Shelf,
    make_feed: MakeFeed,
    make_entries: MakeEntries,
    make_topic: Callable[..., Any],
) -> None:
    make_topic("asthma")
    lungs = make_feed("Lungs")
    following.follow(reader, lungs, topic="asthma")
    make_entries(lungs, {"title": "Breath"})
    marking.mark_read(reader, [entry.work for entry in shelf.entries])
    marking.save(reader, shelf.entries[0].work, at=NOW)
    alert = Alert.objects.create(person=reader, name="Posts", query="post")
    AlertHit.objects.create(
        alert=alert, entry=shelf.post.pk, work=shelf.post.work, found_at=NOW
    )

    assert titles(client, key, "unread") == ["Post", "Breath"]
    assert len(titles(client, key, "all")) == 5
    assert titles(client, key, "saved") == ["One"]
    assert titles(client, key, f"source/{shelf.blog.pk}") == ["Post"]
    assert titles(client, key, "folder/Heart") == ["Three", "Two", "One"]
    assert titles(client, key, "topic/asthma") == ["Breath"]
    assert titles(client, key, f"alert/{alert.pk}") == ["Post"]
    assert len(titles(client, key, "all")[:2]) == 2


def test_both_forms_carry_what_a_paper_has(
    client: Client, key: str, shelf: Shelf, make_entries: MakeEntries
) -> None:
    make_entries(
        shelf.journal,
        {
            "title": "Cure",
            "doi": "10.1/x",
            "authors": ("Ada Lovelace", "Bea Bird"),
            "html": "<p>All its words</p>",
        },
    )
    Notice.objects.create(
        doi="10.1/x", kind=NoticeKind.RETRACTION, source="test", added_at=NOW
    )

    root: Any = etree.fromstring(client.get(f"/reader/feed/{key}/all.atom").content)
    item = client.get(f"/reader/feed/{key}/all.json").json()["items"][0]

    entry = root.xpath("a:entry[1]", namespaces=NAMES)[0]

    def text(path: str) -> list[str]:
        return [str(found) for found in entry.xpath(path, namespaces=NAMES)]

    assert text("a:title/text()") == ["Retracted: Cure"] == [item["title"]]
    assert text("a:author/a:name/text()") == ["Ada Lovelace", "Bea Bird"]
    assert text("a:content/text()") == ["<p>All its words</p>"]
    assert text("dc:identifier/text()") == ["doi:10.1/x"]
    assert text("a:link[@rel='related']/@href") == ["https://doi.org/10.1/x"]
    assert item["content_html"] == "<p>All its words</p>"
    assert item["authors"] == [{"name": "Ada Lovelace"}, {"name": "Bea Bird"}]
    assert item["external_url"] == "https://doi.org/10.1/x"


def test_a_private_list_is_kept_by_nobody_on_the_way(
    client: Client, key: str, shelf: Shelf
) -> None:
    first = client.get(f"/reader/feed/{key}/all.atom")
    again = client.get(
        f"/reader/feed/{key}/all.atom", headers={"If-None-Match": first["ETag"]}
    )

    assert first["Cache-Control"].startswith("private")
    assert first["X-Robots-Tag"] == "noindex"
    assert again.status_code == 304


def test_a_key_that_was_taken_back_finds_nothing(
    client: Client, reader: Person, key: str, shelf: Shelf
) -> None:
    row = list_keys(reader).get()
    keys.revoke_key(reader, row.pk, by=reader)

    assert client.get(f"/reader/feed/{key}/all.atom").status_code == 404
    assert client.get(f"/reader/feed/{key}/sources.opml").status_code == 404


@pytest.mark.parametrize(
    "view",
    [
        "all",
        "all.rss",
        "history.atom",
        "source/999999.atom",
        "source/x.atom",
        "topic/nothing.atom",
        "folder/.atom",
        "folder/Nowhere.atom",
        "alert/1.atom",
        "alert/x.atom",
        "alert/%C2%B2.atom",
        "../all.atom",
        "all/x.atom",
    ],
)
def test_what_there_is_not_is_not_found(
    client: Client, key: str, shelf: Shelf, view: str
) -> None:
    assert client.get(f"/reader/feed/{key}/{view}").status_code == 404


def test_another_persons_alert_is_not_found(
    client: Client, key: str, make_person: Callable[..., Person]
) -> None:
    alert = Alert.objects.create(person=make_person("Otto"), name="x", query="x")

    assert client.get(f"/reader/feed/{key}/alert/{alert.pk}.json").status_code == 404


def test_a_key_for_programs_opens_no_list(
    client: Client, reader: Person, shelf: Shelf
) -> None:
    _row, secret = keys.make_key(reader, "App", KeyScope.APPS, by=reader)

    assert client.get(f"/reader/feed/{secret}/all.json").status_code == 404


def test_the_number_of_items_can_be_asked_for(
    client: Client, key: str, shelf: Shelf
) -> None:
    def count(n: str) -> int:
        answer = client.get(f"/reader/feed/{key}/all.json", {"n": n})
        return len(json.loads(answer.content)["items"])

    assert (count("2"), count("0"), count("x"), count("²")) == (2, 1, 4, 4)


def test_what_one_follows_goes_out_as_a_list(
    client: Client, key: str, shelf: Shelf
) -> None:
    answer = client.get(f"/reader/feed/{key}/sources.opml")

    root: Any = etree.fromstring(answer.content)
    assert root.xpath("//outline[@text='Heart']/outline/@xmlUrl") == [
        shelf.journal.address
    ]
    assert len(root.xpath("//outline[@xmlUrl]")) == 2


def test_sounds_come_along(
    client: Client, key: str, shelf: Shelf, make_entries: MakeEntries
) -> None:
    sound = Enclosure("https://blog.example.org/1.mp3", "audio/mpeg", seconds=60)
    make_entries(shelf.blog, {"title": "Heard", "enclosures": (sound,)})

    root: Any = etree.fromstring(client.get(f"/reader/feed/{key}/all.atom").content)
    item = client.get(f"/reader/feed/{key}/all.json").json()["items"][0]

    (link,) = root.xpath("a:entry[1]/a:link[@rel='enclosure']", namespaces=NAMES)
    assert (link.get("href"), link.get("type")) == (sound.address, "audio/mpeg")
    assert item["attachments"] == [
        {
            "url": sound.address,
            "mime_type": "audio/mpeg",
            "duration_in_seconds": 60,
        }
    ]
