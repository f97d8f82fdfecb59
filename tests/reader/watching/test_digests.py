"""Digests: sent when something is new, once, whatever happens in between."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from medagora.catalogue.models import Resource
from medagora.people.models import Person
from medagora.reader.domain.words import Frequency, NewsKind
from medagora.reader.models import Alert, AlertHit, Digest, Feed, Notice, ReaderNews
from medagora.reader.queries.digests import gather, gather_trial
from medagora.reader.services import digests, letters, marking, watching
from medagora.reader.services.digests import DigestDraft
from medagora.reader.services.watching import AlertDraft
from medagora.topics.models import Topic
from tests.reader.conftest import NOW, MakeEntries, MakeFeed
from tests.reader.watching.conftest import Outbox

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
#: The moment at which Mia's digest is due: seven in the morning, UTC.
DUE = NOW.replace(hour=7) + DAY


@pytest.fixture
def followed(
    member: Person,
    make_feed: MakeFeed,
    make_resource: Callable[..., Resource],
    make_topic: Callable[..., Topic],
    follow: Callable[..., None],
) -> Feed:
    """The Lancet, which came with the topic asthma."""
    make_topic("asthma")
    feed = make_feed("The Lancet", resource=make_resource(topics=("asthma",)))
    follow(member, feed, topic="asthma")
    return feed


def send(at: object = DUE) -> int:
    """As the worker does: claims what is due, then sends it."""
    claimed: list[int] = []
    digests.claim_due(claimed.append, at=at)  # type: ignore[arg-type]  # a moment
    return sum(digests.send_digest(pk, at=at) for pk in claimed)  # type: ignore[arg-type]  # as above


def test_a_digest_says_what_is_new_from_where_and_why(
    digest: Digest,
    followed: Feed,
    make_feed: MakeFeed,
    make_entries: MakeEntries,
    follow: Callable[..., None],
    member: Person,
    outbox: Outbox,
) -> None:
    podcast = make_feed("Heart talk", sort="podcast")
    follow(member, podcast)
    (paper,) = make_entries(
        followed,
        {
            "title": "Steroids & asthma",
            "authors": ("A One", "B Two", "C Three", "D Four"),
        },
    )
    make_entries(podcast, {"title": "Episode 7"})

    assert send() == 1
    (mail,) = outbox()

    html = str(mail.alternatives[0].content)  # type: ignore[attr-defined]  # Django's own tuple
    assert mail.subject == "Medagora: 2 new entries"
    assert mail.to == [member.email]
    assert "== Journals ==\n\nSteroids & asthma\n" in mail.body
    assert "The Lancet — A One, B Two, C Three and others (for your topic Asthma)" in (
        mail.body
    )
    assert f"http://127.0.0.1:8000/en/reader/entry/{paper.pk}/" in mail.body
    assert mail.body.index("== Journals ==") < mail.body.index("== Podcasts ==")
    assert "Steroids &amp; asthma" in html
    assert f'href="http://127.0.0.1:8000/en/reader/entry/{paper.pk}/"' in html
    assert "<img" not in html
    assert "<script" not in html


def test_it_can_be_stopped_from_the_mail_program(
    digest: Digest, followed: Feed, make_entries: MakeEntries, outbox: Outbox
) -> None:
    make_entries(followed, 1)
    send()
    (mail,) = outbox()

    address = f"http://127.0.0.1:8000/reader/unsubscribe/{digest.token}/"
    assert mail.extra_headers == {
        "List-Unsubscribe": f"<{address}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-Id": "<digest.reader.127.0.0.1>",
        "Auto-Submitted": "auto-generated",
        "Precedence": "bulk",
    }
    assert address in mail.body


def test_nothing_is_sent_when_nothing_is_new(
    digest: Digest, followed: Feed, make_entries: MakeEntries, outbox: Outbox
) -> None:
    make_entries(followed, 1)

    assert [send(), send(DUE + DAY), send(DUE + 2 * DAY)] == [1, 0, 0]
    assert len(outbox()) == 1


def test_it_is_sent_once_however_often_workers_try(
    digest: Digest, followed: Feed, make_entries: MakeEntries, outbox: Outbox
) -> None:
    make_entries(followed, 1)
    claimed: list[int] = []

    counts = [digests.claim_due(claimed.append, at=DUE) for _worker in range(3)]
    sent = [digests.send_digest(digest.pk, at=DUE) for _time in range(3)]

    assert counts == [1, 0, 0]
    assert claimed == [digest.pk]
    assert sent == [True, False, False]
    assert len(outbox()) == 1


def test_a_worker_that_dies_in_between_has_sent_nothing(
    digest: Digest,
    followed: Feed,
    make_entries: MakeEntries,
    outbox: Outbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_entries(followed, 1)

    class Killed(Exception):
        pass

    def die(*_words: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(letters, "queue", die)
        with pytest.raises(Killed):
            digests.send_digest(digest.pk, at=DUE)
    DBTaskResult.objects.all().delete()

    digest.refresh_from_db()
    assert digest.sent_at is None
    assert digests.send_digest(digest.pk, at=DUE)
    assert len(outbox()) == 1


def test_what_was_read_muted_or_mailed_before_is_not_in_it(
    member: Person,
    digest: Digest,
    followed: Feed,
    make_entries: MakeEntries,
    make_feed: MakeFeed,
    follow: Callable[..., None],
) -> None:
    read, _muted, _new = make_entries(
        followed,
        {"title": "Read", "doi": "10.1/a"},
        {"title": "An advert"},
        {"title": "New"},
    )
    double = make_feed("Double")
    follow(member, double)
    make_entries(double, {"title": "New"}, {"title": "Read again", "doi": "10.1/a"})
    marking.mark_read(member, [read.work])
    watching.add_mute(member, query="advert")

    titles = sorted(line.title for line in gather(digest, at=DUE).content.lines)
    digests.send_digest(digest.pk, at=DUE)
    digest.refresh_from_db()

    assert titles == ["New", "New"]  # two short titles say nothing about one paper
    assert gather(digest, at=DUE + DAY).is_empty


def test_a_double_that_comes_later_is_not_news(
    member: Person,
    digest: Digest,
    followed: Feed,
    make_entries: MakeEntries,
    make_feed: MakeFeed,
    follow: Callable[..., None],
) -> None:
    make_entries(followed, {"title": "One", "doi": "10.1/a"})
    digests.send_digest(digest.pk, at=DUE)
    double = make_feed("Double", body_digest=1)
    follow(member, double)
    make_entries(double, {"title": "The one", "doi": "10.1/a"}, at=DUE + DAY / 2)
    digest.refresh_from_db()

    assert gather(digest, at=DUE + DAY).is_empty


def test_entries_of_the_last_minutes_wait_for_the_next(
    digest: Digest, followed: Feed, make_entries: MakeEntries
) -> None:
    Feed.objects.filter(pk=followed.pk).update(body_digest=1)
    at = DUE - timedelta(minutes=1)
    make_entries(followed, {"title": "Just now"}, at=at)

    assert not digests.send_digest(digest.pk, at=DUE)
    digest.refresh_from_db()
    assert digests.send_digest(digest.pk, at=DUE + DAY)


def test_what_alerts_found_stands_on_top_and_is_told_once(
    member: Person, digest: Digest, followed: Feed, make_entries: MakeEntries
) -> None:
    watching.add_alert(member, AlertDraft("asthma", name="My asthma"))
    silent = watching.add_alert(
        member, AlertDraft("heart", frequency=Frequency.OFF, name="Silent")
    )
    rows = make_entries(followed, {"title": "Asthma"}, {"title": "Heart"})
    watching.match_new([row.pk for row in rows], at=NOW)

    content = gather(digest, at=DUE).content
    digests.send_digest(digest.pk, at=DUE)

    assert [(g.name, [x.title for x in g.lines]) for g in content.alerts] == [
        ("My asthma", ["Asthma"])
    ]
    assert [[x.title for x in g.lines] for g in content.sections] == [["Heart"]]
    assert set(
        AlertHit.objects.filter(mailed_at=None).values_list("alert", flat=True)
    ) == {silent.pk}


def test_a_digest_may_hold_only_what_alerts_found(
    member: Person, digest: Digest, followed: Feed, make_entries: MakeEntries
) -> None:
    Digest.objects.update(only_alerts=True)
    digest.refresh_from_db()
    watching.add_alert(member, AlertDraft("asthma"))
    rows = make_entries(followed, {"title": "Asthma"}, {"title": "Heart"})
    watching.match_new([row.pk for row in rows], at=NOW)

    content = gather(digest, at=DUE).content

    assert [line.title for line in content.lines] == ["Asthma"]
    assert content.count == 1


def test_it_names_no_more_than_was_wished_and_counts_the_rest(
    digest: Digest, followed: Feed, make_entries: MakeEntries, outbox: Outbox
) -> None:
    Digest.objects.update(most=10)
    make_entries(followed, 25)

    send()
    (mail,) = outbox()

    assert mail.body.count("/en/reader/entry/") == 10
    assert "And 15 more are on your page:" in mail.body
    assert mail.subject == "Medagora: 25 new entries"


def test_a_retracted_paper_is_marked_and_news_stand_first(
    member: Person,
    digest: Digest,
    followed: Feed,
    make_entries: MakeEntries,
    outbox: Outbox,
) -> None:
    (row,) = make_entries(followed, {"title": "Wrong", "doi": "10.1/a"})
    Notice.objects.create(doi="10.1/a", kind="retraction", source="test", added_at=NOW)
    details = {"notice": "concern", "notice_doi": "10.1/b"}
    watching.announce([member.pk], NewsKind.NOTICE, row.work, details, at=NOW)

    send()
    (mail,) = outbox()

    assert "[Retracted] Wrong" in mail.body
    first = mail.body.index("Expression of concern: Wrong")
    assert first < mail.body.index("== Journals ==")
    assert "https://doi.org/10.1/b" in mail.body
    assert not ReaderNews.objects.filter(mailed_at=None).exists()


def test_the_mail_speaks_the_language_that_was_chosen(
    digest: Digest, followed: Feed, make_entries: MakeEntries, outbox: Outbox
) -> None:
    Digest.objects.update(language="ar")
    (row,) = make_entries(followed, 1)

    send()
    (mail,) = outbox()

    assert f"/ar/reader/entry/{row.pk}/" in mail.body
    assert 'dir="rtl"' in str(mail.alternatives[0].content)  # type: ignore[attr-defined]  # Django's own tuple


def test_at_once_means_no_more_than_once_an_hour(
    digest: Digest, followed: Feed, make_entries: MakeEntries, outbox: Outbox
) -> None:
    Feed.objects.filter(pk=followed.pk).update(body_digest=1)
    draft = DigestDraft(frequency=Frequency.IMMEDIATE)
    digests.change_digest(digest, draft, at=NOW)
    minute = timedelta(minutes=1)
    make_entries(followed, {"title": "One"}, at=NOW)
    first = send(NOW + 15 * minute)
    make_entries(followed, {"title": "Two"}, at=NOW + 16 * minute)
    early = send(NOW + 45 * minute)
    late = send(NOW + 80 * minute)

    assert (first, early, late) == (1, 0, 1)
    assert [mail.subject for mail in outbox()] == ["Medagora: 1 new entry"] * 2


def test_after_a_pause_it_looks_back_one_day_only(
    digest: Digest, followed: Feed, make_entries: MakeEntries
) -> None:
    make_entries(followed, {"title": "Old", "published_at": NOW - 3 * DAY})
    make_entries(followed, {"title": "New", "published_at": NOW - DAY / 2})
    digests.stop(digest)
    Digest.objects.update(sent_through=0)
    digest.refresh_from_db()

    digests.change_digest(digest, DigestDraft(frequency=Frequency.DAILY), at=NOW)

    assert [x.title for x in gather(digest, at=DUE).content.lines] == ["New"]


def test_a_trial_shows_the_last_day_and_counts_for_nothing(
    digest: Digest, followed: Feed, make_entries: MakeEntries, outbox: Outbox
) -> None:
    make_entries(followed, {"title": "New"})
    digests.send_digest(digest.pk, at=DUE)
    outbox()
    digest.refresh_from_db()
    before = digest.sent_through

    digests.send_trial(digest, at=NOW)

    digest.refresh_from_db()
    assert [x.title for x in gather_trial(digest, at=NOW).content.lines] == ["New"]
    assert len(outbox()) == 1
    assert digest.sent_through == before


def test_whoever_was_off_gets_what_the_alert_finds_and_nothing_else(
    member: Person,
) -> None:
    assert digests.turn_on_for_alert(member, Frequency.IMMEDIATE, at=NOW)
    assert not digests.turn_on_for_alert(member, Frequency.WEEKLY, at=NOW)

    own = digests.digest_of(member)
    assert (own.frequency, own.only_alerts) == ("daily", True)
    assert own.due_at is not None


def test_a_person_whose_account_is_closed_gets_nothing(
    member: Person, digest: Digest, followed: Feed, make_entries: MakeEntries
) -> None:
    make_entries(followed, 1)
    Person.objects.filter(pk=member.pk).update(is_active=False)

    assert send() == 0


def test_an_unknown_time_zone_counts_as_utc(digest: Digest) -> None:
    Digest.objects.update(time_zone="Nowhere/City", due_at=NOW)

    send(NOW)

    digest.refresh_from_db()
    assert digest.due_at == DUE


def test_a_first_look_makes_wishes_that_are_off(
    member: Person, settings: object
) -> None:
    own = digests.digest_of(member)

    assert own.frequency == Frequency.OFF
    assert digests.digest_of(member).pk == own.pk
    assert len(own.token) >= 32
    assert not Alert.objects.exists()


def test_queries_do_not_grow_with_the_entries(
    digest: Digest,
    followed: Feed,
    make_entries: MakeEntries,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    make_entries(followed, 40)

    with django_assert_max_num_queries(25):  # type: ignore[attr-defined]  # a context manager
        gather(digest, at=DUE)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_moment_send_one_mail(
    digest: Digest, followed: Feed, make_entries: MakeEntries
) -> None:
    make_entries(followed, 1)
    DBTaskResult.objects.all().delete()
    gate = Barrier(2)

    def work() -> bool:
        try:
            gate.wait(timeout=30)
            return digests.send_digest(digest.pk, at=DUE)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        sent = [worker.result() for worker in [pool.submit(work), pool.submit(work)]]

    assert sorted(sent) == [False, True]
    assert DBTaskResult.objects.count() == 1
