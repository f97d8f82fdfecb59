"""Judging: drafts are kept as they grow, published whole, changed by a new draft."""

import secrets
import string
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from medagora.appraisal import access
from medagora.appraisal.domain.appraisals import (
    AppraisalDraft,
    State,
    check_complete,
    clean,
)
from medagora.appraisal.domain.instruments import Instrument
from medagora.appraisal.lending import Judged
from medagora.appraisal.models import Appraisal, AppraisalAnswer
from medagora.kernel.refusals import Conflict, NotAllowed
from medagora.people import queries as people
from medagora.web import audit, news

if TYPE_CHECKING:
    from medagora.people.models import Person

_LETTERS = string.ascii_lowercase + "234567"
_UID_LENGTH = 12


def _new_uid() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(_UID_LENGTH))


@transaction.atomic
def save_draft(
    judged: Judged,
    instrument: Instrument,
    draft: AppraisalDraft,
    *,
    by: "Person",
    at: datetime,
) -> Appraisal:
    """Keeps what was filled in so far; there is one draft for each instrument.

    Whatever is published stays as it is until the draft is published.
    """
    access.require_rater(by)
    if draft.role not in access.roles_open_to(by):
        raise NotAllowed(_("Only verified professionals can judge as one."))
    kept = clean(draft, instrument)
    appraisal = _hold_draft(judged, instrument, by=by, at=at)
    appraisal.address = judged.address
    appraisal.instrument_version = instrument.version
    appraisal.role, appraisal.interest_words = kept.role, kept.interest_words
    appraisal.changed_at = at
    appraisal.save()
    _store_answers(appraisal, kept)
    return appraisal


def _hold_draft(
    judged: Judged, instrument: Instrument, *, by: "Person", at: datetime
) -> Appraisal:
    """The person's draft, locked; a new one if there is none yet.

    Two tabs that save their first answer at the same moment meet in one draft.
    """
    mine = Appraisal.objects.select_for_update(of=("self",)).filter(
        resource_uid=judged.uid,
        instrument=instrument.key,
        by_pseudonym=by.pseudonym,
        state=State.DRAFT,
    )
    if found := mine.first():
        return found
    try:
        with transaction.atomic():
            return Appraisal.objects.create(
                uid=_new_uid(),
                resource_uid=judged.uid,
                address=judged.address,
                instrument=instrument.key,
                instrument_version=instrument.version,
                by=by,
                by_pseudonym=by.pseudonym,
                started_at=at,
                changed_at=at,
            )
    except IntegrityError:
        return mine.get()


def _store_answers(appraisal: Appraisal, kept: AppraisalDraft) -> None:
    """All answers in three statements, whatever their number."""
    touched = sorted({*kept.answers, *kept.reasons})
    appraisal.answers.exclude(item__in=touched).delete()
    AppraisalAnswer.objects.bulk_create(
        [
            AppraisalAnswer(
                appraisal=appraisal,
                item=item,
                value=kept.answers.get(item, ""),
                reason=kept.reasons.get(item, ""),
            )
            for item in touched
        ],
        update_conflicts=True,
        unique_fields=["appraisal", "item"],
        update_fields=["value", "reason"],
    )


@transaction.atomic
def publish_appraisal(appraisal: Appraisal, *, by: "Person", at: datetime) -> Appraisal:
    """Shows a complete draft to everyone, in place of the person's earlier one.

    AppraisalIncomplete while an item is open. Role and declared interests are kept as
    they are at this moment.
    """
    held = _hold(appraisal, by)
    if held.state != State.DRAFT:
        raise Conflict(_("It is published already."))
    if held.role not in access.roles_open_to(by):
        raise NotAllowed(_("Only verified professionals can judge as one."))
    instrument = access.get_instrument(held.instrument)
    answers = dict(held.answers.exclude(value="").values_list("item", "value"))
    check_complete(instrument, answers)
    Appraisal.objects.published().filter(
        resource_uid=held.resource_uid,
        instrument=held.instrument,
        by_pseudonym=held.by_pseudonym,
    ).update(state=State.REPLACED, ended_at=at)
    held.state, held.published_at = State.PUBLISHED, at
    held.instrument_version = instrument.version
    held.interests = [str(interest) for interest in people.list_interests(by)]
    held.save()
    audit.record("appraisal.published", held, by=by)
    news.tell("appraisals_changed", held.resource_uid)
    return held


@transaction.atomic
def withdraw_appraisal(
    appraisal: Appraisal, *, by: "Person", at: datetime
) -> Appraisal:
    """Takes a published appraisal back; nobody but its author sees it any more."""
    held = _hold(appraisal, by)
    if held.state != State.PUBLISHED:
        raise Conflict(_("It is not published."))
    held.state, held.ended_at = State.WITHDRAWN, at
    held.save(update_fields=["state", "ended_at"])
    audit.record("appraisal.withdrawn", held, by=by)
    news.tell("appraisals_changed", held.resource_uid)
    return held


@transaction.atomic
def hide_appraisal(appraisal: Appraisal, *, by: "Person", at: datetime) -> None:
    """Takes somebody's published appraisal out of sight: by a moderator, on the trail.

    Its author still finds it among their own, with what became of it.
    """
    held = access.get_to_hide(appraisal.resource_uid, appraisal.uid, by=by)
    shown = Appraisal.objects.published().filter(pk=held.pk)
    if not shown.update(state=State.HIDDEN, ended_at=at):
        raise Conflict(_("It is not published."))
    audit.record("appraisal.hidden", held, by=by)
    news.tell("appraisals_changed", held.resource_uid)


@transaction.atomic
def discard_draft(appraisal: Appraisal, *, by: "Person") -> None:
    """Deletes a draft for good; what is published stays."""
    held = _hold(appraisal, by)
    if held.state != State.DRAFT:
        raise Conflict(_("Only a draft can be thrown away."))
    held.delete()


def _hold(appraisal: Appraisal, by: "Person") -> Appraisal:
    """The row as it is now, locked; refuses anybody but its author."""
    access.require_rater(by)
    rows = Appraisal.objects.select_for_update(of=("self",)).filter(pk=appraisal.pk)
    held = rows.first()
    if held is None:
        raise Conflict(_("It is not there any more."))
    access.require_own(held, by)
    return held
