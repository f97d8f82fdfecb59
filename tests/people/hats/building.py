"""Hats for tests, without the way to them."""

from datetime import UTC, datetime
from typing import Any

from django.utils import timezone

from medagora.people import access
from medagora.people.domain import hats
from medagora.people.models import Hat, Person

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def give_hat(
    person: Person,
    role: str = "physician",
    topic: str = "",
    verified: bool = True,
    at: datetime = NOW,
    **fields: Any,
) -> Hat:
    """A hat that ``person`` can wear from ``at``; patients' are always self-declared.

    ``topic`` is the specialty of a professional, the illness of anybody else.
    """
    verified = verified and hats.needs_verification(role)
    evidence = fields.pop("evidence", "register") if verified else "none"
    about = "topic" if role in hats.WITH_TOPIC else "specialty"
    words = {
        about: topic,
        "standing": "verified" if verified else "self_declared",
        "evidence": evidence,
        "verified_at": at if verified else None,
        "expires_at": hats.expiry(role, evidence, at),
        "name": person.name if verified else "",
        "shows_name": hats.shows_name_at_first(role),
        "made_at": at,
        **fields,
    }
    access.forget_grants(person)
    return Hat.objects.create(person=person, role=role, **words)


def as_professional(person: Person, role: str = "nurse") -> Person:
    """The person with a hat that counts today, for code that asks the clock itself."""
    give_hat(person, role, at=timezone.now())
    return person
