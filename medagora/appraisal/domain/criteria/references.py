"""On what ground: the sources that a page gives, and whether they still stand."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from medagora.appraisal.domain.criteria.evidence import (
    OWN_WORDS,
    Hits,
    absent,
    cannot_tell,
    exact_quote,
    no_words,
    present,
    quotes_of,
    standing_in,
)
from medagora.appraisal.domain.criteria.papers import Kind, Referred, referred_by
from medagora.appraisal.domain.criteria.sections import Section, sections
from medagora.appraisal.domain.findings import Criterion, Finding, Quote
from medagora.appraisal.domain.page import Block, BlockKind, Page, Region
from medagora.appraisal.domain.sight import Sight

_PLACES = OWN_WORDS - {Region.NAVIGATION, Region.NOTICE}
#: Sources that can be looked up; a news story is only someone else's account.
_SCHOLARLY = (Kind.DOI, Kind.PUBMED, Kind.GUIDELINE, Kind.JOURNAL)
#: What an entry of a list has: a year, an address, a DOI.
_LIKE_ENTRY = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|https?://|www\.|\b10\.\d{4}")
#: "[1]", "[2,3]", "[4–6]" in the text.
_NUMBERED = re.compile(r"\[(\d{1,3})(?:\s?[,–-]\s?\d{1,3}){0,6}\]")
_SHORTEST_ENTRY = 8
#: From here on it is beyond doubt.
_MANY = 3


def look(page: Page, hits: Hits, sight: Sight) -> Iterator[Finding]:
    """References, and whether any of them was retracted."""
    referred = referred_by(page)
    yield _references(page, hits, referred, sight)
    yield _not_retracted(referred, sight)


@dataclass(frozen=True, slots=True)
class _List:
    """The entries under a heading such as "References"."""

    quotes: tuple[Quote, ...]
    count: int
    is_sure: bool


def _references(page: Page, hits: Hits, referred: Referred, sight: Sight) -> Finding:
    listed = _listed(page, hits)
    scholarly = referred.count(*_SCHOLARLY)
    counts = {kind.value: referred.count(kind) for kind in Kind}
    known = scholarly + referred.count(Kind.NEWS)
    quotes = referred.quotes(*_SCHOLARLY, Kind.NEWS)
    criterion = Criterion.REFERENCES
    if listed:
        # papers beside the list count, other links may be for further reading
        count = max(listed.count, referred.count(Kind.DOI, Kind.PUBMED))
        facts = {"count": count, "other": max(0, count - known), **counts}
        facts["checkable"] = min(scholarly, count)
        sure = 0.95 if listed.is_sure or scholarly else 0.75
        said = "references.listed" if scholarly else "references.listed_only"
        papers = referred.quotes(Kind.DOI, Kind.PUBMED)
        return present(criterion, said, sure, [*listed.quotes, *papers], **facts)
    if known:
        said = "references.linked" if scholarly else "references.only_news"
        sure = _confidence(scholarly)
        facts = {"other": 0, "checkable": scholarly, **counts}
        return present(criterion, said, sure, quotes, count=known, **facts)
    return _without(page, hits, sight)


def _confidence(scholarly: int) -> float:
    if scholarly >= _MANY:
        return 0.85
    return 0.65 if scholarly else 0.4


def _without(page: Page, hits: Hits, sight: Sight) -> Finding:
    criterion = Criterion.REFERENCES
    numbered = _numbers(page)
    if len(numbered) >= _MANY:
        return cannot_tell(criterion, "references.numbered", numbered)
    if not sight.has_words:
        return no_words(criterion)
    mentioned = standing_in(page, hits, "study_named", {Region.MAIN})
    if mentioned:
        quotes = quotes_of(page, mentioned)
        return absent(criterion, "references.only_mentioned", 0.65, quotes)
    return absent(criterion, "references.none", 0.8)


def _numbers(page: Page) -> list[Quote]:
    """The first place of each citation number in the text."""
    places: dict[str, Quote] = {}
    for found in _NUMBERED.finditer(page.text):
        if page.region_at(found.start()) is Region.MAIN:
            places.setdefault(found[1], exact_quote(page, *found.span()))
        if len(places) >= 8:
            break
    return list(places.values())


def _listed(page: Page, hits: Hits) -> _List | None:
    """The longest list of sources; a heading with nothing under it is none."""
    linked = {link.start for link in page.links if link.start is not None}
    best: _List | None = None
    for section in sections(page, hits, "references", _PLACES):
        found = _run_in(page, section) or _entries(page, section, linked)
        if found and (best is None or found.count > best.count):
            best = found
    return best


def _run_in(page: Page, section: Section) -> _List | None:
    if not section.run_in:
        return None
    block = section.block
    quote = exact_quote(page, block.start, block.end)
    return _List((quote,), 1, bool(_LIKE_ENTRY.search(page.words_of(block))))


def _entries(page: Page, section: Section, linked: Collection[int]) -> _List | None:
    entries: list[Block] = []
    sure = 0
    for block in section.blocks:
        words = page.words_of(block)
        if entries and _is_list(entries[-1]) and not _is_list(block):
            break  # what stands under the list is no source
        is_like = bool(_LIKE_ENTRY.search(words)) or _has_link(block, linked)
        if len(words) < _SHORTEST_ENTRY or not (is_like or _is_list(block)):
            continue
        sure += is_like
        entries.append(block)
    if not entries:
        return None
    head = exact_quote(page, section.head.start, section.head.end)
    quotes = (head, *(exact_quote(page, b.start, b.end) for b in entries[:3]))
    return _List(quotes, len(entries), sure * 2 >= len(entries))


def _is_list(block: Block) -> bool:
    return block.kind in {BlockKind.LIST_ITEM, BlockKind.CELL}


def _has_link(block: Block, linked: Collection[int]) -> bool:
    """Whether a link stands at the block's start or in its first words."""
    return any(
        place in linked
        for place in range(block.start, block.start + 120)
        if place < block.end
    )


def _not_retracted(referred: Referred, sight: Sight) -> Finding:
    """Present when DOIs are given and none of them is known to be retracted."""
    criterion = Criterion.NOT_RETRACTED
    quotes = referred.by_kind[Kind.DOI]
    if not quotes:
        return cannot_tell(criterion, "not_retracted.no_dois")
    if sight.retracted is None:
        return cannot_tell(criterion, "not_retracted.no_list")
    known = sight.retracted(tuple(quotes))
    marked = {doi: kind for doi, kind in known.items() if doi in quotes}
    if not marked:
        said = "not_retracted.yes"
        return present(criterion, said, 0.9, quotes.values(), count=len(quotes))
    retracted = tuple(doi for doi, kind in marked.items() if kind == "retraction")
    doubted = tuple(doi for doi in marked if doi not in retracted)
    return absent(
        criterion,
        "not_retracted.retracted" if retracted else "not_retracted.concern",
        0.95,
        [quotes[doi] for doi in (*retracted, *doubted)],
        count=len(quotes),
        retracted=retracted,
        concern=doubted,
        number=len(retracted) or len(doubted),
    )
