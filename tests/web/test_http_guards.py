"""Where the way out does not lead: special places, however they are spelled."""

import asyncio
import ipaddress
import socket
import threading
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from medagora.web import http
from medagora.web.http import fetch_sync, guards, is_public
from medagora.web.http.client import CheckedResolver
from tests.web.hostile import loopback_too, redirect, reply, serve
from tests.web.visiting import visit


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://10.1.2.3/",
        "http://192.168.0.1/",
        "http://172.16.0.1/",
        "http://100.64.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0.0.0.0/",
        "http://224.0.0.1/",
        "http://240.0.0.1/",
        "http://255.255.255.255/",
        "http://[::1]/",
        "http://[::]/",
        "http://[fe80::1]/",
        "http://[fe80::1%25eth0]/",
        "http://[fc00::1]/",
        "http://[ff02::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:8.8.8.8]/",
        "http://[2002:7f00:1::]/",
        "http://[64:ff9b::7f00:1]/",
        "http://user:password@8.8.8.8/",
        "http://8.8.8.8:22/",
        "ftp://8.8.8.8/",
        "file:///etc/passwd",
        "http:///nothing",
        "http://8.8.8.8:99999/",
        "http://xn--/",
    ],
)
def test_special_places_are_refused(address: str) -> None:
    with pytest.raises(http.RefusedAddress):
        fetch_sync(address)


@pytest.mark.parametrize("address", ["http://2130706433/", "http://127.1/"])
def test_odd_spellings_of_loopback_do_not_get_through(address: str) -> None:
    with pytest.raises((http.RefusedAddress, http.ProtocolFailure)):
        fetch_sync(address)


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.2/",
        "http://169.254.169.254/latest/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "//10.0.0.1/",
        "http://8.8.8.8:25/",
    ],
)
def test_a_redirect_into_a_special_place_is_refused(target: str) -> None:
    refused = pytest.raises(http.RefusedAddress)

    with serve({"/": redirect(target)}) as site, refused as failure:
        visit(f"{site.url}/")

    assert failure.value.code == "refused_address"


def test_a_name_that_leads_home_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    _answer_names_with(monkeypatch, "10.0.0.7", "::1")

    with pytest.raises(http.RefusedAddress):
        fetch_sync("http://inside.example.org/")


def test_only_the_public_ones_of_several_addresses_are_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _answer_names_with(monkeypatch, "10.0.0.7", "93.184.215.14")

    found = asyncio.run(CheckedResolver(is_public).resolve("x.example.org", 443))

    assert [row["host"] for row in found] == ["93.184.215.14"]


def test_a_name_is_looked_up_once_so_that_it_cannot_change_its_mind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with serve({"/": reply(b"ok")}) as site:
        asked = _answer_names_with(monkeypatch, "127.0.0.1")

        visit(site.url.replace("127.0.0.1", "once.example.org") + "/")

    assert asked == ["once.example.org"]


def test_a_name_is_looked_up_once_in_the_life_of_a_client(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def visit_often(url: str) -> set[int]:
        async with http.open_client(policy=loopback_too) as client:
            return {(await client.fetch(url, http.Ask())).status for _ in range(5)}

    with serve({"/": reply(b"ok")}) as site:
        asked = _answer_names_with(monkeypatch, "127.0.0.1")
        url = site.url.replace("127.0.0.1", "once.example.org")

        assert asyncio.run(visit_often(f"{url}/")) == {200}

    assert asked == ["once.example.org"]
    assert len(site.requests) == 5  # over new connections: this server closes them


def test_name_servers_that_never_answer_hold_up_nobody_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    over = threading.Event()

    def answer(host: str, port: int, *args: Any, **kwargs: Any) -> list[Any]:
        if host.startswith("silent"):
            over.wait(30)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    async def visit_all(port: str) -> int:
        async with http.open_client(policy=loopback_too) as client:
            silent = [
                asyncio.create_task(
                    client.fetch(f"http://silent{n}.example.org/", http.Ask())
                )
                for n in range(40)
            ]
            found = await client.fetch(f"http://x.example.org:{port}/", http.Ask())
            for task in silent:
                task.cancel()
            await asyncio.gather(*silent, return_exceptions=True)
            return found.status

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    with serve({"/": reply(b"ok")}) as site:
        status = asyncio.run(visit_all(site.url.rpartition(":")[2]))
        over.set()

    assert status == 200


def test_a_connection_is_refused_whatever_was_resolved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = iter([True])

    def only_the_resolver(address: http.IPAddress) -> bool:
        return next(answers, False)

    with serve({"/": reply(b"ok")}) as site:
        _answer_names_with(monkeypatch, "127.0.0.1")
        url = site.url.replace("127.0.0.1", "fooled.example.org")

        with pytest.raises(http.RefusedAddress):
            visit(f"{url}/", policy=only_the_resolver)

    assert site.requests == []


@pytest.mark.parametrize(
    "address",
    [
        "http://8.8.8.8\\@127.0.0.2/",
        "http://127.0.0.2\\.example.org/",
        "http://8.8.8.8@127.0.0.2/",
        "http://127.0.0.2#@8.8.8.8/",
        "http://127.0.0.2?@8.8.8.8/",
        "http://127.0.0.2%2f@8.8.8.8/",
        "http://[::ffff:7f00:2]/",
        "http://１２７.０.０.２/",
        "http://0x7f.0.0.2/",
        "http://\ud800/",
        "http:// 127.0.0.2/",
        "http://127.0.0.2\t/",
    ],
)
def test_no_spelling_smuggles_an_address_past_the_guards(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever such a name resolves to, here it is a private address."""
    _answer_names_with(monkeypatch, "127.0.0.2")

    with pytest.raises((http.RefusedAddress, http.ProtocolFailure, http.DnsFailure)):
        visit(address)


def test_a_closed_network_fetches_nothing(settings: Settings) -> None:
    settings.CONFIG = settings.CONFIG.model_copy(update={"outside": False})

    with serve({"/": reply(b"ok")}) as site, pytest.raises(http.SwitchedOff):
        visit(f"{site.url}/")

    assert site.requests == []


@given(st.ip_addresses())
def test_no_address_that_the_registry_calls_special_is_public(address: Any) -> None:
    special = (
        address.is_private
        or address.is_loopback
        or address.is_link_local
        or address.is_multicast
        or address.is_reserved
        or address.is_unspecified
    )

    assert not (special and is_public(address)) or address in guards._NAT64


@given(st.ip_addresses(v=4))
def test_an_address_inside_ipv6_is_never_more_public_than_itself(address: Any) -> None:
    mapped = ipaddress.IPv6Address(f"::ffff:{address}")
    translated = ipaddress.IPv6Address(
        int(guards._NAT64.network_address) + int(address)
    )

    assert not is_public(mapped)
    assert is_public(translated) == is_public(address)


def _answer_names_with(monkeypatch: pytest.MonkeyPatch, *numbers: str) -> list[str]:
    """Name servers that give these addresses; gives the list of names asked for."""
    asked: list[str] = []

    def answer(host: str, port: int, *args: Any, **kwargs: Any) -> list[Any]:
        asked.append(host)
        kinds = (socket.AF_INET6 if ":" in n else socket.AF_INET for n in numbers)
        rows = zip(kinds, numbers, strict=True)
        return [(kind, socket.SOCK_STREAM, 6, "", (n, port)) for kind, n in rows]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    return asked
