"""Repeated work: rooms register it, the worker runs what is due.

Any number of workers may run: the one that moves the row forward owns the run.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from medagora.web.models import PeriodicRun

#: A task that ran this long without an end belonged to a worker that was killed.
ABANDONED_AFTER = timedelta(minutes=30)


@dataclass(frozen=True)
class Periodic:
    name: str
    every: timedelta
    task: Task[Any, Any]


_registry: dict[str, Periodic] = {}


def every(interval: timedelta) -> Callable[[Task[Any, Any]], Task[Any, Any]]:
    """Decorates a task without arguments so that the worker repeats it."""

    def register(task: Task[Any, Any]) -> Task[Any, Any]:
        name = f"{task.func.__module__}.{task.func.__name__}"
        _registry[name] = Periodic(name, interval, task)
        return task

    return register


def registered() -> Iterator[Periodic]:
    yield from sorted(_registry.values(), key=lambda periodic: periodic.name)


def enqueue_due(now: datetime) -> int:
    """Enqueues each repeated task that is due; gives how many."""
    count = 0
    for periodic in registered():
        with transaction.atomic():
            row, _made = PeriodicRun.objects.get_or_create(
                name=periodic.name, defaults={"due_at": now}
            )
            mine = PeriodicRun.objects.filter(
                pk=row.pk, due_at=row.due_at, due_at__lte=now
            ).update(due_at=now + periodic.every)
            if mine:
                periodic.task.enqueue()
                count += 1
    return count


def rescue_abandoned(now: datetime) -> int:
    """Gives tasks of killed workers back to the queue; our tasks are idempotent."""
    stale = DBTaskResult.objects.filter(
        status="RUNNING", started_at__lt=now - ABANDONED_AFTER
    )
    return stale.update(status="READY", started_at=None, worker_ids=[])
