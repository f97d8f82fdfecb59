"""Taking a source off by mistake costs one press of a button."""

import re
from collections.abc import Callable

from django.test import Client

from medagora.people.models import Person
from medagora.reader.models import Feed, Subscription
from medagora.reader.services import following
from tests.reader.conftest import MakeFeed
from tests.reader.pages.conftest import MakeSource, page_of

SOURCES = "/en/reader/sources/"
CHANGE = f"{SOURCES}change/"
LIST = "/en/reader/list/?view=all"
UNDO = re.compile(
    r'<button class="button button-quiet" form="([a-z-]+)" '
    r'formaction="/en/reader/sources/change/" name="show" value="(\d+)">Undo</button>'
)
Chest = Callable[[], Feed]


def test_the_message_has_a_button_that_belongs_to_a_form_of_the_page(
    anyone: Client, make_source: MakeSource
) -> None:
    feed = make_source("Heart", topic="heart")
    for back, form in ((LIST, "marks"), (SOURCES, "sources-form")):
        anyone.post(f"/en/reader/source/{feed.pk}/follow/")
        page_of(anyone, SOURCES)  # says what was done, once
        anyone.post(CHANGE, {"hide": feed.pk, "next": back})

        page = page_of(anyone, back)

        found = UNDO.search(page)
        assert found
        assert found.groups() == (form, str(feed.pk))
        assert f'id="{form}"' in page


def test_undo_brings_back_what_was_added_by_hand(
    anyone: Client, make_source: MakeSource
) -> None:
    feed = make_source("Heart", topic="heart")
    anyone.post(f"/en/reader/source/{feed.pk}/follow/")
    anyone.post(CHANGE, {"hide": feed.pk, "next": SOURCES})

    anyone.post(CHANGE, {"show": feed.pk, "next": SOURCES})

    page = page_of(anyone, SOURCES)
    assert "Taken off your page" not in page
    assert f'id="s{feed.pk}"' in page


def test_name_and_folder_come_back_with_it(
    signed_in: Client, member: Person, make_source: MakeSource
) -> None:
    feed = make_source("Heart", topic="heart")
    following.follow(member, feed)
    following.rename(member, feed.pk, "My heart")
    signed_in.post(CHANGE, {"hide": feed.pk, "next": SOURCES})

    signed_in.post(CHANGE, {"show": feed.pk, "next": SOURCES})

    own = Subscription.objects.get(person=member, feed=feed)
    assert (own.title, own.is_hidden) == ("My heart", False)


def test_a_device_brings_no_private_source_back_by_its_number(
    device: Client, make_feed: MakeFeed
) -> None:
    private = make_feed("Somebody's own")

    answer = device.post(CHANGE, {"show": private.pk, "next": SOURCES})

    assert answer.status_code == 404
    assert "Somebody&#x27;s own" not in page_of(device, SOURCES)


def test_nothing_is_promised_when_the_page_becomes_empty(
    anyone: Client, chest: Chest
) -> None:
    anyone.post(CHANGE, {"hide": chest().pk, "next": "/en/reader/"})

    page = page_of(anyone, "/en/reader/")

    assert "The source is off your page." in page
    assert not UNDO.search(page)
