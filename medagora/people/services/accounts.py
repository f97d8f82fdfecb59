"""Accounts: opened, closed and reopened; links that sign somebody in."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from medagora.kernel.refusals import BadInput, Conflict
from medagora.people import access, queries
from medagora.people.domain.languages import mail_language
from medagora.people.domain.roles import Permission
from medagora.people.gateways import (
    add_confirmed_address,
    end_sessions,
    forget_second_step,
)
from medagora.people.models import Person, RoleGrant
from medagora.people.services.ways_in import end_ways_in
from medagora.people.tokens import sign_in_link_token
from medagora.web import audit
from medagora.web.links import absolute
from medagora.web.mail import send_page_mail


@transaction.atomic
def create_person(email: str, *, name: str = "", by: Person | None) -> Person:
    """An account without a password; they sign in by link or code.

    BadInput when the address is taken.
    """
    if queries.find_person(email):
        raise BadInput("%(email)s has an account already.", email=email, field="email")
    person = Person.objects.create_user(email.strip(), name=name)
    add_confirmed_address(person)
    audit.record("people.person_created", person, by=by)
    return person


@transaction.atomic
def deactivate_person(person: Person, *, by: Person | None) -> Person:
    """Closes the account: nobody can sign in to it. Nothing is lost but the keys of
    programs, which stay dead when it is opened again. Conflict for the last operator.
    """
    _require_management(by)
    keep_an_operator(without=person)
    person.is_active = False
    person.save(update_fields=["is_active"])
    end_sessions(person)
    end_ways_in(person)
    audit.record("people.person_deactivated", person, by=by)
    return person


@transaction.atomic
def reactivate_person(person: Person, *, by: Person | None) -> Person:
    """They sign in as before; keys of programs that were made before open nothing."""
    _require_management(by)
    end_ways_in(person)
    person.is_active = True
    person.save(update_fields=["is_active"])
    audit.record("people.person_reactivated", person, by=by)
    return person


@transaction.atomic
def sign_out_everywhere(person: Person, *, by: Person | None) -> None:
    """Ends every session, on every device, also the present one, and the keys of
    programs: somebody else may have made one."""
    if by is None or by.pk != person.pk:
        _require_management(by)
    end_sessions(person)
    end_ways_in(person)
    audit.record("people.signed_out_everywhere", person, by=by)


@transaction.atomic
def remove_second_step(person: Person, *, by: Person | None) -> None:
    """For somebody who lost their telephone and their recovery codes.

    It also removes passkeys. The person hears of it by mail.
    """
    _require_management(by)
    forget_second_step(person)
    _write(person, "people/mail/second_step_removed", {})
    audit.record("people.second_step_removed", person, by=by)


def sign_in_link(person: Person) -> str:
    """A full address that signs this person in once, within Django's
    PASSWORD_RESET_TIMEOUT (three days). A second step is still asked for.
    """
    path = reverse(
        "people:sign-in-link",
        args=[person.pk, sign_in_link_token.make_token(person)],
    )
    return absolute(path)


@transaction.atomic
def send_sign_in_link(person: Person, *, by: Person | None) -> None:
    """Mails the link to the person. Nobody else may see it, not even an operator:
    who could sign in as another curator could agree twice.
    """
    _require_management(by)
    if not person.is_active:
        raise Conflict(_("This account is closed. Reopen it first."))
    _write(person, "people/mail/sign_in_link", {"link": sign_in_link(person)})
    audit.record("people.sign_in_link_sent", person, by=by)


def keep_an_operator(*, without: Person) -> None:
    """Conflict if nobody could run the site without this person.

    Locks the operators' grants, so that two operators who end each other's role
    at the same moment cannot both succeed.
    """
    grants = RoleGrant.objects.select_for_update().filter(role="operator")
    holders = {grant.person_id for grant in grants}
    if without.pk not in holders or not without.is_active:
        return
    others = Person.objects.filter(pk__in=holders - {without.pk}, is_active=True)
    if not others.exists():
        raise Conflict(
            _(
                "This is the only operator. Make somebody else an operator first, "
                "or nobody could run the site."
            )
        )


def _require_management(by: Person | None) -> None:
    """``by=None`` is the operator at the server's own command line."""
    if by is not None:
        access.require(by, Permission.ACCOUNT_MANAGE)


def _write(person: Person, template: str, context: dict[str, str]) -> None:
    words = {"name": person.name, **context}
    send_page_mail(template, person.email, words, mail_language(person.languages))
