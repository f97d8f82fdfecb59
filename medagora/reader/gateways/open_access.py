"""Where papers can be read for free, as Unpaywall knows it (api.unpaywall.org)."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import quote, urlencode

from medagora.web import http
from medagora.web.http import Ask, Limits

if TYPE_CHECKING:
    from medagora.web.http.client import Client

BASE = "https://api.unpaywall.org/v2"
_ASK = Ask(limits=Limits(seconds=20, redirects=3, body_bytes=2 * http.MEGABYTE))
#: Ten a second at most; Unpaywall asks for no more than 100,000 a day.
REST = 0.1
#: Where the reader is sent, best first: a page that says what it is, then the file.
_ADDRESSES = ("url_for_landing_page", "url", "url_for_pdf")


class NotAnswered(http.FetchFailure):
    """It answered, but with a status that is no answer: asking on would be rude."""

    code = "not_answered"


class NotUnderstood(http.FetchFailure):
    """It answered with something else than what its documents say."""

    code = "not_understood"


#: What keeps one DOI from being answered.
FAILURES = (NotAnswered, NotUnderstood, *http.FETCH_FAILURES)


@dataclass(frozen=True, slots=True)
class Copy:
    """What is known of one DOI. Empty address: no free copy."""

    doi: str
    address: str = ""
    licence: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """What was found before something went wrong; ``failure`` is its code, or ""."""

    copies: tuple[Copy, ...] = ()
    failure: str = ""


class OpenAccess(Protocol):
    """Somebody who knows where papers can be read for free."""

    def find(self, dois: Sequence[str]) -> Answers:
        """A copy for each DOI in order, until something goes wrong; never raises."""


class Unpaywall:
    """The real one: one DOI after the other, slowly, over one connection."""

    def __init__(
        self,
        contact: str,
        *,
        base: str = BASE,
        policy: http.AddressPolicy = http.is_public,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._query = urlencode({"email": contact})
        self._base = base
        self._policy = policy
        self._sleep = sleep

    def find(self, dois: Sequence[str]) -> Answers:
        return asyncio.run(self._find(dois))

    async def _find(self, dois: Sequence[str]) -> Answers:
        copies: list[Copy] = []
        async with http.open_client(policy=self._policy) as client:
            for doi in dois:
                try:
                    copies.append(await self._ask(client, doi))
                except NotUnderstood:
                    continue  # this one only; it is asked again another day
                except FAILURES as failure:
                    return Answers(tuple(copies), failure.code)
                await self._sleep(REST)
        return Answers(tuple(copies))

    async def _ask(self, client: "Client", doi: str) -> Copy:
        address = f"{self._base}/{quote(doi, safe='/')}?{self._query}"
        response = await client.fetch(address, _ASK)
        if response.status == 404:  # a DOI that it does not know
            return Copy(doi)
        if response.status != 200:
            raise NotAnswered(self._base, str(response.status))
        return read_answer(doi, response.body)


def read_answer(doi: str, body: bytes) -> Copy:
    """The best copy of Unpaywall's answer, or NotUnderstood. Fields may be missing."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        raise NotUnderstood(BASE, "no JSON") from None
    if not isinstance(data, dict):
        raise NotUnderstood(BASE, "no object")
    best = data.get("best_oa_location")
    if not data.get("is_oa") or not isinstance(best, dict):
        return Copy(doi)
    address = next(filter(None, (_address(best.get(n)) for n in _ADDRESSES)), "")
    if not address:
        return Copy(doi)
    return Copy(
        doi, address, _word(best.get("license"), 60), _word(best.get("version"))
    )


def _address(value: Any) -> str:
    is_one = (
        isinstance(value, str)
        and value.startswith(("https://", "http://"))
        and len(value) <= 1000
        and value.isprintable()
        and " " not in value
    )
    return value if is_one else ""


def _word(value: Any, longest: int = 40) -> str:
    is_one = isinstance(value, str) and value.isprintable()
    return value[:longest] if is_one else ""
