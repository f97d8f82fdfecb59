"""Pages of the digest: wishing it, looking at it before, stopping it."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from medagora.people.models import Person
from medagora.reader.domain.words import Frequency
from medagora.reader.models import Digest
from tests.reader.conftest import MakeEntries, MakeFeed
from tests.reader.watching.conftest import Outbox
from tests.reader.watching.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

WISHES = {
    "frequency": "weekly",
    "what": "all",
    "weekday": "2",
    "hour": "6",
    "time_zone": "Europe/Budapest",
    "language": "hu",
    "most": "20",
}


# ---- wishing it --------------------------------------------------------------------


def test_a_digest_is_wished(mia: Client, member: Person) -> None:
    path = reverse("reader:digest")
    first = words(mia.get(path))

    page = words(mia.post(path, WISHES, follow=True))

    own = Digest.objects.get(person=member)
    assert "Europe/Budapest" in first
    assert (own.frequency, own.weekday, own.hour, own.most) == ("weekly", 2, 6, 20)
    assert (own.time_zone, own.language) == ("Europe/Budapest", "hu")
    assert own.due_at is not None
    assert own.due_at.isoformat() == "2026-11-25T05:00:00+00:00"
    assert "25 Nov 2026, 06:00" in page
    assert ">Europe/Budapest</bdi>" in page


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("frequency", "hourly"),
        ("weekday", "7"),
        ("hour", "24"),
        ("time_zone", "Mars/Base"),
        ("language", "tlh"),
        ("most", "9999"),
    ],
)
def test_a_wish_that_cannot_be_is_refused(
    mia: Client, member: Person, name: str, value: str
) -> None:
    page = words(mia.post(reverse("reader:digest"), {**WISHES, name: value}))

    assert "Select a valid choice" in page
    assert Digest.objects.get(person=member).frequency == Frequency.OFF


def test_the_mail_can_be_looked_at_before(
    mia: Client,
    member: Person,
    digest: Digest,
    make_feed: MakeFeed,
    make_entries: MakeEntries,
    follow: Callable[..., None],
) -> None:
    feed = make_feed("The Lancet")
    follow(member, feed)
    make_entries(feed, {"title": "A <script>paper</script>"})

    text = words(mia.get(reverse("reader:digest-preview")))
    response = mia.get(reverse("reader:digest-html"))

    assert "A &lt;script&gt;paper&lt;/script&gt;" in text
    html = words(response)
    assert "A &lt;script&gt;paper&lt;/script&gt;" in html
    assert "<script" not in html
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


def test_one_can_be_sent_now_but_not_without_end(
    mia: Client, member: Person, digest: Digest, outbox: Outbox
) -> None:
    path = reverse("reader:digest-send")

    page = words(mia.post(path, follow=True))
    statuses = [mia.post(path).status_code for _time in range(5)]

    assert f"on its way to {member.email}" in page
    assert statuses == [302, 302, 302, 302, 429]
    assert len(outbox()) == 5


# ---- stopping it -------------------------------------------------------------------


def test_a_mail_program_stops_it_with_one_click(digest: Digest) -> None:
    program = Client(enforce_csrf_checks=True)
    path = reverse("reader-unsubscribe", args=[digest.token])

    response = program.post(path, {"List-Unsubscribe": "One-Click"})

    digest.refresh_from_db()
    assert path == f"/reader/unsubscribe/{digest.token}/"
    assert "no more mails" in words(response)
    assert (digest.frequency, digest.due_at) == ("off", None)


def test_looking_at_the_page_stops_nothing(client: Client, digest: Digest) -> None:
    page = words(client.get(reverse("reader-unsubscribe", args=[digest.token])))

    digest.refresh_from_db()
    assert "Stop the mails?" in page
    assert digest.frequency == Frequency.DAILY


def test_a_mistake_is_taken_back(client: Client, digest: Digest) -> None:
    path = reverse("reader-unsubscribe", args=[digest.token])
    page = words(client.post(path))

    again = words(client.post(path, {"again": "daily"}))
    twice = words(client.post(path)), words(client.post(path))

    digest.refresh_from_db()
    assert 'name="again" value="daily"' in page
    assert "You get the mails again" in again
    assert "That was a mistake" not in twice[1]
    assert digest.frequency == Frequency.OFF


def test_the_page_speaks_the_language_of_the_mail(
    client: Client, digest: Digest
) -> None:
    Digest.objects.update(language="ar")

    page = words(client.get(reverse("reader-unsubscribe", args=[digest.token])))

    assert re.search(r'<html lang="ar"[^>]* dir="rtl"', page)


def test_an_unknown_token_leads_nowhere(client: Client, db: None) -> None:
    response = client.get(reverse("reader-unsubscribe", args=["x" * 32]))

    assert "does not lead to a digest" in words(response, 404)


def test_tokens_cannot_be_tried_without_end(client: Client, digest: Digest) -> None:
    path = reverse("reader-unsubscribe", args=["x" * 32])

    statuses = {client.post(path).status_code for _time in range(61)}

    assert statuses == {404, 429}
