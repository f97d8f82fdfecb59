"""Sources: the reader's own, the public page of one, and more like one."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from medagora.people.models import Person
from medagora.reader.domain.words import FeedState
from medagora.reader.models import Feed, Subscription
from tests.reader.conftest import MakeEntries
from tests.reader.pages.conftest import MakeSource, count_queries_of, page_of

SOURCES = "/en/reader/sources/"
CHANGE = f"{SOURCES}change/"
Chest = Callable[[], Feed]


def test_everything_followed_is_listed_by_section(
    anyone: Client, chest: Chest, make_entries: MakeEntries
) -> None:
    make_entries(chest(), 3)

    page = page_of(anyone, SOURCES)

    assert "Chest Journal" in page
    assert "3 new" in page
    assert "Journals" in page


def test_a_source_is_taken_off_and_brought_back(anyone: Client, chest: Chest) -> None:
    anyone.post(CHANGE, {"hide": chest().pk, "next": SOURCES})
    hidden = page_of(anyone, SOURCES)
    anyone.post(CHANGE, {"show": chest().pk, "next": SOURCES})

    assert "Taken off your page" in hidden
    assert "Bring back" in hidden
    assert "Taken off your page" not in page_of(anyone, SOURCES)


def test_choosing_again_does_not_bring_back_what_was_taken_off(
    anyone: Client, chest: Chest
) -> None:
    anyone.post(CHANGE, {"hide": chest().pk})

    anyone.post("/en/reader/choose/", {"topic": ["asthma"], "language": ["en"]})

    assert "Bring back" in page_of(anyone, SOURCES)


def test_the_catalogue_s_sources_are_found_and_added(
    anyone: Client, make_source: MakeSource, make_entries: MakeEntries
) -> None:
    heart = make_source("Heart", topic="heart")
    make_entries(heart, {"title": "Statins"})

    found = page_of(anyone, f"{SOURCES}?find=heart")
    anyone.post(f"/en/reader/source/{heart.pk}/follow/", {"next": SOURCES})

    assert f'action="/en/reader/source/{heart.pk}/follow/"' in found
    assert "Statins" in page_of(anyone, "/en/reader/list/")
    assert "On your page" in page_of(anyone, f"{SOURCES}?find=heart")

    anyone.post(f"/en/reader/source/{heart.pk}/follow/", {"unfollow": "1"})

    assert "Statins" not in page_of(anyone, "/en/reader/list/")


def test_a_source_gets_a_name_and_a_folder_of_one_s_own(
    signed_in: Client, member: Person, chest: Chest
) -> None:
    path = f"{SOURCES}{chest().pk}/"

    signed_in.post(path, {"title": "My chest", "folder": "Ward round"})

    page = page_of(signed_in, SOURCES)
    assert "My chest" in page
    assert "Ward round" in page
    assert "folder=Ward%20round" in page_of(signed_in, "/en/reader/list/")
    assert 'value="Ward round"' in page_of(signed_in, path)


def test_names_and_folders_need_an_account(device: Client, chest: Chest) -> None:
    answer = device.get(f"{SOURCES}{chest().pk}/")

    assert answer.status_code == 302
    assert "/account/login/" in answer["Location"]
    assert "With an account you can also give sources names" in page_of(device, SOURCES)


@pytest.mark.parametrize("fields", [{}, {"hide": "x"}, {"up": 10**9}])
def test_odd_changes_are_refused(anyone: Client, fields: dict[str, object]) -> None:
    assert anyone.post(CHANGE, fields).status_code in {404, 422}


def test_an_ended_source_says_so_with_what_took_its_place(
    anyone: Client, chest: Chest, make_source: MakeSource
) -> None:
    new = make_source("Its heir")
    anyone.post(f"/en/reader/source/{chest().pk}/follow/")
    Feed.objects.filter(pk=chest().pk).update(state=FeedState.GONE, replaced_by=new)
    cache.clear()

    page = page_of(anyone, f"/en/reader/source/{chest().pk}/")

    assert "This source has ended" in page
    assert "Its heir" in page
    assert "Has ended" in page_of(anyone, SOURCES)


def test_a_source_has_a_public_page_that_sets_no_cookie(
    client: Client, make_source: MakeSource, make_entries: MakeEntries
) -> None:
    feed = make_source("Chest Journal")
    make_entries(feed, {"title": "Inhalers compared"})

    page = page_of(client, f"/en/reader/source/{feed.pk}/")

    assert "Inhalers compared" in page
    assert "Why it is here" in page
    assert feed.resource is not None
    assert f"/en/resource/{feed.resource.uid}/" in page
    assert "Mark as read" not in page
    assert not client.cookies


def test_a_newcomer_follows_a_source_after_one_question(
    client: Client, make_source: MakeSource, make_entries: MakeEntries
) -> None:
    feed = make_source("Chest Journal")
    make_entries(feed, {"title": "Inhalers compared"})
    path = f"/en/reader/source/{feed.pk}/follow/"

    asked = page_of(client, path)
    page = client.post(path, follow=True).content.decode()

    assert "Follow Chest Journal?" in asked
    assert "Inhalers compared" in page


def test_a_failing_source_says_since_when_and_why(
    client: Client, make_source: MakeSource
) -> None:
    feed = make_source("Chest Journal")
    Feed.objects.filter(pk=feed.pk).update(
        failing_since=timezone.now(), failure="dns", failures=3
    )

    page = page_of(client, f"/en/reader/source/{feed.pk}/")

    assert "We cannot read it at present." in page
    assert "The name was not found" in page


def test_a_merged_source_leads_to_the_one_in_its_place(
    client: Client, make_source: MakeSource
) -> None:
    old, new = make_source("Old"), make_source("New")
    Feed.objects.filter(pk=old.pk).update(state=FeedState.MERGED, replaced_by=new)

    answer = client.get(f"/en/reader/source/{old.pk}/")

    assert (answer.status_code, answer["Location"]) == (
        301,
        f"/en/reader/source/{new.pk}/",
    )


def test_a_private_source_is_seen_by_its_reader_only(
    signed_in: Client,
    client: Client,
    member: Person,
    make_feed: Callable[..., Feed],
) -> None:
    private = make_feed("A podcast I pay for")
    Subscription.objects.create(person=member, feed=private)
    path = f"/en/reader/source/{private.pk}/"

    assert "Somebody added this source for themselves." in page_of(signed_in, path)
    assert client.get(path).status_code == 404
    assert client.post(f"{path}follow/").status_code == 404


def test_more_like_this_gives_its_reasons(
    anyone: Client, chest: Chest, make_source: MakeSource, make_entries: MakeEntries
) -> None:
    (entry,) = make_entries(chest(), {"title": "Shared", "doi": "10.5555/same"})
    make_entries(
        make_source("Heart", topic="heart"), {"title": "x", "doi": "10.5555/same"}
    )
    make_source("Breath", language="en")
    make_source("Légzés", language="hu")
    anyone.post(CHANGE, {"hide": Feed.objects.get(title="Breath").pk})

    page = page_of(anyone, f"/en/reader/alike/{entry.pk}/")

    assert "Brought the same paper." in page
    assert "Heart" in page
    assert "Légzés" not in page


def test_a_resource_s_page_leads_to_its_news(
    anyone: Client, chest: Chest, make_entries: MakeEntries
) -> None:
    resource = chest().resource
    assert resource is not None

    page = page_of(anyone, f"/en/resource/{resource.uid}/")

    assert f"/en/reader/source/{chest().pk}/" in page
    assert "On my page: take it off" in page


def test_more_sources_cost_no_more_queries(
    signed_in: Client, member: Person, make_feed: Callable[..., Feed]
) -> None:
    paths = (SOURCES, "/en/reader/list/")
    before = [count_queries_of(signed_in, path) for path in paths]
    for _ in range(10):
        Subscription.objects.create(person=member, feed=make_feed())

    assert [count_queries_of(signed_in, path) for path in paths] == before
