"""The dates of a page, each with what it is the date of."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from medagora.appraisal.domain.criteria.date_reading import (
    WrittenDate,
    read_dates,
    read_mark,
)
from medagora.appraisal.domain.criteria.evidence import exact_quote
from medagora.appraisal.domain.criteria.labels import Labels
from medagora.appraisal.domain.findings import Quote, Where
from medagora.appraisal.domain.page import Page, Region, TimeMark
from medagora.appraisal.domain.phrases import Hit
from medagora.kernel.languages import primary

#: Between a label and its date: "Last updated on Friday, 14 July".
_WITHIN, _WORDS_BETWEEN = 70, 2
#: "Reviewed by Jane Smith, MD, on 14 July": a name stands between them.
_WITHIN_CREDIT = 160
_BEFORE = 40
_MOST_DATES = 40
_TOP_BLOCKS, _LONGEST_LINE = 14, 120
_WORD = re.compile(r"[^\W\d_]+")
#: Time zones make a day of difference.
_A_DAY = timedelta(days=1)
_COPYRIGHT = re.compile(r"©|\(c\)|copyright", re.IGNORECASE)
_PLACES = frozenset({Region.MAIN, Region.HEADER, Region.ASIDE, Region.FOOTER})


class Kind(StrEnum):
    WRITTEN = "written"
    UPDATED = "updated"
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True)
class Dated:
    """One date. ``source`` is "visible", or where in the code it stands."""

    kind: Kind
    day: WrittenDate
    quote: Quote
    source: str
    is_labelled: bool = True

    @property
    def is_visible(self) -> bool:
        return self.source == "visible"


#: Group -> kind, and whether its phrases are a label wherever they stand.
_GROUPS = {
    "published_page": (Kind.WRITTEN, True),
    "updated_page": (Kind.UPDATED, True),
    "reviewed_page": (Kind.REVIEWED, True),
    "published": (Kind.WRITTEN, False),
    "updated": (Kind.UPDATED, False),
    "reviewed": (Kind.REVIEWED, False),
}
#: Labels of names, after which the day may follow the name.
_CREDITS = {
    "written_by": Kind.WRITTEN,
    "reviewed_by": Kind.REVIEWED,
    "written_label": Kind.WRITTEN,
    "reviewed_label": Kind.REVIEWED,
}
_NOT_LETTERS = re.compile(r"[^a-z]")


@lru_cache(maxsize=1)
def _marks() -> dict[str, Kind]:
    place = files("medagora.appraisal.domain.criteria") / "date_marks.toml"
    tables = tomllib.loads(place.read_text(encoding="utf-8"))["marks"]
    return {name: Kind(kind) for kind, names in tables.items() for name in names}


def dates_of(page: Page, labels: Labels) -> list[Dated]:
    """The labelled dates of the text, those of the code, then a lone one at the top."""
    language = _language(page)
    seen = list(_labelled(page, labels, language))[:_MOST_DATES]
    coded = list(_in_code(page))[:_MOST_DATES]
    if not any(dated.kind is Kind.WRITTEN for dated in seen):
        taken = [dated.quote for dated in seen]
        seen += _lone(page, labels, language, taken)
    return seen + list(_shown(page, seen, coded, language)) + coded


def _shown(
    page: Page, seen: Sequence[Dated], coded: Sequence[Dated], language: str
) -> Iterator[Dated]:
    """Days that the code calls by a name and that readers see without one, or under
    another ("Last reviewed" is often the day of the change too)."""
    known = {dated.kind for dated in seen}
    days = [(dated.day, dated.quote) for dated in seen]
    days += _in_time_elements(page, language)
    for dated in coded:
        same = [each for each in days if _is_same_day(each[0], dated.day)]
        if same and dated.kind not in known:
            known.add(dated.kind)
            # the very day, if it is there, before the one beside it
            day, quote = min(same, key=lambda each: each[0].first != dated.day.first)
            yield Dated(dated.kind, day, quote, "visible", is_labelled=False)


def _in_time_elements(page: Page, language: str) -> Iterator[tuple[WrittenDate, Quote]]:
    """Days that stand in the text where the markup has a time."""
    for mark in page.times[:_MOST_DATES]:
        if mark.start is None or not _is_own(page, mark):
            continue
        window = page.text[mark.start : mark.start + _BEFORE].partition("\n")[0]
        for found in read_dates(window, language)[:1]:
            day = _moved(found, mark.start)
            yield day, exact_quote(page, day.start, day.end)


def _is_same_day(one: WrittenDate, other: WrittenDate) -> bool:
    return one.first - _A_DAY <= other.last and other.first - _A_DAY <= one.last


def _language(page: Page) -> str:
    """The language with its region where the page says one: it orders day and month."""
    said = page.language_said
    return said if said and primary(said) == page.language else page.language


def _labelled(page: Page, labels: Labels, language: str) -> Iterator[Dated]:
    taken: set[int] = set()
    for hit, kind, within in _label_hits(labels):
        found = _after(page, labels, hit, within, language) if within else None
        found = found or _before(page, hit, language, taken)
        if found is None or found.start in taken:
            continue
        taken.add(found.start)
        low, high = min(hit.start, found.start), max(hit.end, found.end)
        yield Dated(kind, found, exact_quote(page, low, high), "visible")


def _label_hits(labels: Labels) -> Iterator[tuple[Hit, Kind, int]]:
    """Labels, their kind, and how far after them a date may stand."""
    for group, (kind, is_sure) in _GROUPS.items():
        find = labels.sure if is_sure else labels.placed
        for hit in list(find(group, _PLACES))[:_MOST_DATES]:
            yield hit, kind, _WITHIN
    for group, (kind, is_sure) in _GROUPS.items():
        if not is_sure:
            for hit in list(labels.trailing(group, _PLACES))[:_MOST_DATES]:
                yield hit, kind, 0
    for group, kind in _CREDITS.items():
        find = labels.placed if group.endswith("label") else labels.sure
        for hit in list(find(group, _PLACES))[:_MOST_DATES]:
            yield hit, kind, _WITHIN_CREDIT


def _after(
    page: Page, labels: Labels, hit: Hit, within: int, language: str
) -> WrittenDate | None:
    """The date that follows a label, if hardly a word stands between."""
    end = labels.next_after(hit.end, min(hit.end + within, len(page.text)))
    window = page.text[hit.end : end]
    if within == _WITHIN_CREDIT:
        window = window.partition("\n\n")[0]
    for found in read_dates(window, language, is_labelled=within == _WITHIN):
        between = window[: found.start]
        words = _WORD.findall(between)
        if within == _WITHIN and len(words) > _WORDS_BETWEEN:
            return None
        if _COPYRIGHT.search(between):
            return None
        return _moved(found, hit.end)
    return None


def _before(page: Page, hit: Hit, language: str, taken: set[int]) -> WrittenDate | None:
    """The date right before a label: "2023. július 14-én frissítve"."""
    block = page.block_at(hit.start)
    start = max(block.start if block else 0, hit.start - _BEFORE)
    window = page.text[start : hit.start]
    for found in reversed(read_dates(window, language)):
        between = window[found.end :]
        is_near = len(between) <= 8 and "." not in between.strip(" .")
        begins = not window[: found.start].strip(" |•·–—-(")
        if is_near and begins and start + found.start not in taken:
            return _moved(found, start)
        return None
    return None


def _moved(found: WrittenDate, by: int) -> WrittenDate:
    return WrittenDate(
        found.year,
        found.month,
        found.day,
        found.start + by,
        found.end + by,
        found.other,
    )


def _lone(
    page: Page, labels: Labels, language: str, taken: Sequence[Quote]
) -> Iterator[Dated]:
    """A date in a short line near the top, such as stands under a headline."""
    own = [b for b in page.blocks[:400] if b.region in _PLACES - {Region.FOOTER}]
    for block in own[:_TOP_BLOCKS]:
        words = page.text[block.start : block.end]
        is_labelled = any(block.start <= at < block.end for at in labels.of_dates)
        if len(words) > _LONGEST_LINE or is_labelled or _COPYRIGHT.search(words):
            continue
        for found in read_dates(words, language):
            rest = _WORD.findall(words[: found.start] + words[found.end :])
            if found.day is None or len(rest) > 8:
                continue
            day = _moved(found, block.start)
            if any(_holds(quote, day.start) for quote in taken):
                continue
            quote = exact_quote(page, day.start, day.end)
            yield Dated(Kind.WRITTEN, day, quote, "visible", is_labelled=False)
            return


def _holds(quote: Quote, place: int) -> bool:
    return quote.start is not None and quote.start <= place < quote.start + len(
        quote.words
    )


def _in_code(page: Page) -> Iterator[Dated]:
    seen: set[tuple[Kind, str]] = set()
    for mark in page.times[:200]:
        kind = _marks().get(_NOT_LETTERS.sub("", mark.source.lower()))
        day = read_mark(mark.raw[:60]) if kind and _is_own(page, mark) else None
        if kind is None or day is None or (kind, day.iso) in seen:
            continue
        seen.add((kind, day.iso))
        yield Dated(kind, day, Quote(mark.raw[:60], Where.MARKUP), mark.source)


def _is_own(page: Page, mark: TimeMark) -> bool:
    """A time that stands in a comment or a list of other stories is not the page's."""
    return mark.start is None or page.region_at(mark.start) in _PLACES - {Region.ASIDE}
