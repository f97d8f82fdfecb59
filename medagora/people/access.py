"""Who may: returns or refuses."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from medagora.kernel.refusals import NotAllowed
from medagora.people.domain.roles import Grant, Permission, allows
from medagora.people.models import Person
from medagora.people.queries import hats

__all__ = [
    "Permission",
    "can",
    "can_verify_hats",
    "is_verified_professional",
    "require",
]


def can(
    person: Person | None,
    permission: Permission,
    *,
    topics: Iterable[str] | None = None,
    languages: Iterable[str] | None = None,
) -> bool:
    """True if the person may; ``topics`` are slugs including ancestors.

    Without topics and languages: whether they may do it anywhere.
    """
    if person is None or not person.is_authenticated or not person.is_active:
        return False
    return allows(grants_of(person), permission, topics=topics, languages=languages)


def require(
    person: Person | None,
    permission: Permission,
    *,
    topics: Iterable[str] | None = None,
    languages: Iterable[str] | None = None,
) -> Person:
    """The person, or NotAllowed with a sentence."""
    if person and can(person, permission, topics=topics, languages=languages):
        return person
    raise NotAllowed(
        _("Your account has no permission for this. Ask the people who run the site.")
    )


def is_verified_professional(person: Person | None, at: datetime | None = None) -> bool:
    """True while the person has a verified hat of a profession that has not expired.

    ``at`` is now if it is not said; then the answer is kept for this request.
    """
    if person is None or not person.is_authenticated or not person.is_active:
        return False
    if at is not None:
        return hats.has_professional_hat(person, at)
    cached: bool | None = getattr(person, "_is_professional", None)
    if cached is None:
        cached = hats.has_professional_hat(person, timezone.now())
        person._is_professional = cached  # type: ignore[attr-defined]  # as _grants
    return cached


def can_verify_hats(person: Person | None) -> bool:
    return can(person, Permission.HAT_VERIFY)


def grants_of(person: Person) -> list[Grant]:
    """The person's grants, read once per request; everyone is a member."""
    cached: list[Grant] | None = getattr(person, "_grants", None)
    if cached is None:
        rows = person.grants.values_list("role", "topic", "language")
        cached = [Grant("member"), *(Grant(*row) for row in rows)]
        person._grants = cached  # type: ignore[attr-defined]  # a cache of this request
    return cached


def forget_grants(person: Person) -> None:
    """Drops what is cached of the person after their roles or hats changed."""
    for name in ("_grants", "_is_professional"):
        if hasattr(person, name):
            delattr(person, name)
