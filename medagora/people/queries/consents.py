"""Reads about consents."""

from medagora.people.domain.consents import Given, Purpose, holds
from medagora.people.models import AgeDeclaration, Consent, Person


def has_consented(person: Person, purpose: Purpose) -> bool:
    row = Consent.objects.filter(person=person, purpose=purpose, withdrawn_at=None)
    given = row.first()
    found = Given(given.version, given.withdrawn_at) if given else None
    return holds(found, purpose)


def find_age(person: Person) -> AgeDeclaration | None:
    return AgeDeclaration.objects.filter(person=person).first()


def may_write(person: Person) -> bool:
    """Old enough by their own word, and agreed that it is stored and shown."""
    age = find_age(person)
    is_old_enough = age is not None and age.is_old_enough
    return is_old_enough and has_consented(person, Purpose.WRITING)


def list_consents(person: Person) -> list[Consent]:
    return list(person.consents.order_by("-given_at", "-pk"))
