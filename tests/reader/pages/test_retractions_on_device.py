"""Without an account, too, My page tells that a saved paper was retracted."""

from collections.abc import Callable

from django.test import Client

from medagora.reader.domain.words import NoticeKind
from medagora.reader.models import Entry, Feed, Notice
from tests.reader.conftest import NOW, MakeEntries
from tests.reader.pages.conftest import page_of

SAID = "that you saved w"


def retract(doi: str, kind: NoticeKind = NoticeKind.RETRACTION) -> None:
    Notice.objects.create(doi=doi, kind=kind, source="a list", added_at=NOW)


def save(client: Client, *entries: Entry) -> None:
    for entry in entries:
        client.post("/en/reader/mark/", {"save": entry.pk})


def test_my_page_tells_of_a_retraction_until_it_was_seen(
    device: Client, chest: Callable[[], Feed], make_entries: MakeEntries
) -> None:
    one, other = make_entries(chest(), {"doi": "10.1/a"}, {"doi": "10.1/b"})
    save(device, one, other)
    assert SAID not in page_of(device, "/en/reader/")
    retract("10.1/a")
    retract("10.1/b", NoticeKind.CORRECTION)

    page = page_of(device, "/en/reader/")
    answer = device.post("/en/reader/retractions/")

    assert "1 paper that you saved was retracted." in page
    assert answer["Location"] == f"/en/reader/entry/{one.pk}/"
    assert SAID not in page_of(device, "/en/reader/")
    assert len(page_of(device, "/en/reader/saved/").split("<article")) == 3


def test_a_later_retraction_is_told_again(
    device: Client, chest: Callable[[], Feed], make_entries: MakeEntries
) -> None:
    entries = make_entries(chest(), *({"doi": f"10.1/{n}"} for n in range(3)))
    save(device, *entries)
    retract("10.1/0")
    device.post("/en/reader/retractions/")

    retract("10.1/1")
    retract("10.1/2")

    assert "2 papers that you saved were retracted." in page_of(device, "/en/reader/")
    answer = device.post("/en/reader/retractions/")
    assert answer["Location"] == "/en/reader/saved/"


def test_whoever_saved_nothing_hears_of_nothing(
    anyone: Client, chest: Callable[[], Feed], make_entries: MakeEntries
) -> None:
    make_entries(chest(), {"doi": "10.1/a"})
    retract("10.1/a")

    assert SAID not in page_of(anyone, "/en/reader/")
    answer = anyone.post("/en/reader/retractions/")
    assert answer["Location"] == "/en/reader/saved/"
