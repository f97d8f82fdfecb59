"""Where a sound really is: podcasts lead through counting stations to their file."""

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from medagora.web import http
from medagora.web.http import Ask, Limits

if TYPE_CHECKING:
    from medagora.web.http.client import Client

#: One byte tells where it is; HEAD is refused by many.
_PLACE = Ask(
    headers={"Range": "bytes=0-0"},
    limits=Limits(seconds=5, body_bytes=1, cut=True),
)
_CHAPTERS = Ask(
    headers={"Accept": "application/json+chapters, application/json"},
    limits=Limits(seconds=5, body_bytes=256 * 1024),
)


@dataclass(frozen=True)
class Found:
    """Where the sound is, and the file of its chapters; empty where nothing came."""

    address: str = ""
    chapters: bytes = b""


class SoundFinder(Protocol):
    """Asks the publisher's servers, so that the listener meets only the last one."""

    def find(self, sound: str, chapters: str) -> Found:
        """What there is to find; never raises for a server."""


class WebSoundFinder:
    """The real one: both are asked at once."""

    def __init__(self, policy: http.AddressPolicy = http.is_public) -> None:
        self._policy = policy

    def find(self, sound: str, chapters: str) -> Found:
        return asyncio.run(self._find(sound, chapters))

    async def _find(self, sound: str, chapters: str) -> Found:
        async with http.open_client(policy=self._policy) as client:
            place, file = await asyncio.gather(
                _ask(client, sound, _PLACE), _ask(client, chapters, _CHAPTERS)
            )
        return Found(
            address=place.address if place else "",
            chapters=file.body if file and file.status == 200 else b"",
        )


async def _ask(client: "Client", address: str, ask: Ask) -> http.Response | None:
    if not address:
        return None
    try:
        response = await client.fetch(address, ask)
    except http.FETCH_FAILURES:
        return None
    return response if response.status < 400 else None
