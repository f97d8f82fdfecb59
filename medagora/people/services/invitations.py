"""Invitations: a role waits for whoever owns an e-mail address."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from medagora.kernel.refusals import BadInput, Conflict, NotAllowed
from medagora.people import access, queries
from medagora.people.domain.invitations import LASTS, is_open, needed_permission
from medagora.people.domain.languages import mail_language
from medagora.people.models import Invitation, Person, RoleGrant
from medagora.people.services.roles import check_role
from medagora.people.tokens import invitation_token
from medagora.people.topic_names import name_of, topic_names
from medagora.web import audit
from medagora.web.links import absolute
from medagora.web.mail import send_page_mail


@transaction.atomic
def invite(
    email: str,
    role: str,
    *,
    by: Person | None,
    at: datetime,
    topic: str = "",
    language: str = "",
) -> Invitation:
    """Mails an invitation; inviting again sends it again and starts its 30 days anew.

    BadInput when the owner of the address holds the role already.
    """
    check_role(role, by=by, topic=topic, language=language)
    email = email.strip().lower()
    person = queries.find_person(email)
    if person and _holds(person, role, topic, language):
        raise BadInput(_("This person holds that role already."), field="email")
    invitation, _made = Invitation.objects.update_or_create(
        email=email,
        role=role,
        topic=topic,
        language=language,
        defaults={"invited_by": by, "invited_at": at},
    )
    _mail(invitation, person)
    audit.record(
        "people.invited", invitation, by=by, role=role, topic=topic, language=language
    )
    return invitation


@transaction.atomic
def accept_invitation(invitation: Invitation, *, by: Person, at: datetime) -> RoleGrant:
    """Gives the role to the owner of the invited address, as the inviter may.

    Conflict when it is too old or the inviter may not give the role any more;
    NotAllowed for anybody else.
    """
    _require_owner(invitation, by)
    if not is_open(invitation.invited_at, at) or not _inviter_may(invitation):
        raise Conflict(_("This invitation is not valid any more. Ask for a new one."))
    grant, _made = RoleGrant.objects.get_or_create(
        person=by,
        role=invitation.role,
        topic=invitation.topic,
        language=invitation.language,
        defaults={"granted_by": invitation.invited_by},
    )
    audit.record("people.invitation_accepted", invitation, by=by, role=invitation.role)
    invitation.delete()
    access.forget_grants(by)
    return grant


@transaction.atomic
def decline_invitation(invitation: Invitation, *, by: Person) -> None:
    _require_owner(invitation, by)
    audit.record("people.invitation_declined", invitation, by=by)
    invitation.delete()


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: Person | None) -> None:
    if by is not None:
        access.require(by, needed_permission(invitation.role))
    audit.record("people.invitation_withdrawn", invitation, by=by)
    invitation.delete()


def forget_old_invitations(now: datetime) -> int:
    """Removes invitations that nobody answered within 30 days."""
    old = Invitation.objects.filter(invited_at__lte=now - LASTS)
    return int(old.delete()[0])


def _holds(person: Person, role: str, topic: str, language: str) -> bool:
    scope = {"role": role, "topic": topic, "language": language}
    return person.grants.filter(**scope).exists()


def _inviter_may(invitation: Invitation) -> bool:
    """An invitation from the server's command line has no inviter and stands."""
    inviter = invitation.invited_by
    return inviter is None or access.can(inviter, needed_permission(invitation.role))


def _require_owner(invitation: Invitation, person: Person) -> None:
    if invitation.email not in queries.verified_addresses(person):
        raise NotAllowed(
            _(
                "This invitation was sent to another e-mail address. Sign in with "
                "the account of that address."
            )
        )


def _mail(invitation: Invitation, person: Person | None) -> None:
    """In the language that the person reads, else the one they are invited for."""
    wish = [invitation.language, translation.get_language() or "en"]
    code = mail_language([*(person.languages if person else []), *wish])
    with translation.override(code):
        path = reverse("people:invitation", args=[invitation_token(invitation.pk)])
    context = {
        "inviter": str(invitation.invited_by or settings.CONFIG.site_name),
        "role": invitation.role,
        "topic": name_of(invitation.topic, topic_names(code)),
        "role_language": invitation.language,
        "link": absolute(path),
        "days": LASTS.days,
    }
    send_page_mail("people/mail/invitation", invitation.email, context, code)
