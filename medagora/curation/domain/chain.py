"""The log's chain: how an entry is hashed, and how a broken one is found.

    body     = canonical JSON of number, at, verb, subject, actor, facts and the
               digest of the personal part
    hash     = SHA-256(previous hash + "\\n" + body), in hex
    personal = what identifies people (words, interests), with a random salt; only
               its SHA-256 is chained, so that it can be erased and the chain holds

Canonical JSON: UTF-8, keys sorted, no spaces, no floats.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

GENESIS = "0" * 64


@dataclass(frozen=True)
class Entry:
    """One entry as it is stored and published."""

    number: int
    at: str  # RFC 3339 UTC, microseconds
    verb: str
    subject: str  # "resource:abc", "site"
    actor: str  # a pseudonym, "visitor", or "system"
    facts: Mapping[str, Any]
    personal: Mapping[str, Any] | None  # None: erased, or there never was any
    personal_digest: str
    previous_hash: str
    hash: str


@dataclass(frozen=True)
class Break:
    """The first place where the chain does not hold, and why."""

    number: int
    reason: str


def canonical(value: Mapping[str, Any]) -> bytes:
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()


def digest_of(personal: Mapping[str, Any] | None) -> str:
    """SHA-256 of the personal part; empty when there is none.

    It must carry a ``salt``, or short words could be guessed from the digest.
    """
    if personal is None:
        return ""
    if len(str(personal.get("salt", ""))) < 16:
        raise ValueError("the personal part needs a salt of 16 characters")
    return hashlib.sha256(canonical(personal)).hexdigest()


def hash_of(entry: Entry) -> str:
    body = {
        "number": entry.number,
        "at": entry.at,
        "verb": entry.verb,
        "subject": entry.subject,
        "actor": entry.actor,
        "facts": entry.facts,
        "personal_digest": entry.personal_digest,
    }
    data = entry.previous_hash.encode() + b"\n" + canonical(body)
    return hashlib.sha256(data).hexdigest()


def find_break(entries: Iterable[Entry]) -> Break | None:
    """The first broken entry of the whole log in order, or None. Streams."""
    previous = GENESIS
    for number, entry in enumerate(entries, start=1):
        reason = _fault(entry, number, previous)
        if reason:
            return Break(entry.number, reason)
        previous = entry.hash
    return None


def _fault(entry: Entry, number: int, previous: str) -> str:
    if entry.number != number:
        return f"expected entry {number}: one is missing or was inserted"
    if entry.previous_hash != previous:
        return "does not follow from the entry before it"
    if entry.hash != hash_of(entry):
        return "its content was changed after it was written"
    if entry.personal is not None and digest_of(entry.personal) != (
        entry.personal_digest
    ):
        return "its words were changed after they were written"
    return ""
