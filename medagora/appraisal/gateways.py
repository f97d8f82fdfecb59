"""The outside world as this room needs it: one page that somebody asks about."""

from typing import Protocol

from medagora.web import http
from medagora.web.tongues import guess_language as guess_language

LIMITS = http.Limits(seconds=20, body_bytes=5 * http.MEGABYTE)


class PageFetcher(Protocol):
    """Fetches the page at an address."""

    def fetch(self, address: str) -> http.Response:
        """The answer, whatever its status; or one of http.FETCH_FAILURES."""


class WebPageFetcher:
    """The real one: addresses that are not public refused, everything capped."""

    def __init__(self, policy: http.AddressPolicy = http.is_public) -> None:
        self._policy = policy

    def fetch(self, address: str) -> http.Response:
        return http.fetch_sync(address, limits=LIMITS, policy=self._policy)
