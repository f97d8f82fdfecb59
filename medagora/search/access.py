"""Who may see what people looked for, and say what becomes of it."""

from typing import TYPE_CHECKING

from medagora.people import access
from medagora.people.access import Permission

if TYPE_CHECKING:
    from medagora.people.models import Person


def can_see_unmet(person: "Person | None") -> bool:
    return access.can(person, Permission.REVIEW_GIVE)


def require_unmet(person: "Person | None") -> "Person":
    """Whoever judges resources; the words are no business of anybody else."""
    return access.require(person, Permission.REVIEW_GIVE)


def can_settle(person: "Person | None", language: str) -> bool:
    return access.can(person, Permission.REVIEW_GIVE, languages={language})


def require_settle(person: "Person | None", language: str) -> "Person":
    """NotAllowed outside the languages of a curator."""
    return access.require(person, Permission.REVIEW_GIVE, languages={language})
