"""People who may write: old enough, and they agreed."""

from datetime import UTC, datetime

from medagora.people.domain.consents import Purpose
from medagora.people.models import Person
from medagora.people.services import consents

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def agree(person: Person, *, at: datetime = NOW) -> Person:
    """As if they had answered the page before the first post."""
    consents.declare_age(person, country="HU", is_old_enough=True, at=at)
    consents.give_consent(person, Purpose.WRITING, language="en", at=at)
    return person
