"""Signing up keeps the page that a device remembered."""

import re
from collections.abc import Callable, Iterable

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from medagora.people import queries as people
from medagora.people import services
from medagora.people.models import Person
from medagora.reader.domain.device import Device
from medagora.reader.models import Feed, Mark, MyPage, Subscription
from medagora.reader.services import devices, following, moving_in
from tests.reader.conftest import MakeEntries
from tests.reader.pages.conftest import BACKEND, CHOICE, MakeSource, page_of

OURS = {
    devices.CHOICE,
    devices.SAVED,
    devices.READ,
    devices.PLACE,
    devices.OPENED,
    devices.ORDER,
}


def kept_by(client: Client) -> set[str]:
    return {
        name for name in OURS if name in client.cookies and client.cookies[name].value
    }


def test_a_reader_without_an_account_signs_up_and_finds_everything_again(
    client: Client,
    make_source: MakeSource,
    make_entries: MakeEntries,
    run_tasks: Callable[[], None],
) -> None:
    entries = make_entries(
        make_source("Chest Journal"), *({"title": f"No. {n}"} for n in (1, 2, 3))
    )
    heart = make_source("Heart", topic="heart")
    hidden = make_source("Unwanted")
    client.post("/en/reader/choose/", CHOICE)
    client.post(f"/en/reader/source/{heart.pk}/follow/")
    client.post("/en/reader/sources/change/", {"hide": hidden.pk})
    client.post("/en/reader/mark/", {"save": entries[0].pk})
    client.post("/en/reader/mark/", {"read": entries[1].pk})
    client.post("/en/reader/arrange/", {"order": "journal,news", "layout": ""})

    client.post(
        "/en/account/signup/?next=/en/reader/",
        {"email": "ada@example.org", "next": "/en/reader/"},
    )
    run_tasks()
    code = re.search(r"^([A-Z0-9-]{6,12})$", str(mail.outbox[-1].body), re.MULTILINE)
    assert code
    answer = client.post(
        "/en/account/confirm-email/", {"code": code.group(1)}, follow=True
    )

    page = answer.content.decode()
    ada = people.find_person("ada@example.org")
    assert ada is not None
    assert answer.redirect_chain[0][0] == "/en/reader/"
    assert "Your page is kept" in page
    assert kept_by(client) == set()
    assert ada.interests == ["asthma"]
    followed = Subscription.objects.filter(person=ada, is_hidden=False)
    assert {row.feed.title for row in followed} == {"Chest Journal", "Heart"}
    assert "No. 1" in page_of(client, "/en/reader/saved/")
    unread = page_of(client, "/en/reader/list/")
    assert "No. 3" in unread
    assert ">No. 2<" not in unread


def test_the_order_and_what_is_hidden_go_into_the_account(
    device: Client, member: Person, make_source: MakeSource
) -> None:
    titles = ("Air", "Breath", "Chest Journal", "Cough")
    ids = {title: make_source(title).pk for title in titles if title[:5] != "Chest"}
    news = make_source("Lung News", kind="news")
    device.post("/en/reader/choose/", CHOICE)
    device.post("/en/reader/sources/change/", {"move": ids["Cough"], "to": 0})
    device.post("/en/reader/sources/change/", {"hide": ids["Air"]})
    device.post("/en/reader/arrange/", {"order": "news,journal"})
    device.post("/en/reader/arrange/", {"hide": "news"})
    before = order_in(page_of(device, "/en/reader/sources/"), titles)
    device.force_login(member, backend=BACKEND)

    page = page_of(device, "/en/reader/")

    assert kept_by(device) == set()
    assert 'name="show" value="news"' in page
    assert order_in(page_of(device, "/en/reader/sources/"), titles) == before
    assert before[0] == "Cough"
    assert Subscription.objects.get(person=member, is_hidden=True).feed.title == "Air"
    assert Subscription.objects.get(person=member, feed=news).is_hidden is False
    assert MyPage.objects.get(person=member).section_order == ["news", "journal"]


def order_in(page: str, titles: Iterable[str]) -> list[str]:
    return sorted(titles, key=lambda title: page.index(f">{title}<"))


def test_what_is_fetched_ahead_moves_nothing_in(device: Client, member: Person) -> None:
    device.force_login(member, backend=BACKEND)

    device.get("/en/reader/", headers={"X-Reader-Quiet": "1"})

    member.refresh_from_db()
    assert member.interests == []
    assert "Your page is kept" in page_of(device, "/en/reader/")


@pytest.fixture
def returning(device: Client, member: Person, make_source: MakeSource) -> Client:
    """A member who has a page, signed in on a device that remembers another."""
    make_source("Heart", topic="heart")
    services.follow_topics(["heart"], by=member)
    following.follow_topics(member, languages=["en"], audience="both")
    device.force_login(member, backend=BACKEND)
    return device


def test_whoever_has_a_page_is_asked_before_it_is_changed(
    returning: Client, member: Person
) -> None:
    page = page_of(returning, "/en/reader/")
    asked_twice = page_of(returning, "/en/reader/")

    member.refresh_from_db()
    assert "This browser still remembers a page" in page
    assert "Add it to my account" in asked_twice
    assert member.interests == ["heart"]


def test_the_device_s_page_is_added_to_the_account(
    returning: Client, member: Person
) -> None:
    page = returning.post("/en/reader/move-in/", follow=True).content.decode()

    member.refresh_from_db()
    assert "Your page is kept" in page
    assert set(member.interests) == {"asthma", "heart"}
    assert kept_by(returning) == set()
    assert "still remembers" not in page_of(returning, "/en/reader/")


def test_the_device_s_page_is_forgotten(returning: Client, member: Person) -> None:
    returning.post("/en/reader/move-in/", {"forget": "1"})

    member.refresh_from_db()
    assert member.interests == ["heart"]
    assert kept_by(returning) == set()
    assert "still remembers" not in page_of(returning, "/en/reader/")


def test_only_somebody_signed_in_can_move_in(device: Client) -> None:
    answer = device.post("/en/reader/move-in/")

    assert answer["Location"] == "/en/reader/"
    assert devices.CHOICE in kept_by(device)


def test_moving_in_twice_is_moving_in_once(
    member: Person, make_source: MakeSource, make_entries: MakeEntries
) -> None:
    (entry,) = make_entries(make_source("Chest Journal"), {"title": "One"})
    device = Device(topics=("asthma",), languages=("en",), saved=(entry.work,))

    for _ in range(2):
        moving_in.move_in(member, device, at=timezone.now())

    assert Subscription.objects.filter(person=member).count() == 1
    assert Mark.objects.filter(person=member).count() == 1


def test_the_device_s_history_goes_into_the_account(
    device: Client, member: Person, make_entries: MakeEntries
) -> None:
    feed = Feed.objects.get(title="Chest Journal")
    first, second, _third = make_entries(feed, *({"title": n} for n in "ABC"))
    for entry in (second, first):
        page_of(device, f"/en/reader/entry/{entry.pk}/")
    device.force_login(member, backend=BACKEND)

    page_of(device, "/en/reader/")

    opened = Mark.objects.filter(person=member, opened_at__isnull=False)
    works = list(opened.order_by("-opened_at").values_list("work", flat=True))
    assert works == [first.work, second.work]
    assert kept_by(device) == set()


def test_a_sweep_on_the_device_reaches_only_its_own_sources(
    member: Person, make_source: MakeSource, make_entries: MakeEntries
) -> None:
    heart = make_source("Heart", topic="heart")
    (unread,) = make_entries(heart, {"title": "Not read"})
    following.follow(member, heart)
    make_entries(make_source("Chest Journal"), {"title": "Read"})
    device = Device(topics=("asthma",), languages=("en",), read_through=unread.pk + 1)

    moving_in.move_in(member, device, at=timezone.now())

    places = dict(
        Subscription.objects.filter(person=member).values_list(
            "feed__title", "read_through"
        )
    )
    assert places["Heart"] == 0
    assert places["Chest Journal"] > 0


def test_a_new_account_takes_over_the_languages_as_they_are(
    member: Person, make_source: MakeSource
) -> None:
    member.languages = ["en"]
    member.save()
    make_source("Légzés", language="hu")

    moving_in.move_in(
        member, Device(topics=("asthma",), languages=("hu",)), at=timezone.now()
    )

    assert member.languages == ["hu"]
