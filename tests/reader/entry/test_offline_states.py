"""A copy that is kept offline is fetched again when its page says something else."""

import pytest
from django.test import Client
from django.utils import timezone

from medagora.people.models import Person
from medagora.reader.models import Entry, EntryText, Notice
from medagora.reader.services import following, marking
from medagora.reader.views.offline import STATE
from tests.reader.conftest import MakeEntries, MakeFeed
from tests.reader.entry.visiting import path_of

pytestmark = pytest.mark.django_db
DOI = "10.1000/states.1"


@pytest.fixture
def paper(signed_in: Person, make_feed: MakeFeed, make_entries: MakeEntries) -> Entry:
    """One that two of the reader's sources bring."""
    first, second = make_feed("Heart"), make_feed("Hearts in abstracts")
    for feed in (first, second):
        following.follow(signed_in, feed)
    (entry,) = make_entries(first, {"title": "A paper about hearts", "doi": DOI})
    make_entries(second, {"title": "A paper about hearts", "doi": DOI})
    return entry


def _listed(client: Client, entry: Entry) -> str:
    answer = client.get("/en/reader/offline/list.json").json()
    assert list(answer["states"]) == answer["pages"]
    state: str = next(
        state for path, state in answer["states"].items() if str(entry.pk) in path
    )
    return state


def _shown_entry(client: Client) -> Entry:
    path: str = client.get("/en/reader/offline/list.json").json()["pages"][0]
    return Entry.objects.get(pk=int(path.rstrip("/").rsplit("/", 1)[1]))


def test_a_page_and_the_list_say_the_same_state(client: Client, paper: Entry) -> None:
    shown = _shown_entry(client)

    page = client.get(path_of(shown))

    assert page.headers[STATE] == _listed(client, shown)


def test_a_retraction_is_another_state(client: Client, paper: Entry) -> None:
    shown = _shown_entry(client)
    before = _listed(client, shown)

    now = timezone.now()
    Notice.objects.create(doi=DOI, kind="retraction", source="test", added_at=now)

    assert _listed(client, shown) != before
    assert client.get(path_of(shown)).headers[STATE] == _listed(client, shown)


def test_other_words_are_another_state(client: Client, paper: Entry) -> None:
    shown = _shown_entry(client)
    before = _listed(client, shown)

    EntryText.objects.filter(pk=shown.pk).update(html="<p>Corrected.</p>")

    assert _listed(client, shown) != before


def test_reading_fetches_nothing_again_and_saving_does(
    client: Client, signed_in: Person, paper: Entry
) -> None:
    shown = _shown_entry(client)
    before = _listed(client, shown)

    marking.mark_read(signed_in, [shown.work])
    read = _listed(client, shown)
    marking.save(signed_in, shown.work, at=timezone.now())

    assert read == before
    assert _listed(client, shown) != before
