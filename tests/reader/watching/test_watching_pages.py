"""Pages of those who watch: whose they are, how queries are written, news."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from medagora.people.models import Person
from medagora.reader.domain.words import NewsKind
from medagora.reader.services import digests, watching
from medagora.reader.services.watching import AlertDraft
from tests.reader.conftest import NOW, MakeEntries, MakeFeed
from tests.reader.watching.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def test_what_belongs_to_others_is_not_found(
    mia: Client, make_person: Callable[..., Person], make_feed: MakeFeed
) -> None:
    other = make_person("Otto")
    alert = watching.add_alert(other, AlertDraft("asthma"))
    rule = watching.add_mute(other, query="advert")
    secret = make_feed("Secret")

    for name, pk in (("alert", alert.pk), ("alert-edit", alert.pk), ("mute", rule.pk)):
        assert mia.get(reverse(f"reader:{name}", args=[pk])).status_code == 404
    assert mia.post(reverse("reader:alert-change", args=[alert.pk])).status_code == 404
    page = mia.get(reverse("reader:mutes"), {"source": secret.pk})
    assert page.status_code == 404


@pytest.mark.parametrize("name", ["digest-preview", "digest-html"])
def test_a_stranger_is_asked_to_sign_in(client: Client, name: str) -> None:
    response = client.get(reverse(f"reader:{name}"))

    assert response.status_code == 302
    assert reverse("account_login") in response["Location"]


def test_everybody_may_read_how_queries_are_written(client: Client) -> None:
    page = words(client.get(reverse("reader:query-help")))

    assert "is:retracted" in page
    assert "corrected" in page


def test_news_are_listed_and_seen(
    mia: Client, member: Person, make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    feed, new = make_feed("Old journal"), make_feed("New journal")
    (row,) = make_entries(feed, {"title": "Wrong paper"})
    watching.announce(
        [member.pk], NewsKind.SOURCE_ENDED, feed.pk, {"replaced_by": new.pk}, at=NOW
    )
    watching.announce(
        [member.pk],
        NewsKind.NOTICE,
        row.work,
        {"notice": "retraction", "notice_doi": "10.1/n"},
        at=NOW,
    )
    path = reverse("reader:news")

    page = words(mia.get(path))
    seen = words(mia.post(reverse("reader:news-seen"), follow=True))

    assert "This source has ended" in page
    assert "New journal" in page
    assert "Retracted" in page
    assert "https://doi.org/10.1/n" in page
    assert "I have seen them" in page
    assert "I have seen them" not in seen
    assert "Wrong paper" in seen


def test_without_news_the_page_says_so(mia: Client, member: Person) -> None:
    assert "Nothing has happened" in words(mia.get(reverse("reader:news")))
    digests.digest_of(member)
    assert "Never" in words(mia.get(reverse("reader:watching")))
