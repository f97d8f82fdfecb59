"""The one way out to the web: what may be fetched, what comes back, what can fail.

    response = fetch_sync("https://www.nhs.uk/", limits=Limits(seconds=10))

Every host name is resolved once and only a checked, public address is connected to,
also after each redirect. Time, redirects, headers and bodies are capped, bodies also
after decompression. The machinery is in ``http_client``, loaded at the first fetch.
"""

import asyncio
import ipaddress
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf import settings

from medagora import __version__

if TYPE_CHECKING:
    from medagora.web.http_client import Client

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
#: May we connect to this address? Tests pass one that lets loopback through.
AddressPolicy = Callable[[IPAddress], bool]

MEGABYTE = 2**20


class FetchFailure(Exception):
    """Why nothing came back; ``code`` is stable, ``address`` is where it failed."""

    code = "failed"

    def __init__(self, address: str, details: str = "") -> None:
        super().__init__(f"{self.code}: {address} {details}".rstrip())
        self.address = address
        self.details = details


class SwitchedOff(FetchFailure):
    """The operator keeps this site off the web (``MEDAGORA_OUTSIDE=0``)."""

    code = "switched_off"


class RefusedAddress(FetchFailure):
    """It leads into a private network, to a special address or an unusual port."""

    code = "refused_address"


class TooBig(FetchFailure):
    code = "too_big"


class TooSlow(FetchFailure):
    code = "too_slow"


class BadRedirect(FetchFailure):
    """A loop, too many of them, or one that leads nowhere we can go."""

    code = "bad_redirect"


class WrongType(FetchFailure):
    code = "wrong_type"


class TlsFailure(FetchFailure):
    code = "tls"


class DnsFailure(FetchFailure):
    code = "dns"


class ConnectionFailure(FetchFailure):
    code = "connection"


class ProtocolFailure(FetchFailure):
    """What came back is not the HTTP that it says it is."""

    code = "protocol"


FETCH_FAILURES = (
    SwitchedOff,
    RefusedAddress,
    TooBig,
    TooSlow,
    BadRedirect,
    WrongType,
    TlsFailure,
    DnsFailure,
    ConnectionFailure,
    ProtocolFailure,
)


@dataclass(frozen=True)
class Limits:
    """How much of our time and memory one fetch may take."""

    seconds: float = 20.0  # from the first look-up to the last byte
    redirects: int = 8
    header_bytes: int = 64 * 1024
    body_bytes: int = 5 * MEGABYTE  # as sent and also after decompression
    #: True: a longer body is cut there instead of refused.
    cut: bool = False
    #: Beginnings of acceptable content types; empty takes any. Not for errors,
    #: which say enough by their status.
    types: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pool:
    """The connections of one client, and how long they may stay open."""

    at_once: int = 100
    #: To one host and port.
    per_host: int = 4
    idle_seconds: float = 15.0
    #: A server that takes longer to say hello is not going to talk.
    connect_seconds: float = 10.0


@dataclass(frozen=True)
class Hop:
    """One redirect on the way: who sent us on, and with which status."""

    status: int
    address: str


@dataclass(frozen=True)
class Response:
    """What the last address of the way answered; header names in lower case."""

    address: str
    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    hops: tuple[Hop, ...] = ()
    is_cut: bool = False

    @property
    def content_type(self) -> str:
        """``text/html`` without its parameters; empty when it was not said."""
        return self.headers.get("content-type", "").split(";")[0].strip().lower()


@dataclass(frozen=True)
class Ask:
    """What is asked of a server besides the address."""

    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    #: What a POST carries; ``headers`` say its type.
    body: bytes = b""


def is_public(address: IPAddress) -> bool:
    """True for an address of the open internet.

    Not for private, loopback, link-local, multicast, reserved and unspecified ones,
    nor for IPv6 forms that carry an IPv4 address (mapped, 6to4, Teredo). NAT64 is
    how IPv6-only hosts reach IPv4, so there the address inside is judged.
    """
    if isinstance(address, ipaddress.IPv6Address):
        if address in _NAT64:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if any(address in network for network in _IPV4_INSIDE):
            return False
        if address.scope_id or address.is_site_local:
            return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified
    )


def is_allowed(address: IPAddress) -> bool:
    """True for a public address, and for one of the networks that the operator named
    as the site's own (``MEDAGORA_INSIDE``). Only for sources that the site reads, not
    for pages that a stranger asks us to look at."""
    if is_public(address):
        return True
    inside = settings.CONFIG.inside_networks
    return any(address in network for network in inside)


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_IPV4_INSIDE = tuple(
    ipaddress.IPv6Network(network)
    for network in (
        "::/96",
        "::ffff:0:0/96",
        "::ffff:0:0:0/96",
        "2002::/16",
        "2001::/32",
    )
)


def is_usual_port(port: int) -> bool:
    """Web servers only: low ports belong to mail, shells and other services."""
    return port in {80, 443} or port >= 1024


def user_agent() -> str:
    """Who we say we are: name, version and where to read about us."""
    return f"Medagora/{__version__} (+{settings.CONFIG.site_url.rstrip('/')}/)"


def open_client(
    *, policy: AddressPolicy = is_public, pool: Pool | None = None
) -> "Client":
    """``async with open_client() as client``: many fetches over shared connections.

    A name is resolved once in the client's lifetime.
    """
    # aiohttp costs 25 MB that the web process need not carry
    from medagora.web.http_client import Client  # noqa: PLC0415  # see above

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
