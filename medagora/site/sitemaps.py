"""Sitemaps: every public page in every language, in parts that stay small.

https://www.sitemaps.org/protocol.html allows 50,000 addresses and 50 MB a part; each
page stands in it once a language, and names its other languages (hreflang).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from xml.sax.saxutils import escape

from django.urls import NoReverseMatch, reverse
from django.utils import translation

from medagora.catalogue import queries as catalogue
from medagora.community.queries import questions
from medagora.kernel.languages import FINISHED
from medagora.topics import queries as topics
from medagora.web.links import absolute

PART_SIZE = 1000
_MARK = "x0mark0x"
_PAGES = (
    "site:home",
    "site:topics",
    "site:new",
    "site:feeds",
    "site:about",
    "site:privacy",
    "site:accessibility",
    "catalogue:collection-list",
    "community:questions",
    "community:rules",
    "curation:how-we-choose",
    "curation:log",
    "curation:suggest",
    "judge:form",
    "appraisal:instruments",
    "site:companion",
    "site:exports",
    "site:own-site",
    "doors:infobutton",
)

#: An id in the address, and the day of the last change.
Row = tuple[str, datetime | None]


@dataclass(frozen=True)
class Section:
    """Pages of one sort: how many there are, and some of them in a stable order."""

    name: str
    view: str
    count: Callable[[], int]
    rows: Callable[[slice], Iterable[Row]]


SECTIONS = {
    section.name: section
    for section in (
        Section(
            "topics",
            "site:topic-detail",
            lambda: topics.slugs_with_dates().count(),
            lambda part: topics.slugs_with_dates()[part],
        ),
        Section(
            "resources",
            "site:resource-detail",
            lambda: catalogue.uids_with_dates().count(),
            lambda part: catalogue.uids_with_dates()[part],
        ),
        Section(
            "collections",
            "catalogue:collection-detail",
            lambda: catalogue.public_uids_with_dates().count(),
            lambda part: catalogue.public_uids_with_dates()[part],
        ),
        Section(
            "questions",
            "community:question",
            lambda: questions.public_uids_with_dates().count(),
            lambda part: questions.public_uids_with_dates()[part],
        ),
    )
}


def list_parts() -> list[str]:
    """The names of all parts: ``pages-1``, ``topics-1``, ``resources-1`` …"""
    parts = ["pages-1"]
    for section in SECTIONS.values():
        count = -(-section.count() // PART_SIZE)
        parts += [f"{section.name}-{number}" for number in range(1, count + 1)]
    return parts


def write_index(addresses: Iterable[str]) -> str:
    entries = "".join(
        f"<sitemap><loc>{escape(address)}</loc></sitemap>\n" for address in addresses
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{entries}</sitemapindex>\n"
    )


def write_part(name: str, number: int) -> Iterator[str]:
    """One part, piece by piece. KeyError for a section that does not exist."""
    entries = _page_entries() if name == "pages" else _entries(SECTIONS[name], number)
    return chain([_HEAD], entries, ["</urlset>\n"])


_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


def _page_entries() -> Iterator[str]:
    for view in _PAGES:
        try:
            patterns = _addresses(view)
        except NoReverseMatch:  # a site may leave the page out
            continue
        yield from _entry(patterns, "", None)


def _entries(section: Section, number: int) -> Iterator[str]:
    patterns = _addresses(section.view, _MARK)
    part = slice((number - 1) * PART_SIZE, number * PART_SIZE)
    for name, changed_at in section.rows(part):
        yield from _entry(patterns, name, changed_at.date() if changed_at else None)


def _addresses(view: str, *args: str) -> dict[str, str]:
    """The page's address in each language; reversed once, not once a row."""
    found = {}
    for code in FINISHED:
        with translation.override(code):
            found[code] = escape(absolute(reverse(view, args=args)))
    return found


def _entry(
    patterns: dict[str, str], name: str, changed_on: date | None
) -> Iterator[str]:
    addresses = {code: text.replace(_MARK, name) for code, text in patterns.items()}
    alternates = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{address}"/>'
        for code, address in (*addresses.items(), ("x-default", addresses["en"]))
    )
    changed = f"<lastmod>{changed_on.isoformat()}</lastmod>" if changed_on else ""
    for address in addresses.values():
        yield f"<url><loc>{address}</loc>{changed}{alternates}</url>\n"
