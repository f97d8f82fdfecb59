"""Labels: the words before a name or a date that say what it is.

"Reviewed by" begins a line, or follows a separator or another label; in running text
("the data were reviewed by the authors") it labels nothing.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from medagora.appraisal.domain.criteria.evidence import Hits, standing_in
from medagora.appraisal.domain.criteria.name_words import name_words
from medagora.appraisal.domain.page import Page, Region
from medagora.appraisal.domain.phrases import Hit
from medagora.appraisal.domain.word_lists import word_list
from medagora.kernel.text import fold

_SEPARATORS = frozenset("|•·–—-:：;.)]/>›»،؛*&")
_LONGEST_BYLINE = 160
_CLAUSE = re.compile(r"[|•·.:;–—،]")
#: Groups whose phrases announce a name or a date.
GROUPS = (
    *("written_by", "written_label", "reviewed_by", "reviewed_label", "published"),
    *("published_page", "updated", "updated_page", "reviewed", "reviewed_page"),
    *("next_review",),
)


#: Those that announce a name.
_OF_NAMES = frozenset({"written_by", "written_label", "reviewed_by", "reviewed_label"})


class Labels:
    """The labels of one page, wherever they stand."""

    def __init__(self, page: Page, hits: Hits, language: str) -> None:
        self._page, self._hits = page, hits
        self._joiners, self._negations = _small_words(language)
        found = [hit for group in GROUPS for hit in standing_in(page, hits, group)]
        self._ends = sorted({hit.end for hit in found})
        #: Where words stand that say of what a date is: it is not a lone one.
        self.of_dates = frozenset(
            hit.start for hit in found if hit.group not in _OF_NAMES
        )
        #: Where any label begins that cannot be part of a name ("Editorial Team").
        self.starts = tuple(
            sorted({hit.start for hit in found if not _is_of_name(page, hit)})
        )

    def sure(self, group: str, regions: Collection[Region]) -> Iterator[Hit]:
        """Phrases that are a label wherever they stand, the longest at each place."""
        for hit in longest(standing_in(self._page, self._hits, group, regions)):
            if not self._is_denied(hit):
                yield hit

    def placed(self, group: str, regions: Collection[Region]) -> Iterator[Hit]:
        """Phrases of this group that stand where a label can."""
        for hit in longest(standing_in(self._page, self._hits, group, regions)):
            if self._is_placed(hit) and not self._is_denied(hit):
                yield hit

    def trailing(self, group: str, regions: Collection[Region]) -> Iterator[Hit]:
        """Phrases of this group that stand where no label can: perhaps after a date."""
        for hit in longest(standing_in(self._page, self._hits, group, regions)):
            if self._is_last(hit) and not self._is_placed(hit):
                yield hit

    def next_after(self, place: int, limit: int) -> int:
        """Where the next label begins, at most ``limit``."""
        index = bisect_right(self.starts, place)
        if index < len(self.starts):
            return min(self.starts[index], limit)
        return limit

    def _is_placed(self, hit: Hit) -> bool:
        before = self._before(hit)
        while (word := before.rsplit(" ", 1)[-1]) and fold(word) in self._joiners:
            before = before[: -len(word)].rstrip()
        if not before or before[-1].isdigit() or _is_parted(before):
            return True
        if before[-1] == "," and self._is_in_short_line(hit):
            return True
        place = hit.start - (len(self._before(hit)) - len(before))
        index = bisect_right(self._ends, place) - 1
        return index >= 0 and not self._page.text[self._ends[index] : hit.start].strip(
            " \u00a0:"
        )

    def _is_in_short_line(self, hit: Hit) -> bool:
        """A byline goes on after a comma: "by Jane Smith, updated 3 May"."""
        block = self._page.block_at(hit.start)
        return block is not None and block.end - block.start <= _LONGEST_BYLINE

    def _is_last(self, hit: Hit) -> bool:
        """Whether nothing but marks follows in its block."""
        block = self._page.block_at(hit.start)
        rest = self._page.text[hit.end : block.end] if block else ""
        return not any(char.isalnum() for char in rest[:200])

    def _is_denied(self, hit: Hit) -> bool:
        """ "It was not reviewed by": three words before the label are looked at."""
        words = fold(_CLAUSE.split(self._before(hit)[-40:])[-1]).split()[-3:]
        return any(word in self._negations for word in words)

    def _before(self, hit: Hit) -> str:
        block = self._page.block_at(hit.start)
        start = block.start if block else hit.start
        return self._page.text[max(start, hit.start - 80) : hit.start].rstrip()


def _is_of_name(page: Page, hit: Hit) -> bool:
    first = fold(page.text[hit.start : hit.end]).split()[:1]
    words = name_words(page.language)
    return bool(first) and words.is_organisation(first[0])


def _is_parted(before: str) -> bool:
    """Whether a separator ends these words; the hyphen of "co-author" is none."""
    is_joined = before[-1] in "-/" and len(before) > 1 and not before[-2].isspace()
    return before[-1] in _SEPARATORS and not is_joined


def longest(hits: Iterable[Hit]) -> Iterator[Hit]:
    """The longest hit at each place, none over another."""
    last = -1
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= last:
            yield hit
            last = hit.end


@lru_cache(maxsize=32)
def _small_words(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Words that join two labels, and words that deny one."""
    found = word_list(language, "trust")
    table = found.tables.get("negation", {}) if found else {}
    joiners = frozenset(filter(None, map(fold, table.get("joiners", ()))))
    return joiners, frozenset(map(fold, table.get("words", ())))
