"""WebSub, where a hub tells us what is new so that we need not ask. Pure.

The rules of https://www.w3.org/TR/websub/ for a subscriber: what a hub may confirm,
how a delivery proves where it comes from, and when a subscription has to be renewed.
"""

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from urllib.parse import urlencode, urlsplit

Mode = Literal["subscribe", "unsubscribe"]

#: What we ask for; hubs give what they like.
LEASE_SECONDS = 10 * 24 * 60 * 60
#: A hub that gives less would have to be asked more often than the feed itself; we
#: do not take part in that.
SHORTEST_LEASE = timedelta(hours=1)
#: A hub that gives more is asked again all the same: it may have forgotten us.
LONGEST_LEASE = timedelta(days=30)
_LONGEST_CHALLENGE = 1000
#: The specification names these four; anything else proves nothing.
_METHODS = frozenset({"sha1", "sha256", "sha384", "sha512"})
_SIGNATURE = re.compile(r"([a-z0-9]{4,6})=([0-9a-fA-F]{40,128})")


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What to answer the hub (status 200 with ``challenge`` as plain text) and how
    long the subscription lasts; no lease when it has just ended."""

    challenge: str
    lease: timedelta | None


def is_usable_hub(address: str) -> bool:
    """Only over TLS: our secret goes to the hub (WebSub, 5.1)."""
    return urlsplit(address).scheme == "https"


def request_form(mode: Mode, *, topic: str, callback: str, secret: str) -> bytes:
    """The body of the request to the hub, as ``FORM_TYPE``.

    The callback's address must be hard to guess and the secret below 200 bytes.
    """
    fields = {"hub.mode": mode, "hub.topic": topic, "hub.callback": callback}
    if mode == "subscribe":
        fields |= {"hub.secret": secret, "hub.lease_seconds": str(LEASE_SECONDS)}
    return urlencode(fields).encode()


FORM_TYPE = "application/x-www-form-urlencoded"


def confirm(query: Mapping[str, str], *, mode: Mode, topic: str) -> Confirmed | None:
    """What to answer a hub that asks whether we meant it; None: answer 404.

    ``mode`` and ``topic`` are what we asked for: a stranger who guesses the callback
    can neither subscribe us to something else nor end what we want.
    """
    challenge = query.get("hub.challenge", "")
    is_ours = query.get("hub.mode") == mode and query.get("hub.topic") == topic
    if not is_ours or not 0 < len(challenge) <= _LONGEST_CHALLENGE:
        return None
    if mode == "unsubscribe":
        return Confirmed(challenge, None)
    lease = _lease_of(query.get("hub.lease_seconds", ""))
    return Confirmed(challenge, lease) if lease else None


def is_denial(query: Mapping[str, str], *, topic: str) -> bool:
    """True if the hub says that it will not, or no longer, tell us about the topic."""
    return query.get("hub.mode") == "denied" and query.get("hub.topic") == topic


def _lease_of(text: str) -> timedelta | None:
    """None for too short a lease, and for a hub that says none, as it must."""
    if not re.fullmatch(r"[0-9]{1,10}", text):
        return None
    lease = min(timedelta(seconds=int(text)), LONGEST_LEASE)
    return lease if lease >= SHORTEST_LEASE else None


def renew_at(since: datetime, lease: timedelta, *, dice: float) -> datetime:
    """When to ask the hub again: in the last fifth to tenth of the lease, so that
    subscriptions made together are not renewed together. ``dice`` is in [0, 1)."""
    return since + lease * (0.8 + 0.1 * dice)


def is_signed(body: bytes, signature: str, *, secret: str) -> bool:
    """True if the ``X-Hub-Signature`` of a delivery was made with our secret.

    Answer a delivery that is not signed like one that is (2xx) and throw it away: the
    sender must not learn whether it guessed right (WebSub, 8).
    """
    parts = _SIGNATURE.fullmatch(signature.strip())
    if not parts or parts[1] not in _METHODS or not secret:
        return False
    digest = hmac.new(secret.encode(), body, getattr(hashlib, parts[1])).hexdigest()
    return hmac.compare_digest(digest, parts[2].lower())
