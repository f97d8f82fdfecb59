"""Anybody adds a source by its address, with an account or without."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from medagora.people.models import Person
from medagora.reader.domain.words import FeedState
from medagora.reader.models import Feed, Subscription
from medagora.reader.queries import lookings
from medagora.reader.services import adding, discovering
from medagora.reader.services.adding import FoundSource
from medagora.reader.services.discovering import Discovery, FoundFeed
from tests.curation.test_suggest_pages import words
from tests.reader.conftest import NOW, MakeFeed

pytestmark = pytest.mark.django_db

Make = Callable[..., Feed]
Run = Callable[[], None]
ADD = "/en/reader/sources/add/"
HEART = FoundFeed(
    address="https://heart.example.org/feed",
    title="Heart news",
    description="All about hearts.",
    site="https://heart.example.org/",
    language="en",
    sort="journal",
    entries=(("First paper", "2026-11-22"), ("Second", "")),
)


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> dict[str, Discovery]:
    """What the worker finds, by address; nothing at all others."""
    pages: dict[str, Discovery] = {}

    def look(address: str, **_: Any) -> Discovery:
        return pages.get(address, Discovery(address))

    monkeypatch.setattr(discovering, "discover", look)
    return pages


def give(client: Client, address: str, run: Run) -> str:
    """Gives an address and reads the page that the visitor is led to."""
    begun = client.post(ADD, {"address": address})
    assert begun.status_code == 302, words(begun)
    run()
    return words(client.get(begun["Location"]))


def found_in(page: str) -> str:
    return page.split('name="found" value="')[1].split('"')[0]


def test_a_visitor_waits_sees_the_newest_entries_and_follows(
    client: Client, web: dict[str, Discovery], run_and_keep: Run
) -> None:
    web["https://heart.example.org/"] = Discovery(
        "https://heart.example.org/", title="Heart", feeds=(HEART,)
    )

    begun = client.post(ADD, {"address": "heart.example.org"})
    waiting = client.get(begun["Location"])
    not_yet = client.get(begun["Location"] + "ready/")
    run_and_keep()
    done = client.get(begun["Location"] + "ready/")
    page = words(client.get(begun["Location"]))
    followed = client.post(f"{ADD}follow/", {"found": found_in(page)}, follow=True)

    assert "We are looking at the page now" in words(waiting)
    assert not_yet.status_code == 204
    assert done["HX-Refresh"] == "true"
    for word in ("Heart news", "All about hearts.", "First paper", "22 Nov 2026"):
        assert word in page
    feed = Feed.objects.get()
    assert (feed.title, feed.sort, feed.language) == ("Heart news", "journal", "en")
    assert feed.site == "https://heart.example.org/"
    assert followed.redirect_chain == [(f"/en/reader/source/{feed.pk}/", 302)]
    assert followed.status_code == 200
    assert not Subscription.objects.exists()
    assert DBTaskResult.objects.filter(task_path__endswith="refresh_feed").exists()


def test_somebody_with_an_account_has_it_on_their_page(
    client: Client, member: Person, web: dict[str, Discovery], run_and_keep: Run
) -> None:
    client.force_login(member)
    web[HEART.address] = Discovery(HEART.address, feeds=(HEART,))

    page = give(client, HEART.address, run_and_keep)
    client.post(f"{ADD}follow/", {"found": found_in(page)})
    again = give(client, HEART.address, lambda: None)

    assert Subscription.objects.get(person=member).feed.title == "Heart news"
    assert "We are looking" in again


def test_a_source_that_is_followed_already_says_so(
    client: Client, member: Person, web: dict[str, Discovery], run_and_keep: Run
) -> None:
    client.force_login(member)
    web[HEART.address] = Discovery(HEART.address, feeds=(HEART,))
    page = give(client, HEART.address, run_and_keep)
    client.post(f"{ADD}follow/", {"found": found_in(page)})
    DBTaskResult.objects.exclude(status="SUCCESSFUL").delete()

    page = give(client, HEART.address, run_and_keep)

    assert "On your page" in page
    assert 'name="found"' not in page


def test_a_source_of_the_catalogue_is_shown_without_looking(
    client: Client, make_published: Make
) -> None:
    feed = make_published()

    answer = client.post(ADD, {"address": feed.address.removeprefix("https://")})

    assert answer["Location"] == f"/en/reader/source/{feed.pk}/"
    assert not DBTaskResult.objects.filter(task_path=lookings.LOOKING).exists()


def test_another_readers_private_source_is_not_given_away(
    client: Client, make_feed: MakeFeed, web: dict[str, Discovery], run_and_keep: Run
) -> None:
    feed = make_feed("Secret podcast")

    page = give(client, feed.address, run_and_keep)

    assert "Secret podcast" not in page
    assert "We found no source there" in page


@pytest.mark.parametrize(
    ("failure", "status", "sentence"),
    [
        ("refused_address", 0, "Leads to an address that is not public."),
        ("dns", 0, "The name was not found."),
        ("too_slow", 0, "Took too long."),
        ("status", 404, "The server says that the page does not exist."),
    ],
)
def test_what_could_not_be_looked_at_says_why(
    client: Client,
    web: dict[str, Discovery],
    run_and_keep: Run,
    failure: str,
    status: int,
    sentence: str,
) -> None:
    address = "https://x.example.org/"
    web[address] = Discovery(address, failure=failure, status=status)

    page = give(client, address, run_and_keep)

    assert "We could not look there" in page
    assert sentence in page


def test_a_page_without_news_says_what_to_try(
    client: Client, web: dict[str, Discovery], run_and_keep: Run
) -> None:
    page = give(client, "https://static.example.org/", run_and_keep)

    assert "We found no source there" in page
    assert "Try the address of its list" in page
    assert 'value="https://static.example.org/"' in page


@pytest.mark.parametrize(
    "address", ["", "ftp://x.org", "https://u:p@x.org/", "http://[x"]
)
def test_what_is_no_address_is_said_beside_the_field(
    client: Client, address: str
) -> None:
    page = client.post(ADD, {"address": address})

    assert page.status_code == 422
    assert 'class="errorlist"' in words(page)


def test_a_site_that_stays_at_home_says_so(client: Client, settings: Any) -> None:
    settings.CONFIG = settings.CONFIG.model_copy(update={"outside": False})

    page = client.post(ADD, {"address": "https://x.example.org/"})

    assert "This site does not visit others" in words(page)


def test_a_worker_that_fails_or_is_late_is_no_riddle(client: Client) -> None:
    begun = client.post(ADD, {"address": "https://x.example.org/"})["Location"]
    late = timezone.now() - timedelta(minutes=2)
    DBTaskResult.objects.update(enqueued_at=late)
    slow = words(client.get(begun))
    DBTaskResult.objects.update(status="FAILED")

    failed = words(client.get(begun))

    assert "That takes longer than usual." in slow
    assert "Something broke on our side" in failed


def test_made_up_links_and_forms_are_refused(client: Client) -> None:
    unknown = "00000000-0000-4000-8000-000000000000"

    assert client.get(f"{ADD}{unknown}/").status_code == 404
    for sent in ({}, {"found": "https://evil.example.org/"}, {"found": "x:y:z"}):
        assert client.post(f"{ADD}follow/", sent).status_code == 422
    assert not Feed.objects.exists()


def test_an_address_from_elsewhere_stands_in_the_form(client: Client) -> None:
    page = words(client.get(ADD, {"address": "https://a.example.org/"}))

    assert 'value="https://a.example.org/"' in page


def test_strangers_cannot_have_us_look_all_day(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("medagora.reader.views.adding.MOST_AN_HOUR", 2)

    answers = [
        client.post(ADD, {"address": f"https://x{n}.example.org/"}).status_code
        for n in range(3)
    ]

    assert answers == [302, 302, 429]


def test_one_that_had_died_lives_again_and_one_that_was_paused_does_not(
    make_feed: MakeFeed,
) -> None:
    dead = make_feed(state=FeedState.DEAD, failures=20, failing_since=NOW)
    paused = make_feed(state=FeedState.PAUSED)

    for feed in (dead, paused):
        adding.add_found(FoundSource(feed.address), at=NOW)

    assert Feed.objects.get(pk=dead.pk).state == FeedState.ACTIVE
    assert Feed.objects.get(pk=dead.pk).failures == 0
    assert Feed.objects.get(pk=paused.pk).state == FeedState.PAUSED


def test_what_people_looked_for_does_not_stay(client: Client) -> None:
    client.post(ADD, {"address": "https://x.example.org/"})
    now = timezone.now()
    DBTaskResult.objects.update(status="SUCCESSFUL", finished_at=now)

    kept = lookings.forget_old_lookings(now)
    gone = lookings.forget_old_lookings(now + timedelta(days=2))

    assert (kept, gone) == (0, 1)
