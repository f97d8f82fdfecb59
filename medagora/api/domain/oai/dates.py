"""Datestamps: UTC, to the second or to the day (section 3.3)."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from medagora.api.domain.oai.words import Fault, OaiFault

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SECOND = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


@dataclass(frozen=True)
class Span:
    """From a moment on, and before another; both ends may be open."""

    since: datetime | None = None
    before: datetime | None = None


def stamp(moment: datetime) -> str:
    """``2026-11-27T04:05:06Z``."""
    plain = moment.astimezone(UTC).replace(tzinfo=None)
    return f"{plain.isoformat(timespec='seconds')}Z"


def read_span(since: str, until: str) -> Span:
    """What ``from`` and ``until`` ask for, each empty when it was left out.

    Both ends count (2.7.1), so a list until a day has that whole day, and one until
    a second what changed within it.
    """
    if since and until and len(since) != len(until):
        raise _bad("from and until must both be days or both be seconds.")
    start, end = _read("from", since), _read("until", until)
    if start and end and start > end:
        raise _bad("from is later than until.")
    return Span(start, _after(end, until))


def _read(name: str, text: str) -> datetime | None:
    if not text:
        return None
    form = "%Y-%m-%d" if _DAY.fullmatch(text) else "%Y-%m-%dT%H:%M:%SZ"
    if not (_DAY.fullmatch(text) or _SECOND.fullmatch(text)):
        raise _bad(f"{name} is no date like 2026-11-27 or 2026-11-27T04:05:06Z.")
    try:
        return datetime.strptime(text, form).replace(tzinfo=UTC)
    except ValueError:
        raise _bad(f"{name} names a day or an hour that there is not.") from None


def _after(end: datetime | None, text: str) -> datetime | None:
    """The first moment that no longer counts; none after the last of all days."""
    if end is None:
        return None
    step = timedelta(days=1) if _DAY.fullmatch(text) else timedelta(seconds=1)
    try:
        return end + step
    except OverflowError:
        return None


def _bad(sentence: str) -> OaiFault:
    return OaiFault(Fault.BAD_ARGUMENT, sentence)
