"""Moderators decide about hats; peers vouch for each other."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from medagora.kernel.refusals import BadInput, Conflict, NotAllowed
from medagora.people import access
from medagora.people.domain import hats
from medagora.people.domain.hats import Evidence
from medagora.people.domain.roles import Permission
from medagora.people.models import Hat, HatOpinion, HatRequest, Person, Vouch
from medagora.people.queries.hats import find_peer_hat
from medagora.people.services.hats import give
from medagora.people.services.hats_asking import close
from medagora.people.services.hats_telling import tell_of_request
from medagora.web import audit


@transaction.atomic
def agree(request: HatRequest, *, by: Person, at: datetime) -> Hat | None:
    """A moderator's yes. The hat, if that was the last one needed, else None.

    Papers must have been opened by whoever says yes to them.
    """
    locked = _decidable(request, by)
    opinion = _opinion(locked, by)
    if opinion.agrees:
        raise Conflict(_("You said yes already. Another moderator must look too."))
    if locked.way == Evidence.DOCUMENTS and opinion.saw_documents_at is None:
        raise Conflict(_("Open the papers first."))
    opinion.agrees, opinion.said_at = True, at
    opinion.save(update_fields=["agrees", "said_at"])
    audit.record("people.hat_agreed", locked, by=by)
    yes = locked.opinions.filter(agrees=True).count()
    if not hats.is_agreed(locked.way, yes):
        return None
    return _grant(locked, by, at)


@transaction.atomic
def refuse(request: HatRequest, *, by: Person, at: datetime, reason: str) -> HatRequest:
    """A moderator's no, with a sentence for the person, who may ask again."""
    locked = _decidable(request, by)
    if not reason.strip():
        raise BadInput(_("Say why, in a sentence for the person."), field="reason")
    opinion = _opinion(locked, by)
    opinion.agrees, opinion.said_at = False, at
    opinion.save(update_fields=["agrees", "said_at"])
    close(locked, HatRequest.State.REFUSED, at, reason.strip())
    audit.record("people.hat_refused", locked, by=by)
    tell_of_request(locked, "hat_refused", at)
    return locked


@transaction.atomic
def vouch(request: HatRequest, *, by: Person, at: datetime) -> Hat | None:
    """A verified peer's word. The hat, if that was the second one, else None.

    The peer has a verified hat of the same profession that does not itself rest on
    vouching, so that no ring of people verifies itself.
    """
    locked = _open(request)
    if locked.way != Evidence.VOUCHING:
        raise Conflict(_("This hat is verified in another way."))
    if locked.person_id == by.pk:
        raise NotAllowed(_("Send this page to two colleagues: they can vouch for you."))
    if find_peer_hat(by, locked.role, at) is None:
        raise NotAllowed(
            _(
                "Only verified peers of the same profession can vouch, who were "
                "themselves verified by something else than a peer’s word."
            )
        )
    try:
        with transaction.atomic():
            Vouch.objects.create(request=locked, by=by, said_at=at)
    except IntegrityError:
        raise Conflict(_("You have vouched already. Thank you.")) from None
    audit.record("people.hat_vouched", locked, by=by)
    if not hats.is_agreed(locked.way, locked.vouches.count()):
        return None
    return _grant(locked, None, at)


def _grant(request: HatRequest, by: Person | None, at: datetime) -> Hat:
    hat = give(request, by=by, at=at)
    close(request, HatRequest.State.GRANTED, at)
    return hat


def _decidable(request: HatRequest, by: Person) -> HatRequest:
    access.require(by, Permission.HAT_VERIFY)
    locked = _open(request)
    if locked.person_id == by.pk:
        raise NotAllowed(_("Nobody decides about their own hat."))
    if locked.ready_at is None:
        raise Conflict(_("This request is not complete yet."))
    return locked


def _open(request: HatRequest) -> HatRequest:
    """The request, locked until the write ends, so that two yeses count as two."""
    rows = HatRequest.objects.select_for_update(of=("self",))
    locked = rows.filter(pk=request.pk, state="open").first()
    if locked is None:
        raise Conflict(_("This request was decided already."))
    return locked


def _opinion(request: HatRequest, by: Person) -> HatOpinion:
    return HatOpinion.objects.get_or_create(request=request, by=by)[0]
