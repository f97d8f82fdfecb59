"""Pages of alerts: boxes become a query, which shows what it would find."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from medagora.catalogue.models import Resource
from medagora.people.models import Person
from medagora.reader.models import Alert, Digest, Feed
from medagora.reader.services import watching
from medagora.reader.services.watching import AlertDraft
from medagora.topics.models import Topic
from tests.reader.conftest import NOW, MakeEntries, MakeFeed
from tests.reader.watching.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

ALERT = {"frequency": "daily", "where": "all", "name": ""}


@pytest.fixture
def journal(make_feed: MakeFeed, make_resource: Callable[..., Resource]) -> Feed:
    return make_feed("The Lancet", resource=make_resource())


def test_boxes_become_a_query_and_show_what_it_would_find(
    mia: Client,
    journal: Feed,
    make_entries: MakeEntries,
    make_topic: Callable[..., Topic],
) -> None:
    make_topic("asthma")
    make_entries(journal, {"title": "Asthma & steroids", "authors": ("Jane Smith",)})
    boxes = {"words": "steroids", "authors": "Smith", "journals": "Lancet, BMJ"}

    page = words(mia.post(reverse("reader:alert-new"), {**ALERT, **boxes, "look": "1"}))

    query = "steroids author:Smith (source:Lancet OR source:BMJ)"
    assert "It would have found 1 in the last 30 days" in page
    assert "Asthma &amp; steroids" in page
    assert page.count(f'value="{query}"') == 2
    assert not Alert.objects.exists()


def test_a_query_that_was_changed_by_hand_counts(mia: Client, member: Person) -> None:
    sent = {**ALERT, "words": "asthma", "query": "heart OR lung", "composed": "asthma"}

    response = mia.post(reverse("reader:alert-new"), {**sent, "save": "1"})

    alert = Alert.objects.get(person=member)
    assert alert.query == "heart OR lung"
    assert response["Location"] == reverse("reader:digest")  # mails begin: choose when
    assert Digest.objects.get(person=member).only_alerts


def test_boxes_that_were_changed_after_a_look_count(
    mia: Client, member: Person
) -> None:
    sent = {**ALERT, "words": "heart", "query": "asthma", "composed": "asthma"}

    mia.post(reverse("reader:alert-new"), {**sent, "save": "1"})

    assert Alert.objects.get(person=member).query == "heart"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Say what you look for."),
        ({"words": "a OR"}, "Something is missing beside OR"),
        ({"topics": "nowhere"}, "There is no topic called “nowhere” here."),
        ({"query": "titel:x"}, "There is no field “titel:” (character 1)."),
        ({"query": "topic:nowhere"}, "There is no topic called “nowhere” here."),
        ({"words": "asthma", "frequency": "hourly"}, "Select a valid choice"),
        ({"words": "x" * 400}, "at most 300 characters"),
    ],
)
def test_what_is_wrong_is_said_at_the_form(
    mia: Client, fields: dict[str, str], sentence: str
) -> None:
    page = words(
        mia.post(reverse("reader:alert-new"), {**ALERT, **fields, "save": "1"})
    )

    assert sentence in page
    assert not Alert.objects.exists()


def test_topics_are_found_by_any_of_their_names(
    mia: Client, member: Person, make_topic: Callable[..., Topic]
) -> None:
    make_topic("asthma")
    make_topic("copd")

    mia.post(
        reverse("reader:alert-new"),
        {**ALERT, "topics": "Asthma magyarul; copd lay en", "save": "1"},
    )

    assert Alert.objects.get(person=member).query == "topic:asthma OR topic:copd"


def test_a_search_can_be_made_an_alert(mia: Client) -> None:
    page = words(mia.get(reverse("reader:alert-new"), {"q": '"heart failure" -mice'}))

    assert "&quot;heart failure&quot; -mice" in page
    assert "It would have found nothing" in page


def test_an_alert_is_changed_rests_and_is_removed(
    mia: Client, member: Person, digest: Digest
) -> None:
    alert = watching.add_alert(member, AlertDraft("asthma", name="Mine"))
    edit = reverse("reader:alert-edit", args=[alert.pk])
    change = reverse("reader:alert-change", args=[alert.pk])

    assert 'value="asthma"' in words(mia.get(edit))
    mia.post(edit, {**ALERT, "query": "copd", "name": "Other", "save": "1"})
    alert.refresh_from_db()
    assert (alert.query, alert.name) == ("copd", "Other")

    assert "rests" in words(mia.post(change, {"action": "rest"}, follow=True))
    assert "watches again" in words(mia.post(change, {"action": "wake"}, follow=True))
    assert "You have no alerts yet" in words(
        mia.post(change, {"action": "remove"}, follow=True)
    )


def test_an_alert_shows_what_it_found(
    mia: Client, member: Person, journal: Feed, make_entries: MakeEntries
) -> None:
    alert = watching.add_alert(member, AlertDraft("asthma"))
    rows = make_entries(journal, {"title": "Asthma <i>now</i>"}, {"title": "Heart"})
    empty = words(mia.get(reverse("reader:alert", args=[alert.pk])))
    watching.match_new([row.pk for row in rows], at=NOW)

    page = words(mia.get(reverse("reader:alert", args=[alert.pk])))
    overview = words(mia.get(reverse("reader:watching")))

    assert "Nothing yet" in empty
    assert "Asthma &lt;i&gt;now&lt;/i&gt;" in page
    assert "Heart" not in page
    assert "found 1" in overview
