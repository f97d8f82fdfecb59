"""Pages of mute rules: what is hidden, and shown again."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from medagora.catalogue.models import Resource
from medagora.people.models import Person
from medagora.reader.models import Feed, MuteRule
from tests.reader.conftest import NOW, MakeFeed
from tests.reader.watching.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def journal(make_feed: MakeFeed, make_resource: Callable[..., Resource]) -> Feed:
    return make_feed("The Lancet", resource=make_resource())


def test_a_source_is_muted_for_a_week(
    mia: Client, member: Person, journal: Feed, follow: Callable[..., None]
) -> None:
    follow(member, journal)
    path = reverse("reader:mutes")

    form = words(mia.get(path, {"source": journal.pk}))
    page = words(mia.post(path, {"source": journal.pk, "days": "7"}, follow=True))

    rule = MuteRule.objects.get(person=member)
    assert f'<option value="{journal.pk}" selected>' in form
    assert '<option value="7" selected>' in form
    assert rule.feed == journal
    assert (rule.until - NOW.date()).days == 7  # type: ignore[operator]  # it has an end
    assert "The whole source" in page


def test_words_are_muted_and_shown_again(mia: Client, member: Person) -> None:
    path = reverse("reader:mutes")
    mia.post(path, {"query": "advert OR sponsored", "days": "0"})
    rule = MuteRule.objects.get(person=member)

    shown = words(mia.get(reverse("reader:mute", args=[rule.pk])))
    page = words(mia.post(reverse("reader:mute", args=[rule.pk]), follow=True))

    assert "This hid nothing in the last 30 days" in shown
    assert "It is shown again." in page
    assert not MuteRule.objects.exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Say what you do not want to see."),
        ({"query": "x:y"}, "There is no field"),
        ({"query": "a", "source": "999"}, "Select a valid choice"),
        ({"query": "a", "days": "3"}, "Select a valid choice"),
    ],
)
def test_a_mute_form_says_what_is_wrong(
    mia: Client, fields: dict[str, str], sentence: str
) -> None:
    page = words(mia.post(reverse("reader:mutes"), {"days": "0", **fields}))

    assert sentence in page
    assert not MuteRule.objects.exists()


def test_an_odd_source_in_the_address_is_left_out(mia: Client) -> None:
    for odd in ("x", "-1", "²", "9" * 30):
        assert mia.get(reverse("reader:mutes"), {"source": odd}).status_code == 200
