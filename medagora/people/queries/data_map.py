"""What this site knows about people, table by table, from the marks in its own code.

Each table says ``.. pii:`` what it holds and until when, or ``.. no_pii:``; the export
and erasure of personal data say which tables they cover. Nothing is written twice.
"""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.apps import apps

from medagora.people.services.personal_data import contributions

_MARK = re.compile(r"\.\. (?P<mark>pii|no_pii):(?P<words>.*?)(?=\n\s*\n|\Z)", re.DOTALL)


@dataclass(frozen=True)
class TableOnMap:
    """One table. ``words``: what it knows and for how long, in English."""

    room: str
    table: str
    about: str
    is_personal: bool
    words: str
    is_exported: bool


def list_tables() -> list[TableOnMap]:
    """Every table of ours by room and name; those that know nothing of people too."""
    covered = {table for part in contributions() for table in part.covers}
    return sorted(_tables(covered), key=lambda row: (row.room, row.table))


def as_data() -> list[dict[str, Any]]:
    return [asdict(row) for row in list_tables()]


def _tables(covered: set[str]) -> Iterator[TableOnMap]:
    for model in apps.get_models():
        if not model.__module__.startswith("medagora."):
            continue
        told = model.__doc__ or ""
        mark = _MARK.search(told)
        words = " ".join(mark["words"].split()) if mark else ""
        yield TableOnMap(
            room=model._meta.app_label,
            table=model.__name__,
            about=told.strip().split("\n")[0],
            is_personal=mark is not None and mark["mark"] == "pii",
            words=words,
            is_exported=model._meta.label in covered,
        )
