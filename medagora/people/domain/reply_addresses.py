"""Addresses to which one person may answer one notice by mail. Pure.

``reply+q-abcdefghij-2n-jxw-seal@example.org`` says what is answered (a question or a
post), who answers, until which day, and a seal that only this site can make. Mail
programs change capitals, so there are none; a local part has at most 64 characters
(RFC 5321, 4.5.3.1.1).
"""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import date, timedelta

#: So long after the mail somebody may answer it.
VALID = timedelta(days=30)
_DAY_ZERO = date(2020, 1, 1)
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_SEAL_BYTES = 10
_FORM = re.compile(
    r"(?P<kind>[a-z])-(?P<uid>[a-z0-9]{1,16})-(?P<person>[a-z0-9]{1,12})"
    r"-(?P<day>[a-z0-9]{1,4})-(?P<seal>[a-z2-7]{16})"
)


@dataclass(frozen=True)
class Ticket:
    """``target``: what is answered, like "question:UID" or "post:UID"."""

    target: str
    person_id: int
    last_day: date


def make_address(base: str, ticket: Ticket, key: str) -> str:
    """``base``: the operator's own address, like "reply@example.org"."""
    local, _, host = base.partition("@")
    words = _words(ticket)
    return f"{local}+{words}-{_seal(words, key)}@{host}"


def read_ticket(base: str, address: str) -> tuple[Ticket, str] | None:
    """What an address says, and its seal; None when it is none of ours. Nothing is
    proven before ``is_sealed``: the key belongs to the person who is named."""
    local, _, host = base.lower().partition("@")
    given, _, given_host = address.strip().lower().partition("@")
    name, _, words = given.partition("+")
    found = _FORM.fullmatch(words)
    if (name, given_host) != (local, host) or found is None:
        return None
    kinds = {kind[0]: kind for kind in ("question", "post")}
    if found["kind"] not in kinds:
        return None
    target = f"{kinds[found['kind']]}:{found['uid']}"
    last_day = _DAY_ZERO + timedelta(days=int(found["day"], 36))
    return Ticket(target, int(found["person"], 36), last_day), found["seal"]


def is_sealed(ticket: Ticket, seal: str, key: str) -> bool:
    return hmac.compare_digest(seal, _seal(_words(ticket), key))


def _words(ticket: Ticket) -> str:
    kind, _, uid = ticket.target.partition(":")
    day = (ticket.last_day - _DAY_ZERO).days
    return f"{kind[0]}-{uid}-{_base36(ticket.person_id)}-{_base36(day)}"


def _seal(words: str, key: str) -> str:
    raw = hmac.digest(key.encode(), f"reply:{words}".encode(), hashlib.sha256)
    return base64.b32encode(raw[:_SEAL_BYTES]).decode().lower()


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return digits or "0"
