"""Everything that the description allows is asked of the API, and much that it does
not: no answer may be a 5xx, of a status, type or shape that it does not name.

``bench/api.py`` asks more of each operation.
"""

from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck
from schemathesis.generation import GenerationMode

from medagora.api.domain import limits
from medagora.api.domain.limits import Limit
from medagora.api.views import appraising
from tests.api.asked import CONFIG, Filled, fill

schema = schemathesis.openapi.from_wsgi(
    "/api/v1/openapi.json", WSGIHandler(), config=CONFIG
)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _without_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PLACE", "KEY", "WRITING", "JUDGING"):
        monkeypatch.setattr(limits, name, Limit(name.lower(), 10**6, 60))
    monkeypatch.setattr(appraising, "PATIENCE", 0)  # no worker reads the pages


@pytest.fixture(autouse=True)
def _keep_the_connection() -> Iterator[None]:
    """As Django's own test client does: the test's transaction goes on."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


@pytest.fixture
def filled(make_topic: Any, make_resource: Any, make_person: Any) -> Filled:
    return fill(make_topic, make_resource, make_person)


@schema.parametrize()
@hypothesis.settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_answers_are_as_described(case: Any, filled: Filled) -> None:
    if case.meta and case.meta.generation.mode is GenerationMode.POSITIVE:
        filled.put_into(case)
    case.call_and_validate(headers=filled.headers)
