"""What the hub takes, how it asks back, how it signs."""

import hashlib
import hmac
from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.kernel.refusals import BadInput
from medagora.reader.domain import websub
from medagora.web.hub import rules
from medagora.web.hub.rules import Mode, read_request

TOPIC = "https://med.example.org/en/new/feed.atom"
CALLBACK = "https://reader.example.org/hub/c0ffee?x=1"


def form(**changes: str) -> dict[str, str]:
    fields = {"mode": "subscribe", "topic": TOPIC, "callback": CALLBACK, **changes}
    return {f"hub.{name}": value for name, value in fields.items()}


def test_a_request_is_read_with_the_usual_lease() -> None:
    asked = read_request(form())

    assert asked.mode is Mode.SUBSCRIBE
    assert (asked.topic, asked.callback) == (TOPIC, CALLBACK)
    assert asked.lease == timedelta(days=10)
    assert asked.host == "reader.example.org"


@pytest.mark.parametrize(
    ("text", "lease"),
    [
        ("7200", timedelta(hours=2)),
        ("0", timedelta(hours=1)),
        ("9999999999", timedelta(days=30)),
    ],
)
def test_a_lease_is_what_was_asked_for_within_bounds(
    text: str, lease: timedelta
) -> None:
    assert read_request(form(lease_seconds=text)).lease == lease


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"mode": ""}, "hub.mode"),
        ({"mode": "publish"}, "hub.mode"),
        ({"topic": ""}, "hub.topic"),
        ({"topic": "ftp://med.example.org/"}, "hub.topic"),
        ({"callback": "javascript:alert(1)"}, "hub.callback"),
        ({"callback": "https://"}, "hub.callback"),
        ({"callback": "https://[::1/"}, "hub.callback"),
        ({"callback": "https://a.example/#here"}, "hub.callback"),
        ({"callback": "https://a.example/\x00"}, "hub.callback"),
        ({"callback": "https://a.example/a b"}, "hub.callback"),
        ({"callback": f"https://a.example/{'a' * 1000}"}, "hub.callback"),
        ({"lease_seconds": "-1"}, "hub.lease_seconds"),
        ({"lease_seconds": "٣"}, "hub.lease_seconds"),
        ({"secret": "é" * 100}, "hub.secret"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_field(
    changes: dict[str, str], field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        read_request(form(**changes))

    assert refused.value.field == field


@given(st.dictionaries(st.sampled_from(sorted(form())) | st.text(), st.text()))
def test_whatever_is_sent_is_a_request_or_refused(fields: dict[str, str]) -> None:
    try:
        asked = read_request(fields)
    except BadInput:
        return
    assert asked.host


def test_the_question_keeps_what_the_callback_says() -> None:
    asked = rules.question(
        CALLBACK,
        Mode.SUBSCRIBE,
        topic=TOPIC,
        challenge="a&b",
        lease=timedelta(days=1),
    )

    query = dict(parse_qsl(urlsplit(asked).query))
    assert query == {
        "x": "1",
        "hub.mode": "subscribe",
        "hub.topic": TOPIC,
        "hub.challenge": "a&b",
        "hub.lease_seconds": "86400",
    }
    # and our own reader says yes to it
    assert websub.confirm(query, mode="subscribe", topic=TOPIC)


def test_only_exactly_the_challenge_is_a_yes() -> None:
    assert rules.is_yes(200, b"c0ffee", "c0ffee")
    assert not rules.is_yes(404, b"c0ffee", "c0ffee")
    assert not rules.is_yes(200, b"c0ffee\n", "c0ffee")
    assert not rules.is_yes(200, b"<html>c0ffee", "c0ffee")


@given(st.binary(), st.text(st.characters(codec="utf-8"), min_size=1, max_size=50))
def test_a_delivery_proves_where_it_comes_from(body: bytes, secret: str) -> None:
    headers = rules.delivery_headers(
        hub="https://med.example.org/websub/hub",
        topic=TOPIC,
        content_type="application/atom+xml",
        secret=secret,
        body=body,
    )

    digest = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    assert headers["X-Hub-Signature"] == f"sha256={digest}"
    assert websub.is_signed(body, headers["X-Hub-Signature"], secret=secret)
    assert f'<{TOPIC}>; rel="self"' in headers["Link"]


def test_who_gave_no_secret_gets_no_signature() -> None:
    headers = rules.delivery_headers(
        hub="h", topic=TOPIC, content_type="t", secret="", body=b""
    )

    assert "X-Hub-Signature" not in headers


def test_waits_grow_and_end() -> None:
    waits = [rules.wait_after(number) for number in range(1, 10)]

    known = [wait for wait in waits if wait]
    assert known == sorted(known)
    assert waits[-1] is None
