"""Visiting other people's servers as a good guest: robots.txt and rests between.

Used by whatever visits many pages in the background; a page that somebody asks us
to look at now goes through ``http`` directly.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache

from medagora.web import http, robots
from medagora.web.http import Ask, FetchFailure, Limits, Response
from medagora.web.robots import Rules

if TYPE_CHECKING:
    from medagora.web.http.client import Client

#: How robots.txt files call us.
AGENT = "medagora"
_KEEP_RULES = 24 * 60 * 60
_ROBOTS_LIMITS = Limits(seconds=10, body_bytes=robots.MOST_BYTES, cut=True)
_NOTHING_AT_ALL = Rules(((False, "/"),))


class Disallowed(FetchFailure):
    """The site's robots.txt asks us not to visit this page."""

    code = "disallowed"


class PoliteClient:
    """A client that heeds robots.txt and rests between two requests to one host.

    The rest is kept in the cache: one clock for every worker that shares it.
    """

    def __init__(
        self,
        client: "Client",
        *,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._client = client
        self._sleep = sleep
        self._asking: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def fetch(self, address: str, ask: Ask) -> Response:
        """As ``http.fetch``, or Disallowed. Failures of robots.txt itself are
        failures of the site: who cannot ask does not visit."""
        rules = await self._rules_for(address)
        if not rules.allow(address):
            raise Disallowed(address)
        await self._rest(address, rules.delay)
        return await self._client.fetch(address, ask)

    async def _rules_for(self, address: str) -> Rules:
        root = "{0.scheme}://{0.netloc}".format(urlsplit(address))
        key = f"robots:{root}"
        async with self._asking[root]:  # several pages of one site ask once
            rules: Rules | None = cache.get(key)
            if rules is None:
                await self._rest(address, 0)
                rules = await self._ask_for_rules(f"{root}/robots.txt")
                cache.set(key, rules, _KEEP_RULES)
        return rules

    async def _ask_for_rules(self, address: str) -> Rules:
        """RFC 9309: no file allows everything, a broken server nothing."""
        try:
            response = await self._client.fetch(address, Ask(limits=_ROBOTS_LIMITS))
        except (http.BadRedirect, http.ProtocolFailure):
            return Rules()
        if response.status >= 500 or response.status == 429:
            return _NOTHING_AT_ALL
        if response.status != 200:
            return Rules()
        return robots.parse(response.body.decode("utf-8", "replace"), AGENT)

    async def _rest(self, address: str, delay: float) -> None:
        """Waits until this host has had its rest; the first to come goes first."""
        rest = max(delay, settings.CONFIG.per_host_seconds)
        key = f"host-rest:{urlsplit(address).netloc}"
        while rest and not cache.add(key, True, rest):
            await self._sleep(rest / 4)
