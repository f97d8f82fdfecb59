import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree

from medagora.catalogue import services as catalogue
from medagora.catalogue.domain.drafts import ResourceDraft, TextDraft
from medagora.catalogue.models import Resource
from medagora.curation.domain.states import Move
from medagora.curation.services import publishing

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def count_queries(client: Client) -> Callable[[str], int]:
    """How many queries a page makes, once its caches are warm."""

    def count(path: str) -> int:
        assert client.get(path).status_code == 200
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        return len(queries)

    return count


@pytest.fixture
def read(client: Client) -> Callable[..., str]:
    """A page's text: ``read("/en/", status=200)``."""

    def get(path: str, *, status: int = 200) -> str:
        response = client.get(path)
        assert response.status_code == status, response.content.decode()[:500]
        return response.content.decode()

    return get


@pytest.fixture
def make_starter(db: None) -> Callable[..., Resource]:
    """A published resource of the starter collection that nobody here confirmed."""

    def make(**fields: Any) -> Resource:
        source = catalogue.make_source(
            "starter", "Medagora starter collection", policy="published"
        )
        draft = ResourceDraft(
            "https://starter.example.org/",
            **{
                "texts": {"en": TextDraft("A starter", "Says why.")},
                "languages": ("en",),
                **fields,
            },
        )
        resource = catalogue.add_resource(draft, source=source)
        facts = {"source": "starter", "confirmed": False}
        publishing.move(resource, Move.PUBLISH, by="system", at=NOW, facts=facts)
        return resource

    return make


def parse_xml(body: bytes) -> Any:
    """The root element; lxml's own types do not say what an XPath gives."""
    return etree.fromstring(body)


def structured_data(page: str) -> Any:
    """What the page says in the words of schema.org."""
    block = page.split('<script type="application/ld+json">')[1].split("</script>")[0]
    return json.loads(block)
