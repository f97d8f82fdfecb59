"""Agreeing to a suggestion, and what came of it."""

from medagora.catalogue.models import Resource
from medagora.curation.models import LogEntry, Suggestion
from medagora.curation.services import reviewing
from medagora.people.models import Person
from tests.conftest import NOW
from tests.curation.conftest import opinion


def agree(suggestion: Suggestion, person: Person) -> None:
    reviewing.review_suggestion(suggestion, opinion(person), by=person, at=NOW)


def fresh(suggestion: Suggestion) -> Suggestion:
    return Suggestion.objects.select_related("resource").get(pk=suggestion.pk)


def log_of(resource: Resource) -> list[str]:
    entries = LogEntry.objects.filter(subject=f"resource:{resource.uid}")
    return list(entries.order_by("number").values_list("verb", flat=True))
