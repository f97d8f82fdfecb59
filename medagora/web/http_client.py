"""How ``http`` reaches the web: aiohttp with checked addresses and hard caps."""

import asyncio
import ipaddress
import socket
import ssl
import zlib
from collections.abc import AsyncIterator
from types import TracebackType
from typing import Any, Self
from urllib.parse import urljoin, urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from django.conf import settings

from medagora.web import http
from medagora.web.http import AddressPolicy, Ask, Hop, Response

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 64 * 1024


class _Refused(OSError):
    """Raised below aiohttp, which lets only OSError through from there."""


class _NoSuchHost(OSError):
    """The name does not resolve."""


class CheckedResolver(AbstractResolver):
    """The system's resolver, without the addresses that the policy refuses."""

    def __init__(self, policy: AddressPolicy) -> None:
        self._policy = policy

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        loop = asyncio.get_running_loop()
        try:
            found = await loop.getaddrinfo(
                host, port, type=socket.SOCK_STREAM, family=family
            )
        except (socket.gaierror, UnicodeError) as error:
            raise _NoSuchHost(str(error)) from None
        allowed = [
            ResolveResult(
                hostname=host,
                host=str(sockaddr[0]),
                port=port,
                family=kind,
                proto=proto,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for kind, _type, proto, _name, sockaddr in found
            if self._policy(ipaddress.ip_address(sockaddr[0]))
        ]
        if not allowed:
            raise _Refused("no public address")
        return allowed

    async def close(self) -> None:
        """Nothing is kept open."""


class Client:
    """A session to the web. Use ``async with``; see ``http.open_client``."""

    def __init__(self, policy: AddressPolicy) -> None:
        self._policy = policy
        self._session: aiohttp.ClientSession

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                resolver=CheckedResolver(self._policy),
                socket_factory=self._make_socket,
                limit_per_host=4,
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={
                "User-Agent": http.user_agent(),
                # only what we can decompress with a cap on what comes out
                "Accept-Encoding": "gzip, deflate",
            },
            auto_decompress=False,
            trust_env=False,
            timeout=aiohttp.ClientTimeout(total=None),
            max_headers=100,
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._session.close()

    def _make_socket(self, info: Any) -> socket.socket:
        """The last door: whatever led here, only a checked address is connected."""
        family, kind, proto, _name, sockaddr = info
        if not self._policy(ipaddress.ip_address(sockaddr[0])):
            raise _Refused(str(sockaddr[0]))
        return socket.socket(family=family, type=kind, proto=proto)

    async def fetch(self, address: str, ask: Ask) -> Response:
        """As ``http.fetch``."""
        if not settings.CONFIG.outside:
            raise http.SwitchedOff(address)
        try:
            async with asyncio.timeout(ask.limits.seconds):
                return await self._follow(address, ask)
        except TimeoutError:
            raise http.TooSlow(address, f"{ask.limits.seconds:g} s") from None

    async def _follow(self, address: str, ask: Ask) -> Response:
        hops: list[Hop] = []
        seen = {address}
        while True:
            response, target = await self._visit(address, ask)
            if target is None:
                return Response(**{**vars(response), "hops": tuple(hops)})
            hops.append(Hop(response.status, address))
            address = _next_address(address, target)
            if address in seen or len(hops) > ask.limits.redirects:
                raise http.BadRedirect(address, "loop or too many")
            seen.add(address)

    async def _visit(self, address: str, ask: Ask) -> tuple[Response, str | None]:
        """One request: its answer and, when it is a redirect, where to."""
        _check_place(address, self._policy)
        try:
            async with self._session.request(
                ask.method, address, headers=ask.headers, allow_redirects=False
            ) as answer:
                headers = _headers_of(answer, address, ask)
                target = headers.get("location")
                if answer.status in _REDIRECTS and target:
                    return Response(address, answer.status, headers), target
                body, is_cut = await _read_body(answer, address, ask)
                return (
                    Response(address, answer.status, headers, body, is_cut=is_cut),
                    None,
                )
        except _CLIENT_FAILURES as error:
            raise _named(error, address) from error


_CLIENT_FAILURES = (aiohttp.ClientError, OSError, zlib.error, ValueError)


def _named(error: Exception, address: str) -> http.FetchFailure:
    """One of our failures for what aiohttp, the system or zlib raised."""
    inner = getattr(error, "os_error", error)
    for kinds, failure in (
        ((_Refused,), http.RefusedAddress),
        ((_NoSuchHost, socket.gaierror), http.DnsFailure),
        ((ssl.SSLError, ssl.CertificateError, aiohttp.ClientSSLError), http.TlsFailure),
    ):
        if isinstance(inner, kinds) or isinstance(error, kinds):
            return failure(address, str(inner))
    if isinstance(inner, TimeoutError):
        return http.TooSlow(address)
    broken = (aiohttp.ServerDisconnectedError, aiohttp.ClientConnectorError)
    if isinstance(error, broken) or isinstance(inner, ConnectionError):
        return http.ConnectionFailure(address, str(inner))
    if type(error) is aiohttp.ClientOSError:
        return http.ConnectionFailure(address, str(inner))
    return http.ProtocolFailure(address, f"{type(error).__name__}: {error}"[:200])


def _check_place(address: str, policy: AddressPolicy) -> None:
    """RefusedAddress for what can be told without asking the name servers."""
    try:
        parts = urlsplit(address)
        port = parts.port or {"http": 80, "https": 443}[parts.scheme]
        host = parts.hostname or ""
    except (ValueError, KeyError):
        raise http.RefusedAddress(address, "not an address of the web") from None
    if not host or parts.username is not None or not http.is_usual_port(port):
        raise http.RefusedAddress(address, "host, user name or port")
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return
    if not policy(number):
        raise http.RefusedAddress(address, host)


def _next_address(address: str, target: str) -> str:
    """Where a redirect leads, without its fragment; only http and https."""
    try:
        found = urljoin(address, target.strip()).partition("#")[0]
        is_web = urlsplit(found).scheme in {"http", "https"}
    except ValueError:
        is_web = False
    if not is_web:
        raise http.BadRedirect(address, f"to {target[:200]!r}")
    return found


def _headers_of(
    answer: aiohttp.ClientResponse, address: str, ask: Ask
) -> dict[str, str]:
    size = sum(len(name) + len(value) for name, value in answer.raw_headers)
    if size > ask.limits.header_bytes:
        raise http.TooBig(address, "headers")
    return {name.lower(): value for name, value in answer.headers.items()}


async def _read_body(
    answer: aiohttp.ClientResponse, address: str, ask: Ask
) -> tuple[bytes, bool]:
    """The decompressed body and whether it was cut."""
    limits = ask.limits
    if ask.method == "HEAD":
        return b"", False
    if limits.types and not answer.content_type.startswith(limits.types):
        raise http.WrongType(address, answer.content_type)
    if not limits.cut and (answer.content_length or 0) > limits.body_bytes:
        raise http.TooBig(address, f"{answer.content_length} bytes announced")
    body = bytearray()
    async for piece in _unpacked(answer, address, limits.body_bytes):
        body += piece
        if len(body) > limits.body_bytes:
            if limits.cut:
                return bytes(body[: limits.body_bytes]), True
            raise http.TooBig(address, f"more than {limits.body_bytes} bytes")
    return bytes(body), False


async def _unpacked(
    answer: aiohttp.ClientResponse, address: str, most: int
) -> AsyncIterator[bytes]:
    """Pieces of the body, decompressed a little at a time: a bomb never goes off."""
    coding = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if coding in {"", "identity"}:
        async for piece in answer.content.iter_chunked(_CHUNK):
            yield piece
        return
    if coding not in {"gzip", "x-gzip", "deflate"}:
        raise http.ProtocolFailure(address, f"coded as {coding[:40]}")
    unpacker = _Unpacker(is_deflate=coding == "deflate")
    sent = 0
    async for piece in answer.content.iter_chunked(_CHUNK):
        sent += len(piece)
        if sent > most:
            raise http.TooBig(address, "compressed body")
        while piece:
            yield unpacker.feed(piece)
            piece = unpacker.rest
    if not unpacker.is_whole:
        raise http.ProtocolFailure(address, "compressed body ends too early")


class _Unpacker:
    """gzip or deflate (with or without zlib's header), one bounded piece a call."""

    def __init__(self, *, is_deflate: bool) -> None:
        self._is_deflate = is_deflate
        self._zlib = zlib.decompressobj(zlib.MAX_WBITS | 32)
        self._has_begun = False
        self.rest = b""

    def feed(self, piece: bytes) -> bytes:
        """What comes out of ``piece``; ``rest`` is what did not fit in."""
        try:
            out = self._zlib.decompress(piece, _CHUNK)
        except zlib.error:
            if self._has_begun or not self._is_deflate:
                raise
            self._zlib = zlib.decompressobj(-zlib.MAX_WBITS)  # "raw" deflate
            out = self._zlib.decompress(piece, _CHUNK)
        self._has_begun = True
        # what follows the end of the stream is padding, as browsers see it
        self.rest = b"" if self._zlib.eof else self._zlib.unconsumed_tail
        return out

    @property
    def is_whole(self) -> bool:
        return self._zlib.eof or not self._has_begun
