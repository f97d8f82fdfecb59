"""Pages of those who watch: alerts, mute rules, the digest, news, stopping it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from medagora.catalogue.models import Resource
from medagora.people.models import Person
from medagora.reader.domain.words import Frequency, NewsKind
from medagora.reader.models import Alert, Digest, Feed, MuteRule
from medagora.reader.services import digests, watching
from medagora.reader.services.watching import AlertDraft
from medagora.topics.models import Topic
from tests.reader.conftest import NOW, MakeEntries, MakeFeed
from tests.reader.watching.conftest import Outbox

pytestmark = pytest.mark.django_db


def words(response: Any, status: int = 200) -> str:
    assert response.status_code == status
    return str(response.content.decode())


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def journal(make_feed: MakeFeed, make_resource: Callable[..., Resource]) -> Feed:
    return make_feed("The Lancet", resource=make_resource())


ALERT = {"frequency": "daily", "where": "all", "name": ""}


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


@pytest.mark.parametrize(
    "name",
    [
        "watching",
        "alert-new",
        "mutes",
        "digest",
        "digest-preview",
        "digest-html",
        "news",
    ],
)
def test_a_stranger_is_asked_to_sign_in(client: Client, name: str) -> None:
    response = client.get(reverse(f"reader:{name}"))

    assert response.status_code == 302
    assert reverse("account_login") in response["Location"]


def test_everybody_may_read_how_queries_are_written(client: Client) -> None:
    page = words(client.get(reverse("reader:query-help")))

    assert "is:retracted" in page
    assert "corrected" in page


# ---- muting --------------------------------------------------------------------


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


# ---- the digest ----------------------------------------------------------------

WISHES = {
    "frequency": "weekly",
    "what": "all",
    "weekday": "2",
    "hour": "6",
    "time_zone": "Europe/Budapest",
    "language": "hu",
    "most": "20",
}


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
    assert "Nov. 25, 2026, 6 a.m." in page


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


# ---- stopping it ---------------------------------------------------------------


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


# ---- news ----------------------------------------------------------------------


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
