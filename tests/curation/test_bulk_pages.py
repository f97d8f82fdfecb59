"""Many suggestions of one import are judged at once."""

import pytest
from django.test import Client
from django.urls import reverse

from medagora.catalogue import services as catalogue
from medagora.curation.models import (
    ImportBatch,
    LogEntry,
    Review,
    Suggestion,
)
from medagora.people.models import Person
from tests.conftest import NOW
from tests.curation.desk_forms import (
    DECLINED,
    NO_INTEREST,
    MakeSuggestion,
)
from tests.curation.test_suggest_pages import words


@pytest.fixture
def batch(make_suggestion: MakeSuggestion, operator: Person) -> ImportBatch:
    source = catalogue.make_source("hon", "HON list", policy="candidate")
    batch = ImportBatch.objects.create(
        source=source, started_by=operator, started_at=NOW, file_name="hon.json"
    )
    for _ in range(3):
        make_suggestion()
    make_suggestion(topics=())
    Suggestion.objects.update(batch=batch)
    return batch


def test_many_are_agreed_to_at_once_each_with_its_own_entry(
    desk: Client, batch: ImportBatch, second_curator: Person, client: Client
) -> None:
    path = reverse("curation:desk-batch", args=[batch.pk])
    ids = [str(pk) for pk in Suggestion.objects.values_list("pk", flat=True)]
    form = {"action": "agree", "chosen": ids, **NO_INTEREST}

    first = desk.post(path, form, follow=True)
    client.force_login(second_curator)
    second = client.post(path, form, follow=True)

    assert "You agreed to 3." in words(first)
    assert "Choose at least one topic" in words(first)  # the fourth has none
    assert "3 of them are published now." in words(second)
    assert LogEntry.objects.filter(verb="resource_agreed").count() == 3
    assert LogEntry.objects.filter(verb="resource_published").count() == 3


def test_many_are_declined_at_once_with_one_reason(
    desk: Client, batch: ImportBatch
) -> None:
    path = reverse("curation:desk-batch", args=[batch.pk])
    ids = list(Suggestion.objects.values_list("pk", flat=True)[:2])

    page = desk.post(
        path, {"action": "decline", "chosen": ids, **DECLINED}, follow=True
    )

    assert "You declined 2." in words(page)
    assert Suggestion.objects.filter(state="closed").count() == 2
    assert LogEntry.objects.filter(verb="resource_declined").count() == 2


def test_nothing_ticked_or_no_interest_said_is_nothing_done(
    desk: Client, batch: ImportBatch
) -> None:
    path = reverse("curation:desk-batch", args=[batch.pk])

    unticked = desk.post(path, {"action": "agree", **NO_INTEREST})
    silent = desk.post(path, {"action": "agree", "chosen": ["1", "x", "-1"]})

    assert "Tick the ones that you mean" in words(unticked)
    assert silent.status_code == 422
    assert not Review.objects.exists()


def test_the_imports_that_wait_are_listed(desk: Client, batch: ImportBatch) -> None:
    page = words(desk.get(reverse("curation:desk-batches")))

    assert reverse("curation:desk-batch", args=[batch.pk]) in page
    assert ">4</td>" in page
