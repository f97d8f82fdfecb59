"""Pages that only some people are led to, like the desk: rooms add them at start.

They stand in the account menu, or among the tabs of the desk (``place="desk"``).

The page itself still asks who may; this only keeps the menu honest.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise

if TYPE_CHECKING:
    from medagora.people.models import Person


@dataclass(frozen=True)
class MenuPage:
    label: "str | Promise"
    url_name: str
    is_for: Callable[["Person"], bool]
    place: str = "account"
    #: How much waits there for this person; asked only when the menu is shown.
    waiting: Callable[["Person"], int] | None = None


@dataclass(frozen=True)
class Entry:
    """A page as one person's menu shows it."""

    label: "str | Promise"
    url_name: str
    waiting: int = 0


_pages: dict[str, MenuPage] = {}


def add_page(
    label: "str | Promise",
    url_name: str,
    *,
    is_for: Callable[["Person"], bool],
    place: str = "account",
    waiting: Callable[["Person"], int] | None = None,
) -> None:
    """Call it in ``AppConfig.ready``; a second call with the same name replaces."""
    _pages[url_name] = MenuPage(label, url_name, is_for, place, waiting)


def list_pages(person: "Person | None", place: str = "account") -> list[MenuPage]:
    """What this person's menu leads to, in the order in which it was added."""
    if person is None:
        return []
    pages = [page for page in _pages.values() if page.place == place]
    return [page for page in pages if page.is_for(person)]


def list_entries(person: "Person | None") -> list[Entry]:
    """The account menu of a person, with how much waits behind each page."""
    return [
        Entry(page.label, page.url_name, page.waiting(person) if page.waiting else 0)
        for page in list_pages(person)
        if person is not None
    ]
