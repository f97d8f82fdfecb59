"""Many rows in few statements, the same on both engines."""

import pytest
from django.db import IntegrityError, connection, transaction

from medagora.reader.models import Sighting, WorkKey
from medagora.reader.services import bulk

pytestmark = pytest.mark.django_db
MANY = 300
UPDATE = (
    "UPDATE reader_sighting SET digest = CASE WHEN new.by = 0 THEN "
    "reader_sighting.digest ELSE reader_sighting.digest + new.by END "
    "WHERE reader_sighting.key = new.key"
)


@pytest.mark.parametrize("count", [0, 1, MANY])
def test_all_rows_arrive_and_each_is_changed_by_its_own(count: int) -> None:
    rows = [(number, number * 2, 7) for number in range(1, count + 1)]
    bulk.insert("reader_sighting", ("key", "entry", "digest"), rows)

    bulk.update(UPDATE, ("by", "key"), [(key % 3, key) for key, _e, _d in rows])

    found = Sighting.objects.order_by("key").values_list("key", "entry", "digest")
    assert list(found) == [(key, entry, 7 + key % 3) for key, entry, _d in rows]


def test_what_is_there_is_merged() -> None:
    columns, clash = ("key", "work"), "(key) DO UPDATE SET work = excluded.work"
    bulk.insert("reader_workkey", columns, [(key, 1) for key in range(MANY)])

    bulk.merge(
        "reader_workkey", columns, [(key, 2) for key in range(0, 2 * MANY, 2)], clash
    )
    bulk.merge("reader_workkey", columns, [], clash)

    works = dict(WorkKey.objects.values_list("key", "work"))
    assert len(works) == MANY + MANY // 2
    assert {key for key, work in works.items() if work == 1} == set(range(1, MANY, 2))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL takes COPY")
def test_many_rows_are_few_statements() -> None:
    rows = [(number, number, number) for number in range(MANY)]
    asked: list[str] = []
    connection.connection.set_trace_callback(asked.append)

    bulk.insert("reader_sighting", ("key", "entry", "digest"), rows)
    bulk.update(UPDATE, ("by", "key"), [(1, key) for key, _e, _d in rows])

    connection.connection.set_trace_callback(None)
    assert len(asked) == 4


def test_a_clash_is_the_framework_s_error() -> None:
    row = ("reader_sighting", ("key", "entry", "digest"), [(1, 1, 1)])
    bulk.insert(*row)

    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.insert(*row)
