"""Lists of the catalogue that records ask for again and again, kept for half a minute.

Only in the memory of this process, and only what anybody may read: resources on a topic
and names of topics. Nothing in it says who asked, or what for. What is retired may
still be shown for so long.
"""

import time
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

SECONDS, MOST = 30.0, 2000
_kept: dict[Hashable, tuple[float, Any]] = {}
Value = TypeVar("Value")


def remembered(key: Hashable, make: Callable[[], Value]) -> Value:
    """What ``make`` gave for this key within the last half minute."""
    now = time.monotonic()
    kept = _kept.get(key)
    if kept is not None and kept[0] > now:
        value: Value = kept[1]
        return value
    made = make()
    if len(_kept) >= MOST:
        _make_room(now)
    _kept[key] = (now + SECONDS, made)
    return made


def _make_room(now: float) -> None:
    """What has ended goes; if that is not enough, everything."""
    for key in [key for key, (end, _made) in list(_kept.items()) if end <= now]:
        _kept.pop(key, None)
    if len(_kept) >= MOST:
        _kept.clear()


def forget() -> None:
    """For tests: nobody finds what another test has made."""
    _kept.clear()
