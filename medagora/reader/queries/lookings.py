"""What the worker found for somebody who gave an address, as it stands in the queue."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django_tasks_db.models import DBTaskResult

from medagora.kernel.refusals import NotFound

#: The tasks whose arguments and answers are nobody's business for long.
LOOKING = "medagora.reader.tasks_health.look_for_feeds"
PUSH = "medagora.reader.tasks_health.take_push"
KEPT = timedelta(days=1)


@dataclass(frozen=True)
class Looking:
    """One looking: the address, since when, and what was found once it is done."""

    id: UUID
    address: str
    begun_at: datetime
    is_done: bool
    is_failed: bool
    #: ``discovering.Discovery.as_json``
    found: dict[str, Any]


def get_looking(pk: UUID) -> Looking:
    """NotFound for what nobody asked, and for what was asked long ago."""
    row = DBTaskResult.objects.filter(pk=pk, task_path=LOOKING).first()
    if row is None:
        raise NotFound("That was some time ago. Give the address again.")
    return Looking(
        id=pk,
        address=row.args_kwargs["args"][0],
        begun_at=row.enqueued_at,
        is_done=row.status == "SUCCESSFUL",
        is_failed=row.status == "FAILED",
        found=row.return_value or {},
    )


def forget_old_lookings(at: datetime) -> int:
    """Addresses that people gave, and bodies that hubs pushed, do not stay."""
    old = DBTaskResult.objects.filter(
        task_path__in=[LOOKING, PUSH], finished_at__lt=at - KEPT
    )
    return int(old.delete()[0])
