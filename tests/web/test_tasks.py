from datetime import timedelta

import pytest
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from medagora.web import news, tasks
from tests.conftest import NOW


@task()
def sweep() -> None:
    """Stands for any repeated work."""


@task()
def hear(subject: str) -> None:
    """Stands for any listener."""


@pytest.fixture
def only_sweep(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "_registry", {})
    tasks.every(timedelta(hours=1))(sweep)


@pytest.mark.django_db
@pytest.mark.usefixtures("only_sweep")
def test_repeated_work_is_enqueued_when_due_and_only_then() -> None:
    counts = [
        tasks.enqueue_due(NOW),
        tasks.enqueue_due(NOW + timedelta(minutes=59)),
        tasks.enqueue_due(NOW + timedelta(minutes=61)),
    ]

    assert counts == [1, 0, 1]
    assert DBTaskResult.objects.count() == 2


@pytest.mark.django_db
def test_a_killed_workers_task_goes_back_to_the_queue() -> None:
    sweep.enqueue()
    DBTaskResult.objects.update(status="RUNNING", started_at=NOW - timedelta(hours=2))

    rescued = tasks.rescue_abandoned(NOW)

    assert rescued == 1
    assert DBTaskResult.objects.get().status == "READY"


@pytest.mark.django_db
def test_news_reaches_every_listener_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news, "_listeners", {})
    news.listen("resource_changed", hear)
    news.listen("resource_changed", hear)

    news.tell("resource_changed", "abc")
    news.tell("something_else", "abc")

    assert DBTaskResult.objects.count() == 1
