"""What the worker does for searching."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from django_tasks import task
from django_tasks.base import Task

from medagora.community.queries.for_search import question_of_post
from medagora.search import services
from medagora.search.gateways import IndexUnavailable, engine, queue
from medagora.web.tasks import every


@task()
def rebuild_index(_subject: str = "") -> int:
    """A new index; also the answer to news that very much has changed. Others who ask
    for one meanwhile have got theirs."""
    with queue.take_waiting(rebuild_index):
        return services.rebuild_index()


@task()
def index_resource(uid: str) -> None:
    _take(index_resource, uid, services.index_resources)


@task()
def index_collection(uid: str) -> None:
    _take(index_collection, uid, services.index_collections)


@task()
def index_question(uid: str) -> None:
    _take(index_question, uid, services.index_questions)


@task()
def index_question_of_post(uid: str) -> None:
    """The question whose answer helped."""
    if question := question_of_post(uid):
        _take(index_question, question, services.index_questions)


@task()
def index_topic(slug: str) -> None:
    _take(index_topic, slug, services.index_topics)


@task()
def index_works(numbers: str) -> None:
    """Numbers of papers, separated by spaces."""
    _take(index_works, numbers, _write_works)


def _write_works(batches: Iterable[str]) -> None:
    services.index_works(int(number) for batch in batches for number in batch.split())


def _take(
    told: Task[Any, Any], subject: str, write: Callable[[Iterable[str]], None]
) -> None:
    """Writes this subject and all others that wait."""
    try:
        with queue.take_waiting(told) as others:
            write({subject, *others})
    except IndexUnavailable:
        ask_for_rebuild()


@every(timedelta(hours=1))
@task()
def tend_index() -> None:
    """Finds damage, or changes that were lost, before a reader does."""
    changes = (
        index_resource,
        index_collection,
        index_question,
        index_topic,
        index_works,
    )
    if not any(queue.is_waiting(told) for told in changes):
        services.ensure_index()


def ask_for_rebuild() -> None:
    """Has the worker rebuild the index, once, however often it is asked."""
    if not (queue.is_waiting(rebuild_index) or engine().is_busy()):
        rebuild_index.enqueue()
