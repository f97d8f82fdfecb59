"""Pages of rows. The number of queries does not grow with the rows."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.paginator import EmptyPage, Paginator
from django.db.models import QuerySet

Row = TypeVar("Row")

PAGE_SIZE = 30
#: Beyond this nobody pages on; it also bounds the cost of a hostile ?page=.
LAST_PAGE = 500


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page: its rows, its number, how many there are in all."""

    rows: list[Row]
    number: int
    pages: int
    total: int

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.pages else None

    def __iter__(self) -> Any:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def page_number(value: str | None) -> int:
    """``?page=`` as a number from 1 to LAST_PAGE; anything odd is page 1."""
    try:
        return min(max(int(value or 1), 1), LAST_PAGE)
    except ValueError:
        return 1


def paginate(
    rows: QuerySet[Any] | list[Any],
    number: int,
    size: int = PAGE_SIZE,
    *,
    total: int | None = None,
) -> Page[Any]:
    """The page of ``rows`` (two queries); past the end it is the last page.

    ``total``: how many there are, if that is known already; it saves the counting.
    """
    paginator = Paginator(rows, size)
    if total is not None:
        paginator.count = total
    try:
        page = paginator.page(number)
    except EmptyPage:
        page = paginator.page(paginator.num_pages)
    return Page(list(page), page.number, paginator.num_pages, paginator.count)
