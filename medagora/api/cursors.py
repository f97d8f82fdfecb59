"""Cursors: where a list goes on, so that nothing is missed or told twice meanwhile.

A cursor holds the order's values of the last row, signed, so that only what we gave
comes back. It stays the same while its list does, and with it the answer's ETag.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core import signing
from django.db.models import Q, QuerySet

from medagora.kernel.refusals import Refusal
from medagora.web.paging import paginate

_SALT = "medagora.api.cursor."


class BadCursor(Refusal):
    code, status = "bad_cursor", 422


@dataclass(frozen=True)
class Asked:
    """Which part of a list: by number, or from a cursor on."""

    size: int
    page: int = 1
    cursor: str = ""


@dataclass(frozen=True)
class Part:
    """A part of a list. With a cursor nothing is counted: the numbers are None."""

    rows: list[Any]
    next: str | None
    page: int | None = None
    pages: int | None = None
    total: int | None = None

    def with_items(self, items: list[Any]) -> dict[str, Any]:
        return {
            "items": items,
            "page": self.page,
            "pages": self.pages,
            "total": self.total,
            "next": self.next,
        }


def write(name: str, values: Iterable[Any]) -> str:
    """A cursor of the list called ``name``."""
    plain = [v.isoformat() if isinstance(v, datetime) else v for v in values]
    return signing.Signer(salt=_SALT + name).sign_object(plain)


def read(name: str, cursor: str) -> list[Any]:
    """The values in a cursor that we gave for this list."""
    try:
        values: list[Any] = signing.Signer(salt=_SALT + name).unsign_object(cursor)
    except signing.BadSignature:
        raise BadCursor(
            "This cursor is not of this list. Begin without one.", field="cursor"
        ) from None
    return values


def part_of_rows(
    rows: "QuerySet[Any, Any]",
    asked: Asked,
    *,
    name: str,
    by: str,
    oldest_first: bool = False,
) -> Part:
    """By the moment in ``by``, then by number, the newest first. Rows are models, or
    dicts with ``by`` and ``pk``."""
    sign, beyond = ("", "gt") if oldest_first else ("-", "lt")
    ordered = rows.order_by(f"{sign}{by}", f"{sign}pk")
    if not asked.cursor:
        page = paginate(ordered, asked.page, asked.size)
        more = _next(name, page.rows, by) if page.next else None
        return Part(page.rows, more, page.number, page.pages, page.total)
    at, pk = read(name, asked.cursor)
    moment = datetime.fromisoformat(at)
    # the second condition alone would do; with the first the index is walked from there
    after = Q(**{f"{by}__{beyond}e": moment}) & (
        Q(**{f"{by}__{beyond}": moment}) | Q(**{by: moment, f"pk__{beyond}": pk})
    )
    found = list(ordered.filter(after)[: asked.size + 1])
    shown = found[: asked.size]
    return Part(shown, _next(name, shown, by) if len(found) > asked.size else None)


def _next(name: str, rows: Sequence[Any], by: str) -> str:
    last = rows[-1]
    if isinstance(last, dict):
        return write(name, [last[by], last["pk"]])
    return write(name, [getattr(last, by), last.pk])


def part_of_list(
    rows: Sequence[Any],
    asked: Asked,
    *,
    name: str,
    key: Callable[[Any], tuple[Any, ...]],
) -> Part:
    """A part of a list that is at hand whole, in the order of ``key``."""
    ordered = sorted(rows, key=key)
    if asked.cursor:
        after = tuple(read(name, asked.cursor))
        rest = [row for row in ordered if key(row) > after]
        shown = rest[: asked.size]
        is_more = len(rest) > asked.size
        return Part(shown, write(name, key(shown[-1])) if is_more else None)
    page = paginate(ordered, asked.page, asked.size)
    more = write(name, key(page.rows[-1])) if page.next else None
    return Part(page.rows, more, page.number, page.pages, page.total)
