"""Writing the public log: one entry at a time, each chained to the one before."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
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


def _hold_the_end() -> None:
    """SQLite's IMMEDIATE transactions already let one writer in at a time."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])


def erase_personal(actor: str) -> int:
    """Removes the words and interests of one actor; the chain stays whole."""
    return (
        LogEntry.objects.filter(actor=actor).exclude(personal=None).update(personal=None)
    )
