"""Asking for a hat to be verified; taking the question back."""

from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from medagora.kernel.refusals import BadInput, Conflict, NotAllowed
from medagora.people import gateways
from medagora.people.domain import hats, registers
from medagora.people.domain.hats import Evidence
from medagora.people.domain.register_names import Fit, compare
from medagora.people.gateways.registers import Lookup
from medagora.people.models import EvidenceOwner, HatRequest, Person
from medagora.people.services.hats import HatDraft, already_used, check_draft
from medagora.web import audit, news

#: Requests at a time, and within a day: moderators are few.
MOST_OPEN = 3
MOST_A_DAY = 10


@transaction.atomic
def ask_for_hat(  # noqa: PLR0913 - the draft, the way, and what the way needs
    draft: HatDraft,
    way: str,
    *,
    by: Person,
    at: datetime,
    register: str = "",
    number: str = "",
    remarks: str = "",
    is_proved: bool = False,
) -> HatRequest:
    """A request to be verified in one way. What is left to do depends on the way: a
    code to type, papers to add, colleagues to ask; then people decide.

    ``is_proved``: the ORCID iD comes from ORCID itself, where the person signed in.
    BadInput, with the field, for what cannot be; Conflict for what is there already.
    """
    check_draft(draft)
    if way not in hats.ways_for(draft.role):
        raise BadInput(_("This role cannot be shown in this way."), field="way")
    if not by.name.strip():
        raise BadInput(
            _("Write your real name in your profile first: it is compared with yours.")
        )
    _check_load(by, at)
    _check_held(draft, by, at)
    request = HatRequest(
        person=by,
        role=draft.role,
        specialty=draft.specialty,
        words=draft.words.strip(),
        country=draft.country,
        way=Evidence(way).value,
        name=by.name,
        shows_name=draft.shows_name,
        remarks=remarks.strip(),
        asked_at=at,
    )
    if way in {Evidence.REGISTER, Evidence.ORCID}:
        _add_number(request, register if way == Evidence.REGISTER else "orcid", number)
        request.findings = {"is_proved": is_proved}
        request.ready_at = at
    _save(request)
    audit.record("people.hat_asked", request, by=by, role=request.role, way=way)
    if request.number:
        news.tell("hat_number_given", str(request.pk))
    return request


def _check_load(by: Person, at: datetime) -> None:
    if by.hat_requests.filter(state="open").count() >= MOST_OPEN:
        raise Conflict(_("You have asked for several hats. Wait for an answer first."))
    lately = by.hat_requests.filter(asked_at__gt=at - timedelta(days=1))
    if lately.count() >= MOST_A_DAY:
        raise Conflict(_("You have asked often today. Try again tomorrow."))


def _check_held(draft: HatDraft, by: Person, at: datetime) -> None:
    """Conflict when the same hat is worn and it is too early to renew it."""
    words = draft.words.strip()
    same = by.hats.verified().filter(
        role=draft.role, specialty=draft.specialty, words=words, doffed_at=None
    )
    held = same.first()
    if held and not hats.can_be_renewed(held, at):
        raise Conflict(_("You have this hat already."))


def _add_number(request: HatRequest, slug: str, typed: str) -> None:
    """The number is kept while the request is open; then only its public page is,
    or a digest."""
    register = registers.find_register(slug)
    if register is None:
        raise BadInput(_("Choose a register."), field="register")
    number = registers.tidy_number(register, typed)
    registers.check_role(register, number, request.role)
    request.register, request.number = register.slug, number
    request.country = register.country or request.country
    request.link = register.page_of(number) or register.search
    request.digest = registers.digest_of(
        register.slug, number, secret=settings.SECRET_KEY
    )
    others = EvidenceOwner.objects.filter(digest=request.digest)
    if others.exclude(person=request.person).exists():
        raise already_used()


def _save(request: HatRequest) -> None:
    try:
        with transaction.atomic():
            request.save()
    except IntegrityError:
        raise Conflict(_("You have asked for this hat already.")) from None


def note_record(request_id: int, *, lookup: Lookup) -> HatRequest | None:
    """Adds what the register says to an open request, for those who decide.

    In no transaction: registers are slow, and nothing may be locked meanwhile.
    """
    open_requests = HatRequest.objects.filter(pk=request_id, state="open")
    request = open_requests.exclude(number="").first()
    if request is None:
        return None
    record = lookup.look_up(request.register, request.number)
    fit = Fit.UNKNOWN
    if record.lookup == "found":
        fit = compare(request.name, record.given, record.family)
    found = {**request.findings, **record.as_findings(), "name": fit.value}
    # the decision may have fallen while the register was asked: then it is forgotten
    open_requests.update(findings=found)
    request.findings = found
    return request


@transaction.atomic
def withdraw_request(request: HatRequest, *, by: Person, at: datetime) -> None:
    if request.person_id != by.pk:
        raise NotAllowed(_("Only the person who asked can withdraw a request."))
    close(request, HatRequest.State.WITHDRAWN, at)
    audit.record("people.hat_request_withdrawn", request, by=by)


def close(
    request: HatRequest, state: HatRequest.State, at: datetime, reason: str = ""
) -> None:
    """Ends a request once, and forgets what was only needed to decide; inside the
    write of whoever decided. Conflict when it was decided already."""
    forgotten = {
        "number": "",
        "remarks": "",
        "code_digest": "",
        "findings": {},
        "name": "",
    }
    open_request = HatRequest.objects.filter(pk=request.pk, state="open")
    if not open_request.update(
        state=state, decided_at=at, reason=reason, ready_at=None, **forgotten
    ):
        raise Conflict(_("This request was decided already."))
    papers = list(request.documents.values_list("uid", flat=True))
    request.documents.all().delete()
    transaction.on_commit(partial(gateways.documents.delete, papers))
    request.refresh_from_db()
