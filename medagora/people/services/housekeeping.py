"""What nobody needs any more is forgotten without being asked."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction

from medagora.people import gateways
from medagora.people.models import Person
from medagora.people.services.erasure import write_missing_lines
from medagora.people.services.invitations import forget_old_invitations
from medagora.web import audit

#: An address that nobody confirmed in this time was a slip or somebody else's.
UNCONFIRMED_AFTER = timedelta(days=14)


def keep_house(now: datetime) -> None:
    forget_old_invitations(now)
    forget_unconfirmed_people(now)
    forget_old_sessions(now)
    write_missing_lines()


@transaction.atomic
def forget_unconfirmed_people(now: datetime) -> int:
    """Removes accounts whose address was never confirmed and never used."""
    stale = Person.objects.filter(
        joined_at__lt=now - UNCONFIRMED_AFTER, last_login=None, grants=None
    ).exclude(emailaddress__verified=True)
    for person in stale:
        audit.forget_actor(person.pk)
    return int(stale.delete()[0])


def forget_old_sessions(now: datetime) -> None:
    Session.objects.filter(expire_date__lt=now).delete()
    oldest = now - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    gateways.forget_sessions_before(oldest)
