"""Writes about people."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from medagora.kernel.refusals import BadInput
from medagora.people import access
from medagora.people.domain.roles import ROLES, Permission
from medagora.people.gateways import sign_in_link_token
from medagora.people.models import Person, RoleGrant
from medagora.web import audit


@transaction.atomic
def create_person(email: str, *, name: str = "", by: Person | None) -> Person:
    """An account without a password; they sign in by link or code.

    BadInput when the address is taken.
    """
    if Person.objects.filter(email=email.strip().lower()).exists():
        raise BadInput(f"{email} has an account already.", field="email")
    person = Person.objects.create_user(email.strip(), name=name)
    person.emailaddress_set.create(email=person.email, verified=True, primary=True)
    audit.record("people.person_created", person, by=by)
    return person


@transaction.atomic
def grant_role(
    person: Person,
    role: str,
    *,
    by: Person | None,
    topic: str = "",
    language: str = "",
) -> RoleGrant:
    """Gives a role; ``by=None`` is the operator at the server's own command line."""
    if role not in ROLES or role == "member":
        raise BadInput(f"There is no role called {role}.", field="role")
    if by is not None:
        needed = (
            Permission.ROLE_GRANT_CURATOR
            if role == "curator"
            else Permission.ROLE_GRANT_ANY
        )
        access.require(by, needed)
    if not ROLES[role].scoped and (topic or language):
        raise BadInput(f"The role {role} is for the whole site.", field="topic")
    grant, _made = RoleGrant.objects.get_or_create(
        person=person,
        role=role,
        topic=topic,
        language=language,
        defaults={"granted_by": by},
    )
    access.forget_grants(person)
    audit.record("people.role_granted", person, by=by, role=role, topic=topic)
    return grant


def sign_in_link(person: Person) -> str:
    """A full address that signs this person in once, within Django's
    PASSWORD_RESET_TIMEOUT (three days)."""
    path = reverse(
        "people:sign-in-link",
        args=[person.pk, sign_in_link_token.make_token(person)],
    )
    return settings.CONFIG.site_url.rstrip("/") + path
