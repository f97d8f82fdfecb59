"""Erasing a person, and doing it again after a restore from an older backup."""

import logging
import os
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction

from medagora.kernel.dates import iso_utc
from medagora.kernel.refusals import NotAllowed
from medagora.people import access
from medagora.people.domain.erasures import digest_of, line_of, read_lines
from medagora.people.models import Erasure, Person
from medagora.people.services.accounts import keep_an_operator
from medagora.people.services.personal_data import contributions
from medagora.web import audit

log = logging.getLogger(__name__)


def erasures_file() -> Path:
    """The append-only list beside the database, which a restore must not replace."""
    return Path(settings.HOME) / "erasures.jsonl"


@transaction.atomic
def erase_person(person: Person, *, by: Person | None, at: datetime) -> None:
    """Forgets somebody for good: by themselves, or at the server's command line.

    Conflict for the last operator. What stays: published facts, and the log with
    an opaque name and without their words.
    """
    if by is not None and by.pk != person.pk:
        raise NotAllowed("Only the person can erase the account.")
    keep_an_operator(without=person)
    _erase(person, at)


def _erase(person: Person, at: datetime) -> None:
    digest = digest_of(person.pseudonym, key=settings.SECRET_KEY)
    access.forget_grants(person)
    for contribution in contributions():
        contribution.erase(person, at)
    Erasure.objects.get_or_create(digest=digest, defaults={"erased_at": at})
    audit.record("people.person_erased", f"erasure:{digest[:8]}", by=None)
    transaction.on_commit(partial(_append, [(digest, at)]))


def replay_erasures(*, at: datetime, files: Iterable[Path] = ()) -> int:
    """Erases again whoever was erased before but is back; gives how many.

    ``files`` are further lists, as from inside a backup. The last operator's
    erasure is replayed too: the command line can make a new operator.
    """
    known = set(Erasure.objects.values_list("digest", flat=True))
    for file in (erasures_file(), *files):
        known.update(digest for digest, _at in _read(file))
    count = 0
    for pk, pseudonym in Person.objects.values_list("pk", "pseudonym").iterator():
        if digest_of(pseudonym, key=settings.SECRET_KEY) in known:
            with transaction.atomic():
                _erase(Person.objects.get(pk=pk), at)
            count += 1
    return count


def write_missing_lines() -> int:
    """Adds erasures to the file that a crash, or another machine, kept from it."""
    written = {digest for digest, _at in _read(erasures_file())}
    rows = Erasure.objects.exclude(digest__in=written).order_by("pk")
    missing = [(row.digest, row.erased_at) for row in rows]
    if missing:
        _append(missing)
    return len(missing)


def _read(file: Path) -> list[tuple[str, str]]:
    try:
        return list(read_lines(file.read_text("utf-8")))
    except FileNotFoundError:
        return []


def _append(erasures: Iterable[tuple[str, datetime]]) -> None:
    """Adds lines and waits until they are on the disk.

    A failure does not undo the erasure: the table keeps it, and
    ``write_missing_lines`` tries again every day.
    """
    lines = "".join(line_of(digest, iso_utc(at)) for digest, at in erasures)
    try:
        with erasures_file().open("a", encoding="utf-8") as file:
            file.write(lines)
            file.flush()
            os.fsync(file.fileno())
    except OSError as failure:
        log.error("Erasures could not be written to the home: %s", failure.strerror)
