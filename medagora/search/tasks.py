"""What the worker does for searching."""

from datetime import timedelta

from django_tasks import task

from medagora.search import services
from medagora.search.gateways import IndexUnavailable, engine, queue
from medagora.web.tasks import every


@task()
def rebuild_index(_subject: str = "") -> int:
    """A new index; also the answer to news that very much has changed."""
    return services.rebuild_index()


@task()
def index_resource(uid: str) -> None:
    try:
        with queue.take_waiting(index_resource) as others:
            services.index_resources({uid, *others})
    except IndexUnavailable:
        ask_for_rebuild()


@task()
def index_topic(slug: str) -> None:
    try:
        with queue.take_waiting(index_topic) as others:
            services.index_topics({slug, *others})
    except IndexUnavailable:
        ask_for_rebuild()


@every(timedelta(hours=1))
@task()
def tend_index() -> None:
    """Finds damage, or changes that were lost, before a reader does."""
    if not (queue.is_waiting(index_resource) or queue.is_waiting(index_topic)):
        services.ensure_index()


def ask_for_rebuild() -> None:
    """Has the worker rebuild the index, once, however often it is asked."""
    if not (queue.is_waiting(rebuild_index) or engine().is_busy()):
        rebuild_index.enqueue()
