"""The answer as plain data: a feed with entries, in the words of Atom."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


# Tuples, since an answer has two hundred of them.
class Link(NamedTuple):
    href: str
    rel: str = "alternate"
    type: str = "text/html"
    language: str = ""
    title: str = ""


class Category(NamedTuple):
    """``scheme`` is the name of a parameter, ``term`` its value."""

    scheme: str
    term: str


class Entry(NamedTuple):
    """One resource; ``id`` stays the same over versions and languages."""

    id: str
    title: str
    language: str
    updated: datetime
    links: tuple[Link, ...]
    summary: str = ""
    author: str = ""
    categories: tuple[Category, ...] = ()


@dataclass(frozen=True)
class Feed:
    id: str
    title: str
    subtitle: str
    language: str
    updated: datetime
    author: str
    author_address: str
    links: tuple[Link, ...]
    categories: tuple[Category, ...] = ()
    entries: tuple[Entry, ...] = ()
