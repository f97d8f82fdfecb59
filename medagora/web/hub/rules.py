"""What a subscriber may ask, how it is asked back, how a delivery is signed. Pure."""

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from urllib.parse import urlencode, urlsplit

from medagora.kernel.refusals import BadInput

USUAL_LEASE = timedelta(days=10)
SHORTEST_LEASE = timedelta(hours=1)
LONGEST_LEASE = timedelta(days=30)
LONGEST_ADDRESS = 1000
#: Below 200 bytes (5.1).
_LONGEST_SECRET = 199
#: How long to wait after the first failure, the second …; then the next change is
#: waited for.
_WAITS = tuple(
    timedelta(minutes=minutes) for minutes in (1, 5, 20, 60, 180, 360, 720, 1440)
)
_NUMBER = re.compile(r"[0-9]{1,10}")
_NO_ADDRESS = re.compile(r"[\x00-\x20\x7f\\<>\"`{}|^]")


class Mode(StrEnum):
    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"


@dataclass(frozen=True)
class HubRequest:
    mode: Mode
    topic: str
    callback: str
    lease: timedelta
    secret: str = ""

    @property
    def host(self) -> str:
        return host_of(self.callback)


def host_of(address: str) -> str:
    """The host of an address; empty when it has none that can be read."""
    try:
        return (urlsplit(address).hostname or "")[:255]
    except ValueError:
        return ""


def read_request(fields: Mapping[str, str]) -> HubRequest:
    """What a form asks of the hub; BadInput names the field at fault.

    Other fields are left out, as the specification wants (5.1.1).
    """
    mode = fields.get("hub.mode", "")
    if mode not in set(Mode):
        raise BadInput(
            "hub.mode must be subscribe or unsubscribe. This hub tells of this "
            "site's own feeds; nobody else can publish here.",
            field="hub.mode",
        )
    secret = fields.get("hub.secret", "")
    if len(secret.encode("utf-8", "replace")) > _LONGEST_SECRET or "\x00" in secret:
        raise BadInput("hub.secret must be below 200 bytes.", field="hub.secret")
    return HubRequest(
        Mode(mode),
        _address(fields, "hub.topic"),
        _address(fields, "hub.callback"),
        _lease(fields.get("hub.lease_seconds", "")),
        secret,
    )


def _address(fields: Mapping[str, str], name: str) -> str:
    text = fields.get(name, "")
    is_web = text.lower().startswith(("https://", "http://")) and host_of(text)
    if not is_web or len(text) > LONGEST_ADDRESS or _NO_ADDRESS.search(text):
        raise BadInput("%(name)s must be an address of the web.", name=name, field=name)
    if "#" in text:
        raise BadInput("%(name)s must have no part after #.", name=name, field=name)
    return text


def _lease(text: str) -> timedelta:
    """As long as was asked for, within what we give; ours when nothing was said."""
    if not text:
        return USUAL_LEASE
    if not _NUMBER.fullmatch(text):
        raise BadInput("hub.lease_seconds must be a number.", field="hub.lease_seconds")
    asked = timedelta(seconds=min(int(text), int(LONGEST_LEASE.total_seconds())))
    return max(asked, SHORTEST_LEASE)


def question(
    callback: str, mode: Mode, *, topic: str, challenge: str, lease: timedelta
) -> str:
    """The address at which a subscriber is asked whether it meant it (5.3). What its
    callback has after the "?" stays."""
    fields = {"hub.mode": mode, "hub.topic": topic, "hub.challenge": challenge}
    if mode is Mode.SUBSCRIBE:
        fields["hub.lease_seconds"] = str(int(lease.total_seconds()))
    joint = "&" if "?" in callback else "?"
    return f"{callback}{joint}{urlencode(fields)}"


def is_yes(status: int, body: bytes, challenge: str) -> bool:
    """Only a success with exactly the challenge is a yes."""
    return 200 <= status < 300 and hmac.compare_digest(body, challenge.encode())


def delivery_headers(
    *, hub: str, topic: str, content_type: str, secret: str, body: bytes
) -> dict[str, str]:
    headers = {
        "Content-Type": content_type,
        "Link": f'<{hub}>; rel="hub", <{topic}>; rel="self"',
    }
    if secret:
        digest = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
        headers["X-Hub-Signature"] = f"sha256={digest}"
    return headers


def wait_after(failures: int) -> timedelta | None:
    """How long to wait after so many failures in a row (one or more); None: it is
    not tried again before the feed changes the next time."""
    return _WAITS[failures - 1] if failures <= len(_WAITS) else None
