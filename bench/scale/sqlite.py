"""The made library in SQLite's FTS5, as a plain person would search it."""

import sqlite3
import time
from pathlib import Path
from typing import Any

from bench.scale.documents import read_documents
from bench.scale.memory import peak_mb, resident_mb
from bench.scale.questions import Asked, read_questions
from bench.scale.timing import by_sort, time_each

_TABLES = """
    CREATE TABLE document (
        id INTEGER PRIMARY KEY, uid TEXT, language TEXT, audience TEXT, kind TEXT,
        published INTEGER
    );
    CREATE TABLE covered (
        document INTEGER, topic TEXT, PRIMARY KEY (document, topic)
    ) WITHOUT ROWID;
    CREATE INDEX covered_topic ON covered (topic, document);
    CREATE VIRTUAL TABLE page USING fts5(
        title, text, tokenize='unicode61 remove_diacritics 2', content=''
    );
"""
_FOUND = "FROM page JOIN document d ON d.id = page.rowid WHERE page MATCH :words"
_TOPIC = "d.id IN (SELECT document FROM covered WHERE topic = :topic)"


def write(library: Path, home: Path) -> dict[str, Any]:
    started = time.perf_counter()
    base = sqlite3.connect(home / "base.sqlite3")
    base.executescript(f"PRAGMA synchronous=OFF; {_TABLES}")
    for number, (
        uid,
        code,
        title,
        text,
        *_,
        audience,
        kind,
        topics,
        _m,
        at,
    ) in enumerate(read_documents(library), 1):
        row = (number, uid, code, audience, kind, at)
        base.execute("INSERT INTO document VALUES (?, ?, ?, ?, ?, ?)", row)
        words = (number, title, text)
        base.execute("INSERT INTO page (rowid, title, text) VALUES (?, ?, ?)", words)
        covered = [(number, topic) for topic in topics]
        base.executemany("INSERT INTO covered VALUES (?, ?)", covered)
    base.commit()
    base.execute("ANALYZE")
    base.close()
    seconds = time.perf_counter() - started
    return {
        "documents_a_second": round(number / seconds),
        "write_s": round(seconds, 1),
        "bytes_a_document": round((home / "base.sqlite3").stat().st_size / number),
        "peak_mb": peak_mb(),
    }


def ask(library: Path, home: Path) -> dict[str, Any]:
    base = sqlite3.connect(home / "base.sqlite3")
    asked, _begun = read_questions(library)
    for one in asked[::10]:
        find(base, one)
    times = time_each(lambda one: find(base, one), asked)
    return {"questions": by_sort(asked, times), "resident_mb": resident_mb()}


def find(base: sqlite3.Connection, asked: Asked) -> list[Any]:
    """The best twenty, how many there are, and four counts."""
    given = asked._asdict() | {"words": match_of(asked)}
    where = _FOUND + "".join(f" AND {part}" for part in conditions(asked))
    base.execute(f"SELECT count(*) {where}", given).fetchone()
    for field in ("language", "audience", "kind"):
        counts = f"SELECT d.{field}, count(*) {where} GROUP BY d.{field}"
        base.execute(counts, given).fetchall()
    base.execute(
        "SELECT topic, count(*) FROM covered WHERE document IN "
        f"(SELECT d.id {where}) GROUP BY topic ORDER BY 2 DESC LIMIT 100",
        given,
    ).fetchall()
    best = f"SELECT d.uid {where} ORDER BY bm25(page, 2, 1) LIMIT 20"
    return base.execute(best, given).fetchall()


def match_of(asked: Asked) -> str:
    """All words; of a beginning the last one may go on."""
    words = " ".join(f'"{word}"' for word in asked.text.split())
    return f"{words}*" if asked.sort == "a beginning" else words


def conditions(asked: Asked) -> list[str]:
    found = [
        f"d.{field} = :{field}"
        for field in ("language", "kind")
        if getattr(asked, field)
    ]
    if asked.audience and asked.audience != "both":
        found.append("d.audience IN (:audience, 'both')")
    return [*found, _TOPIC] if asked.topic else found
