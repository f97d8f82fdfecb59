"""News between rooms: a task enqueued in the same transaction as the write.

A room above registers a task for a kind of news at start (``AppConfig.ready``);
a room below tells it without knowing who listens. With the database backend the
queue is the outbox: the news exists exactly if the write does.
"""

from typing import Any

from django_tasks.base import Task

_listeners: dict[str, list[Task[Any, Any]]] = {}


def listen(kind: str, task: Task[Any, Any]) -> None:
    """``task`` takes one argument, the id told with the news."""
    tasks = _listeners.setdefault(kind, [])
    if task not in tasks:
        tasks.append(task)


def tell(kind: str, subject: str) -> None:
    """Enqueues every listener's task; call it inside the write's transaction."""
    for task in _listeners.get(kind, []):
        task.enqueue(subject)
