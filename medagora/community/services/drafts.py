"""What somebody has begun to write: kept, given back, discarded."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from medagora.community.models import Draft
from medagora.kernel.refusals import BadInput

if TYPE_CHECKING:
    from medagora.people.models import Person

#: More than any form of ours can hold, less than a disk.
LONGEST = 60_000
MOST_DRAFTS = 50


def keep(
    person: "Person", place: str, fields: dict[str, list[str]], *, at: datetime
) -> None:
    """The latest state of a form that is not sent yet; ``fields`` as a form posts
    them. BadInput when it is larger than any form here."""
    if sum(len(v) for values in fields.values() for v in values) > LONGEST:
        raise BadInput("This draft is too long to be kept.")
    is_new = not Draft.objects.filter(person=person, place=place).exists()
    if is_new and Draft.objects.filter(person=person).count() >= MOST_DRAFTS:
        oldest = Draft.objects.filter(person=person).order_by("saved_at").first()
        if oldest:
            oldest.delete()
    Draft.objects.update_or_create(
        person=person, place=place, defaults={"fields": fields, "saved_at": at}
    )


def find(person: "Person", place: str) -> Draft | None:
    return Draft.objects.filter(person=person, place=place).first()


def discard(person: "Person", place: str) -> None:
    Draft.objects.filter(person=person, place=place).delete()


def forget_old(now: datetime) -> int:
    """Removes drafts that nobody touched for so long; gives how many."""
    kept_for = timedelta(days=settings.CONFIG.draft_days)
    return Draft.objects.filter(saved_at__lt=now - kept_for).delete()[0]
