"""Plain text as blocks: paragraphs, list items, headings as people type them."""

import re

from medagora.appraisal.domain.adapt.limits import LONGEST_TEXT
from medagora.appraisal.domain.adapt.running_text import Place, RunningText
from medagora.appraisal.domain.page import BlockKind

_ITEM = re.compile(r"\s{0,12}(?:[-*•‣◦▪·–]|\d{1,3}[.)]|[a-z][)])\s+")
_MARKED_HEADING = re.compile(r"(#{1,6})\s+(\S.*?)\s*#*$")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})\s*$")
_LONGEST_HEADING = 90
_ENDS = tuple(".!?:;,…。！？؟،")


def read_lines(text: str) -> RunningText:
    """Blocks of a text: an empty line, a list mark or a heading begins a new one."""
    running = RunningText()
    lines = text[:LONGEST_TEXT].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else ""
        _read_line(running, line, after)
    running.close()
    return running


def _read_line(running: RunningText, line: str, after: str) -> None:
    if not line.strip() or _UNDERLINE.match(line):
        running.close()
    elif marked := _MARKED_HEADING.match(line[: 2 * _LONGEST_HEADING]):
        _add_heading(running, marked[2], len(marked[1]))
    elif _UNDERLINE.match(after[:200]) and len(line) <= _LONGEST_HEADING:
        _add_heading(running, line, 1 if after.startswith("=") else 2)
    elif item := _ITEM.match(line):
        running.close()
        running.place = Place(kind=BlockKind.LIST_ITEM)
        running.add(line[item.end() :])
    else:
        _go_on(running, line)


def _go_on(running: RunningText, line: str) -> None:
    if running.is_between:
        running.place = Place()
    running.add(" " + line)


def _add_heading(running: RunningText, words: str, level: int) -> None:
    running.close()
    running.place = Place(kind=BlockKind.HEADING, level=level)
    running.add(words)
    running.close()
    running.place = Place()


def looks_like_heading(line: str) -> bool:
    """Short, begins with a capital or a number, and is no sentence."""
    line = line.strip()
    return (
        3 <= len(line) <= _LONGEST_HEADING
        and not line.endswith(_ENDS)
        and not line[0].islower()
        and len(line.split()) <= 12
        and sum(map(str.isalpha, line)) > len(line) // 2
    )
