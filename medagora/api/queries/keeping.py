"""What many ask for and few change: kept as long as it is plainly still right."""

import logging
from collections.abc import Callable
from operator import attrgetter
from typing import Any, TypeVar

from django.core.cache import cache

from medagora.topics import queries as topics
from medagora.topics.queries import TopicLine

logger = logging.getLogger(__name__)
Value = TypeVar("Value")
#: So many languages in which the topics are kept; of one they take about 1 MB.
MOST = 8
_lines: dict[str, tuple[tuple[object, ...], tuple[TopicLine, ...]]] = {}
#: The A-Z order of a list of topics; no two of them stand at the same place.
topic_place = attrgetter("sort_name", "name", "slug")


def list_topics(language: str, marks: tuple[object, ...]) -> tuple[TopicLine, ...]:
    """Every topic, A-Z, read anew when ``topics.change_marks`` gave other marks."""
    kept = _lines.get(language)
    if kept is not None and kept[0] == marks:
        return kept[1]
    lines = tuple(sorted(topics.list_lines(language), key=topic_place))
    if len(_lines) >= MOST:
        _lines.clear()
    _lines[language] = (marks, lines)
    return lines


def kept_for(seconds: int, name: str, make: Callable[[], Value]) -> Value:
    """What ``make`` gave within these seconds. Without a cache it is made each time."""
    kept: Value | None = _told(lambda: cache.get(name))
    if kept is not None:
        return kept
    made = make()
    _told(lambda: cache.set(name, made, seconds))
    return made


def _told(act: Callable[[], Any]) -> Any:
    try:
        return act()
    except Exception:
        logger.warning("the cache does not answer: counting", exc_info=True)
        return None


def forget() -> None:
    """For tests: nobody finds what another test has made."""
    _lines.clear()
