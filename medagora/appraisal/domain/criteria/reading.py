"""What all content criteria ask of a page: where a group's phrases stand in its main
text, in which sentence, and whether the sentence denies them or warns of them.

Everything is found once and kept, for one page.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from medagora.appraisal.domain.criteria.sentence import Sentences, Span, quote_of
from medagora.appraisal.domain.findings import Quote
from medagora.appraisal.domain.page import Block, BlockKind, Page, Region
from medagora.appraisal.domain.phrases import Hit
from medagora.appraisal.domain.sight import Sight

#: A page that says one thing two thousand times is not searched to its end.
MOST_HITS = 2_000
#: Fewer characters than this are too few to miss something in.
ENOUGH_TEXT = 600
#: A word of negation reaches this many words on, or back.
REACH = 5
REACH_BACK = 3
_FARTHEST = 80  # characters, so that work stays small in a text without spaces
#: So many hits before a place are looked at for one that reaches into it.
_NEAR = 4
_CLAUSE_ENDS = ",;:،؛()–—\n"
#: A warning colours its sentence, but of an endless one only what is near.
_WARNED = 300


class Spot(NamedTuple):
    """A hit in the main text with its sentence."""

    hit: Hit
    sentence: Span

    @property
    def is_heading(self) -> bool:
        return self.sentence.block.kind is BlockKind.HEADING


class Reading:
    """One page under the eyes of the content criteria."""

    def __init__(
        self, page: Page, hits: Mapping[str, Sequence[Hit]], sight: Sight
    ) -> None:
        self.page = page
        self.sight = sight
        self.sentences = Sentences(page)
        self._hits = hits
        self._spots: dict[str, list[Spot]] = {}
        self._sentences_with: dict[str, frozenset[int]] = {}
        self._starts: dict[str, list[int]] = {}
        self._openers: dict[int, tuple[Block, ...]] | None = None
        self._denials: dict[str, list[Hit]] = {}
        self.main_length = sum(
            block.end - block.start
            for block in page.blocks
            if block.region is Region.MAIN
        )

    def hits(self, group: str) -> Sequence[Hit]:
        """The group's hits anywhere on the page, in order, and not too many."""
        return self._hits.get(group, ())[:MOST_HITS]

    def spots(self, group: str) -> list[Spot]:
        """The group's hits in the main text; buttons and lone links are no text."""
        known = self._spots.get(group)
        if known is None:
            known = [
                Spot(hit, span)
                for hit in self.hits(group)
                if (span := self.sentences.around(hit.start)).block.region
                is Region.MAIN
                and span.block.kind is not BlockKind.CONTROL
            ]
            self._spots[group] = known
        return known

    def sentences_with(self, group: str) -> frozenset[int]:
        """Where the sentences begin that hold a phrase of the group."""
        known = self._sentences_with.get(group)
        if known is None:
            known = frozenset(spot.sentence.start for spot in self.spots(group))
            self._sentences_with[group] = known
        return known

    @cached_property
    def is_about_treatment(self) -> bool:
        """Whether the page speaks of a treatment, a medicine, a test at all: three
        sentences, or a heading and one more; one sentence is enough in a short text."""
        spots = self.spots("treatment") + self.spots("harms")
        sentences = {spot.sentence.start for spot in spots}
        headings = {spot.sentence.start for spot in spots if spot.is_heading}
        enough = 3 if self.main_length >= ENOUGH_TEXT else 1
        return len(sentences) + len(headings) >= enough

    def own_spots(self, group: str) -> list[Spot]:
        """Spots outside of sentences that say what the page does not replace."""
        disclaimers = self.sentences_with("complements") | self.sentences_with(
            "complements_weak"
        )
        spots = self.spots(group)
        if not disclaimers:
            return spots
        return [spot for spot in spots if spot.sentence.start not in disclaimers]

    def quote(self, spot: Spot) -> Quote:
        return quote_of(self.page, spot.sentence, spot.hit.start, spot.hit.end)

    def words(self, hit: Hit) -> str:
        return self.page.text[hit.start : hit.end]

    def is_negated(self, spot: Spot, *, reach: int = REACH, back: int = 0) -> bool:
        """Whether a "no" or "not" stands just before the words, or just after.

        ``reach`` and ``back`` are in words; the end of a clause stops both. A "not"
        of "not only" is none, which ``not_negation`` lists.
        """
        hit, span = spot.hit, spot.sentence
        first = max(span.start, hit.start - _FARTHEST)
        before = self._denying("negation", first, hit.start)
        if any(self._reaches(no.end, hit.start, reach) for no in before):
            return True
        last = min(span.end, hit.end + _FARTHEST)
        after = self._denying("negation_after", hit.end, last) if back else ()
        return any(self._reaches(hit.end, no.start, back) for no in after)

    def is_touched(self, hit: Hit, group: str) -> bool:
        """Whether a phrase of the group stands on some of the same words."""
        return bool(self.touching(hit, group))

    def touching(self, hit: Hit, group: str) -> list[Hit]:
        """The phrases of the group that stand on some of the same words."""
        others = self.hits(group)
        place = bisect_left(others, hit.end, key=_start_of)
        return [
            other
            for other in others[max(0, place - _NEAR) : place]
            if other.end > hit.start
        ]

    def _denying(self, group: str, first: int, last: int) -> Iterable[Hit]:
        """Hits of negation that stand wholly between two places."""
        if group not in self._denials:
            self._denials[group] = [
                hit
                for hit in self.hits(group)
                if not self.is_touched(hit, "not_negation")
                and not self.is_touched(hit, "not_without")
            ]
        hits = self._denials[group]
        for place in range(bisect_left(hits, first, key=_start_of), len(hits)):
            if hits[place].start >= last:
                return
            if hits[place].end <= last:
                yield hits[place]

    def _reaches(self, start: int, end: int, words: int) -> bool:
        between = self.page.text[start:end]
        return len(between.split()) <= words and not any(
            mark in between for mark in _CLAUSE_ENDS
        )

    def is_warned_of(self, spot: Spot) -> bool:
        """Whether the sentence doubts or warns ("beware of", "there is no proof"),
        asks, or stands in a list or section that a warning opens."""
        span = spot.sentence
        start = max(span.start, spot.hit.start - _WARNED)
        end = min(span.end, spot.hit.end + _WARNED)
        if self._has("warning", start, end) or self._asks(span):
            return True
        openers = self._openers_of(span.block)
        return any(self._has("warning", block.start, block.end) for block in openers)

    def _asks(self, span: Span) -> bool:
        ends = self.page.text[max(span.start, span.end - 8) : span.end].rstrip()
        return ends.rstrip("\"'”’»)").endswith(("?", "؟"))

    def _has(self, group: str, start: int, end: int) -> bool:
        starts = self._starts.get(group)
        if starts is None:
            starts = self._starts[group] = [hit.start for hit in self.hits(group)]
        place = bisect_left(starts, start)
        return place < len(starts) and starts[place] < end

    def _openers_of(self, block: Block) -> tuple[Block, ...]:
        """The heading above a block and, of a list, the paragraph that opens it."""
        if self._openers is None:
            self._openers = dict(_openers(self.page.blocks))
        return self._openers.get(block.start, ())


def _openers(
    blocks: Sequence[Block],
) -> Iterable[tuple[int, tuple[Block, ...]]]:
    heading: tuple[Block, ...] = ()
    opener: tuple[Block, ...] = ()
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            heading, opener = (block,), ()
        elif block.kind is BlockKind.LIST_ITEM:
            yield block.start, heading + opener
        else:
            yield block.start, heading
            opener = (block,)


def _start_of(hit: Hit) -> int:
    return hit.start
