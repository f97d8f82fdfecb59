"""The moderators' rota, and what one of them has had to look at this week."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from medagora.community.domain.moderation import rota
from medagora.community.models import DutyShift, HardLook

if TYPE_CHECKING:
    from medagora.people.models import Person


def count_hard_this_week(person: "Person", at: datetime) -> int:
    """For this person's eyes only."""
    return HardLook.objects.filter(person=person, at__gt=at - rota.WEEK).count()


@dataclass(frozen=True)
class Hours:
    """One line of the rota; ``starts`` and ``ends`` are "22:00"."""

    id: int
    person_id: int
    name: str
    starts: str
    ends: str
    zone: str


def shifts_by_day() -> list[tuple[int, list[Hours]]]:
    """The whole rota: the days of the week (0 is Monday) that have hours."""
    days: dict[int, list[Hours]] = {}
    rows = DutyShift.objects.select_related("person")
    for row in rows.order_by("weekday", "starts", "pk"):
        hours = Hours(
            row.pk,
            row.person_id,
            str(row.person),
            _clock(row.starts),
            _clock(row.ends),
            row.zone,
        )
        days.setdefault(row.weekday, []).append(hours)
    return sorted(days.items())


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def names_on_duty(at: datetime) -> list[str]:
    """For moderators."""
    ids = rota.on_duty(list_shifts(), at)
    found = {
        row.person_id: str(row.person)
        for row in DutyShift.objects.filter(person__in=ids).select_related("person")
    }
    return sorted(found.values())


def list_shifts() -> list[rota.Shift]:
    rows = DutyShift.objects.values_list(
        "person_id", "weekday", "starts", "ends", "zone"
    )
    return [rota.Shift(*row) for row in rows]
