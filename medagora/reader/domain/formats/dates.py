"""Dates as feeds write them, in UTC: RFC 822, ISO 8601, SQL, and what people type."""

import re
from datetime import UTC, datetime, timedelta

from medagora.reader.domain.formats.months import month_of

#: Clocks go wrong by hours, not by days; what is dated later is not yet true.
_TOLERANCE = timedelta(days=1)
_OLDEST = 1800
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST = 80

#: What nearly every feed writes, read without detours.
_USUAL = re.compile(
    r"(?:[A-Z][a-z]{2}, )?(\d\d?) ([A-Z][a-z]{2}) (\d{4}) "
    r"([01]\d|2[0-3]):([0-5]\d):([0-5]\d) (?:GMT|UTC|Z|[+-]0000)"
)
_TIME = re.compile(
    r"(?<!\d)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?"
    r"(?:\s*([ap])\.?m\b\.?)?"
    r"(?:\s*(z\b|[a-z]{1,5}\b(?:[+-]\d{1,2}(?::?\d{2})?)?|[+-]\d{1,2}(?::?\d{2})?\b))?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"([+-])(\d{1,2})(?::?(\d{2}))?$")
_PART = re.compile(r"\d+|[^\W\d_]+")
_STAMP = re.compile(r"\d{10}|\d{13}")

#: Hours from UTC. Where a name is used in several zones, the one of North America
#: (RFC 822), else the one with the most feeds.
_ZONES: dict[str, float] = {
    zone: hours
    for hours, zones in {
        -10: "hst",
        -9: "akst",
        -8: "pst akdt",
        -7: "mst pdt",
        -6: "cst mdt",
        -5: "est cdt",
        -4: "ast edt clt",
        -3: "adt brt art",
        0: "z ut utc gmt wet",
        1: "bst west cet met mez",
        2: "cest mest mesz eet sast",
        3: "eest msk trt",
        4: "gst",
        5: "pkt",
        5.5: "ist",
        8: "hkt sgt awst",
        9: "jst kst",
        9.5: "acst",
        10: "aest",
        11: "aedt",
        12: "nzst",
        13: "nzdt",
    }.items()
    for zone in zones.split()
}


def read_date(text: str, now: datetime) -> datetime | None:
    """The moment in UTC, or None for what names none, or one that is yet to come.

    Without a zone it is UTC; a month is its first day, a year its first month.
    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    try:
        moment = _usual(text) or _iso(text) or _anything(text)
    except (ValueError, OverflowError):  # the 31st of June, the year 0
        return None
    if moment is None or moment.year < _OLDEST or moment == _EPOCH:
        return None
    return moment if moment <= now + _TOLERANCE else None


def _usual(text: str) -> datetime | None:
    found = _USUAL.fullmatch(text)
    if found is None or not (month := month_of(found[2])):
        return None
    day, _, year, hour, minute, second = found.groups()
    date = int(year), month, int(day)
    return datetime(*date, int(hour), int(minute), int(second), tzinfo=UTC)


def _iso(text: str) -> datetime | None:
    if text[4:5] != "-" and text[8:9] != "T":
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.tzinfo is UTC:
        return moment
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC)


def _moment(
    year: int, month: int, day: int, minutes: float, second: int = 0
) -> datetime | None:
    """24:00 is the beginning of the next day; a leap second is the one before."""
    if not (0 <= minutes <= 24 * 60 and second <= 60):
        return None
    start = datetime(year, month, day, tzinfo=UTC)
    return start + timedelta(minutes=minutes, seconds=min(second, 59))


def _anything(text: str) -> datetime | None:
    if _STAMP.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), UTC)
    time = _TIME.search(text)
    if time is None:
        day = _day(text)
        return _moment(*day, 0) if day else None
    # "2026-03-03T10:00": the T belongs to neither
    before = re.sub(r"(?<=\d)[Tt]$", "", text[: time.start()])
    day = _day(f"{before} {text[time.end() :]}")
    hour, minute, second, half, zone = time.groups()
    if day is None or int(minute) > 59:
        return None
    minutes = _hour(int(hour), half) * 60 + int(minute)
    moment = _moment(*day, minutes, int(second or 0))
    return moment - timedelta(hours=_offset(zone or "")) if moment else None


def _hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    return hour % 12 + (12 if half.lower() == "p" else 0)


def _offset(zone: str) -> float:
    """Hours from UTC; 0 for a zone that nobody knows."""
    zone = zone.lower()
    found = _OFFSET.search(zone)
    if found is None:
        return _ZONES.get(zone, 0.0)
    hours = int(found[2]) + int(found[3] or 0) / 60
    if hours > 15:
        return 0.0
    return -hours if found[1] == "-" else hours


def _day(text: str) -> tuple[int, int, int] | None:
    """Year, month and day, whatever their order."""
    parts = _PART.findall(text)
    numbers = [part for part in parts if part.isdecimal()]
    if not 1 <= len(numbers) <= 3:
        return None
    if month := _named_month(parts):
        return _with_month(numbers, month)
    return _in_numbers(numbers, text)


def _named_month(parts: list[str]) -> int:
    """The month among the words. The one after a number goes first: "mar." before
    it is a Tuesday in Italian, Spanish and French."""
    words = [
        (at > 0 and parts[at - 1].isdecimal(), month)
        for at, part in enumerate(parts)
        if not part.isdecimal() and (month := month_of(part))
    ]
    after = [month for follows, month in words if follows]
    return after[0] if after else words[0][1] if words else 0


def _with_month(numbers: list[str], month: int) -> tuple[int, int, int] | None:
    year = next((n for n in numbers if len(n) == 4), "")
    if not year:
        if len(numbers) < 2:
            return None
        year = numbers[1]
    rest = list(numbers)
    rest.remove(year)
    return _year(year), month, int(rest[0]) if rest else 1


def _in_numbers(numbers: list[str], text: str) -> tuple[int, int, int] | None:
    first = numbers[0]
    if len(first) == 8 and len(numbers) == 1:  # 20260303
        return int(first[:4]), int(first[4:6]), int(first[6:])
    if len(first) == 4:
        year, month, day = (*map(int, numbers), 1, 1)[:3]
        return year, month, day
    if len(numbers) == 2 and len(numbers[1]) == 4:  # 03/2026
        return int(numbers[1]), int(first), 1
    if len(numbers) == 3:
        return _day_or_month_first(numbers, text)
    return None


def _day_or_month_first(numbers: list[str], text: str) -> tuple[int, int, int]:
    """With slashes the month comes first, as in the United States, unless it
    cannot; with dots and dashes the day."""
    first, second, year = int(numbers[0]), int(numbers[1]), _year(numbers[2])
    is_month_first = first <= 12 if "/" in text else second > 12
    return (year, first, second) if is_month_first else (year, second, first)


def _year(text: str) -> int:
    """Two digits are of this century until 69, of the last one from 70."""
    year = int(text)
    return year if len(text) > 2 else year + (2000 if year < 70 else 1900)
