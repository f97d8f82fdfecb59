"""Handing over: everything that was ticked, or nothing."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

from django.db import IntegrityError, transaction

from medagora.people.services.notifying import take_back
from medagora.prescriptions import access
from medagora.prescriptions.domain import choosing, drafts
from medagora.prescriptions.domain.codes import RANDOM_BYTES, new_code
from medagora.prescriptions.domain.drafts import Chosen, Draft
from medagora.prescriptions.domain.things import Thing
from medagora.prescriptions.domain.words import LineKind
from medagora.prescriptions.models import BasketItem, Prescription, PrescriptionItem
from medagora.prescriptions.queries.signing import hat_for
from medagora.prescriptions.queries.things import find_things
from medagora.prescriptions.services.telling import thread_of
from medagora.web import audit
from medagora.web.rates import TooOften

if TYPE_CHECKING:
    from medagora.people.models import Person

#: Sheets of one author on one day: more than a clinic has patients.
MOST_A_DAY = 300
#: 45 bits: a second try is for the curious.
_TRIES = 3


@transaction.atomic
def hand_over(
    draft: Draft, *, by: "Person", at: datetime, form: str = ""
) -> Prescription:
    """A sheet with a code and a link. BadInput names what cannot be handed over.

    Free text has passed the privacy guard of the form; nothing says who it is for.
    What was handed over leaves the basket. ``form``: what the page was given alone,
    so that pressing its button twice gives the first sheet again.
    """
    access.require_member(by)
    clean = drafts.clean(draft)
    press = drafts.press_of(form, clean)
    if before := _made_before(by, press, at):
        return before
    _require_not_too_many(by, at)
    hat = hat_for(clean.hat, by, at)
    things = find_things(clean.lines, clean.language, viewer=by, with_items=True)
    taken = choosing.take(clean, things)
    prescription = Prescription(
        author=by,
        hat=hat,
        language=clean.language,
        level=clean.level,
        title=clean.title,
        note=clean.note,
        allow_other_languages=clean.allow_other_languages,
        wants_receipt=clean.wants_receipt,
        made_at=at,
        expires_at=at + timedelta(days=clean.days),
        press=press,
    )
    if before := _store_with_code(prescription):
        return before
    _store_lines(prescription, taken)
    _empty_basket(by, clean.lines)
    audit.record("prescriptions.handed_over", prescription, by=by, lines=len(taken))
    return prescription


@transaction.atomic
def withdraw(prescription: Prescription, *, by: "Person", at: datetime) -> None:
    """Nobody can open it from now on; twice is as once."""
    access.require_own(prescription, by)
    open_yet = Prescription.objects.filter(pk=prescription.pk, withdrawn_at=None)
    if open_yet.update(withdrawn_at=at, press=""):  # pressed again, it is a new one
        prescription.withdrawn_at = at
        take_back(thread_of(prescription))
        audit.record("prescriptions.withdrawn", prescription, by=by)


def _require_not_too_many(person: "Person", at: datetime) -> None:
    since = at - timedelta(days=1)
    if Prescription.objects.filter(author=person, made_at__gt=since).count() >= (
        MOST_A_DAY
    ):
        raise TooOften(
            "That was often in a short time. Please wait a little and try again."
        )


def _made_before(person: "Person", press: str, at: datetime) -> Prescription | None:
    """What this press has made; what ran out meanwhile is made anew."""
    if not press:
        return None
    made = Prescription.objects.filter(author=person, press=press)
    if made.filter(expires_at__lte=at).update(press=""):
        return None
    return made.first()


def _store_with_code(prescription: Prescription) -> Prescription | None:
    """None when it was stored; else the sheet that the same press made meanwhile."""
    for _try in range(_TRIES):
        prescription.code = new_code(secrets.token_bytes(RANDOM_BYTES))
        try:
            with transaction.atomic():
                prescription.save(force_insert=True)
        except IntegrityError:
            person = cast("Person", prescription.author)
            if before := _made_before(person, prescription.press, prescription.made_at):
                return before
            continue
        return None
    raise RuntimeError("no free code was found")


# ---- lines -------------------------------------------------------------------------


def _store_lines(prescription: Prescription, taken: Iterable[choosing.Taken]) -> None:
    """Two statements on PostgreSQL: the lines, then what stands under them."""
    lines = list(taken)
    rows = PrescriptionItem.objects.bulk_create(
        row_of(prescription, one.thing, place, note=one.note, left_out=one.left_out)
        for place, one in enumerate(lines, start=1)
    )
    PrescriptionItem.objects.bulk_create(
        row_of(prescription, item, place, parent=row)
        for row, one in zip(rows, lines, strict=True)
        for place, item in enumerate(one.thing.items, start=1)
    )


def row_of(
    prescription: Prescription,
    thing: Thing,
    position: int,
    *,
    note: str = "",
    left_out: int = 0,
    parent: PrescriptionItem | None = None,
) -> PrescriptionItem:
    """A copy of the thing as it is now; not stored."""
    is_service = thing.kind == LineKind.SERVICE
    return PrescriptionItem(
        prescription=prescription,
        parent=parent,
        position=position,
        kind=thing.kind,
        uid=thing.uid,
        title=thing.title[:300],
        title_language=thing.title_language,
        about=thing.about[:500] if is_service else "",
        address=thing.address[:1000],
        language=thing.language_for(prescription.language),
        reading=thing.reading,
        phone=thing.phone,
        place=thing.place,
        hours=thing.hours,
        note=note,
        left_out=left_out,
    )


def _empty_basket(person: "Person", lines: Iterable[Chosen]) -> None:
    own = BasketItem.objects.filter(person=person)
    handed = {line.key for line in lines}
    rows = own.values_list("pk", "kind", "uid")
    own.filter(pk__in=[pk for pk, kind, uid in rows if (kind, uid) in handed]).delete()
