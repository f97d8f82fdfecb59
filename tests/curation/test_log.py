"""The log in the database: append-only, chained, able to forget people."""

import threading
from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, connections, transaction

from medagora.curation import queries
from medagora.curation.models import LogEntry
from medagora.curation.queries import log as log_queries
from medagora.curation.queries.log import LogSearch
from medagora.curation.services import log
from medagora.people.models import Person
from tests.conftest import NOW


def add(number: int, **parts: object) -> None:
    log.append(f"verb_{number}", "site", by="system", at=NOW, **parts)  # type: ignore[arg-type]  # mixed


def break_in(statement: str) -> None:
    """Somebody with the keys of the database takes the triggers off first."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE curation_logentry DISABLE TRIGGER USER")
        else:
            for name in ("no_update", "no_delete"):
                cursor.execute(f"DROP TRIGGER curation_logentry_{name}")
        cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.update(verb="other"),
        lambda rows: rows.update(facts={"other": 1}),
        lambda rows: rows.update(personal={"words": "other", "salt": "0" * 32}),
        lambda rows: rows.delete(),
    ],
)
def test_the_database_refuses_to_change_or_remove_entries(
    change: Callable[..., object],
) -> None:
    add(1, personal={"words": "so"})

    with pytest.raises(DatabaseError), transaction.atomic():
        change(LogEntry.objects.filter(number=1))

    assert queries.verify_log() is None


def test_words_can_be_erased_and_the_chain_stays_whole(curator: Person) -> None:
    log.append("x", "site", by=curator, at=NOW, personal={"words": "mine"})
    log.append("x", "site", by="system", at=NOW, personal={"words": "other"})

    assert log.erase_personal(curator.pseudonym) == 1

    first, second = LogEntry.objects.order_by("number")
    assert first.personal is None
    assert (second.personal or {})["words"] == "other"
    assert first.personal_digest
    assert queries.verify_log() is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("statement", "number"),
    [
        ("UPDATE curation_logentry SET verb = 'other' WHERE number = 3", 3),
        ("UPDATE curation_logentry SET facts = '{\"n\": 9}' WHERE number = 2", 2),
        ("UPDATE curation_logentry SET actor = 'me' WHERE number = 1", 1),
        ("DELETE FROM curation_logentry WHERE number = 2", 3),
        ("UPDATE curation_logentry SET at = '2020' WHERE number = 5", 5),
    ],
)
def test_verifying_names_the_first_broken_entry(statement: str, number: int) -> None:
    for n in range(1, 6):
        add(n, facts={"n": n})

    break_in(statement)

    broken = queries.verify_log()
    assert broken is not None
    assert broken.number == number


@pytest.mark.django_db
def test_the_head_is_the_last_entrys_hash() -> None:
    empty = queries.head_hash()
    add(1)
    add(2)

    assert empty == "0" * 64
    assert queries.head_hash() == LogEntry.objects.get(number=2).hash
    assert queries.count_log_entries() == 2


@pytest.mark.django_db
def test_entries_are_found_by_verb_month_actor_and_subject() -> None:
    add(1)
    add(2)
    search = LogSearch.from_params

    def numbers(**params: str) -> list[int]:
        rows = log_queries.search_log(search(params))
        return list(rows.values_list("number", flat=True))

    assert numbers() == [2, 1]
    assert numbers(verb="verb_1") == [1]
    assert numbers(month="2026-11") == [2, 1]
    assert numbers(month="2026-12") == []
    assert numbers(actor="nobody") == []
    assert numbers(subject="site", before="2") == [1]
    assert numbers(month="' OR 1", before="-7") == [2, 1]


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_moment_never_fork_the_chain() -> None:
    start = threading.Barrier(4)

    def write(number: int) -> None:
        start.wait(10)
        for n in range(5):
            add(number * 10 + n)
        connections.close_all()

    threads = [threading.Thread(target=write, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert queries.count_log_entries() == 20
    assert queries.verify_log() is None
