"""Kinds of notices without the rooms that send them, and people who are told."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core import mail as django_mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.utils.translation import ngettext_lazy

from medagora.people import notice_kinds
from medagora.people.domain.notices import Frequency
from medagora.people.models import NoticeSettings, Person
from medagora.people.notice_kinds import NoticeKind
from medagora.people.services import notifying, notifying_sending, notifying_wishes

#: Noon, a Monday.
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
Tell = Callable[..., None]
Outbox = Callable[[], list[EmailMultiAlternatives]]

ANSWER = NoticeKind(
    "test-answer",
    "conversations",
    "Answers",
    "%(who)s answered “%(title)s”",
    ngettext_lazy(
        "%(count)d new answer to “%(title)s”",
        "%(count)d new answers to “%(title)s”",
        "count",
    ),
    ngettext_lazy("%(count)d new answer", "%(count)d new answers", "count"),
)
THANKS = NoticeKind(
    "test-thanks",
    "conversations",
    "Thanks",
    "%(who)s thanks you",
    usual=Frequency.WEEKLY,
)
CRISIS = NoticeKind(
    "test-crisis", "duties", "Crisis", "Somebody needs help", is_urgent=True
)


@pytest.fixture(autouse=True)
def kinds() -> Iterator[None]:
    before = dict(notice_kinds._kinds)
    notice_kinds._kinds.clear()
    for kind in (ANSWER, THANKS, CRISIS):
        notice_kinds.register_kind(kind)
    yield
    notice_kinds._kinds.clear()
    notice_kinds._kinds.update(before)


@pytest.fixture
def tell(db: None) -> Tell:
    """An answer to Mia's question; ``tell(mia, 3)`` is its third."""

    def make(person: Person, number: int = 1, **changes: Any) -> None:
        words: dict[str, Any] = {
            "kind": "test-answer",
            "about": "question:asthma",
            "url_path": f"/en/questions/asthma/#answer-{number}",
            "params": {"who": "Ada", "title": "Which inhaler?"},
            "key": f"answer:{number}",
            "at": NOW,
        }
        words.update(changes)
        kind = words.pop("kind")
        notifying.notify([person.pk], kind, **words)

    return make


@pytest.fixture
def wishes(member: Person) -> NoticeSettings:
    """Mia's, without quiet hours."""
    own = notifying_wishes.settings_of(member)
    own.quiet_from = own.quiet_until = 0
    own.save()
    return own


@pytest.fixture
def outbox(run_tasks: Callable[[], None]) -> Outbox:
    """The mails that were sent since the last look."""

    def look() -> list[EmailMultiAlternatives]:
        run_tasks()
        sent = list(django_mail.outbox)
        django_mail.outbox.clear()
        return sent  # type: ignore[return-value]  # ours all have HTML

    return look


@pytest.fixture
def mia(client: Client, member: Person) -> Client:
    """A browser in which Mia is signed in."""
    client.force_login(
        member, backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def send(at: datetime = NOW) -> list[tuple[int, int]]:
    """As the worker does: claims who is due, then sends; gives the pushes."""
    pushes: list[tuple[int, int]] = []
    claimed: list[int] = []
    notifying_sending.claim_due(claimed.append, at=at)
    for person_id in claimed:
        notifying_sending.send_notices(
            person_id, lambda *words: pushes.append(words), at=at
        )
    return pushes
