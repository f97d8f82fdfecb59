"""A parsed feed made ready for the tables: keys, digests, words, bounded fields.

It is made in processes of its own (``gateways.parsing``), so everything here is plain
tuples that travel cheaply.
"""

import json
import struct
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from medagora.kernel.text import shorten, tidy
from medagora.reader.domain.identity import (
    Keys,
    keys_of,
    number_of,
    number_of_bytes,
)
from medagora.reader.domain.parsed import Enclosure, ParsedEntry, ParsedFeed
from medagora.reader.domain.words_of_text import index_words

LONGEST_SUMMARY = 400
LONGEST_TEXT = 50_000
_PLAYABLE = ("audio/", "video/")


class PreparedEntry(NamedTuple):
    """One entry as it will be written; names as in the tables."""

    key: int
    digest: int
    keys: Keys
    words: str
    link: str
    title: str
    summary: str
    authors: str
    published_at: datetime | None
    updated_at: datetime | None
    language: str
    doi: str
    pmid: str
    image: str
    media: str
    media_type: str
    media_seconds: int
    details: str  # JSON
    html: str
    text: str


class PreparedFeed(NamedTuple):
    """One feed as it was read; ``failure`` is a code when it was no feed."""

    feed_id: int
    body_digest: int
    failure: str = ""
    title: str = ""
    description: str = ""
    site: str = ""
    image: str = ""
    language: str = ""
    is_podcast: bool = False
    moved_to: str = ""
    hub: str = ""
    hub_topic: str = ""
    ttl_minutes: int = 0
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
    remarks: str = ""
    entries: tuple[PreparedEntry, ...] = ()
    #: ``pack_digests`` of all items: what the next reading may skip.
    digests: bytes = b""


def pack_digests(digests: Sequence[int]) -> bytes:
    """Eight bytes each, for one column."""
    return struct.pack(f">{len(digests)}q", *digests)


def unpack_digests(packed: bytes) -> frozenset[int]:
    return frozenset(struct.unpack(f">{len(packed) // 8}q", packed))


def body_digest(body: bytes) -> int:
    """64 bits of a body; never 0, which stands for "not read yet"."""
    return number_of_bytes(body) or 1


def sighting_key(feed_id: int, identity: str) -> int:
    """Under which an item of a feed is remembered."""
    return number_of(str(feed_id), identity)


def prepare(feed_id: int, digest: int, parsed: ParsedFeed) -> PreparedFeed:
    """Everything about one feed that can be worked out without the database."""
    return PreparedFeed(
        feed_id=feed_id,
        body_digest=digest,
        title=shorten(parsed.title, 300),
        description=shorten(parsed.description, 500),
        site=parsed.site[:1000],
        image=parsed.image[:1000],
        language=parsed.language[:12],
        is_podcast=parsed.is_podcast,
        moved_to=parsed.moved_to[:1000],
        hub=parsed.hub[:1000],
        hub_topic=parsed.address[:1000],
        ttl_minutes=parsed.ttl_minutes,
        skip_hours=parsed.skip_hours,
        skip_days=parsed.skip_days,
        remarks=" ".join(parsed.remarks)[:200],
        entries=tuple(_entries(feed_id, parsed.entries)),
        digests=pack_digests(parsed.digests),
    )


def _entries(feed_id: int, entries: Iterable[ParsedEntry]) -> Iterable[PreparedEntry]:
    """One for each identity; the first of a file wins, as the newest stands first.

    An id that stands at several items with different links is none: then the link
    tells them apart.
    """
    links_of: dict[str, set[str]] = {}
    for entry in entries:
        if entry.guid:
            links_of.setdefault(entry.guid, set()).add(entry.link or entry.title)
    seen: set[int] = set()
    for entry in entries:
        is_shared = len(links_of.get(entry.guid, ())) > 1
        identity = "" if is_shared else entry.guid
        key = sighting_key(feed_id, identity or _own_identity(entry))
        if key not in seen:
            seen.add(key)
            yield _prepare_entry(key, entry)


def _own_identity(entry: ParsedEntry) -> str:
    """What stands for a missing id: the link, else all that it says."""
    if entry.link:
        return f"link {entry.link}"
    at = entry.published_at.isoformat() if entry.published_at else ""
    return f"words {entry.title} {at} {'' if entry.title else entry.text[:500]}"


def _prepare_entry(key: int, entry: ParsedEntry) -> PreparedEntry:
    media = playable(entry.enclosures)
    authors = "; ".join(entry.authors)
    details = _details(entry)
    text = f"{entry.title}\n{authors}\n{entry.text}"[:LONGEST_TEXT]
    return PreparedEntry(
        key=key,
        digest=number_of(
            entry.title,
            entry.link,
            authors,
            entry.html,
            entry.doi,
            media.address if media else "",
            details,
        ),
        keys=keys_of(
            doi=entry.doi, pmid=entry.pmid, link=entry.link, title=entry.title
        ),
        words=index_words(f"{text}\n{entry.journal}"),
        link=entry.link[:1000],
        title=shorten(entry.title, 500),
        summary=_summary(entry),
        authors=shorten(authors, 1000),
        published_at=entry.published_at,
        updated_at=entry.updated_at,
        language=entry.language[:12],
        doi=entry.doi[:200],
        pmid=entry.pmid[:12],
        image=entry.image[:1000],
        media=media.address[:1000] if media else "",
        media_type=media.content_type[:80] if media else "",
        media_seconds=media.seconds if media else 0,
        details=details,
        html=entry.html,
        text=text,
    )


def playable(enclosures: Iterable[Enclosure]) -> Enclosure | None:
    """The first sound or film of an entry."""
    return next((e for e in enclosures if e.content_type.startswith(_PLAYABLE)), None)


def _summary(entry: ParsedEntry) -> str:
    """The first lines: the feed's own short text, else the beginning of the words."""
    return shorten(
        tidy((entry.summary or entry.text)[: 2 * LONGEST_SUMMARY]), LONGEST_SUMMARY
    )


def _details(entry: ParsedEntry) -> str:
    found = {
        "journal": entry.journal,
        "volume": entry.volume,
        "issue": entry.issue,
        "pages": entry.pages,
        "chapters": entry.chapters,
        "comments": entry.comments,
        "categories": list(entry.categories[:20]),
        "files": [
            [e.address, e.content_type, e.size]
            for e in entry.enclosures[:5]
            if not e.content_type.startswith(_PLAYABLE)
        ],
    }
    kept = {name: value for name, value in found.items() if value}
    return json.dumps(kept, ensure_ascii=False) if kept else "{}"
