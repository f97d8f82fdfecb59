"""Verification by an institution's address: a code is mailed, the address forgotten."""

import hmac
import re
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from medagora.kernel.refusals import BadInput, Conflict, NotAllowed
from medagora.people import access
from medagora.people.domain import registers
from medagora.people.domain.hats import Evidence, Role, ways_for
from medagora.people.domain.languages import mail_language
from medagora.people.domain.roles import Permission
from medagora.people.models import EvidenceOwner, HatRequest, MailDomain, Person
from medagora.people.services.hats import already_used
from medagora.web import audit
from medagora.web.mail import send_page_mail

#: How long a code works, how often one may be wrong, how many are sent.
LASTS = timedelta(minutes=30)
MOST_WRONG, MOST_SENT = 5, 5
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


@transaction.atomic
def send_code(
    request: HatRequest, address: str, *, by: Person, at: datetime
) -> HatRequest:
    """Mails six digits to an address of a listed institution.

    Only a digest of the address stays, so that it verifies one account.
    """
    _require_own(request, by)
    address = address.strip().lower()
    domain = find_domain(address, request.role)
    if domain is None:
        raise BadInput(
            _("We know no institution with such addresses for this role."),
            field="address",
        )
    if request.codes_sent >= MOST_SENT:
        raise Conflict(_("Several codes were sent already. Withdraw and ask anew."))
    digest = registers.digest_of("mail", address, secret=settings.SECRET_KEY)
    if EvidenceOwner.objects.filter(digest=digest).exclude(person=by).exists():
        raise already_used()
    code = f"{secrets.randbelow(10**6):06}"
    request.mail_domain, request.digest = domain, digest
    request.code_digest, request.code_sent_at = _digest(request, code), at
    request.codes_sent += 1
    request.wrong_codes, request.ready_at = 0, None
    request.save()
    send_page_mail(
        "people/mail/hat_code", address, {"code": code}, mail_language(by.languages)
    )
    audit.record("people.hat_code_sent", request, by=by, domain=domain.domain)
    return request


def prove_address(
    request: HatRequest, code: str, *, by: Person, at: datetime
) -> HatRequest:
    """The code was right: the request lies on the moderators' desk."""
    _require_own(request, by)
    _count_try(request, at)
    typed = _digest(request, "".join(code.split()))
    if not hmac.compare_digest(typed, request.code_digest):
        raise BadInput(_("This is not the code that we sent."), field="code")
    with transaction.atomic():
        request.ready_at, request.code_digest = at, ""
        request.findings = {
            "is_proved": True,
            "organisation": request.mail_domain.organisation
            if request.mail_domain
            else "",
        }
        request.save(update_fields=["ready_at", "code_digest", "findings"])
        audit.record("people.hat_address_proved", request, by=by)
    return request


def _count_try(request: HatRequest, at: datetime) -> None:
    """Counts before it looks, in a write of its own: a refusal undoes no count."""
    sent = request.code_sent_at
    if not request.code_digest or sent is None or at > sent + LASTS:
        raise Conflict(_("This code is too old. Send another."))
    tries = HatRequest.objects.filter(pk=request.pk, wrong_codes__lt=MOST_WRONG)
    if not tries.update(wrong_codes=F("wrong_codes") + 1):
        raise Conflict(_("The code was wrong too often. Send another."))


def find_domain(address: str, role: str) -> MailDomain | None:
    """The listed institution to which the address, or a part above it, belongs."""
    _local, at, host = address.rpartition("@")
    if not at or not _local or not _DOMAIN.fullmatch(host):
        return None
    labels = host.split(".")
    names = [".".join(labels[start:]) for start in range(len(labels) - 1)]
    found = MailDomain.objects.filter(domain__in=names)
    return next((domain for domain in found if role in domain.roles), None)


@transaction.atomic
def add_mail_domain(
    domain: str, organisation: str, roles: list[str], *, by: Person, at: datetime
) -> MailDomain:
    """Operators say whose addresses speak for which roles."""
    access.require(by, Permission.SITE_OPERATE)
    name = domain.strip().lower().lstrip("@")
    if not _DOMAIN.fullmatch(name):
        raise BadInput(
            _("Write a domain such as hospital.example.org."), field="domain"
        )
    known = [role for role in roles if role in _mail_roles()]
    if not known:
        raise BadInput(_("Choose at least one role."), field="roles")
    try:
        with transaction.atomic():
            made = MailDomain.objects.create(
                domain=name,
                organisation=organisation.strip(),
                roles=sorted(known),
                added_at=at,
            )
    except IntegrityError:
        raise Conflict(
            _("This domain is on the list already."), field="domain"
        ) from None
    audit.record("people.mail_domain_added", made, by=by, domain=name)
    return made


@transaction.atomic
def remove_mail_domain(domain: MailDomain, *, by: Person) -> None:
    """Hats that rest on it stay until they expire."""
    access.require(by, Permission.SITE_OPERATE)
    audit.record("people.mail_domain_removed", domain, by=by, domain=domain.domain)
    domain.delete()


def _mail_roles() -> set[Role]:
    return {role for role in Role if Evidence.MAIL in ways_for(role)}


def _digest(request: HatRequest, code: str) -> str:
    return registers.digest_of(f"code:{request.uid}", code, secret=settings.SECRET_KEY)


def _require_own(request: HatRequest, by: Person) -> None:
    if request.person_id != by.pk:
        raise NotAllowed(_("Only the person who asked can do this."))
    if request.state != HatRequest.State.OPEN or request.way != Evidence.MAIL:
        raise Conflict(_("This request needs no code."))
