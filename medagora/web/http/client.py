"""How ``http`` reaches the web: aiohttp with checked addresses and hard caps."""

import asyncio
import ipaddress
import socket
import ssl
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from types import TracebackType
from typing import Any, Self
from urllib.parse import urljoin

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from django.conf import settings
from yarl import URL

from medagora.web.http import failures
from medagora.web.http.bodies import BROKEN, Body
from medagora.web.http.guards import AddressPolicy, is_usual_port
from medagora.web.http.terms import Ask, Hop, Pool, Response, user_agent

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
#: Headers that are lists: sent twice, both count (RFC 9110, 5.3).
_LISTS = frozenset({"cache-control", "link"})
#: Names that are looked up at the same time.
_LOOK_UPS = 64


class _Refused(OSError):
    """Raised below aiohttp, which lets only OSError through from there."""


class _NoSuchHost(OSError):
    """The name does not resolve."""


class CheckedResolver(AbstractResolver):
    """The system's resolver, without the addresses that the policy refuses.

    It has threads of its own: name servers that never answer keep a few of them
    busy, but neither the other names nor whatever else the loop has threads for.
    """

    def __init__(self, policy: AddressPolicy) -> None:
        self._policy = policy
        self._threads = ThreadPoolExecutor(_LOOK_UPS, thread_name_prefix="names")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        # RFC 6761, 6.3: these names are this machine, whatever name servers say
        name = "localhost" if host.endswith(".localhost") else host
        look_up = partial(
            socket.getaddrinfo, name, port, type=socket.SOCK_STREAM, family=family
        )
        loop = asyncio.get_running_loop()
        try:
            found = await loop.run_in_executor(self._threads, look_up)
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
        """Waits for nobody: a look-up may take longer than anyone's patience."""
        self._threads.shutdown(wait=False, cancel_futures=True)


class Client:
    """A session to the web. Use ``async with``; see ``http.open_client``."""

    def __init__(self, policy: AddressPolicy, pool: Pool) -> None:
        self._policy = policy
        self._pool = pool
        self._is_open = settings.CONFIG.outside
        #: Schemes and authorities whose place has been checked.
        self._checked: set[tuple[str, str]] = set()
        self._resolver: CheckedResolver
        self._session: aiohttp.ClientSession

    async def __aenter__(self) -> Self:
        self._resolver = CheckedResolver(self._policy)
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                resolver=self._resolver,
                socket_factory=self._make_socket,
                limit=self._pool.at_once,
                limit_per_host=self._pool.per_host,
                keepalive_timeout=self._pool.idle_seconds,
                # a name means the same as long as this client lives
                ttl_dns_cache=None,
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={
                "User-Agent": user_agent(),
                # only what we can decompress with a cap on what comes out
                "Accept-Encoding": "gzip, deflate, br, zstd",
            },
            auto_decompress=False,
            trust_env=False,
            timeout=aiohttp.ClientTimeout(
                total=None, sock_connect=self._pool.connect_seconds
            ),
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
        await self._resolver.close()

    def _make_socket(self, info: Any) -> socket.socket:
        """The last door: whatever led here, only a checked address is connected."""
        family, kind, proto, _name, sockaddr = info
        if not self._policy(ipaddress.ip_address(sockaddr[0])):
            raise _Refused(str(sockaddr[0]))
        return socket.socket(family=family, type=kind, proto=proto)

    async def fetch(self, address: str, ask: Ask) -> Response:
        """As ``http.fetch``."""
        if not self._is_open:
            raise failures.SwitchedOff(address)
        try:
            async with asyncio.timeout(ask.limits.seconds):
                return await self._follow(address, ask)
        except TimeoutError:
            raise failures.TooSlow(address, f"{ask.limits.seconds:g} s") from None

    async def _follow(self, address: str, ask: Ask) -> Response:
        hops: list[Hop] = []
        seen = {address}
        while True:
            response, target = await self._visit(address, ask, tuple(hops))
            if target is None:
                return response
            hops.append(Hop(response.status, address))
            address = _next_address(address, target)
            if address in seen or len(hops) > ask.limits.redirects:
                raise failures.BadRedirect(address, "loop or too many")
            seen.add(address)
            ask = _next_ask(ask, response.status)

    async def _visit(
        self, address: str, ask: Ask, hops: tuple[Hop, ...]
    ) -> tuple[Response, str | None]:
        """One request: its answer and, when it is a redirect, where to."""
        url = self._checked_url(address)
        try:
            async with self._session.request(
                ask.method,
                url,
                headers=ask.headers,
                data=ask.body or None,
                allow_redirects=False,
            ) as answer:
                headers = _headers_of(answer, address, ask)
                target = headers.get("location")
                if answer.status in _REDIRECTS and target:
                    return Response(address, answer.status, headers), target
                body, is_cut = await _read_body(answer, address, ask)
                return (
                    Response(address, answer.status, headers, body, hops, is_cut),
                    None,
                )
        except _CLIENT_FAILURES as error:
            raise _named(error, address) from error

    def _checked_url(self, address: str) -> URL:
        """The address as it will be connected to: read once, by one parser, so that
        what is checked cannot differ from what is visited."""
        try:
            url = URL(address)
            place = url.scheme, url.raw_authority
            _ = url.host  # "xn--" is only understood when it is asked for
        except (ValueError, TypeError):
            raise failures.RefusedAddress(
                address, "not an address of the web"
            ) from None
        if place not in self._checked:
            _check_place(address, url, self._policy)
            self._checked.add(place)
        return url


_CLIENT_FAILURES = (aiohttp.ClientError, OSError, ValueError, *BROKEN)


def _named(error: Exception, address: str) -> failures.FetchFailure:
    """One of our failures for what aiohttp, the system or a decompressor raised."""
    inner = getattr(error, "os_error", error)
    for kinds, failure in (
        ((_Refused,), failures.RefusedAddress),
        ((_NoSuchHost, socket.gaierror), failures.DnsFailure),
        (
            (ssl.SSLError, ssl.CertificateError, aiohttp.ClientSSLError),
            failures.TlsFailure,
        ),
    ):
        if isinstance(inner, kinds) or isinstance(error, kinds):
            return failure(address, str(inner))
    if isinstance(inner, TimeoutError):
        return failures.TooSlow(address)
    broken = (aiohttp.ServerDisconnectedError, aiohttp.ClientConnectorError)
    if isinstance(error, broken) or isinstance(inner, ConnectionError):
        return failures.ConnectionFailure(address, str(inner))
    if type(error) is aiohttp.ClientOSError:
        return failures.ConnectionFailure(address, str(inner))
    return failures.ProtocolFailure(address, f"{type(error).__name__}: {error}"[:200])


def _check_place(address: str, url: URL, policy: AddressPolicy) -> None:
    """RefusedAddress for what can be told without asking the name servers."""
    host, port = url.host or "", url.port or 0
    if url.scheme not in {"http", "https"}:
        raise failures.RefusedAddress(address, "not an address of the web")
    if not host or url.raw_user is not None or not is_usual_port(port):
        raise failures.RefusedAddress(address, "host, user name or port")
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return
    if not policy(number):
        raise failures.RefusedAddress(address, host)


def _next_address(address: str, target: str) -> str:
    """Where a redirect leads, without its fragment; only http and https."""
    try:
        found = URL(urljoin(address, target.strip()).partition("#")[0])
        is_web = found.scheme in {"http", "https"} and bool(found.raw_host)
    except ValueError:
        is_web = False
    if not is_web:
        raise failures.BadRedirect(address, f"to {target[:200]!r}")
    return str(found)


def _next_ask(ask: Ask, status: int) -> Ask:
    """What is asked after a redirect: 307 and 308 keep a POST, the others make it
    a GET, as browsers do (RFC 9110, 15.4)."""
    if ask.method != "POST" or status in {307, 308}:
        return ask
    return replace(ask, method="GET", body=b"", headers={})


def _headers_of(
    answer: aiohttp.ClientResponse, address: str, ask: Ask
) -> dict[str, str]:
    """By lower-case name. Of a repeated header the last counts, but lists go on."""
    raw = answer.raw_headers
    if sum(len(name) + len(value) for name, value in raw) > ask.limits.header_bytes:
        raise failures.TooBig(address, "headers")
    headers = {name.lower(): value for name, value in answer.headers.items()}
    if len(headers) < len(raw):
        for name in _LISTS & headers.keys():
            headers[name] = ", ".join(answer.headers.getall(name))
    return headers


async def _read_body(
    answer: aiohttp.ClientResponse, address: str, ask: Ask
) -> tuple[bytes, bool]:
    """The decompressed body and whether it was cut."""
    limits = ask.limits
    if ask.method == "HEAD" or answer.status == 304:
        return b"", False
    is_wanted = answer.status >= 400 or answer.content_type.startswith(limits.types)
    if limits.types and not is_wanted:
        raise failures.WrongType(address, answer.content_type)
    if not limits.cut and (answer.content_length or 0) > limits.body_bytes:
        raise failures.TooBig(address, f"{answer.content_length} bytes announced")
    body = Body(address, answer.headers.get("Content-Encoding", ""), limits)
    while piece := await answer.content.readany():
        if not body.add(piece):
            break
    return body.whole(), body.is_cut
