"""Who may: returns or refuses."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from medagora.kernel.refusals import NotAllowed
from medagora.people.domain.roles import Grant, Permission, allows
from medagora.people.models import Person

__all__ = ["Permission", "can", "require"]


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


def grants_of(person: Person) -> list[Grant]:
    """The person's grants, read once per request; everyone is a member."""
    cached: list[Grant] | None = getattr(person, "_grants", None)
    if cached is None:
        rows = person.grants.values_list("role", "topic", "language")
        cached = [Grant("member"), *(Grant(*row) for row in rows)]
        person._grants = cached  # type: ignore[attr-defined]  # a cache of this request
    return cached


def forget_grants(person: Person) -> None:
    """Drops the cache after the person's roles changed."""
    if hasattr(person, "_grants"):
        del person._grants
