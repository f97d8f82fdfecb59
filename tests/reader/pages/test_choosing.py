"""Two clicks to a page of one's own, with an account and without."""

from collections.abc import Callable

import pytest
from django.test import Client

from medagora.people.models import Person
from medagora.reader.models import Feed, Subscription
from medagora.reader.services import devices
from tests.reader.conftest import MakeEntries
from tests.reader.pages.conftest import CHOICE, MakeSource, browser_of, page_of

CHOOSE = "/en/reader/choose/"


def test_a_newcomer_is_asked_what_to_keep_up_with(
    client: Client, make_source: MakeSource
) -> None:
    make_source("Chest Journal")

    response = client.get("/en/reader/", follow=True)

    page = response.content.decode()
    assert response.redirect_chain == [(CHOOSE, 302)]
    assert "What do you want to keep up with?" in page
    assert 'name="topic" value="asthma"' in page
    assert 'name="language" value="en" checked' in page
    assert "RSS" not in page


def test_a_choice_fills_a_page_at_once(
    client: Client, make_source: MakeSource, make_entries: MakeEntries
) -> None:
    make_entries(make_source("Chest Journal"), {"title": "Inhalers compared"})
    make_entries(make_source("Lung Talk", kind="podcast"), {"title": "On spacers"})
    make_entries(make_source("Heart", topic="heart"), {"title": "Not chosen"})

    page = client.post(CHOOSE, CHOICE, follow=True).content.decode()

    assert "Inhalers compared" in page
    assert "On spacers" in page
    assert "Not chosen" not in page
    assert page.index(">Journals") < page.index(">Podcasts")


def test_a_language_is_never_mixed_in(
    client: Client, make_source: MakeSource, make_entries: MakeEntries
) -> None:
    make_entries(make_source("Chest Journal"), {"title": "Inhalers compared"})
    make_entries(make_source("Légzés", language="hu"), {"title": "Inhalátorok"})

    page = client.post(CHOOSE, CHOICE, follow=True).content.decode()
    both = {**CHOICE, "language": ["en", "hu"]}
    with_both = client.post(CHOOSE, both, follow=True).content.decode()

    assert "Inhalátorok" not in page
    assert "Inhalátorok" in with_both


def test_without_an_account_it_is_kept_on_the_device_and_nowhere_else(
    device: Client,
) -> None:
    cookie = device.cookies[devices.CHOICE]

    page = page_of(device, "/en/reader/")

    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (
        True,
        "Lax",
        "/",
    )
    assert cookie["max-age"] == 365 * 24 * 3600
    assert "remembered by your browser on this device" in page
    assert "/en/account/signup/?next=/en/reader/" in page
    assert not Subscription.objects.exists()


def test_with_an_account_it_is_kept_there(signed_in: Client, member: Person) -> None:
    member.refresh_from_db()

    assert member.interests == ["asthma"]
    assert Subscription.objects.get(person=member).topic == "asthma"
    assert devices.CHOICE not in signed_in.cookies
    assert "remembered by your browser" not in page_of(signed_in, "/en/reader/")


def test_one_s_own_topics_are_ticked_when_one_comes_back(anyone: Client) -> None:
    page = page_of(anyone, CHOOSE)

    assert 'name="topic" value="asthma" checked' in page


def test_a_topic_is_found_by_name_or_synonym_and_ticks_stay(
    client: Client, make_source: MakeSource, make_topic: Callable[..., object]
) -> None:
    make_source("Chest Journal")
    make_topic("tinnitus")

    asked = {**CHOICE, "q": "tinnitus lay en", "find": "1"}
    page = client.post(CHOOSE, asked).content.decode()
    fragment = client.post(CHOOSE, asked, headers={"HX-Request": "true"})

    for answer in (page, fragment.content.decode()):
        assert 'name="topic" value="tinnitus"' in answer
        assert 'name="topic" value="asthma" checked' in answer
    assert "<html" not in fragment.content.decode()
    assert devices.CHOICE not in client.cookies


def test_a_search_that_finds_nothing_says_so(
    client: Client, make_source: MakeSource
) -> None:
    make_source("Chest Journal")

    page = client.post(CHOOSE, {"q": "xyzzy", "find": "1"}).content.decode()

    assert "No other topic is called “xyzzy”" in page


def test_nothing_ticked_is_said_and_nothing_kept(client: Client, db: None) -> None:
    response = client.post(CHOOSE, {"language": ["en"]})

    assert response.status_code == 422
    assert "Tick at least one topic." in response.content.decode()
    assert devices.CHOICE not in client.cookies


@pytest.mark.parametrize(
    "nonsense",
    [
        {"topic": ["nothing"]},
        {"topic": ["asthma\x00"], "language": ["klingon"]},
        {"topic": ["../"], "language": ["e" * 500], "audience": "x" * 500},
    ],
)
def test_nonsense_is_left_out(
    client: Client, make_source: MakeSource, nonsense: dict[str, list[str]]
) -> None:
    make_source("Chest Journal")

    assert client.post(CHOOSE, nonsense).status_code == 422


def test_a_choice_without_sources_is_honest_and_offers_what_is_near(
    client: Client, make_source: MakeSource, make_topic: Callable[..., object]
) -> None:
    make_topic("lungs-all")
    make_source("Légzés", language="hu")

    page = client.post(CHOOSE, CHOICE, follow=True).content.decode()

    assert "Curators have chosen no source for this yet" in page
    assert "The same topics in other languages" in page
    assert "language=hu" in page
    assert "Légzés" not in page


def test_topics_only_in_other_languages_are_labelled(
    client: Client, make_source: MakeSource
) -> None:
    make_source("Légzés", language="hu")

    page = page_of(client, CHOOSE)

    assert "So far only in other languages" in page


def test_a_topic_s_page_offers_to_follow_it_without_a_cookie_for_readers(
    client: Client, make_source: MakeSource, make_entries: MakeEntries
) -> None:
    make_entries(make_source("Chest Journal"), {"title": "Inhalers compared"})

    page = page_of(client, "/en/topics/asthma/")

    assert "New on this topic" in page
    assert "Inhalers compared" in page
    assert "/en/reader/choose/?topic=asthma" in page
    assert not client.cookies


def test_a_topic_is_followed_and_taken_off_by_a_button(anyone: Client) -> None:
    path, back = "/en/reader/choose/topic/asthma/", {"next": "/en/topics/asthma/"}

    followed = page_of(anyone, "/en/topics/asthma/")
    answer = anyone.post(path, {**back, "unfollow": "1"})

    assert "On my page: take it off" in followed
    assert answer["Location"] == "/en/topics/asthma/"
    assert 'value="asthma" checked' not in page_of(anyone, CHOOSE)


def test_nobody_is_led_elsewhere_after_following(anyone: Client) -> None:
    path = "/en/reader/choose/topic/asthma/"

    answer = anyone.post(path, {"next": "https://evil.example.org/"})

    assert answer["Location"] == "/en/reader/"


def test_a_forged_device_opens_no_private_source(
    client: Client, make_source: MakeSource, make_feed: Callable[..., Feed]
) -> None:
    private = make_feed("Secret podcast")
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
    client.cookies[devices.CHOICE] = f"t:asthma|f:{digits[private.pk % 64]}:forged"

    assert client.get(f"/en/reader/source/{private.pk}/").status_code == 404
    assert "Secret podcast" not in page_of(client, "/en/reader/sources/?find=secret")
    assert client.get(f"/en/reader/list/?source={private.pk}").status_code == 404


def test_two_people_share_nothing(
    signed_in: Client, make_person: Callable[..., Person]
) -> None:
    other = browser_of(make_person("Otto"))

    assert other.get("/en/reader/").status_code == 302
