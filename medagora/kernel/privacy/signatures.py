"""Blocks at the foot of a letter: beside a name on its own line stand post and firm."""

import re

from medagora.kernel.privacy.collecting import Found
from medagora.kernel.privacy.findings import Confidence, Finding, Kind, Why
from medagora.kernel.privacy.reading import Reading

_LINE = re.compile(r"[^\n]+")
_LEAD = re.compile(r"[\s>?*•-]*")
_LONGEST = 48
_REACHABLE = {Kind.ADDRESS, Kind.PHONE, Kind.EMAIL, Kind.URL}


def find_signature_blocks(reading: Reading, found: Found) -> None:
    if "\n" not in reading.text:
        return
    lines = [_trimmed(reading.text, m) for m in _LINE.finditer(reading.text)]
    lines = [(start, end) for start, end in lines if start < end]
    kinds = {f.start: f for f in found.findings}
    whole = {f.start for f in found.findings if f.kind is Kind.PERSON}
    for number, (start, end) in enumerate(lines):
        named = start in whole and kinds[start].end >= end - 1
        if not named or not _is_reachable(kinds, lines[number + 1 : number + 5]):
            continue
        for near in (number + 1, number + 2):
            if near < len(lines) and _is_short_line(reading.text, *lines[near]):
                found.add(Kind.DETAIL, *lines[near], Why.SIGNATURE, Confidence.MAYBE)


def _trimmed(text: str, match: re.Match[str]) -> tuple[int, int]:
    lead = _LEAD.match(text, match.start(), match.end())
    start = lead.end() if lead else match.start()
    return start, start + len(text[start : match.end()].rstrip())


def _is_reachable(kinds: dict[int, Finding], lines: list[tuple[int, int]]) -> bool:
    """An address, a telephone or a mail begins within the next lines."""
    return any(
        start in kinds and kinds[start].kind in _REACHABLE for start, _end in lines
    )


def _is_short_line(text: str, start: int, end: int) -> bool:
    line = text[start:end]
    return end - start <= _LONGEST and line[-1] not in ".!?:" and ": " not in line
