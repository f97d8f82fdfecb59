"""Sheets as print, page and mail draw them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from medagora.kernel import languages
from medagora.people.domain.hats import name_shown
from medagora.people.queries.hat_words import hat_line
from medagora.prescriptions.domain import choosing, drafts
from medagora.prescriptions.domain.codes import grouped, path_of
from medagora.prescriptions.domain.drafts import Draft
from medagora.prescriptions.domain.sheets import Line, Sheet
from medagora.prescriptions.domain.things import Thing, gone, line_of, with_items
from medagora.prescriptions.domain.words import LineKind, LineState
from medagora.prescriptions.models import Prescription, PrescriptionItem
from medagora.prescriptions.queries.signing import hat_for
from medagora.prescriptions.queries.things import find_things, resources_by_uid
from medagora.web.links import absolute

if TYPE_CHECKING:
    from medagora.people.models import Hat, Person


def sheet(prescription: Prescription, language: str = "", *, now: datetime) -> Sheet:
    """The sheet as it stands today: what curators took back since is marked, and what
    was renamed or moved has its new name and address. A constant number of queries.

    ``language`` is that of the sheet's own words and of the descriptions; the
    prescription's where none is given. The marks of other languages stay.
    """
    spoken = language or prescription.language
    signed = _signature(prescription.author, prescription.hat, spoken)
    return Sheet(
        language=spoken,
        lines=tuple(_lines(prescription, spoken)),
        made_on=_day(prescription.made_at),
        site_name=settings.CONFIG.site_name,
        site_address=absolute("/"),
        code=grouped(prescription.code),
        link=absolute(path_of(prescription.code)),
        title=prescription.title,
        note=prescription.note,
        level=prescription.level,
        expires_on=_day(prescription.expires_at),
        wants_receipt=prescription.wants_receipt,
        opened_on=prescription.opened_on,
        is_withdrawn=prescription.withdrawn_at is not None,
        is_expired=prescription.expires_at <= now,
        author_name=signed.name,
        author_hat=signed.hat,
        author_page=signed.page,
    )


def draft_sheet(draft: Draft, *, viewer: "Person | None", now: datetime) -> Sheet:
    """A sheet that is printed at once: nothing is stored, so it has neither code nor
    link. BadInput as for handing over."""
    clean = drafts.clean(draft)
    things = find_things(clean.lines, clean.language, viewer=viewer, with_items=True)
    taken = choosing.take(clean, things)
    hat = hat_for(clean.hat, viewer, now)
    signed = _signature(viewer, hat, clean.language)
    return Sheet(
        language=clean.language,
        lines=tuple(_drawn(one, clean.language) for one in taken),
        made_on=_day(now),
        site_name=settings.CONFIG.site_name,
        site_address=absolute("/"),
        title=clean.title,
        note=clean.note,
        level=clean.level,
        author_name=signed.name,
        author_hat=signed.hat,
        author_page=signed.page,
    )


def _drawn(taken: choosing.Taken, language: str) -> Line:
    line = line_of(taken.thing, language, note=taken.note)
    items = [line_of(item, language) for item in taken.thing.items]
    return with_items(line, items, left_out=taken.left_out)


# ---- stored lines ----------------------------------------------------------------


def _lines(prescription: Prescription, language: str) -> Iterable[Line]:
    rows = list(prescription.items.all())
    uids = {uid for row in rows for uid in (row.uid, row.replacement_uid) if uid}
    now_there = resources_by_uid(uids, language, with_readings=False)
    under: dict[int, list[Line]] = {}
    for row in rows:
        if row.parent_id is not None:
            line = line_now(row, now_there, prescription.language, language)
            under.setdefault(row.parent_id, []).append(line)
    for row in rows:
        if row.parent_id is None:
            line = line_now(row, now_there, prescription.language, language)
            yield with_items(line, under.get(row.pk, ()), left_out=row.left_out)


def line_now(
    row: PrescriptionItem, things: Mapping[str, Thing], own: str, language: str
) -> Line:
    """One line: the copy that was handed over, brought up to date by what the
    catalogue says now. ``own`` is the sheet's language, which other languages are
    held against. An author may have replaced what works still: that is not said to be
    gone."""
    if row.kind != LineKind.RESOURCE:
        line = line_of(_copy(row), language, note=row.note)
    elif row.replacement_uid:
        thing = things.get(row.replacement_uid) or gone(row.kind, row.uid, row.title)
        before = things.get(row.uid)
        if not thing.is_gone and (before is None or before.is_gone):
            thing = replace(thing, state=LineState.REPLACED)
        line = line_of(thing, language, note=row.note)
        line = replace(line, was=row.title)
    else:
        thing = things.get(row.uid) or gone(row.kind, row.uid, row.title)
        line = line_of(replace(thing, reading=row.reading), language, note=row.note)
    return replace(line, id=row.pk, is_other_language=_is_other(row, things, own))


def _is_other(row: PrescriptionItem, things: Mapping[str, Thing], own: str) -> bool:
    thing = things.get(row.replacement_uid or row.uid)
    if row.kind == LineKind.RESOURCE and thing is not None and thing.languages:
        return not thing.speaks(own)
    return row.language != own


def _copy(row: PrescriptionItem) -> Thing:
    """A collection or a service as it was handed over."""
    return Thing(
        kind=row.kind,
        uid=row.uid,
        title=row.title,
        title_language=row.title_language,
        languages=(row.language,) if row.language else (),
        address=row.address,
        about=row.about,
        about_language=row.title_language,
        phone=row.phone,
        place=row.place,
        hours=row.hours,
        state=row.flag or LineState.OK,
    )


# ---- who ---------------------------------------------------------------------------


class Signature(NamedTuple):
    name: str = ""
    hat: str = ""
    page: str = ""


def _signature(author: "Person | None", hat: "Hat | None", language: str) -> Signature:
    """Under a hat its name, its line and its page. Without one nothing: an alias on a
    patient's paper would tell them who wrote in the community under it."""
    if author is None or hat is None:
        return Signature()
    code = language if language in languages.FINISHED else "en"
    with translation.override(code):
        page = reverse("community:professional", args=[hat.uid])
        return Signature(name_shown(author, hat), hat_line(hat), absolute(page))


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
