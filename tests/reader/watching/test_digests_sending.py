"""Digests: sent when something is new, once, whatever happens in between."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from medagora.people.models import Person
from medagora.reader.domain.words import Frequency
from medagora.reader.models import Alert, Digest, Feed
from medagora.reader.queries.digests import gather_trial
from medagora.reader.services import digests, letters
from medagora.reader.services.digests import DigestDraft
from tests.reader.conftest import NOW, MakeEntries
from tests.reader.watching.conftest import Outbox
from tests.reader.watching.due_digests import DAY, DUE, send

pytestmark = pytest.mark.django_db


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


def test_entries_of_the_last_minutes_wait_for_the_next(
    digest: Digest, followed: Feed, make_entries: MakeEntries
) -> None:
    Feed.objects.filter(pk=followed.pk).update(body_digest=1)
    at = DUE - timedelta(minutes=1)
    make_entries(followed, {"title": "Just now"}, at=at)

    assert not digests.send_digest(digest.pk, at=DUE)
    digest.refresh_from_db()
    assert digests.send_digest(digest.pk, at=DUE + DAY)


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
