"""To whom a page is credited: the names that it gives as author or reviewer.

Evidence in order of weight: words that a reader sees ("Written by"), bylines of the
markup, JSON-LD, meta elements. A person outweighs an organisation.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from medagora.appraisal.domain.criteria.evidence import (
    AROUND_TEXT,
    OWN_WORDS,
    exact_quote,
    quote_markup,
)
from medagora.appraisal.domain.criteria.labels import Labels, longest
from medagora.appraisal.domain.criteria.linked_people import Linked, Role, people_of
from medagora.appraisal.domain.criteria.name_words import credentials_in, name_words
from medagora.appraisal.domain.criteria.names import Named, read_name
from medagora.appraisal.domain.criteria.papers import host_of
from medagora.appraisal.domain.findings import Quote
from medagora.appraisal.domain.page import BlockKind, Page
from medagora.appraisal.domain.phrases import Hit
from medagora.kernel.text import fold

#: "By Jane Smith" is a byline only in a short line near the top.
_TOP_BLOCKS, _LONGEST_BYLINE = 14, 160
#: How far after a name its letters may stand.
_LETTERS_WITHIN = 80
_MOST_CREDITS = 12
#: So many equal characters: the byline stands where it says.
_SAME = 30
_SEEN, _OPENED, _BYLINE, _LINKED = 0.95, 0.9, 0.85, 0.8


@dataclass(frozen=True, slots=True)
class Credit:
    """Somebody to whom the page is credited, and where that was seen."""

    named: Named
    quote: Quote
    confidence: float
    #: Letters and professions beside the name: "MD", "cardiologist".
    letters: tuple[str, ...] = ()


def credits_of(page: Page, labels: Labels, role: Role) -> list[Credit]:
    """Each name once, the best seen first, people before organisations."""
    every = [*_seen(page, labels, role), *_linked(page, role)]
    if role is Role.AUTHOR:
        every += [*_opened(page, labels), *_of_bylines(page, labels)]
    best: dict[str, Credit] = {}
    for credit in sorted(every, key=lambda c: -c.confidence):
        key = _without_titles(credit.named.name, page.language)
        kept = best.setdefault(key, credit)
        letters = tuple(dict.fromkeys(kept.letters + credit.letters))
        best[key] = replace(kept, letters=letters)
    ordered = sorted(
        best.values(), key=lambda c: (not c.named.is_person, -c.confidence)
    )
    return ordered[:_MOST_CREDITS]


def _without_titles(name: str, language: str) -> str:
    """The form in which "Dr. Jane Smith" and "Jane Smith" are one."""
    titles = name_words(language).titles
    folded = fold(name).split()
    return " ".join(word for word in folded if word not in titles) or fold(name)


def _seen(page: Page, labels: Labels, role: Role) -> Iterator[Credit]:
    """Names after visible labels."""
    sure, placed = (
        ("written_by", "written_label")
        if role is Role.AUTHOR
        else ("reviewed_by", "reviewed_label")
    )
    both = [*labels.sure(sure, AROUND_TEXT), *labels.placed(placed, AROUND_TEXT)]
    # the Arabic heading of a list of references is also the word for a reviewer
    alone = {
        hit.end
        for group in ("reviewed_alone", "references")
        for hit in labels.sure(group, AROUND_TEXT)
    }
    for hit in list(longest(both))[:40]:
        named = read_name(page.text, hit.end, page.language, labels.starts)
        if named and _belongs(page, hit, named, alone):
            yield _credit_in_text(page, labels, named, hit.start, _SEEN)


def _belongs(page: Page, hit: Hit, named: Named, alone: Collection[int]) -> bool:
    """A name in the next line needs more: not a heading, and not after "Reviewed"."""
    if "\n" not in page.text[hit.end : named.start]:
        return True
    block = page.block_at(named.start)
    is_heading = block is not None and block.kind is BlockKind.HEADING
    return named.is_person and not is_heading and hit.end not in alone


def _credit_in_text(
    page: Page, labels: Labels, named: Named, start: int, confidence: float
) -> Credit:
    end = labels.next_after(named.end, named.end + _LETTERS_WITHIN)
    end = min(end, len(page.text))
    spans = list(credentials_in(page.text, named.start, end, page.language))
    letters = tuple(page.text[low:high] for low, high in spans)
    last = max([named.end, *(high for low, high in spans)])
    named = _by_host(page, named)
    return Credit(named, exact_quote(page, start, last), confidence, letters)


def _by_host(page: Page, named: Named) -> Named:
    """A site that signs with its own name is no person."""
    host = host_of(page.address)
    is_site = fold(named.name).replace(" ", "") in {
        fold(host).replace(" ", ""),
        *(fold(part).replace(" ", "") for part in host.split(".")[:-1]),
    }
    return replace(named, is_person=False) if is_site else named


def _opened(page: Page, labels: Labels) -> Iterator[Credit]:
    """Short lines near the top that begin with "By"."""
    openers = name_words(page.language).openers
    own = [b for b in page.blocks[:400] if b.region in AROUND_TEXT][:_TOP_BLOCKS]
    for block in own:
        words = page.text[block.start : block.end]
        first = words.split(maxsplit=1)[:1]
        is_short = len(words) <= _LONGEST_BYLINE and block.kind is not BlockKind.HEADING
        if not (is_short and first and fold(first[0]) in openers):
            continue
        after = page.text.find(first[0], block.start) + len(first[0])
        named = read_name(page.text, after, page.language, labels.starts)
        if named and named.end <= block.end and _is_sure(named, page.language):
            yield _credit_in_text(page, labels, named, block.start, _OPENED)


def _is_sure(named: Named, language: str) -> bool:
    words = name_words(language)
    return (
        named.is_person
        or named.is_nobody
        or any(words.is_organisation(word) for word in fold(named.name).split())
    )


def _of_bylines(page: Page, labels: Labels) -> Iterator[Credit]:
    """Words that the markup marks as a person's name."""
    openers = name_words(page.language).openers
    for words, start in page.bylines[:_MOST_CREDITS]:
        first = words.split(maxsplit=1)[:1]
        at = len(first[0]) if first and fold(first[0]) in openers else 0
        if start is None or not page.text.startswith(words[:_SAME], start):
            yield from _of_unseen(page, words[:400], at)
        elif page.region_at(start) in OWN_WORDS:
            named = read_name(page.text, start + at, page.language, labels.starts)
            if named and named.end <= start + len(words) + at:
                yield _credit_in_text(page, labels, named, named.start, _BYLINE)


def _of_unseen(page: Page, words: str, at: int) -> Iterator[Credit]:
    named = read_name(words, at, page.language)
    if named:
        spans = credentials_in(words, 0, len(words), page.language)
        letters = tuple(words[low:high] for low, high in spans)
        quote = quote_markup(page, named.name)
        yield Credit(_by_host(page, named), quote, _BYLINE, letters)


def _linked(page: Page, role: Role) -> Iterator[Credit]:
    """Names in JSON-LD and meta elements."""
    for linked in people_of(page, role):
        named = _by_host(page, _named_of(linked, page.language))
        words = f"{linked.name}, {linked.beside}"
        spans = credentials_in(words, 0, len(words), page.language)
        letters = tuple(words[low:high] for low, high in spans)
        if linked.job and fold(linked.job) not in name_words(page.language).nobody:
            letters += (linked.job,)
        yield Credit(named, quote_markup(page, linked.name), _LINKED, letters)


def _is_nickname(linked: Linked) -> bool:
    """ "jellybean_82": one word that is no name of a person or an organisation."""
    name = linked.name
    is_odd = "_" in name or name[-1:].isdigit() or name[:1].islower()
    return linked.is_person and " " not in name and is_odd


def _named_of(linked: Linked, language: str) -> Named:
    """The code's word counts for a single name, never for "Editorial Team"."""
    if _is_nickname(linked):
        return Named(linked.name, 0, len(linked.name), False, is_nobody=True)
    read = read_name(linked.name, 0, language)
    if read and (read.is_nobody or read.is_person) and not linked.is_organisation:
        return read
    words = fold(linked.name).split()
    is_body = any(name_words(language).is_organisation(word) for word in words)
    is_person = linked.is_person and not (linked.is_organisation or is_body)
    return Named(linked.name, 0, len(linked.name), is_person)
