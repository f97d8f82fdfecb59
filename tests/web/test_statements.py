"""Plain SQL for the questions that programs ask most."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from medagora.topics.models import Topic
from medagora.web.statements import aware, rows_of

pytestmark = pytest.mark.django_db
_BOTH = "SELECT slug FROM topics_topic WHERE kind = %s AND slug IN %s ORDER BY slug"


@pytest.fixture(autouse=True)
def _topics() -> None:
    for slug in ("asthma", "gout", "100%-o'clock"):
        Topic.objects.create(slug=slug, kind="condition", body_system="lungs")


def test_a_collection_has_one_place_like_a_single_value() -> None:
    wanted = ["gout", "100%-o'clock", "no such"]

    assert rows_of(_BOTH, "condition", wanted) == [("100%-o'clock",), ("gout",)]
    assert rows_of(_BOTH, "condition", {"asthma"}) == [("asthma",)]


@pytest.mark.parametrize("values", [[], set(), ()])
def test_no_row_has_a_value_of_none_at_all(values: list[str]) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert rows_of(_BOTH, "condition", values) == []

    assert len(asked) == 0


def test_values_are_never_read_as_sql() -> None:
    assert rows_of(_BOTH, "condition", ["') OR 1=1 --", "%s", "%(x)s"]) == []


def test_moments_have_a_zone() -> None:
    at = datetime(2026, 11, 27, 8, tzinfo=UTC)
    elsewhere = at.astimezone(timezone(timedelta(hours=5)))

    assert aware(at.replace(tzinfo=None)) == at
    assert aware(elsewhere) is elsewhere
