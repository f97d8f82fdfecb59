"""What this room and the shared tables know about somebody; how they forget it."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from medagora.people import gateways, queries
from medagora.people.gateways import orcid
from medagora.people.models import Invitation, Person, RoleGrant
from medagora.people.queries import consents
from medagora.people.services.personal_data import Part, register_personal_data
from medagora.web import audit
from medagora.web.mail import forget_mails_to


def register() -> None:
    register_personal_data(
        "people",
        covers=(
            "people.Person",
            "people.RoleGrant",
            "people.DeclaredInterest",
            "people.Invitation",
            "people.Consent",
            "people.AgeDeclaration",
        ),
        export=export_person,
        erase=erase_account,
    )
    register_personal_data(
        "web", covers=("web.AuditEvent",), export=export_trail, erase=erase_trail
    )


def export_person(person: Person) -> Iterator[Part]:
    yield Part("profile", _("Your account and your profile."), _profile(person))
    yield Part(
        "addresses",
        _("Your e-mail addresses."),
        gateways.list_addresses(person),
    )
    yield Part(
        "roles",
        _("The roles you hold, and who gave them to you."),
        [_grant(grant) for grant in queries.list_grants(person)],
    )
    yield Part(
        "declared_interests",
        _("The interests you declared."),
        [
            {
                "organisation": interest.organisation,
                "nature": interest.nature,
                "details": interest.details,
                "since": interest.since,
                "until": interest.until,
            }
            for interest in queries.list_interests(person)
        ],
    )
    yield Part(
        "consents",
        _("What you agreed to, and your word about your age."),
        _consents(person),
    )
    yield Part(
        "invitations",
        _("Invitations that wait for your address, and those you sent."),
        {
            "received": _invitations(email__in=queries.verified_addresses(person)),
            "sent": _invitations(invited_by=person),
        },
    )
    yield Part(
        "sign_in",
        _("How you sign in, and where you are signed in. Secrets are left out."),
        {
            "has_password": person.has_usable_password(),
            "second_steps": gateways.list_second_steps(person),
            "orcid": orcid.list_linked(person),
            "sessions": gateways.list_sessions(person),
        },
    )


def _profile(person: Person) -> dict[str, object]:
    return {
        "email": person.email,
        "name": person.name,
        "bio": person.bio,
        "reading_languages": person.languages,
        "topics": person.interests,
        "audience": person.audience,
        "name_in_the_log": person.pseudonym,
        "is_active": person.is_active,
        "joined_at": person.joined_at,
        "last_signed_in_at": person.last_login,
    }


def _grant(grant: RoleGrant) -> dict[str, object]:
    given_by = grant.granted_by
    return {
        "role": grant.role,
        "topic": grant.topic,
        "language": grant.language,
        "granted_at": grant.granted_at,
        "granted_by": str(given_by) if given_by else "",
    }


def _invitations(**which: object) -> list[dict[str, object]]:
    fields = ("email", "role", "topic", "language", "invited_at")
    return list(Invitation.objects.filter(**which).order_by("pk").values(*fields))


def erase_account(person: Person, at: datetime) -> None:
    """Deletes the account with all that hangs on it; the other rooms are done."""
    addresses = {a["email"] for a in gateways.list_addresses(person)} | {person.email}
    Invitation.objects.filter(email__in=addresses).delete()
    Invitation.objects.filter(invited_by=person).delete()
    for address in addresses:
        forget_mails_to(address)
    gateways.end_sessions(person)
    person.delete()


def export_trail(person: Person) -> Iterator[Part]:
    yield Part(
        "trail",
        _("What you did that changed something, as the site's private trail has it."),
        audit.list_events_of(person.pk),
    )


def erase_trail(person: Person, at: datetime) -> None:
    audit.forget_actor(person.pk)


def _consents(person: Person) -> dict[str, object]:
    age = consents.find_age(person)
    return {
        "agreed": [
            {
                "purpose": row.purpose,
                "version": row.version,
                "language": row.language,
                "given_at": row.given_at,
                "withdrawn_at": row.withdrawn_at,
            }
            for row in consents.list_consents(person)
        ],
        "country": age.country if age else "",
        "is_old_enough": age.is_old_enough if age else None,
    }
