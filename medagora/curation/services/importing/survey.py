"""The first look at a file: is it whole, what is in it, which rows are repeated.

Nothing is written before the whole file was read once, so that a file which is
broken in its last line changes nothing. What is kept of each row is a few bytes.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import BinaryIO, TypeVar

from medagora.catalogue.domain import addresses
from medagora.catalogue.domain.drafts import ResourceDraft
from medagora.catalogue.domain.formats.encodings import CHUNK, size_of
from medagora.catalogue.domain.formats.reading import Reading, read
from medagora.catalogue.domain.formats.rows import (
    CollectionRow,
    FactsRow,
    Item,
    Remark,
    ResourceRow,
    Skipped,
    SourceRow,
    TopicRow,
)
from medagora.catalogue.domain.records import CollectionRecord
from medagora.topics.domain.medlineplus import TopicFacts
from medagora.topics.domain.plain import TopicRecord

#: Told how far we are: done and total, in bytes or rows.
Progress = Callable[[int, int], None]
_TELL_EVERY = 200
Thing = TypeVar("Thing")


def no_progress(_done: int, _total: int) -> None:
    """For whoever does not watch."""


@dataclass(frozen=True)
class Words:
    """What a repeated row says about topics; the first row of the address gets it."""

    topics: tuple[str, ...]
    words: tuple[str, ...]
    within: tuple[str, ...]


@dataclass
class Survey:
    """What one reading of a file found. ``numbers`` count rows in the file's order."""

    digest: str = ""
    rows: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    remarks: list[str] = field(default_factory=list)
    facts: list[TopicFacts] = field(default_factory=list)
    topics: list[TopicRecord] = field(default_factory=list)
    sources: list[SourceRow] = field(default_factory=list)
    collections: list[CollectionRecord] = field(default_factory=list)
    #: Key of an address -> number and line of the first row that has it.
    first: dict[int, tuple[int, int]] = field(default_factory=dict)
    #: Number of a first row -> what its repetitions say about topics.
    more: dict[int, list[Words]] = field(default_factory=dict)
    is_whole: bool = True


def digest_of(stream: BinaryIO) -> str:
    """SHA-256 of the file, by which an interrupted import finds its place again."""
    stream.seek(0)
    digest = hashlib.sha256()
    while piece := stream.read(CHUNK):
        digest.update(piece)
    stream.seek(0)
    return digest.hexdigest()


def survey(
    stream: BinaryIO,
    reading: Reading,
    *,
    progress: Progress = no_progress,
    most_rows: int | None = None,
) -> Survey:
    """Reads the file once, or its first rows. BadInput if it cannot be used."""
    found = Survey(digest=digest_of(stream))
    size = size_of(stream)
    for item in read(stream, reading):
        _note(found, item)
        if found.rows % _TELL_EVERY == 0 and not stream.closed:
            progress(stream.tell(), size)
        if most_rows is not None and found.rows >= most_rows:
            found.is_whole = False
            break
    stream.seek(0)
    progress(size, size)
    return found


def _note(found: Survey, item: Item) -> None:
    match item:
        case ResourceRow():
            _note_row(found, item)
            found.rows += 1
        case Skipped():
            found.counts[item.reason] += 1
            found.rows += 1
        case FactsRow():
            found.facts.append(item.facts)
        case TopicRow():
            found.topics.append(item.topic)
        case CollectionRow():
            found.collections.append(item.collection)
        case SourceRow():
            found.sources.append(item)
        case Remark():
            found.remarks.append(item.sentence)


def _note_row(found: Survey, row: ResourceRow) -> None:
    keys = keys_of(row.draft)
    known = next((found.first[key] for key in keys if key in found.first), None)
    if known is None:
        known = (found.rows, row.line)
    elif row.draft.topics or row.words or row.within:
        more = Words(row.draft.topics, row.words, row.within)
        found.more.setdefault(known[0], []).append(more)
    for key in keys:
        found.first.setdefault(key, known)


def keys_of(draft: ResourceDraft) -> list[int]:
    """The keys of the addresses as short numbers: 64 bits of BLAKE2."""
    spellings = (draft.address, *draft.further_addresses)
    return [
        int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest())
        for key in map(addresses.key, spellings)
    ]


def in_batches(things: Iterable[Thing], size: int) -> Iterator[list[Thing]]:
    """Lists of ``size`` things, the last perhaps shorter."""
    rest = iter(things)
    while batch := list(islice(rest, size)):
        yield batch


def rows_of(
    stream: BinaryIO, reading: Reading, found: Survey
) -> Iterator[tuple[int, ResourceRow | Skipped]]:
    """The second reading: each row with its number; repeated addresses are skipped,
    and the line on which they stand first is named."""
    number = 0
    for item in read(stream, reading):
        if isinstance(item, ResourceRow):
            yield number, _first_or_skipped(number, item, found)
            number += 1
        elif isinstance(item, Skipped):
            yield number, item
            number += 1


def _first_or_skipped(
    number: int, row: ResourceRow, found: Survey
) -> ResourceRow | Skipped:
    known = next(found.first[key] for key in keys_of(row.draft) if key in found.first)
    if known[0] == number:
        return row
    reason = f"The address stands on line {known[1]} already; its topics were added."
    return Skipped(row.line, reason, row.draft.address[:200])
