"""Workers: each notice once, whatever happens in between."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from medagora.people import tasks_notices
from medagora.people.models import Notice, NoticeSettings, Person
from medagora.people.services import (
    notifying,
    notifying_letters,
    notifying_sending,
    notifying_wishes,
)
from tests.people.notices.conftest import NOW, Outbox, Tell, send

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_it_is_sent_once_however_often_workers_try(
    member: Person, wishes: NoticeSettings, tell: Tell, outbox: Outbox
) -> None:
    tell(member)
    claimed: list[int] = []

    counts = [
        notifying_sending.claim_due(claimed.append, at=NOW) for _worker in range(3)
    ]
    sent = [
        notifying_sending.send_notices(member.pk, lambda *_words: None, at=NOW)
        for _time in range(3)
    ]

    assert counts == [1, 0, 0]
    assert claimed == [member.pk]
    assert sent == [1, 0, 0]
    assert len(outbox()) == 1


def test_a_worker_that_dies_in_between_has_sent_nothing(
    member: Person,
    wishes: NoticeSettings,
    tell: Tell,
    outbox: Outbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tell(member)

    class Killed(Exception):
        pass

    def die(*_words: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(notifying_letters, "queue", die)
        with pytest.raises(Killed):
            notifying_sending.send_notices(member.pk, lambda *_words: None, at=NOW)

    assert outbox() == []
    send()
    assert len(outbox()) == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_at_once_one_has_the_person(
    member: Person, wishes: NoticeSettings, tell: Tell
) -> None:
    tell(member)
    start = Barrier(2)

    def work(_number: int) -> int:
        try:
            start.wait()
            return notifying_sending.claim_due(lambda _person: None, at=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as workers:
        counts = list(workers.map(work, range(2)))

    assert sorted(counts) == [0, 1]


def test_the_worker_has_the_tasks(
    member: Person, wishes: NoticeSettings, tell: Tell, outbox: Outbox
) -> None:
    tell(member)

    tasks_notices.send_due_notices.call()

    assert DBTaskResult.objects.count() == 1
    assert len(outbox()) == 1


def test_old_notices_are_forgotten_read_ones_sooner(
    member: Person, curator: Person, tell: Tell
) -> None:
    tell(member)
    tell(curator)
    notifying.mark_all_read(by=member, at=NOW)

    assert notifying_wishes.forget_old(NOW + 80 * DAY) == 0
    assert notifying_wishes.forget_old(NOW + 91 * DAY) == 1
    assert Notice.objects.get().person == curator
    assert notifying_wishes.forget_old(NOW + 366 * DAY) == 1
