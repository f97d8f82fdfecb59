"""The first look at a file: is it whole, what is in it, which rows are repeated.

Nothing is written before the whole file was read once, so that a file which is
broken in its last line changes nothing. Its rows wait in a temporary file meanwhile;
memory holds a few bytes of each.
"""

import hashlib
import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from tempfile import TemporaryFile
from typing import BinaryIO, TypeVar

from medagora.catalogue.domain import addresses
from medagora.catalogue.domain.drafts import FeedDraft, ResourceDraft
from medagora.catalogue.domain.formats.encodings import CHUNK, check_size, size_of
from medagora.catalogue.domain.formats.reading import LIMITS, Reading, read
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
_SPOOL_ROWS = 500
REPEATED = (
    "The address stands on an earlier line; its topics and feeds were added there."
)
Thing = TypeVar("Thing")


def no_progress(_done: int, _total: int) -> None:
    """For whoever does not watch."""


@dataclass(frozen=True)
class Words:
    """What a repeated row adds to the first row of its address."""

    topics: tuple[str, ...]
    words: tuple[str, ...]
    within: tuple[str, ...]
    feeds: tuple[FeedDraft, ...] = ()


class Spool:
    """Rows that wait on disk: what was read once need not be parsed again.

    ``with Spool() as spool``: the file vanishes at the end, also by a kill.
    """

    def __init__(self) -> None:
        self._file = TemporaryFile(  # noqa: SIM115  # closed by __exit__
            prefix="medagora-import-"
        )
        self._held: list[ResourceRow | Skipped] = []

    def __enter__(self) -> "Spool":
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()

    def add(self, row: ResourceRow | Skipped) -> None:
        self._held.append(row)
        if len(self._held) == _SPOOL_ROWS:
            self._flush()

    def _flush(self) -> None:
        pickle.dump(self._held, self._file, pickle.HIGHEST_PROTOCOL)
        self._held = []

    def __iter__(self) -> Iterator[ResourceRow | Skipped]:
        self._flush()
        end = self._file.tell()
        self._file.seek(0)
        while self._file.tell() < end:
            # what this process wrote a moment ago into a file that has no name
            yield from pickle.load(self._file)  # noqa: S301  # see above


@dataclass
class Survey:
    """What one reading of a file found. ``numbers`` count rows in the file's order."""

    spool: Spool
    digest: str = ""
    rows: int = 0
    remarks: list[str] = field(default_factory=list)
    facts: list[TopicFacts] = field(default_factory=list)
    topics: list[TopicRecord] = field(default_factory=list)
    sources: list[SourceRow] = field(default_factory=list)
    collections: list[CollectionRecord] = field(default_factory=list)
    #: Uid of a retired resource -> uid of what took its place.
    successors: dict[str, str] = field(default_factory=dict)
    #: Key of an address -> number and line of the first row that has it.
    first: dict[int, tuple[int, int]] = field(default_factory=dict)
    #: Number of a first row -> what its repetitions add.
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
    spool: Spool,
    *,
    progress: Progress = no_progress,
    most_rows: int | None = None,
) -> Survey:
    """Reads the file once, or its first rows. BadInput if it cannot be used."""
    check_size(stream, LIMITS[reading.format])
    found = Survey(spool, digest=digest_of(stream))
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
            found.spool.add(item)
            found.rows += 1
        case Skipped():
            found.spool.add(item)
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
    elif row.draft.topics or row.words or row.within or row.draft.feeds:
        more = Words(row.draft.topics, row.words, row.within, row.draft.feeds)
        found.more.setdefault(known[0], []).append(more)
    for key in keys:
        found.first.setdefault(key, known)
    if row.record and row.record.successor:
        found.successors[row.record.uid] = row.record.successor


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


def rows_of(found: Survey) -> Iterator[tuple[int, ResourceRow | Skipped]]:
    """Each row with its number; repeated addresses are skipped, and the line on
    which they stand first is named."""
    for number, row in enumerate(found.spool):
        if isinstance(row, ResourceRow):
            yield number, _first_or_skipped(number, row, found)
        else:
            yield number, row


def _first_or_skipped(
    number: int, row: ResourceRow, found: Survey
) -> ResourceRow | Skipped:
    known = next(found.first[key] for key in keys_of(row.draft) if key in found.first)
    if known[0] == number:
        return row
    return Skipped(row.line, REPEATED, f"line {known[1]}: {row.draft.address}"[:200])
