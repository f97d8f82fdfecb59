"""What browsers send to the desk, and what it costs."""

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from medagora.catalogue.models import Resource
from medagora.catalogue.queries import get_resource
from medagora.curation.models import (
    Suggestion,
)
from medagora.people.models import Person

MakeSuggestion = Callable[..., Suggestion]
MakePerson = Callable[..., Person]
MakeResource = Callable[..., Resource]

NO_INTEREST = {"verdict-interest": "none"}
DECLINED = {**NO_INTEREST, "verdict-reason": "sells", "verdict-words": "A shop."}


def page_of(suggestion: Suggestion) -> str:
    return reverse("curation:desk-suggestion", args=[suggestion.pk])


def sent(suggestion: Suggestion, action: str, **changes: str) -> dict[str, str]:
    """What a browser sends of the review page."""
    resource = get_resource(suggestion.resource.uid)
    text = resource.texts.all()[0]
    return {
        "action": action,
        "address": resource.address,
        "title": text.title,
        "description": text.description,
        "text_language": "en",
        "language": "en",
        "other_languages": "",
        "kind": "website",
        "audience": "both",
        "topics": ", ".join(topic.slug for topic in resource.topics.all()),
        "publisher": "",
        "country": "",
        "cost": "free",
        "accessibility_notes": "",
        "feeds": "",
        **NO_INTEREST,
        **changes,
    }


def count_queries(client: Client, path: str) -> int:
    """Of the second visit: the first one also notes the session."""
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)
