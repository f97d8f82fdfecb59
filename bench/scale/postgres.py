"""The made library in PostgreSQL's full-text search, as a plain person would use it.

The cluster of its own (scripts/with_postgres.py) lives as long as the measurement.
"""

import time
from pathlib import Path
from typing import Any

from bench.scale.documents import read_documents
from bench.scale.questions import Asked, read_questions
from bench.scale.timing import by_sort, time_each
from scripts.with_postgres import cluster

_TABLES = """
    CREATE TABLE document (
        id int PRIMARY KEY, uid text, language text, audience text, kind text,
        topics text[], published bigint, words tsvector
    )
"""
_INDEXES = (
    "CREATE INDEX ON document USING gin (words)",
    "CREATE INDEX ON document USING gin (topics)",
    "VACUUM ANALYZE document",
)
_GIVEN = ("uid", "language", "audience", "kind", "topics", "published", "title", "text")
_VECTOR = (  # without stems: one column holds six languages
    "setweight(to_tsvector('simple', title), 'A') || to_tsvector('simple', text)"
)


def write_and_ask(library: Path, home: Path) -> dict[str, Any]:
    del home  # the cluster has a folder of its own, and takes it away
    with cluster() as address:
        return {**write(library, address), **ask(library, address)}


def write(library: Path, address: str) -> dict[str, Any]:
    import psycopg

    started = time.perf_counter()
    with psycopg.connect(address, autocommit=True) as base:
        base.execute(_TABLES)
        base.execute(
            "CREATE TEMPORARY TABLE raw AS "
            "SELECT *, '' AS title, '' AS text FROM document"
        )
        with base.cursor().copy(
            f"COPY raw (id, {', '.join(_GIVEN)}) FROM STDIN"
        ) as raw:
            for number, one in enumerate(read_documents(library), 1):
                raw.write_row([number, *(getattr(one, name) for name in _GIVEN)])
        base.execute(
            f"INSERT INTO document SELECT id, {', '.join(_GIVEN[:-2])}, "
            f"{_VECTOR} FROM raw"
        )
        base.execute("DROP TABLE raw")
        for index in _INDEXES:
            base.execute(index)
        sized = base.execute("SELECT pg_total_relation_size('document')").fetchone()
    seconds = time.perf_counter() - started
    return {
        "documents_a_second": round(number / seconds),
        "write_s": round(seconds, 1),
        "bytes_a_document": round((sized or [0])[0] / number),
    }


def ask(library: Path, address: str) -> dict[str, Any]:
    import psycopg

    asked, _begun = read_questions(library)
    with psycopg.connect(address, autocommit=True) as base:
        for one in asked[::10]:
            find(base, one)
        times = time_each(lambda one: find(base, one), asked)
    return {"questions": by_sort(asked, times)}


def find(base: Any, asked: Asked) -> list[Any]:
    """The best twenty, how many there are, and four counts."""
    given = asked._asdict() | {"words": query_of(asked)}
    where = "FROM document WHERE " + " AND ".join(conditions(asked))
    base.execute(f"SELECT count(*) {where}", given).fetchone()
    for field in ("language", "audience", "kind", "unnest(topics)"):
        base.execute(f"SELECT {field}, count(*) {where} GROUP BY 1", given).fetchall()
    best = (
        f"SELECT uid {where} ORDER BY "
        "ts_rank(words, to_tsquery('simple', %(words)s)) DESC LIMIT 20"
    )
    found: list[Any] = base.execute(best, given).fetchall()
    return found


def query_of(asked: Asked) -> str:
    """All words; of a beginning the last one may go on."""
    words = " & ".join(f"'{word}'" for word in asked.text.split())
    return f"{words}:*" if asked.sort == "a beginning" else words


def conditions(asked: Asked) -> list[str]:
    found = ["words @@ to_tsquery('simple', %(words)s)"]
    found += [
        f"{field} = %({field})s"
        for field in ("language", "kind")
        if getattr(asked, field)
    ]
    if asked.audience and asked.audience != "both":
        found.append("audience IN (%(audience)s, 'both')")
    if asked.topic:
        found.append("topics @> ARRAY[%(topic)s]")
    return found
