"""Reads about hats: who may wear which, and what they say."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from medagora.kernel.refusals import NotFound
from medagora.people.domain import hats
from medagora.people.models import Hat, HatChange, Person


def list_wearable(person: Person, at: datetime) -> list[Hat]:
    """The hats that a new post of this person may wear, verified ones first."""
    worn = Hat.objects.wearable(at).filter(person=person).select_related("person")
    return list(worn.order_by("-standing", "role", "pk"))


def get_wearable(person: Person, public_id: str, at: datetime) -> Hat:
    """The person's own hat, if a new post may wear it; NotFound with a sentence."""
    own = Hat.objects.wearable(at).filter(person=person, uid=public_id)
    hat = own.select_related("person").first()
    if hat is None:
        raise NotFound(
            _("You cannot wear this hat now: it expired, is off or is not yours.")
        )
    return hat


def list_hats(person: Person) -> list[Hat]:
    """Every hat somebody has or had: those that they wear first, then the newest."""
    return sorted(
        Hat.objects.filter(person=person).order_by("-made_at", "-pk"),
        key=lambda hat: hat.doffed_at is not None,
    )


def verified_roles_of(person_ids: Iterable[int], at: datetime) -> dict[int, set[str]]:
    """The verified roles of several people at a time, in one query."""
    rows = Hat.objects.wearable(at).verified().filter(person__in=set(person_ids))
    found: dict[int, set[str]] = {}
    for person_id, role in rows.values_list("person_id", "role"):
        found.setdefault(person_id, set()).add(role)
    return found


def verified_professional_ids(at: datetime | None = None) -> list[int]:
    """People whose word counts as a professional's: they have a verified hat of a
    profession that has not expired."""
    worn = Hat.objects.of_professionals(at or timezone.now())
    return list(worn.order_by().values_list("person_id", flat=True).distinct())


def has_professional_hat(person: Person, at: datetime) -> bool:
    return Hat.objects.of_professionals(at).filter(person=person).exists()


def get_hat(public_id: str) -> Hat:
    hat = Hat.objects.select_related("person").filter(uid=public_id).first()
    if hat is None:
        raise NotFound(_("This hat is not there, or its wearer erased their account."))
    return hat


def get_own_hat(person: Person, public_id: str) -> Hat:
    hat = get_hat(public_id)
    if hat.person_id != person.pk:
        raise NotFound(_("This is not a hat of yours."))
    return hat


def find_change(change_id: int) -> HatChange | None:
    """None when the hat went with its person before the log could say of it."""
    changes = HatChange.objects.select_related("hat", "by")
    return changes.filter(pk=change_id).first()


def expiring(at: datetime) -> QuerySet[Hat]:
    """Hats whose wearers should hear now that they expire soon."""
    soon = at + hats.REMIND_BEFORE
    rows = Hat.objects.wearable(at).verified()
    rows = rows.filter(expires_at__lte=soon, reminded_at=None, person__is_active=True)
    return rows.select_related("person").order_by("expires_at", "pk")


def find_peer_hat(person: Person, role: str, at: datetime) -> Hat | None:
    """The hat by which this person may vouch for a peer of the role."""
    own = Hat.objects.of_professionals(at).filter(person=person, role=role)
    return next(
        (hat for hat in own.order_by("pk") if hats.can_vouch(hat, role, at)), None
    )
