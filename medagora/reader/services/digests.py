"""Digests: wished, due, sent once. Killed at any point, a digest was sent or was not;
the mail waits in the same transaction as the note that it was sent."""

import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from medagora.people.domain.languages import mail_language
from medagora.reader.domain.digests import LEAST_REST, PERIODS, next_due
from medagora.reader.domain.places import place_of
from medagora.reader.domain.words import Frequency
from medagora.reader.models import AlertHit, Digest, ReaderNews
from medagora.reader.queries.digests import (
    LAG,
    find_digest,
    gather,
    gather_trial,
    last_place,
    schedule_of,
)
from medagora.reader.services import letters
from medagora.web.mail import Letter
from medagora.web.time_zones import usual_zone

if TYPE_CHECKING:
    from medagora.people.models import Person

#: Claimed in one run of the worker; the next run takes the rest.
MOST_CLAIMED = 500


@dataclass(frozen=True)
class DigestDraft:
    """How somebody wants their digest."""

    frequency: Frequency
    hour: int = 7
    weekday: int = 0
    time_zone: str = "UTC"
    language: str = "en"
    most: int = 30
    only_alerts: bool = False


def digest_of(person: "Person") -> Digest:
    """A person's wishes; made, and off, at the first look."""
    found = find_digest(person)
    if found:
        return found
    try:
        with transaction.atomic():
            return Digest.objects.create(
                person=person,
                token=secrets.token_urlsafe(24),
                language=mail_language(person.languages),
                time_zone=usual_zone(),
            )
    except IntegrityError:  # made by another request in this moment
        return Digest.objects.select_related("person").get(person=person)


@transaction.atomic
def change_digest(digest: Digest, draft: DigestDraft, *, at: datetime) -> Digest:
    """The new wishes. The first digest after a pause looks back over one day or week,
    not over the whole pause."""
    was_off = digest.frequency == Frequency.OFF
    for name, value in asdict(draft).items():
        setattr(digest, name, value)
    digest.due_at = next_due(schedule_of(digest), at)
    if was_off and draft.frequency is not Frequency.OFF:
        since = at - PERIODS[draft.frequency]
        digest.sent_through = max(digest.sent_through, place_of(since))
        AlertHit.objects.filter(
            alert__person=digest.person_id, mailed_at=None, found_at__lt=since
        ).update(mailed_at=at)
    digest.save()
    return digest


def turn_on_for_alert(person: "Person", frequency: Frequency, *, at: datetime) -> bool:
    """Somebody who gets no digest asks to be mailed what an alert finds: they get that
    alone. True when this changed something, which the page then says."""
    digest = digest_of(person)
    if frequency is Frequency.OFF or digest.frequency != Frequency.OFF:
        return False
    own = Frequency.WEEKLY if frequency is Frequency.WEEKLY else Frequency.DAILY
    draft = DigestDraft(
        frequency=own,
        hour=digest.hour,
        weekday=digest.weekday,
        time_zone=digest.time_zone,
        language=digest.language,
        most=digest.most,
        only_alerts=True,
    )
    change_digest(digest, draft, at=at)
    return True


def stop(digest: Digest) -> None:
    """No mail of the reader goes out any more. Alerts stay, on their page."""
    Digest.objects.filter(pk=digest.pk).update(frequency=Frequency.OFF, due_at=None)


@transaction.atomic
def resume(digest: Digest, frequency: Frequency, *, at: datetime) -> None:
    """As it was before it was stopped."""
    digest.frequency = frequency
    digest.due_at = next_due(schedule_of(digest), at)
    digest.save(update_fields=["frequency", "due_at"])


# ---- sending -------------------------------------------------------------------


def claim_due(hand_over: Callable[[int], object], *, at: datetime) -> int:
    """Hands over each digest that is due, to be sent; gives how many.

    Whoever moves ``due_at`` forward owns this digest; handing over belongs to the same
    transaction.
    """
    due = Digest.objects.filter(due_at__lte=at).exclude(frequency=Frequency.OFF)
    count = 0
    for digest in due.order_by("due_at")[:MOST_CLAIMED]:
        with transaction.atomic():
            mine = Digest.objects.filter(pk=digest.pk, due_at=digest.due_at).update(
                due_at=next_due(schedule_of(digest), at)
            )
            if mine:
                hand_over(digest.pk)
                count += 1
    return count


@transaction.atomic
def send_digest(digest_id: int, *, at: datetime) -> bool:
    """Mails what is new; False, and no mail, when nothing is. Twice in a row sends
    once: the second finds nothing new."""
    rows = Digest.objects.select_for_update(of=("self",)).select_related("person")
    digest = rows.filter(pk=digest_id, person__is_active=True).first()
    if digest is None or digest.frequency == Frequency.OFF:
        return False
    through = last_place(at - LAG)
    gathered = gather(digest, at=at)
    digest.sent_through = max(digest.sent_through, through)
    if gathered.is_empty:
        digest.save(update_fields=["sent_through"])
        return False
    AlertHit.objects.filter(pk__in=gathered.hits).update(mailed_at=at)
    ReaderNews.objects.filter(pk__in=[line.id for line in gathered.news]).update(
        mailed_at=at
    )
    digest.sent_at = at
    if digest.frequency == Frequency.IMMEDIATE:
        digest.due_at = at + LEAST_REST
    digest.save(update_fields=["sent_through", "sent_at", "due_at"])
    letters.queue(letters.write_digest(digest, gathered), digest, "digest")
    return True


def write_trial(digest: Digest, *, at: datetime) -> Letter:
    """A digest as it would look now; nothing counts as told by it."""
    return letters.write_digest(digest, gather_trial(digest, at=at))


@transaction.atomic
def send_trial(digest: Digest, *, at: datetime) -> None:
    """Mails such a digest, also an empty one: somebody wants to see that it comes."""
    letters.queue(write_trial(digest, at=at), digest, "digest")
