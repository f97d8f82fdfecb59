"""Roles: given, ended."""

from django.db import transaction
from django.utils.translation import gettext as _

from medagora.kernel import languages
from medagora.kernel.refusals import BadInput, NotFound
from medagora.people import access
from medagora.people.domain.invitations import needed_permission
from medagora.people.domain.roles import ROLES
from medagora.people.models import Person, RoleGrant
from medagora.people.services.accounts import keep_an_operator
from medagora.people.topic_names import topic_names
from medagora.web import audit


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
    check_role(role, by=by, topic=topic, language=language)
    grant, made = RoleGrant.objects.get_or_create(
        person=person,
        role=role,
        topic=topic,
        language=language,
        defaults={"granted_by": by},
    )
    access.forget_grants(person)
    if made:
        audit.record(
            "people.role_granted",
            person,
            by=by,
            role=role,
            topic=topic,
            language=language,
        )
    return grant


@transaction.atomic
def revoke_role(
    person: Person,
    role: str,
    *,
    by: Person | None,
    topic: str = "",
    language: str = "",
) -> None:
    """Ends one role for one scope. NotFound if it is not held, Conflict when it is
    the last operator's.
    """
    if by is not None:
        access.require(by, needed_permission(role))
    scope = {"role": role, "topic": topic, "language": language}
    grant = person.grants.filter(**scope).first()
    if grant is None:
        raise NotFound(_("That role ended already."))
    if role == "operator":
        keep_an_operator(without=person)
    grant.delete()
    access.forget_grants(person)
    audit.record("people.role_revoked", person, by=by, **scope)


def check_role(role: str, *, by: Person | None, topic: str, language: str) -> None:
    """NotAllowed or BadInput unless ``by`` may give this role for this scope."""
    if role not in ROLES or role == "member":
        raise BadInput("There is no role called %(role)s.", role=role, field="role")
    if by is not None:
        access.require(by, needed_permission(role))
    if not ROLES[role].scoped and (topic or language):
        raise BadInput(
            _("Only curators and moderators have a topic or language."), field="topic"
        )
    if language and not languages.is_known(language):
        raise BadInput(_("This is not a language that we know."), field="language")
    known = topic_names("en") if topic else {}
    if known and topic not in known:
        raise BadInput("There is no topic %(topic)s.", topic=topic, field="topic")
