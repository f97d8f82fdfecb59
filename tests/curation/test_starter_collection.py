"""Loading the starter collection: published, logged, and told of once."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from medagora.catalogue.domain.drafts import ResourceDraft, TextDraft
from medagora.catalogue.domain.words import State
from medagora.catalogue.models import Resource
from medagora.curation.models import LogEntry
from medagora.curation.services import load_starter_resources, starter
from medagora.search.services import prepare_index
from medagora.search.tasks import rebuild_index
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def bring(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], int]:
    """Loads a collection of so many resources."""

    def load(number: int) -> int:
        drafts = [
            ResourceDraft(
                f"HTTPS://Example.org:443/{place}",
                texts={"en": TextDraft(f"Page {place}", "What it is about.")},
                languages=("en",),
            )
            for place in range(number)
        ]
        monkeypatch.setattr(starter, "read_starter_resources", lambda: drafts)
        return load_starter_resources(NOW)

    return load


def test_what_is_missing_is_published_and_stands_in_the_log(
    bring: Callable[[int], int],
) -> None:
    assert bring(2) == 2
    assert bring(5) == 3
    assert bring(5) == 0

    assert Resource.objects.filter(state=State.PUBLISHED, published_at=NOW).count() == 5
    entries = LogEntry.objects.filter(verb="resource_published", actor="system")
    assert entries.count() == 5
    first = entries.first()
    assert first is not None
    assert first.facts["address"].startswith("https://example.org/")
    assert first.facts["source"] == "starter"
    assert first.facts["confirmed"] is False


def test_a_big_collection_is_told_of_once_and_needs_no_more_writes(
    bring: Callable[[int], int],
) -> None:
    with CaptureQueriesContext(connection) as few:
        bring(3)
    told = DBTaskResult.objects.count()
    with CaptureQueriesContext(connection) as many:
        bring(60)
    assert len(many) <= len(few)
    assert DBTaskResult.objects.count() == 2 * told
    bring(60)
    assert DBTaskResult.objects.count() == 2 * told


def test_an_index_made_before_the_start_is_not_made_again(
    bring: Callable[[int], int],
) -> None:
    rebuilds = DBTaskResult.objects.filter(task_path=rebuild_index.module_path)
    bring(3)
    assert rebuilds.count() == 1
    assert prepare_index() is not None
    assert rebuilds.count() == 0
    assert prepare_index() is None

    bring(4)
    assert prepare_index() is not None
    assert rebuilds.count() == 0
