"""The moderators' rota and their care: who is on when, what was hard to look at."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from medagora.community.domain.moderation.matters import (
    MatterKind,
    MatterState,
    Urgency,
)
from medagora.community.domain.moderation.rota import CALL_ALL_AFTER, DAY_MINUTES
from medagora.community.models import DutyShift, HardLook, Matter
from medagora.community.queries import moderators
from medagora.community.queries.matters import unclaimed
from medagora.community.services import telling
from medagora.kernel.refusals import BadInput, Conflict, NotFound
from medagora.web import audit
from medagora.web.time_zones import list_time_zones

if TYPE_CHECKING:
    from medagora.people.models import Person

MOST_SHIFTS = 21
LOOKS_KEPT_FOR = timedelta(days=30)


@transaction.atomic
def add_shift(
    *, weekday: int, starts: int, ends: int, zone: str, by: "Person"
) -> DutyShift:
    """Hours of one's own, every week: minutes of the day in a time zone."""
    moderators.require_moderator(by)
    if weekday not in range(7):
        raise BadInput("Choose a day of the week.", field="weekday")
    if not (0 <= starts < DAY_MINUTES and 0 <= ends < DAY_MINUTES):
        raise BadInput("Give the time as on a clock.", field="starts")
    if zone not in list_time_zones() and zone != "UTC":
        raise BadInput("Choose a time zone.", field="zone")
    if DutyShift.objects.filter(person=by).count() >= MOST_SHIFTS:
        raise Conflict("That is enough for one week. End other hours first.")
    shift, is_new = DutyShift.objects.get_or_create(
        person=by,
        weekday=weekday,
        starts=starts,
        defaults={"ends": ends, "zone": zone},
    )
    if not is_new:
        raise Conflict("You have hours that begin then already.")
    audit.record("community.shift_added", shift, by=by)
    return shift


@transaction.atomic
def end_shift(shift_id: int, *, by: "Person") -> None:
    """Only one's own."""
    gone, _rows = DutyShift.objects.filter(pk=shift_id, person=by).delete()
    if not gone:
        raise NotFound("These hours ended already.")
    audit.record("community.shift_ended", f"shift:{shift_id}", by=by)


def call_everybody_late(at: datetime) -> int:
    """Calls for help that nobody on duty looks at reach every moderator; a claim that
    was forgotten is none.

    Whoever changes the row calls, so that two workers call once.
    """
    count = 0
    for urgency in Urgency:
        late = Matter.objects.filter(
            unclaimed(at),
            kind=MatterKind.CRISIS,
            state=MatterState.OPEN,
            urgency=urgency,
            all_called_at=None,
            opened_at__lte=at - CALL_ALL_AFTER[urgency],
        )
        for matter in late.select_related("post__question", "person"):
            with transaction.atomic():
                mine = Matter.objects.filter(pk=matter.pk, all_called_at=None)
                if mine.update(all_called_at=at):
                    telling.call_everybody(matter, at=at)
                    count += 1
    return count


def forget_looks(at: datetime) -> int:
    """What somebody has had to look at is nobody's business a month later."""
    gone, _rows = HardLook.objects.filter(at__lte=at - LOOKS_KEPT_FOR).delete()
    return gone
