"""Reads of the public log."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from medagora.curation.domain import chain
from medagora.curation.models import LogEntry
from medagora.kernel.refusals import NotFound
from medagora.people import queries as people

PAGE_SIZE = 50
_CHUNK = 2000
_FIELDS = tuple(chain.Entry.__dataclass_fields__)


def count_log_entries() -> int:
    return LogEntry.objects.count()


def head_hash() -> str:
    """The hash of the last entry: who notes it can later prove what stood before."""
    last = LogEntry.objects.order_by("-number").values_list("hash", flat=True).first()
    return last or chain.GENESIS


def verify_log() -> chain.Break | None:
    """The first broken entry, or None. Reads everything, a little at a time."""
    return chain.find_break(stream_entries())


def stream_entries(*, after: int = 0) -> Iterator[chain.Entry]:
    """Entries in order as they are chained, without holding them in memory."""
    rows = LogEntry.objects.filter(number__gt=after).order_by("number")
    for values in rows.values_list(*_FIELDS).iterator(chunk_size=_CHUNK):
        yield chain.Entry(*values)


@dataclass(frozen=True)
class LogSearch:
    """Which entries a page shows."""

    verb: str = ""
    month: str = ""  # 2026-11
    actor: str = ""
    subject: str = ""
    before: int = 0

    @classmethod
    def from_params(cls, params: Mapping[str, str]) -> "LogSearch":
        month, before = params.get("month", ""), params.get("before", "")
        return cls(
            verb=params.get("verb", "")[:60],
            month=month if re.fullmatch(r"\d{4}-\d{2}", month) else "",
            actor=params.get("actor", "")[:40],
            subject=params.get("subject", "")[:80],
            before=int(before) if re.fullmatch(r"\d{1,15}", before) else 0,
        )


@dataclass(frozen=True)
class NamedEntry:
    """An entry with the name of whoever acted, if they are still here."""

    entry: LogEntry
    name: str = ""

    @property
    def uid(self) -> str:
        """The resource it is about, or ""."""
        kind, _colon, uid = self.entry.subject.partition(":")
        return uid if kind == "resource" else ""


def search_log(search: LogSearch) -> QuerySet[LogEntry]:
    """Matching entries, the newest first."""
    rows = LogEntry.objects.order_by("-number")
    if search.before:
        rows = rows.filter(number__lt=search.before)
    for field in ("verb", "actor", "subject"):
        if value := getattr(search, field):
            rows = rows.filter(**{field: value})
    if search.month:
        # "~" sorts behind every digit: the month's end without a calendar
        rows = rows.filter(at__gte=search.month, at__lt=f"{search.month}~")
    return rows


def with_names(rows: Iterable[LogEntry]) -> list[NamedEntry]:
    entries = list(rows)
    names = people.names_by_pseudonym(entry.actor for entry in entries)
    return [NamedEntry(entry, names.get(entry.actor, "")) for entry in entries]


def get_entry(number: int) -> NamedEntry:
    """One entry; NotFound for a number that the log has not reached."""
    entry = LogEntry.objects.filter(number=number).first()
    if entry is None:
        raise NotFound(_("The log has no entry with this number."))
    return with_names([entry])[0]


def as_json(entry: chain.Entry) -> dict[str, Any]:
    """The entry as it is published: what is needed to compute its hash again."""
    return {name: getattr(entry, name) for name in _FIELDS}
