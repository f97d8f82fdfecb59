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
#: Room for a title of any script, in which a list by name goes on.
LONGEST = 2000


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
    return signing.Signer(salt=_SALT + name).sign_object(plain, compress=True)


def read(name: str, cursor: str) -> list[Any]:
    """The values in a cursor that we gave for this list."""
    try:
        values: list[Any] = signing.Signer(salt=_SALT + name).unsign_object(cursor)
    except signing.BadSignature:
        raise BadCursor(
            "This cursor is not of this list. Begin without one.", field="cursor"
        ) from None
    return values


@dataclass(frozen=True)
class Order:
    """By the moment in ``by``, then by ``number``, the newest first."""

    by: str
    number: str = "pk"
    oldest_first: bool = False

    @property
    def columns(self) -> tuple[str, str]:
        sign = "" if self.oldest_first else "-"
        return f"{sign}{self.by}", f"{sign}{self.number}"

    def after(self, moment: datetime, number: int) -> Q:
        """What stands behind the row with these values."""
        beyond = "gt" if self.oldest_first else "lt"
        # the second condition alone would do; with the first the index is walked
        return Q(**{f"{self.by}__{beyond}e": moment}) & (
            Q(**{f"{self.by}__{beyond}": moment})
            | Q(**{self.by: moment, f"{self.number}__{beyond}": number})
        )

    def values_of(self, row: Any) -> list[Any]:
        if isinstance(row, dict):
            return [row[self.by], row[self.number]]
        return [getattr(row, self.by), getattr(row, self.number)]


def part_of_rows(
    rows: "QuerySet[Any, Any]",
    asked: Asked,
    order: Order,
    *,
    name: str,
    total: int | None = None,
) -> Part:
    """Rows are models, or dicts with what the order names. ``total``: how many there
    are, if that is known already."""
    ordered = rows.order_by(*order.columns)
    if not asked.cursor:
        page = paginate(ordered, asked.page, asked.size, total=total)
        is_more = bool(page.next and page.rows)
        more = write(name, order.values_of(page.rows[-1])) if is_more else None
        return Part(page.rows, more, page.number, page.pages, page.total)
    at, number = read(name, asked.cursor)
    after = order.after(datetime.fromisoformat(at), number)
    found = list(ordered.filter(after)[: asked.size + 1])
    shown = found[: asked.size]
    is_more = len(found) > asked.size
    return Part(shown, write(name, order.values_of(shown[-1])) if is_more else None)


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
