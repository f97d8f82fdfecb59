"""Without an account, too, My page tells what was said about a saved paper."""

from collections.abc import Callable

import pytest
from django.test import Client

from medagora.people.models import Person
from medagora.reader.domain.words import NoticeKind
from medagora.reader.models import Entry, Feed, Notice
from tests.reader.conftest import NOW, MakeEntries
from tests.reader.pages.conftest import BACKEND, page_of

SAID = "that you saved"


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

    page = page_of(device, "/en/reader/")
    answer = device.post("/en/reader/paper-notices/")

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
    device.post("/en/reader/paper-notices/")

    retract("10.1/1")
    retract("10.1/2")

    assert "2 papers that you saved were retracted." in page_of(device, "/en/reader/")
    answer = device.post("/en/reader/paper-notices/")
    assert answer["Location"] == "/en/reader/saved/"


def test_whoever_saved_nothing_hears_of_nothing(
    anyone: Client, chest: Callable[[], Feed], make_entries: MakeEntries
) -> None:
    make_entries(chest(), {"doi": "10.1/a"})
    retract("10.1/a")

    assert SAID not in page_of(anyone, "/en/reader/")
    answer = anyone.post("/en/reader/paper-notices/")
    assert answer["Location"] == "/en/reader/saved/"


SENTENCES = {
    NoticeKind.CONCERN: "Concern was expressed about 1 paper that you saved.",
    NoticeKind.CORRECTION: "1 paper that you saved was corrected.",
}


@pytest.mark.parametrize(("kind", "sentence"), SENTENCES.items())
def test_concerns_and_corrections_are_told_too(
    device: Client,
    chest: Callable[[], Feed],
    make_entries: MakeEntries,
    kind: NoticeKind,
    sentence: str,
) -> None:
    (entry,) = make_entries(chest(), {"doi": "10.1/a"})
    save(device, entry)
    retract("10.1/a", kind)

    page = page_of(device, "/en/reader/")
    answer = device.post("/en/reader/paper-notices/")

    assert sentence in page
    assert answer["Location"] == f"/en/reader/entry/{entry.pk}/"
    assert SAID not in page_of(device, "/en/reader/")


def test_what_weighs_most_is_told_of_a_paper_and_later_news_again(
    device: Client, chest: Callable[[], Feed], make_entries: MakeEntries
) -> None:
    one, other = make_entries(chest(), {"doi": "10.1/a"}, {"doi": "10.1/b"})
    save(device, one, other)
    retract("10.1/a", NoticeKind.CORRECTION)
    retract("10.1/a", NoticeKind.CONCERN)
    retract("10.1/b", NoticeKind.CORRECTION)

    page = page_of(device, "/en/reader/")
    device.post("/en/reader/paper-notices/")
    retract("10.1/a")

    assert "Concern was expressed about 1 paper" in page
    assert "1 paper that you saved was corrected." in page
    later = page_of(device, "/en/reader/")
    assert "1 paper that you saved was retracted." in later
    assert "Concern was expressed" not in later


def test_what_was_not_told_yet_is_news_in_a_new_account(
    device: Client,
    member: Person,
    chest: Callable[[], Feed],
    make_entries: MakeEntries,
) -> None:
    dois = [{"doi": f"10.1/{n}", "title": f"No. {n}"} for n in range(3)]
    save(device, *make_entries(chest(), *dois))
    retract("10.1/0")
    device.post("/en/reader/paper-notices/")
    retract("10.1/1")
    retract("10.1/1", NoticeKind.CORRECTION)
    device.force_login(member, backend=BACKEND)

    page_of(device, "/en/reader/")

    news = page_of(device, "/en/reader/news/")
    assert "No. 1" in news
    assert news.count("You saved this paper.") == 1
    assert "Retracted" in news


def test_what_stood_on_a_paper_when_it_was_saved_is_no_news(
    device: Client, chest: Callable[[], Feed], make_entries: MakeEntries
) -> None:
    (entry,) = make_entries(chest(), {"doi": "10.1/a"})
    retract("10.1/a", NoticeKind.CORRECTION)

    save(device, entry)

    assert SAID not in page_of(device, "/en/reader/")
