"""Consents: given, taken back; the word about one's age."""

from datetime import datetime

from django.db import transaction

from medagora.kernel.refusals import BadInput
from medagora.people.domain.consents import VERSIONS, Purpose
from medagora.people.models import AgeDeclaration, Consent, Person
from medagora.people.queries.consents import has_consented
from medagora.web import audit
from medagora.web.countries import is_country


@transaction.atomic
def declare_age(
    person: Person, *, country: str, is_old_enough: bool, at: datetime
) -> AgeDeclaration:
    """The person's word; asked once, and mended here when it was a slip."""
    if country and not is_country(country):
        raise BadInput("This is not a country that we know.", field="country")
    row, _made = AgeDeclaration.objects.update_or_create(
        person=person,
        defaults={
            "country": country,
            "is_old_enough": is_old_enough,
            "declared_at": at,
        },
    )
    audit.record("people.age_declared", person, by=person)
    return row


@transaction.atomic
def give_consent(
    person: Person, purpose: Purpose, *, language: str, at: datetime
) -> None:
    """Keeps that the present sentence was agreed to; once is enough."""
    if has_consented(person, purpose):
        return
    Consent.objects.filter(person=person, purpose=purpose, withdrawn_at=None).update(
        withdrawn_at=at
    )
    Consent.objects.create(
        person=person,
        purpose=purpose,
        version=VERSIONS[purpose],
        language=language,
        given_at=at,
    )
    audit.record("people.consent_given", person, by=person, purpose=str(purpose))


@transaction.atomic
def withdraw_consent(person: Person, purpose: Purpose, *, at: datetime) -> None:
    """Nothing new is stored for it from now on; what is there stays until erased."""
    open_ones = Consent.objects.filter(
        person=person, purpose=purpose, withdrawn_at=None
    )
    if open_ones.update(withdrawn_at=at):
        audit.record("people.consent_withdrawn", person, by=person, purpose=purpose)
