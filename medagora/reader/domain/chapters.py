"""Chapters of a recording: from a podcast's chapters file, or from the times that
somebody wrote beside its parts."""

import html
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from medagora.kernel.text import tidy

MOST_CHAPTERS = 300
LONGEST_TITLE = 200
#: One time in a text is a remark; several that rise are a list of parts.
_FEWEST_IN_TEXT = 3
#: No recording of ours is longer than two days.
_LONGEST = 48 * 60 * 60

_LINE_END = re.compile(r"<br\b[^>]*>|</(?:p|li|div|h[1-6]|tr|dd|dt)>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_TIMED = re.compile(
    r"[\s•*–—-]{0,5}[\[(]?(?:([0-9]{1,2}):)?([0-9]{1,3}):([0-9]{2})[\])]?"
    r"(?![0-9:])[\s–—:|.-]{0,5}(\S.*)"
)


@dataclass(frozen=True)
class Chapter:
    """Where a part of a recording begins, and what it is called."""

    seconds: int
    title: str

    @property
    def time(self) -> str:
        """As people write it: 4:05, or 1:04:05."""
        return clock(self.seconds)


def clock(seconds: int) -> str:
    minutes, rest = divmod(max(seconds, 0), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def chapters_of_file(body: bytes) -> tuple[Chapter, ...]:
    """From a file of the podcast namespace (JSON chapters 1.x); none if it is broken
    in any way: the sound plays without."""
    try:
        plain = json.loads(body)
    except (ValueError, RecursionError):
        return ()
    listed = plain.get("chapters") if isinstance(plain, dict) else None
    if not isinstance(listed, list):
        return ()
    found = (_chapter_of(item) for item in listed[: 2 * MOST_CHAPTERS])
    return _in_order(chapter for chapter in found if chapter)


def _chapter_of(item: Any) -> Chapter | None:
    """None for a part without time or title, and for one that stands only for a
    picture (``toc: false``)."""
    if not isinstance(item, dict) or item.get("toc") is False:
        return None
    title, start = item.get("title"), item.get("startTime")
    if not isinstance(title, str) or isinstance(start, bool):
        return None
    try:
        seconds = int(float(start))  # type: ignore[arg-type]  # whatever it is
    except (TypeError, ValueError, OverflowError):
        return None
    return _chapter(seconds, title)


def chapters_of_text(text_html: str, length: int = 0) -> tuple[Chapter, ...]:
    """From lines like "12:34 What to ask", in cleaned HTML.

    Only a list counts: three or more times that rise, each at the beginning of its
    line and none after the recording's ``length``, if that is known.
    """
    lines = _LINE_END.sub("\n", text_html).split("\n")
    found = [chapter for line in lines if (chapter := _chapter_in(line))]
    times = [chapter.seconds for chapter in found]
    is_list = len(found) >= _FEWEST_IN_TEXT and times == sorted(set(times))
    if not is_list or (length and times[-1] > length):
        return ()
    return tuple(found[:MOST_CHAPTERS])


def _chapter_in(line: str) -> Chapter | None:
    words = html.unescape(_TAG.sub("", line)).strip()
    match = _TIMED.fullmatch(words[:500])
    if not match or int(match[3]) > 59:
        return None
    seconds = int(match[1] or 0) * 3600 + int(match[2]) * 60 + int(match[3])
    return _chapter(seconds, match[4])


def _chapter(seconds: int, title: str) -> Chapter | None:
    tidied = tidy(title, limit=LONGEST_TITLE)
    return Chapter(seconds, tidied) if tidied and 0 <= seconds <= _LONGEST else None


def _in_order(chapters: Iterable[Chapter]) -> tuple[Chapter, ...]:
    """By time, one for each second."""
    by_second: dict[int, Chapter] = {}
    for chapter in chapters:
        by_second.setdefault(chapter.seconds, chapter)
    return tuple(by_second[second] for second in sorted(by_second))[:MOST_CHAPTERS]
