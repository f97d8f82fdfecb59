"""Whole pages behind entries: fetched politely, and the article found in them.

trafilatura finds it (50 MB with what it needs, so it is loaded by the worker only);
``domain/formats/cleaning`` then makes it safe.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

from medagora.reader.domain.fetches import STATUS, failure_word
from medagora.reader.domain.formats.cleaning import clean
from medagora.reader.domain.formats.plain import plain
from medagora.web import http
from medagora.web.http import Ask, Limits
from medagora.web.polite import Disallowed, PoliteClient

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ASK = Ask(
    limits=Limits(
        seconds=20,
        body_bytes=3 * http.MEGABYTE,
        types=("text/html", "application/xhtml+xml"),
    )
)
#: Pages fetched at the same time.
_AT_ONCE = 4
#: A page of more elements is no article, and would keep us busy for minutes.
_MOST_ELEMENTS = 30_000
#: Less is a cookie notice, a wall or a menu.
_FEWEST_LETTERS = 250
_LONGEST_PLAIN = 100_000

NO_TEXT = "no_text"  # the page holds no article that we could find


@dataclass(frozen=True)
class Article:
    """What was found behind an address: cleaned HTML, or a failure in one word."""

    address: str
    html: str = ""
    failure: str = ""


class ArticleReader(Protocol):
    """Reads whole pages that readers or curators asked for."""

    def read(self, addresses: Sequence[str]) -> list[Article]:
        """One for each address, in the same order; never raises for a page."""


class WebArticles:
    """The real one; robots.txt is heeded and hosts get their rest."""

    def __init__(self, policy: http.AddressPolicy = http.is_public) -> None:
        self._policy = policy

    def read(self, addresses: Sequence[str]) -> list[Article]:
        answers = asyncio.run(self._fetch_all(addresses))
        return [
            article_in(address, answer)
            if isinstance(answer, http.Response)
            else Article(address, failure=answer)
            for address, answer in zip(addresses, answers, strict=True)
        ]

    async def _fetch_all(self, addresses: Sequence[str]) -> list[http.Response | str]:
        """Answers, or the words for why there is none."""
        gate = asyncio.Semaphore(_AT_ONCE)
        async with http.open_client(policy=self._policy) as client:
            guest = PoliteClient(client)

            async def visit(address: str) -> http.Response | str:
                async with gate:
                    return await _visit(guest, address)

            return list(await asyncio.gather(*(visit(a) for a in addresses)))


async def _visit(guest: PoliteClient, address: str) -> http.Response | str:
    try:
        response = await guest.fetch(address, _ASK)
    except (Disallowed, *http.FETCH_FAILURES) as failure:
        return failure.code
    if response.status != 200:
        return failure_word(STATUS, response.status)
    return response


def article_in(address: str, response: http.Response) -> Article:
    """The article of a page, seen from where the page really is."""
    found = _extract(response.body, response.address)
    cleaned = clean(found, response.address) if found else ""
    if len(plain(cleaned, _LONGEST_PLAIN)) < _FEWEST_LETTERS:
        return Article(address, failure=NO_TEXT)
    return Article(address, html=cleaned)


def _extract(body: bytes, address: str) -> str:
    """HTML of the article, or ""; what cannot be read at all holds none."""
    # see above: heavy, and only ever needed by the worker
    from trafilatura import extract, load_html  # noqa: PLC0415 - see above

    tree = load_html(body)
    if tree is None or not _is_bearable(tree):
        return ""
    try:
        found = extract(
            tree,
            url=address,
            output_format="html",
            include_comments=False,
            include_formatting=True,
            include_images=True,
            include_links=True,
            include_tables=True,
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        # a tree that it did not expect: for us a page without an article
        return ""
    return str(found or "")


def _is_bearable(tree: "HtmlElement | Any") -> bool:
    return next(islice(tree.iter(), _MOST_ELEMENTS, None), None) is None
