"""Once a week: how many questions wait in a helper's topics."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from medagora.community.notices_routing import UNANSWERED
from medagora.community.queries.routing_desk import count_unanswered_by_helper
from medagora.people.services.notifying import notify

#: Younger questions are on their way to those who were asked; older ones were told.
WAITED = timedelta(days=1)
LOOKS_BACK = timedelta(days=30)
#: People told in one transaction.
AT_ONCE = 500


def tell_unanswered(*, at: datetime) -> int:
    """Tells every helper with something waiting, once in a week of the calendar; how
    and when it reaches them is as they wish. Gives how many were concerned."""
    counts = count_unanswered_by_helper(at - LOOKS_BACK, at - WAITED)
    year, week, _day = at.isocalendar()
    by_number: dict[int, list[int]] = {}
    for pk, number in counts.items():
        by_number.setdefault(number, []).append(pk)
    for number, ids in by_number.items():
        for start in range(0, len(ids), AT_ONCE):
            _tell(ids[start : start + AT_ONCE], number, f"{year}-{week:02}", at)
    return len(counts)


@transaction.atomic
def _tell(ids: list[int], number: int, week: str, at: datetime) -> None:
    notify(
        ids,
        UNANSWERED,
        about="unanswered",
        url_path=f"{reverse('community:helping')}?tab=unanswered",
        params={"number": str(number)},
        at=at,
        key=week,
    )
