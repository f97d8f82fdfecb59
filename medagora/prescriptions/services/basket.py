"""Ticking things for the next sheet."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from medagora.kernel.refusals import BadInput, Conflict
from medagora.prescriptions import access
from medagora.prescriptions.domain.drafts import MOST_LINES, Chosen, is_uid
from medagora.prescriptions.domain.words import TICKABLE
from medagora.prescriptions.models import BasketItem
from medagora.prescriptions.queries.things import find_things

if TYPE_CHECKING:
    from medagora.people.models import Person


@transaction.atomic
def tick(kind: str, uid: str, *, by: "Person", at: datetime) -> None:
    """Puts a thing on; twice is as once. BadInput for what is not there, Conflict when
    the next sheet is full."""
    access.require_member(by)
    chosen = Chosen(kind, uid)
    if kind not in TICKABLE or not is_uid(uid):
        raise BadInput("There is no such thing to tick.", field="uid")
    own = BasketItem.objects.filter(person=by)
    if own.filter(kind=kind, uid=uid).exists():
        return
    thing = find_things([chosen], "en", viewer=by).get(chosen.key)
    if thing is None or thing.is_gone:
        raise BadInput(
            "This cannot be handed over now: it is private, not there any more, or its "
            "link does not work.",
            field="uid",
        )
    if own.count() >= MOST_LINES:
        raise Conflict(
            "A sheet can have %(most)d lines at most. Take something out first.",
            most=MOST_LINES,
        )
    BasketItem.objects.get_or_create(
        person=by, kind=kind, uid=uid, defaults={"added_at": at}
    )


@transaction.atomic
def untick(kind: str, uid: str, *, by: "Person") -> None:
    if kind in TICKABLE and is_uid(uid):
        BasketItem.objects.filter(person=by, kind=kind, uid=uid).delete()


@transaction.atomic
def clear(*, by: "Person") -> None:
    BasketItem.objects.filter(person=by).delete()


@transaction.atomic
def take_over(chosen: Iterable[Chosen], *, by: "Person", at: datetime) -> int:
    """What was ticked on this device before signing in; gives how many are new. What is
    not there any more or does not fit is left behind."""
    access.require_member(by)
    own = BasketItem.objects.filter(person=by)
    held = set(own.values_list("kind", "uid"))
    wanted = [
        line
        for line in dict.fromkeys(Chosen(one.kind, one.uid) for one in chosen)
        if line.kind in TICKABLE and is_uid(line.uid) and line.key not in held
    ][: max(0, MOST_LINES - len(held))]
    things = find_things(wanted, "en", viewer=by)
    new = [
        BasketItem(
            person=by,
            kind=line.kind,
            uid=line.uid,
            added_at=at + timedelta(microseconds=place),  # so they stay in order
        )
        for place, line in enumerate(wanted)
        if line.key in things and not things[line.key].is_gone
    ]
    BasketItem.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)
