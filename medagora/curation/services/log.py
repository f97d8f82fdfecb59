"""Writing the public log: one entry at a time, each chained to the one before."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from medagora.curation.domain import chain
from medagora.curation.models import LogEntry
from medagora.kernel.dates import iso_utc

if TYPE_CHECKING:
    from medagora.people.models import Person

#: The key of PostgreSQL's advisory lock for the end of the chain.
_CHAIN_LOCK = 0x6D65646C6F67  # "medlog"


@transaction.atomic
def append(
    verb: str,
    subject: str,
    *,
    by: "Person | str",
    at: datetime,
    facts: Mapping[str, Any] | None = None,
    personal: Mapping[str, Any] | None = None,
) -> LogEntry:
    """Adds an entry; ``by`` is a person, "visitor" or "system".

    ``facts`` are public for ever and may identify nobody; what does belongs in
    ``personal``, which can be erased. Serialised: two writers never fork the chain.
    """
    _hold_the_end()
    last = LogEntry.objects.order_by("-number").first()
    salted = {**personal, "salt": secrets.token_hex(16)} if personal else None
    entry = chain.Entry(
        number=last.number + 1 if last else 1,
        at=iso_utc(at),
        verb=verb,
        subject=subject,
        actor=by if isinstance(by, str) else by.pseudonym,
        facts=dict(facts or {}),
        personal=salted,
        personal_digest=chain.digest_of(salted),
        previous_hash=last.hash if last else chain.GENESIS,
        hash="",
    )
    entry = replace(entry, hash=chain.hash_of(entry))
    return LogEntry.objects.create(
        **{name: getattr(entry, name) for name in entry.__dataclass_fields__}
    )


@dataclass(frozen=True)
class Event:
    """One entry of many that are written at once."""

    verb: str
    subject: str
    facts: Mapping[str, Any]


@transaction.atomic
def append_many(
    events: Sequence[Event], *, by: "Person | str", at: datetime
) -> list[LogEntry]:
    """Adds entries without a personal part, in order, in a few writes."""
    _hold_the_end()
    last = LogEntry.objects.order_by("-number").first()
    number = last.number if last else 0
    previous = last.hash if last else chain.GENESIS
    actor, moment = by if isinstance(by, str) else by.pseudonym, iso_utc(at)
    rows = []
    for event in events:
        number += 1
        entry = chain.Entry(
            number=number,
            at=moment,
            verb=event.verb,
            subject=event.subject,
            actor=actor,
            facts=dict(event.facts),
            personal=None,
            personal_digest="",
            previous_hash=previous,
            hash="",
        )
        previous = chain.hash_of(entry)
        entry = replace(entry, hash=previous)
        rows.append(LogEntry(**vars(entry)))
    return LogEntry.objects.bulk_create(rows, batch_size=500)


def _hold_the_end() -> None:
    """SQLite's IMMEDIATE transactions already let one writer in at a time."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])


def erase_personal(actor: str) -> int:
    """Removes the words and interests of one actor; the chain stays whole."""
    return (
        LogEntry.objects.filter(actor=actor)
        .exclude(personal=None)
        .update(personal=None)
    )
