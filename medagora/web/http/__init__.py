"""The one way out to the web: what may be fetched, what comes back, what can fail.

    response = fetch_sync("https://www.nhs.uk/", limits=Limits(seconds=10))

Every host name is resolved once and only a checked, public address is connected to,
also after each redirect. Time, redirects, headers and bodies are capped, bodies also
after decompression. The machinery is in ``client``, loaded at the first fetch.
"""

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING

from medagora.web.http.failures import (
    FETCH_FAILURES,
    BadRedirect,
    ConnectionFailure,
    DnsFailure,
    FetchFailure,
    ProtocolFailure,
    RefusedAddress,
    SwitchedOff,
    TlsFailure,
    TooBig,
    TooSlow,
    WrongType,
)
from medagora.web.http.guards import (
    AddressPolicy,
    IPAddress,
    is_allowed,
    is_public,
    is_usual_port,
)
from medagora.web.http.terms import (
    MEGABYTE,
    Ask,
    Hop,
    Limits,
    Pool,
    Response,
    user_agent,
)

if TYPE_CHECKING:
    from medagora.web.http.client import Client

__all__ = [
    "FETCH_FAILURES",
    "MEGABYTE",
    "AddressPolicy",
    "Ask",
    "BadRedirect",
    "ConnectionFailure",
    "DnsFailure",
    "FetchFailure",
    "Hop",
    "IPAddress",
    "Limits",
    "Pool",
    "ProtocolFailure",
    "RefusedAddress",
    "Response",
    "SwitchedOff",
    "TlsFailure",
    "TooBig",
    "TooSlow",
    "WrongType",
    "fetch",
    "fetch_sync",
    "is_allowed",
    "is_public",
    "is_usual_port",
    "open_client",
    "user_agent",
]


def open_client(
    *, policy: AddressPolicy = is_public, pool: Pool | None = None
) -> "Client":
    """``async with open_client() as client``: many fetches over shared connections.

    A name is resolved once in the client's lifetime.
    """
    # aiohttp costs 25 MB that the web process need not carry
    from medagora.web.http.client import Client  # noqa: PLC0415  # see above

    return Client(policy, pool or Pool())


async def fetch(
    address: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes = b"",
    limits: Limits | None = None,
    policy: AddressPolicy = is_public,
) -> Response:
    """The answer of any status, redirects followed, or one of FETCH_FAILURES."""
    ask = Ask(method, headers or {}, limits or Limits(), body)
    async with open_client(policy=policy) as client:
        return await client.fetch(address, ask)


def fetch_sync(
    address: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes = b"",
    limits: Limits | None = None,
    policy: AddressPolicy = is_public,
) -> Response:
    """``fetch`` for code that is not asynchronous, such as tasks."""
    asking = fetch(
        address,
        method=method,
        headers=headers,
        body=body,
        limits=limits,
        policy=policy,
    )
    return asyncio.run(asking)
