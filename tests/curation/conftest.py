"""Makers for tests of the desk and the log."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.test import Client

from medagora.catalogue import services as catalogue
from medagora.catalogue.domain.drafts import ResourceDraft, TextDraft
from medagora.curation.domain.verdicts import Interest, Opinion, Verdict
from medagora.curation.models import Suggestion
from medagora.curation.services import suggesting
from medagora.people.models import Person
from medagora.topics.models import Topic
from medagora.web import http
from tests.conftest import NOW


class FakePages:
    """Pages of a web that exists only in a test."""

    def __init__(self, pages: Mapping[str, http.Response | type[http.FetchFailure]]):
        self.pages = pages
        self.asked: list[str] = []

    def read(self, address: str) -> http.Response:
        self.asked.append(address)
        page = self.pages.get(address, http.DnsFailure)
        if isinstance(page, type):
            raise page(address)
        return page


def page_at(address: str, body: str, *, status: int = 200) -> http.Response:
    return http.Response(
        address, status, {"content-type": "text/html; charset=utf-8"}, body.encode()
    )


def opinion(by: Person, verdict: str = "agree", **said: Any) -> Opinion:
    interest = Interest(said.pop("interest", "none"))
    return Opinion(by.pseudonym, Verdict(verdict), interest, **said)


def decline(by: Person, **said: Any) -> Opinion:
    return opinion(by, "decline", **{"reason": "sells", "words": "A shop.", **said})


@pytest.fixture
def make_suggestion(
    make_topic: Callable[..., Topic],
) -> Callable[..., Suggestion]:
    """A suggestion that is ready to be agreed to; ``bare=True``: only an address."""
    numbers = iter(range(10_000))

    def make(
        *, by: Person | None = None, bare: bool = False, **draft: Any
    ) -> Suggestion:
        number = next(numbers)
        address = draft.pop("address", f"https://suggested{number}.example.org/")
        suggestion = suggesting.suggest(address, by=by, at=NOW)
        if not bare:
            draft.setdefault("topics", (make_topic().slug,))
            said: dict[str, Any] = {
                "texts": {"en": TextDraft(f"Suggested {number}", "Helps.")},
                "languages": ("en",),
                **draft,
            }
            catalogue.change_resource(
                suggestion.resource, ResourceDraft(address=address, **said)
            )
        return suggestion

    return make


@pytest.fixture
def desk(client: Client, curator: Person) -> Client:
    client.force_login(curator)
    return client
