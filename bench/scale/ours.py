"""The product's own index of the made library: written, asked, changed.

Each function is one process of ``bench/search_scale.py`` and gives plain figures.
"""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.report import median_and_p95
from bench.scale.documents import Document, read_documents, read_topics
from bench.scale.memory import own_mb, peak_mb, resident_mb
from bench.scale.questions import Asked, read_questions
from bench.scale.timing import by_sort, time_both, time_each

if TYPE_CHECKING:
    from medagora.search.domain.documents import ContentDocument
    from medagora.search.domain.documents import Document as OurDocument
    from medagora.search.gateways import SearchEngine


def write(library: Path, home: Path) -> dict[str, Any]:
    started, idle = time.perf_counter(), cpu_seconds()
    reading = sum(1 for _ in read_documents(library))
    reading_s, reading_cpu_s = time.perf_counter() - started, cpu_seconds() - idle
    before = peak_mb()
    started, worked = time.perf_counter(), cpu_seconds()
    count = opened(home).rebuild(documents(library))
    seconds = time.perf_counter() - started
    worked = cpu_seconds() - worked
    files = [path for path in home.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    return {
        "documents_a_second": round(count / (seconds - reading_s)),
        "write_s": round(seconds, 1),
        "write_cpu_s": round(worked, 1),
        "cpu_us_a_document": round((worked - reading_cpu_s) / count * 1e6),
        "bytes_a_document": round(size / reading),
        "segments": sum(path.suffix == ".store" for path in files),
        "peak_mb": peak_mb(),
        "peak_before_mb": before,
    }


def cpu_seconds() -> float:
    """What this process and those that it began (and that have ended) have worked."""
    return sum(os.times()[:4])


def ask(library: Path, home: Path) -> dict[str, Any]:
    """All questions once after a first round that warms up files and code.

    ``cpu_share`` below 1 says that others used this computer meanwhile.
    """
    engine = opened(home)
    asked, begun = read_questions(library)
    started = time.perf_counter()
    find(engine, asked[0])
    first_ms = (time.perf_counter() - started) * 1000
    for one in asked[::10]:
        find(engine, one)
    started, worked = time.perf_counter(), time.process_time()
    times, works = time_both(lambda one: find(engine, one), asked)
    share = (time.process_time() - worked) / (time.perf_counter() - started)
    suggestions, typing = time_both(lambda one: suggest(engine, *one), begun)
    return {
        "questions": by_sort(asked, times),
        "suggestions": median_and_p95(suggestions),
        "questions_cpu": median_and_p95(works),
        "suggestions_cpu": median_and_p95(typing),
        "first_ms": round(first_ms),
        "cpu_share": round(share, 2),
        "resident_mb": resident_mb(),
        "own_mb": own_mb(),
        "files_mb": resident_mb() - own_mb(),
    }


def change(library: Path, home: Path) -> dict[str, Any]:
    """From the call that writes one document, or a hundred, until they are found."""
    engine = opened(home)
    count = engine.count()
    times = {}
    for many, rounds in ((1, 20), (100, 5)):

        def add(number: int, many: int = many) -> None:
            word = f"newly{many}x{number}"
            engine.write([new_document(word, place) for place in range(many)])
            if total(engine, word) != many:
                raise AssertionError(f"{word} is not found")

        times[f"change_{many}"] = median_and_p95(time_each(add, range(rounds)))
    return {**times, "documents_before": count, "change_peak_mb": peak_mb()}


def opened(home: Path) -> "SearchEngine":
    from medagora.search.gateways.tantivy_engine import TantivyEngine

    return TantivyEngine(home)


def documents(library: Path) -> Iterator["OurDocument"]:
    from medagora.search.domain.documents import Role, TopicDocument, TopicTerm

    for slug, terms in read_topics(library):
        spoken = (TopicTerm(slug, code, text, Role(role)) for code, text, role in terms)
        yield TopicDocument(slug, tuple(spoken))
    for document in read_documents(library):
        yield to_ours(document)


def to_ours(document: Document) -> "ContentDocument":
    """With a key as the product gives to a resource."""
    from medagora.kernel.ids import stable_id
    from medagora.search.domain.documents import ContentDocument

    return ContentDocument(
        uid=stable_id(document.uid),
        titles=(document.title,),
        descriptions=(document.text,),
        publisher=document.publisher,
        host=document.host,
        languages=(document.language,),
        audience=document.audience,
        kind=document.kind,
        topics=tuple(document.topics),
        marks=tuple(document.marks),
        published=document.published,
    )


def new_document(word: str, place: int) -> "ContentDocument":
    from medagora.search.domain.documents import ContentDocument

    text = f"Document {place}, which came later than all the others, holds {word}."
    return ContentDocument(
        f"{word}-{place}", (word.title(),), (text,), languages=("en",)
    )


def find(engine: "SearchEngine", asked: Asked) -> tuple[str, ...]:
    """What the page of results asks, without the database; counts are always on."""
    from medagora.search.domain.requests import ANY, SearchRequest
    from medagora.search.queries.finding import find_uids

    request = SearchRequest(
        asked.text,
        reader=asked.reader,
        language=asked.language or ANY,
        audience="" if asked.audience == "both" else asked.audience,
        kind=asked.kind,
        topic=asked.topic,
    )
    return find_uids(engine, request)


def suggest(engine: "SearchEngine", text: str, language: str) -> int:
    """As ``queries.suggest`` does, without the names from the database."""
    from medagora.search.domain.topic_matching import can_start, match_topics
    from medagora.search.domain.words import understand
    from medagora.search.queries import popularity
    from medagora.search.queries.suggesting import MAX_RESOURCES, for_titles

    question = understand(text, language)
    if not question.words or not can_start(" ".join(question.words)):
        return 0
    terms = engine.find_terms(question, language)
    weights = popularity.of_topics(engine, language)
    matches = match_topics(question, terms, language, weights)
    words = for_titles(question.words)
    uids = engine.suggest_content(words, language, limit=MAX_RESOURCES)
    return len(matches) + len(uids)


def total(engine: "SearchEngine", word: str) -> int:
    from medagora.search.domain.requests import ContentQuery, WordGroup

    return engine.find_content(ContentQuery((WordGroup(word),), limit=1)).total
