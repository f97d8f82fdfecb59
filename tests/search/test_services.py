from collections.abc import Callable
from pathlib import Path
from typing import Any

from django_tasks_db.models import DBTaskResult

from medagora.curation.domain.states import Move
from medagora.curation.services import publishing
from medagora.search import services, tasks
from medagora.search.domain.requests import ContentQuery, WordGroup
from medagora.search.gateways import engine
from medagora.web import news
from tests.conftest import NOW

Make = Callable[..., Any]


def found(word: str) -> list[str]:
    topics = engine().topics_with([word])
    query = ContentQuery((WordGroup(word, topics[word]),))
    return sorted(engine().find_content(query).uids)


def waiting(task: Any) -> int:
    tasks_ready = DBTaskResult.objects.filter(status="READY")
    return tasks_ready.filter(task_path=task.module_path).count()


def test_a_missing_index_is_built_and_a_good_one_is_left_alone(
    make_topic: Make, make_resource: Make
) -> None:
    make_topic("asthma")
    resource = make_resource(topics=("asthma",))

    assert services.ensure_index() == 2
    assert services.ensure_index() is None
    assert found("asthma") == [resource.uid]


def test_an_index_that_misses_something_is_built_anew(make_resource: Make) -> None:
    make_resource()
    services.rebuild_index()
    make_resource()

    assert services.ensure_index() == 2


def test_a_damaged_index_is_built_anew(
    make_resource: Make, search_folder: Path
) -> None:
    make_resource()
    services.rebuild_index()
    next(search_folder.glob("0*/*.idx")).write_bytes(b"")

    assert services.ensure_index() == 1


def test_only_published_resources_are_indexed(make_resource: Make) -> None:
    make_resource(state="candidate")

    assert services.rebuild_index() == 0


def test_the_index_follows_what_is_published_and_retired(
    make_resource: Make, run_tasks: Callable[[], None]
) -> None:
    services.rebuild_index()
    resource = make_resource(publisher="Pulmonology Society")
    run_tasks()
    assert found("pulmonology") == [resource.uid]

    publishing.move(resource, Move.RETIRE, by="system", at=NOW)
    run_tasks()
    assert found("pulmonology") == []


def test_the_index_follows_a_topics_words(
    make_topic: Make, make_resource: Make, run_tasks: Callable[[], None]
) -> None:
    services.rebuild_index()
    make_topic("asthma")
    resource = make_resource(topics=("asthma",))
    run_tasks()

    assert found("magyarul") == [resource.uid]


def test_news_of_what_is_there_no_more_empties_the_index(
    make_topic: Make, run_tasks: Callable[[], None]
) -> None:
    topic = make_topic("asthma")
    services.rebuild_index()
    topic.delete()
    tasks.index_topic.enqueue("asthma")
    run_tasks()

    assert engine().count() == 0


def test_changes_that_wait_are_taken_together(
    make_resource: Make, run_tasks: Callable[[], None], search_folder: Path
) -> None:
    services.rebuild_index()
    uids = sorted(make_resource(publisher="Pulmonology").uid for _ in range(5))
    assert waiting(tasks.index_resource) == 5

    tasks.index_resource.func(uids[0])

    assert waiting(tasks.index_resource) == 0
    assert found("pulmonology") == uids


def test_a_change_without_an_index_has_it_built_once(
    make_resource: Make, run_tasks: Callable[[], None]
) -> None:
    resource = make_resource(publisher="Pulmonology")
    make_resource()

    tasks.ask_for_rebuild()
    tasks.ask_for_rebuild()
    assert waiting(tasks.rebuild_index) == 1
    run_tasks()

    assert found("pulmonology") == [resource.uid]


def test_news_of_very_many_changes_rebuild_the_index(
    make_resource: Make, run_tasks: Callable[[], None]
) -> None:
    make_resource()
    DBTaskResult.objects.all().delete()
    news.tell("catalogue_changed", "medlineplus")
    run_tasks()

    assert engine().count() == 1


def test_tending_mends_what_was_lost_but_not_what_waits(make_resource: Make) -> None:
    services.rebuild_index()
    make_resource()

    tasks.tend_index.func()
    assert engine().count() == 0

    DBTaskResult.objects.all().delete()
    tasks.tend_index.func()
    assert engine().count() == 1


def test_indexing_more_costs_no_more_queries(
    make_resource: Make, count_queries: Callable[..., int]
) -> None:
    make_resource()
    few = count_queries(services.rebuild_index)
    for _ in range(10):
        make_resource()

    assert count_queries(services.rebuild_index) == few
