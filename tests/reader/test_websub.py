"""Hubs: only what we asked for is confirmed, only what is signed is believed."""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.reader.domain import websub

TOPIC = "https://journal.example.org/feed"
NOW = datetime(2026, 11, 25, tzinfo=UTC)
SECRET = "only between a hub and us"  # noqa: S105 - of a test


def query(**changes: str) -> dict[str, str]:
    """What a hub sends to the callback."""
    fields = {"mode": "subscribe", "topic": TOPIC, "challenge": "c0ffee"}
    fields |= {"lease_seconds": "864000", **changes}
    return {f"hub.{name}": value for name, value in fields.items()}


def test_what_we_asked_for_is_confirmed_with_the_challenge() -> None:
    confirmed = websub.confirm(query(), mode="subscribe", topic=TOPIC)

    assert confirmed == websub.Confirmed("c0ffee", timedelta(days=10))


def test_an_end_is_confirmed_without_a_lease() -> None:
    asked = query(mode="unsubscribe", lease_seconds="")

    confirmed = websub.confirm(asked, mode="unsubscribe", topic=TOPIC)

    assert confirmed == websub.Confirmed("c0ffee", None)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        query(topic="https://elsewhere.example.org/feed"),
        query(mode="unsubscribe"),
        query(mode="denied"),
        query(challenge=""),
        query(challenge="x" * 1001),
        query(lease_seconds=""),
        query(lease_seconds="-5"),
        query(lease_seconds="٣٦٠٠٠"),
        query(lease_seconds="60"),  # the hub would have to be asked every minute
    ],
)
def test_anything_else_is_not_confirmed(asked: dict[str, str]) -> None:
    assert websub.confirm(asked, mode="subscribe", topic=TOPIC) is None


def test_an_endless_lease_is_believed_for_a_month() -> None:
    asked = query(lease_seconds="9999999999")

    confirmed = websub.confirm(asked, mode="subscribe", topic=TOPIC)

    assert confirmed
    assert confirmed.lease == websub.LONGEST_LEASE


def test_a_denial_counts_for_its_topic_only() -> None:
    assert websub.is_denial(query(mode="denied"), topic=TOPIC)
    assert not websub.is_denial(query(mode="denied"), topic="https://other.org/")
    assert not websub.is_denial(query(), topic=TOPIC)


@given(st.timedeltas(websub.SHORTEST_LEASE, websub.LONGEST_LEASE), st.floats(0, 0.99))
def test_a_lease_is_renewed_before_it_ends(lease: timedelta, dice: float) -> None:
    assert NOW < websub.renew_at(NOW, lease, dice=dice) < NOW + lease


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
@given(body=st.binary(max_size=200), secret=st.text(min_size=1, max_size=50))
def test_a_delivery_signed_with_our_secret_is_believed(
    method: str, body: bytes, secret: str
) -> None:
    digest = hmac.new(secret.encode(), body, getattr(hashlib, method)).hexdigest()

    assert websub.is_signed(body, f"{method}={digest}", secret=secret)
    assert websub.is_signed(body, f" {method}={digest.upper()} ", secret=secret)
    assert not websub.is_signed(body + b"!", f"{method}={digest}", secret=secret)
    assert not websub.is_signed(body, f"{method}={digest}", secret=secret + "!")


@pytest.mark.parametrize(
    "signature",
    [
        "",
        "sha256",
        "sha256=",
        "sha256=" + "0" * 64,
        "md5=" + hmac.new(SECRET.encode(), b"body", hashlib.md5).hexdigest(),
        hmac.new(SECRET.encode(), b"body", hashlib.sha256).hexdigest(),
        "new=" + "0" * 64,  # a name that hashlib has, but no method
    ],
)
def test_a_delivery_signed_otherwise_is_not(signature: str) -> None:
    assert not websub.is_signed(b"body", signature, secret=SECRET)


def test_nothing_is_signed_with_an_empty_secret() -> None:
    digest = hmac.new(b"", b"body", hashlib.sha256).hexdigest()

    assert not websub.is_signed(b"body", f"sha256={digest}", secret="")


def test_the_request_to_the_hub_says_all_that_it_needs() -> None:
    callback, secret = "https://us.example.org/hub/x/", "s"

    form = websub.request_form(
        "subscribe", topic=TOPIC, callback=callback, secret=secret
    )

    assert parse_qs(form.decode()) == {
        "hub.mode": ["subscribe"],
        "hub.topic": [TOPIC],
        "hub.callback": ["https://us.example.org/hub/x/"],
        "hub.secret": ["s"],
        "hub.lease_seconds": ["864000"],
    }


def test_the_secret_is_told_to_hubs_over_tls_only() -> None:
    assert websub.is_usable_hub("https://hub.example.org/")
    assert not websub.is_usable_hub("http://hub.example.org/")
