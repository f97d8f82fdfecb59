"""What leaves this site, as streams of bytes in open formats.

The order is fixed, so the same content gives the same bytes. Private things never
leave: people, suggestions, reviews, private and unlisted collections.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from medagora.catalogue import queries as catalogue
from medagora.catalogue.domain.formats import own, writing
from medagora.catalogue.domain.records import ResourceRecord, TopicName
from medagora.catalogue.domain.words import State
from medagora.curation.queries.log import as_json, head_hash, stream_entries
from medagora.kernel.plain import canonical
from medagora.topics import queries as topics
from medagora.topics.domain.plain import TopicRecord, record_to_plain

PUBLISHED = (State.PUBLISHED,)
EVERY_STATE = tuple(State)


def everything(states: Sequence[str] = catalogue.PUBLIC_STATES) -> Iterator[bytes]:
    """Our own export: importing it into an empty site and exporting again gives the
    same bytes. ``EVERY_STATE`` takes candidates and declined ones along."""
    counts: Counter[str] = Counter()
    yield own.header_line()
    for kind, plain in _parts(states):
        counts[kind] += 1
        yield own.line_of(kind, plain)
    yield own.end_line(counts)


def _parts(states: Sequence[str]) -> Iterator[tuple[str, Mapping[str, object]]]:
    for source in catalogue.list_sources_of(states):
        plain = {
            "slug": source.slug,
            "name": source.name,
            "policy": source.policy,
            "address": source.address,
            "licence": source.licence,
        }
        yield "source", {name: value for name, value in plain.items() if value}
    for topic in topics.list_records():
        yield "topic", record_to_plain(topic)
    for record in catalogue.list_records(states):
        yield "resource", own.resource_to_plain(record)
    for collection in catalogue.list_collection_records(states):
        yield "collection", own.collection_to_plain(collection)


def table(language: str = "") -> Iterator[bytes]:
    """CSV of what is and was published."""
    return writing.table(catalogue.list_records(), language)


def feed_list(title: str, language: str = "") -> Iterator[bytes]:
    """OPML of what is published."""
    return writing.feed_list(catalogue.list_records(PUBLISHED), title, language)


def linked_data(page_of: Callable[[str], str], language: str = "") -> Iterator[bytes]:
    """JSON-LD of what is published; ``page_of`` gives our page's address by uid."""
    return writing.linked_data(
        catalogue.list_records(PUBLISHED),
        topic_names(language),
        page_of=page_of,
        language=language,
    )


def topic_names(language: str = "") -> dict[str, TopicName]:
    """By slug: the name in the language, else in English, else in any."""
    return {
        record.draft.slug: TopicName(
            record.draft.slug, _name(record, language), record.draft.codes
        )
        for record in topics.list_records()
    }


def _name(record: TopicRecord, language: str) -> str:
    texts = record.draft.texts
    for code in (language, "en", *sorted(texts)):
        if code in texts:
            return texts[code].name
    return record.draft.slug


def log_lines() -> Iterator[bytes]:
    """The public log, an entry a line: enough to compute every hash again."""
    for entry in stream_entries():
        yield canonical(as_json(entry)) + b"\n"


def records() -> Iterator[ResourceRecord]:
    """What is published, for whoever makes something else of it."""
    return catalogue.list_records(PUBLISHED)


def fingerprint() -> str:
    """Changes whenever an export would: cheap to ask for, safe to cache by."""
    marks = (*catalogue.change_marks(), *topics.change_marks(), head_hash())
    return hashlib.sha256("|".join(map(str, marks)).encode()).hexdigest()[:20]


def in_pieces(lines: Iterable[bytes], size: int = 64 * 1024) -> Iterator[bytes]:
    """The same bytes in fewer, larger pieces."""
    held: list[bytes] = []
    length = 0
    for line in lines:
        held.append(line)
        length += len(line)
        if length >= size:
            yield b"".join(held)
            held, length = [], 0
    if held:
        yield b"".join(held)
