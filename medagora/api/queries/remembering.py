"""Lists of the catalogue that records ask for again and again, kept for half a minute.

Only in the memory of this process, and only what anybody may read: resources on a topic
and names of topics. Nothing in it says who asked, or what for. What is retired may
still be shown for so long.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

#: A list of forty resources takes about 40 kB.
SECONDS, MOST = 30.0, 500
#: The oldest first, as all are kept equally long.
_kept: OrderedDict[Hashable, tuple[float, Any]] = OrderedDict()
_lock = Lock()
Value = TypeVar("Value")


def remembered(key: Hashable, make: Callable[[], Value]) -> Value:
    """What ``make`` gave for this key within the last half minute."""
    now = time.monotonic()
    kept = _kept.get(key)
    if kept is not None and kept[0] > now:
        value: Value = kept[1]
        return value
    made = make()
    with _lock:
        _kept[key] = (now + SECONDS, made)
        _kept.move_to_end(key)
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return made


def forget() -> None:
    """For tests: nobody finds what another test has made."""
    _kept.clear()
