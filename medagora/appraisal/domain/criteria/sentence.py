"""The sentence around a few words of a page: exact, with its place, never long."""

import re
from bisect import bisect_right
from typing import NamedTuple

from medagora.appraisal.domain.findings import LONGEST_QUOTE, Quote
from medagora.appraisal.domain.page import Block, BlockKind, Page, Region

# one mark before all else: so the search leaps from mark to mark
_END = re.compile(r"[.!?؟。…][.!?؟。…]*[\"'”’»)\]]*\s+")
#: After these a full stop ends a short form, not a sentence.
_SHORT_FORMS = frozenset(
    {"al", "approx", "bzw", "ca", "dr", "etc", "evtl", "fig", "ggf", "incl", "inkl"}
    | {"kb", "mr", "mrs", "nr", "pl", "prof", "resp", "sog", "sr", "sra", "st"}
    | {"usw", "vs"}
)
_LAST_WORD = re.compile(r"\w{1,7}\Z")
#: How much of a cut sentence stands before the words that it is quoted for.
_LEAD = 120


class Span(NamedTuple):
    """``Page.text[start:end]``, one sentence, and the block in which it stands."""

    start: int
    end: int
    block: Block


def is_end_of_sentence(text: str, stop: int, after: int) -> bool:
    """Whether the mark at ``stop`` ends a sentence that goes on at ``after``."""
    if text[stop] != ".":
        return True
    if after < len(text) and text[after].islower():
        return False
    last = _LAST_WORD.search(text, max(0, stop - 8), stop)
    if last is None or last[0].isdigit():
        return True
    return len(last[0]) > 1 and last[0].lower() not in _SHORT_FORMS


class Sentences:
    """The sentences of one page, found block by block when they are asked for."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._starts: dict[int, list[int]] = {}

    def around(self, at: int) -> Span:
        """The whole sentence that holds this place."""
        block = self._page.block_at(at) or self._line_at(at)
        starts = self._starts_in(block)
        place = bisect_right(starts, at)
        end = starts[place] if place < len(starts) else block.end
        return Span(starts[place - 1], end, block)

    def _starts_in(self, block: Block) -> list[int]:
        known = self._starts.get(block.start)
        if known is None:
            text = self._page.text
            known = [block.start] + [
                mark.end()
                for mark in _END.finditer(text, block.start, block.end)
                if is_end_of_sentence(text, mark.start(), mark.end())
            ]
            self._starts[block.start] = known
        return known

    def _line_at(self, at: int) -> Block:
        """A line as a block, for a page whose blocks do not cover its text."""
        text = self._page.text
        start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        return Block(start, end, BlockKind.PARAGRAPH, Region.MAIN)


def quote_of(page: Page, span: Span, hit_start: int, hit_end: int) -> Quote:
    """The sentence as it stands, or the part of a long one around these words."""
    start, end = span.start, span.end
    if end - start > LONGEST_QUOTE:
        start, end = _cut(page.text, span, hit_start, hit_end)
    words = page.text[start:end]
    stripped = words.lstrip()
    start += len(words) - len(stripped)
    return Quote(stripped.rstrip(), start=start)


def _cut(text: str, span: Span, hit_start: int, hit_end: int) -> tuple[int, int]:
    start = max(span.start, hit_start - _LEAD)
    if start > span.start:
        space = text.find(" ", start, hit_start)
        start = space + 1 if space >= 0 else hit_start
    end = min(span.end, start + LONGEST_QUOTE)
    if end < span.end:
        space = text.rfind(" ", min(hit_end, end), end)
        end = space if space > start else end
    return start, end
