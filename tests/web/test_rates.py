"""Strangers may do things, but not by the thousand; nothing about them is stored."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import RequestFactory

from medagora.web.rates import TooOften, require_rate


def visit(address: str, forwarded: str = "", what: str = "suggest") -> None:
    headers = {"REMOTE_ADDR": address}
    if forwarded:
        headers["HTTP_X_FORWARDED_FOR"] = forwarded
    request = RequestFactory().get("/", **headers)  # type: ignore[arg-type]  # WSGI names
    require_rate(request, what, most=3, seconds=60)


def test_the_fourth_time_is_too_often() -> None:
    for _ in range(3):
        visit("93.184.215.14")

    with pytest.raises(TooOften) as refusal:
        visit("93.184.215.14")

    assert refusal.value.status == 429


def test_others_and_other_things_are_counted_apart() -> None:
    for _ in range(3):
        visit("93.184.215.14")

    visit("93.184.215.15")
    visit("93.184.215.14", what="report")


def test_behind_our_own_proxy_visitors_are_told_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settings.CONFIG, "proxies", 1)
    for n in range(9):
        visit("127.0.0.1", forwarded=f"6.6.6.6, 93.184.215.{n}")

    for _ in range(2):
        visit("127.0.0.1", forwarded="93.184.215.0")
    with pytest.raises(TooOften):
        visit("127.0.0.1", forwarded="93.184.215.0")


@pytest.mark.parametrize("address", ["93.184.215.14", "192.168.1.7"])
def test_a_stranger_does_not_choose_where_they_come_from(address: str) -> None:
    for n in range(3):
        visit(address, forwarded=f"1.1.1.{n}")

    with pytest.raises(TooOften):
        visit(address, forwarded="1.1.1.9")


def test_the_addresses_of_one_network_are_one_place() -> None:
    for n in range(3):
        visit(f"2001:db8:1:2::{n}")

    with pytest.raises(TooOften):
        visit("2001:db8:1:2:ffff::9")
    visit("2001:db8:1:3::1")


def test_when_the_cache_forgets_people_get_in() -> None:
    for _ in range(3):
        visit("93.184.215.14")
    cache.clear()

    visit("93.184.215.14")


def test_no_address_is_kept() -> None:
    visit("93.184.215.14")

    assert "93.184" not in str(cache._cache)  # type: ignore[attr-defined]  # local memory
