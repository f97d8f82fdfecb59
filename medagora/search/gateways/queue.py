"""News of changes that wait in the task queue, taken many at a time.

An import tells thousands of changes; one commit of the index for each would take
minutes. Whoever runs the first takes the others with it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

_AT_ONCE = 1_000


@contextmanager
def take_waiting(task: Task[Any, Any]) -> Iterator[set[str]]:
    """The subjects of waiting runs of a task; those runs vanish if the block succeeds.

    They were told before the block reads the database, so it sees what they tell.
    """
    waiting = DBTaskResult.objects.filter(
        task_path=task.module_path, status=TaskResultStatus.READY
    )
    rows = list(waiting.values_list("pk", "args_kwargs")[:_AT_ONCE])
    yield {arguments["args"][0] for _pk, arguments in rows}
    for start in range(0, len(rows), 500):
        pks = [pk for pk, _arguments in rows[start : start + 500]]
        waiting.filter(pk__in=pks).delete()


def is_waiting(task: Task[Any, Any]) -> bool:
    return DBTaskResult.objects.filter(
        task_path=task.module_path, status=TaskResultStatus.READY
    ).exists()
