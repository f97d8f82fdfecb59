"""The outside world as this room needs it: reading a page, visiting an address.

Everything heavy (aiohttp, lxml, the language model) is loaded by the worker only.
"""

import asyncio
from collections.abc import Sequence
from typing import Protocol

from medagora.curation.domain.links import Visit
from medagora.web import http
from medagora.web.http import Ask, Limits
from medagora.web.polite import Disallowed, PoliteClient
from medagora.web.tongues import guess_language as guess_language

PAGE_LIMITS = Limits(seconds=20, body_bytes=http.MEGABYTE, cut=True)
_HEAD = Ask("HEAD", limits=Limits(seconds=15))
_GET = Ask("GET", limits=Limits(seconds=20, body_bytes=http.MEGABYTE, cut=True))
#: So much tells whether a page is for sale or says that it is gone.
_BEGINNING = 48 * 1024
#: Hosts visited at the same time.
_AT_ONCE = 8


class PageReader(Protocol):
    """Reads one page that somebody asked us to look at."""

    def read(self, address: str) -> http.Response:
        """The page, or one of http.FETCH_FAILURES."""


class WebPageReader:
    """The real one."""

    def __init__(self, policy: http.AddressPolicy = http.is_public) -> None:
        self._policy = policy

    def read(self, address: str) -> http.Response:
        return http.fetch_sync(address, limits=PAGE_LIMITS, policy=self._policy)


class LinkVisitor(Protocol):
    """Visits addresses to see whether they are still there."""

    def visit(self, addresses: Sequence[str]) -> list[Visit]:
        """One visit for each address, in the same order; never raises for a page."""


class WebLinkVisitor:
    """The real one: HEAD, then GET where HEAD does not tell; polite."""

    def __init__(self, policy: http.AddressPolicy = http.is_public) -> None:
        self._policy = policy

    def visit(self, addresses: Sequence[str]) -> list[Visit]:
        return asyncio.run(self._visit_all(addresses))

    async def _visit_all(self, addresses: Sequence[str]) -> list[Visit]:
        gate = asyncio.Semaphore(_AT_ONCE)
        async with http.open_client(policy=self._policy) as client:
            guest = PoliteClient(client)

            async def visit(address: str) -> Visit:
                async with gate:
                    return await _visit(guest, address)

            return list(await asyncio.gather(*(visit(a) for a in addresses)))


async def _visit(guest: PoliteClient, address: str) -> Visit:
    """HEAD is cheap but often answered wrongly: only a plain yes to it counts, and a
    page in HTML is read as well, for it may be for sale."""
    try:
        head = await guest.fetch(address, _HEAD)
        if head.status < 300 and "html" not in head.content_type:
            return _seen(address, head)
    except Disallowed as failure:
        return Visit(address, failure=failure.code)
    except http.FETCH_FAILURES:
        pass  # GET decides
    try:
        return _seen(address, await guest.fetch(address, _GET))
    except (Disallowed, *http.FETCH_FAILURES) as failure:
        return Visit(address, failure=failure.code)


def _seen(address: str, response: http.Response) -> Visit:
    is_html = "html" in response.content_type or not response.content_type
    return Visit(
        address=address,
        status=response.status,
        final_address=response.address,
        redirects=tuple(hop.status for hop in response.hops),
        page=response.body[:_BEGINNING].decode("utf-8", "replace") if is_html else "",
        body=response.body if is_html else b"",
        headers=response.headers if is_html else {},
    )
