"""The clocks that people live by: names of time zones, and choices of them."""

from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from babel.core import get_global
from django.conf import settings

_AREAS = (
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)
Choices = list[tuple[str, list[tuple[str, str]] | str]]


def zone_of(name: str) -> ZoneInfo:
    """A zone that this machine does not know counts as UTC."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def usual_zone() -> str:
    """The first time zone of the operator's country; most have one only."""
    zones = get_global("territory_zones").get(settings.CONFIG.country.upper(), [])
    return present_zone(zones[0]) if zones else "UTC"


@lru_cache(maxsize=1)
def list_time_zones() -> tuple[str, ...]:
    """The names of places whose clocks people may live by, A-Z."""
    names = available_timezones()
    return ("UTC", *sorted(n for n in names if n.split("/")[0] in _AREAS and "/" in n))


def present_zone(name: str) -> str:
    """The name by which a time zone goes today: Asia/Kolkata for Asia/Calcutta. A name
    that is newer than this machine is left alone."""
    found = get_global("zone_aliases").get(name, name)
    return str(found) if found in list_time_zones() else name


def zone_choices() -> Choices:
    """Places by part of the world, for a form; each once, without the names that it
    had before."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for name in list_time_zones():
        area, _slash, place = name.partition("/")
        if place and name == present_zone(name):
            shown = place.replace("_", " ").replace("/", ", ")
            groups.setdefault(area, []).append((name, shown))
    return [("UTC", "UTC"), *groups.items()]


def hour_choices() -> list[tuple[int, str]]:
    return [(hour, f"{hour:02}:00") for hour in range(24)]
