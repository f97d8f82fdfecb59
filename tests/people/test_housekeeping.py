"""What nobody needs any more is forgotten."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from medagora.people import services
from medagora.people.models import Invitation, Person
from medagora.people.services import housekeeping
from medagora.web import tasks

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def joined(person: Person, at: datetime) -> None:
    Person.objects.filter(pk=person.pk).update(joined_at=at)


def test_accounts_that_nobody_confirmed_are_forgotten_after_two_weeks(
    make_person: Callable[..., Person],
) -> None:
    stale, fresh, confirmed = (make_person(n) for n in ("Stale", "Fresh", "Confirmed"))
    for person in (stale, fresh):
        EmailAddress.objects.filter(user=person).update(verified=False)
    joined(stale, NOW - timedelta(days=15))
    joined(fresh, NOW - timedelta(days=13))
    joined(confirmed, NOW - timedelta(days=900))

    housekeeping.forget_unconfirmed_people(NOW)

    assert set(Person.objects.all()) == {fresh, confirmed}


def test_old_invitations_and_sessions_are_forgotten(
    operator: Person, browser_of: Callable[[Person], Client]
) -> None:
    services.invite("old@example.org", "curator", by=operator, at=NOW)
    browser_of(operator).get("/en/account/settings/")
    later = datetime.now(UTC) + timedelta(days=60)

    housekeeping.keep_house(later)

    assert not Invitation.objects.exists()
    assert not Session.objects.exists()
    assert not UserSession.objects.exists()


def test_the_worker_keeps_house_every_day() -> None:
    names = {periodic.name for periodic in tasks.registered()}

    assert "medagora.people.tasks.keep_house" in names
    assert "medagora.web.mail.forget_sent_mails" in names
