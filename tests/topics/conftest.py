from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from medagora.topics.domain.files import TermDraft, TextDraft
from medagora.topics.domain.words import Register


@pytest.fixture
def words() -> Callable[..., TextDraft]:
    """A topic's words: ``words("Asthma", lay=["wheezing"])``."""

    def make(
        name: str, *, lay: list[str] | None = None, clinical: list[str] | None = None
    ) -> TextDraft:
        terms = (
            *(TermDraft(term, Register.LAY) for term in lay or []),
            *(TermDraft(term, Register.CLINICAL) for term in clinical or []),
        )
        return TextDraft(name, f"{name} is a topic. It is used in tests.", terms)

    return make


@pytest.fixture
def count_queries(client: Client) -> Callable[[str], int]:
    """How many queries a page makes, once its caches are warm."""

    def count(path: str) -> int:
        assert client.get(path).status_code == 200
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        return len(queries)

    return count
