"""Web push: one message to one browser, by the push service that it named.

Signed with our own key (VAPID, RFC 8292), encrypted for that browser alone (RFC 8291),
posted through the one way out. What the push service learns: which browser, when, and
about how long the message is.
"""

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import http_ece  # type: ignore[import-untyped]  # has no types
import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from medagora import config
from medagora.web import http

_CURVE = ec.SECP256R1()
#: The number of points of P-256 (FIPS 186-5): a private key is below it.
_ORDER = int("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", 16)
_MAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+")
#: Half of what RFC 8292 allows, for clocks that go wrong.
_TOKEN_LASTS = timedelta(hours=12)
#: Messages are filled up to a multiple of this, so that their length tells little.
_STEP = 512
_LIMITS = http.Limits(seconds=15, redirects=0, body_bytes=64 * 1024, cut=True)
_LONGEST_REST = timedelta(days=1)
#: Who may be connected to; tests let loopback through.
policy: http.AddressPolicy = http.is_public


class Outcome(StrEnum):
    TOLD = "told"
    GONE = "gone"  # the browser does not want it any more, or leads nowhere
    LATER = "later"  # worth another try
    REFUSED = "refused"  # this message will never be taken


@dataclass(frozen=True)
class Answer:
    outcome: Outcome
    #: How long the push service asks us to wait.
    rest: timedelta = timedelta()


@dataclass(frozen=True)
class Subscription:
    """What the browser gave us; keys as base64url."""

    endpoint: str
    p256dh: str
    auth: str


@dataclass(frozen=True)
class Message:
    content: Mapping[str, Any]
    #: A later message with the same word replaces this one while it waits.
    tag: str
    ttl: timedelta
    is_urgent: bool = False


def public_key() -> str:
    """What a browser needs to know to subscribe: the public point, base64url."""
    point = _private(_secret()).public_key()
    return encode(point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def send(subscription: Subscription, message: Message, *, at: datetime) -> Answer:
    """Posts it and says what became of it; never raises for what others did."""
    headers = {
        "Authorization": authorization(subscription.endpoint, at),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(max(0, int(message.ttl.total_seconds()))),
        "Urgency": "high" if message.is_urgent else "normal",
        "Topic": topic_of(message.tag),
    }
    body = encrypt(subscription, message.content)
    try:
        response = http.fetch_sync(
            subscription.endpoint,
            method="POST",
            headers=headers,
            body=body,
            limits=_LIMITS,
            policy=policy,
        )
    except (http.RefusedAddress, http.BadRedirect):
        return Answer(Outcome.GONE)
    except http.FETCH_FAILURES:
        return Answer(Outcome.LATER)
    return _read(response, at)


def _read(response: http.Response, at: datetime) -> Answer:
    status = response.status
    if 200 <= status < 300:
        return Answer(Outcome.TOLD)
    if status in {404, 410}:
        return Answer(Outcome.GONE)
    if status == 429 or status >= 500:
        return Answer(Outcome.LATER, _rest(response.headers.get("retry-after", ""), at))
    return Answer(Outcome.REFUSED)


def _rest(retry_after: str, at: datetime) -> timedelta:
    """Seconds or a date (RFC 9110, 10.2.3), a day at most; anything else is none."""
    try:
        if retry_after.strip().isdigit():
            wait = timedelta(seconds=min(int(retry_after), 10**6))
        else:
            wait = parsedate_to_datetime(retry_after) - at
    except (ValueError, TypeError):
        return timedelta()
    return min(max(wait, timedelta()), _LONGEST_REST)


def topic_of(tag: str) -> str:
    """32 letters of base64url at most (RFC 8030, 5.4) that do not tell the tag."""
    return encode(hashlib.sha256(f"{_secret()}:{tag}".encode()).digest())[:32]


def authorization(endpoint: str, at: datetime) -> str:
    place = urlsplit(endpoint)
    claims = {
        "aud": f"{place.scheme}://{place.netloc}",
        "exp": int((at + _TOKEN_LASTS).timestamp()),
        "sub": contact(),
    }
    token = jwt.encode(claims, _private(_secret()), algorithm="ES256")
    return f"vapid t={token}, k={public_key()}"


def contact() -> str:
    """Where a push service reaches the operator when we do something wrong: an address
    of mail or of a page (RFC 8292, 2.1)."""
    said = settings.CONFIG.contact.strip()
    site = settings.CONFIG.site_url
    if _MAIL.fullmatch(said):
        return f"mailto:{said}"
    pages = [page for page in (said, site) if page.startswith("https://")]
    return pages[0] if pages else f"mailto:{settings.CONFIG.mail_from}"


def encrypt(subscription: Subscription, content: Mapping[str, Any]) -> bytes:
    plain = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    plain += b" " * (-len(plain) % _STEP)
    sealed: bytes = http_ece.encrypt(
        plain,
        private_key=ec.generate_private_key(_CURVE),
        dh=decode(subscription.p256dh),
        auth_secret=decode(subscription.auth),
        version="aes128gcm",
    )
    return sealed


def is_usable(subscription: Subscription) -> bool:
    """Whether the keys are keys: a point of the curve, and 16 bytes."""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(
            _CURVE, decode(subscription.p256dh)
        )
        return len(decode(subscription.auth)) == 16
    except ValueError:
        return False


def encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    """ValueError for what is not base64url."""
    return base64.b64decode(
        text + "=" * (-len(text) % 4), altchars=b"-_", validate=True
    )


def _secret() -> str:
    return config.push_key(settings.CONFIG)


@lru_cache(maxsize=2)
def _private(secret: str) -> ec.EllipticCurvePrivateKey:
    seed = hashlib.sha512(b"medagora web push\0" + secret.encode()).digest()
    return ec.derive_private_key(int.from_bytes(seed) % (_ORDER - 1) + 1, _CURVE)
