"""Lines of a template as its row keeps them."""

from collections.abc import Iterable, Mapping
from typing import Any

from medagora.prescriptions.domain.drafts import Chosen, is_uid
from medagora.prescriptions.domain.words import LineKind


def to_plain(lines: Iterable[Chosen]) -> list[dict[str, str]]:
    return [{"kind": str(one.kind), "uid": one.uid, "note": one.note} for one in lines]


def from_plain(rows: Iterable[Mapping[str, Any]]) -> tuple[Chosen, ...]:
    """What can be read of it: an older release may have written other kinds."""
    lines = (
        Chosen(str(row.get("kind")), str(row.get("uid")), str(row.get("note", "")))
        for row in rows
    )
    return tuple(
        line for line in lines if line.kind in set(LineKind) and is_uid(line.uid)
    )
