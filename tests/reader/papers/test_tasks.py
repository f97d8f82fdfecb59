"""What the worker does about papers, by the tasks that it is given."""

from datetime import timedelta
from typing import Any

import pytest

from medagora.reader import tasks_papers
from medagora.reader.models import Entry, Mention, Notice, WorkLink
from medagora.reader.services import retention
from tests.reader.conftest import NOW, MakeEntries, MakeFeed
from tests.reader.papers.conftest import TITLE
from tests.reader.papers.test_preprints import PAPER, PREPRINT


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("medagora.reader.tasks_papers.timezone.now", lambda: NOW)


def test_what_arrives_is_looked_at(
    make_public: MakeFeed, make_entries: MakeEntries
) -> None:
    journal = make_public()
    make_entries(journal, {"doi": "10.1056/paper", "title": TITLE})
    link = '<a href="https://doi.org/10.1056/paper">x</a>'
    found = [
        *make_entries(journal, {"doi": "10.1056/n", "title": f"Correction: {TITLE}"}),
        *make_entries(make_public(), {"html": link}),
    ]

    tasks_papers.entries_arrived.call(" ".join(str(entry.pk) for entry in found))

    assert Notice.objects.count() == Mention.objects.count() == 1


def test_titles_that_met_are_looked_at(
    make_public: MakeFeed, make_entries: MakeEntries
) -> None:
    make_entries(make_public(), PREPRINT)
    (paper,) = make_entries(make_public(), PAPER)

    tasks_papers.titles_met.call(f"{paper.pk} 7")

    assert WorkLink.objects.count() == 1


def test_letting_go_goes_on_in_a_further_task(
    make_feed: MakeFeed,
    make_entries: MakeEntries,
    run_tasks: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(retention, "BATCH", 10)
    monkeypatch.setattr(
        retention.let_old_go, "__kwdefaults__", {"begin": 0, "most": 20}
    )
    make_entries(make_feed(), 60, at=NOW - timedelta(days=800))

    tasks_papers.let_old_entries_go.call()
    assert Entry.objects.count() == 40

    run_tasks()
    assert Entry.objects.count() == 20


def test_a_site_that_keeps_everything_lets_nothing_go(
    make_feed: MakeFeed, make_entries: MakeEntries, settings: Any
) -> None:
    settings.CONFIG = settings.CONFIG.model_copy(update={"reader_keep_days": 0})
    make_entries(make_feed(), 30, at=NOW - timedelta(days=3000))

    tasks_papers.let_old_entries_go.call()

    assert Entry.objects.count() == 30
