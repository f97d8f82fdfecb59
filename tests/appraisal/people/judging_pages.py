"""Where people judge, and what a page says."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from medagora.catalogue.models import Resource
from medagora.people.models import Person

Make = Callable[..., Any]
BrowserOf = Callable[[Person], Client]


def form_of(resource: Resource, key: str = "jama") -> str:
    return f"/en/appraisal/{resource.uid}/judge/{key}/"


def words(page: Any) -> str:
    content: bytes = page.content
    return content.decode()
