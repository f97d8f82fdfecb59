"""Reads about people."""

from collections.abc import Iterable

from medagora.people.models import Person, RoleGrant


def find_person(email: str) -> Person | None:
    return Person.objects.filter(email=email.strip().lower()).first()


def find_by_pseudonym(pseudonym: str) -> Person | None:
    return Person.objects.filter(pseudonym=pseudonym).first()


def names_by_pseudonym(pseudonyms: Iterable[str]) -> dict[str, str]:
    """Names to show beside log entries; erased people are simply absent."""
    people = Person.objects.filter(pseudonym__in=set(pseudonyms))
    return {person.pseudonym: str(person) for person in people}


def find_operator() -> Person | None:
    """The operator who joined first, or None on a new site."""
    grants = RoleGrant.objects.filter(role="operator").select_related("person")
    first = grants.order_by("person__joined_at", "pk").first()
    return first.person if first else None


def count_curators() -> int:
    """How many people may review anywhere."""
    roles = ("curator", "editor", "operator")
    grants = RoleGrant.objects.filter(role__in=roles)
    return grants.values("person").distinct().count()
