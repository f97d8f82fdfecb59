"""Pages that are no hypertext: PDF documents and plain text."""

from collections.abc import Mapping

from medagora.appraisal.domain.adapt import limits
from medagora.appraisal.domain.adapt.addresses import Addresses
from medagora.appraisal.domain.adapt.plain_text import read_lines
from medagora.appraisal.domain.adapt.portable import Portable, read_portable
from medagora.appraisal.domain.adapt.settling import settle
from medagora.appraisal.domain.adapt.tongue import (
    GuessLanguage,
    language_of,
    language_said,
)
from medagora.appraisal.domain.adapt.walls import HARDLY_A_WORD
from medagora.appraisal.domain.page import (
    Block,
    BlockKind,
    Link,
    Medium,
    Page,
    PageState,
    TimeMark,
)

_FAILURES = {
    "broken": (PageState.BROKEN, ""),
    "password": (PageState.WALLED, "password"),
}


def page_of_plain(
    text: str, headers: Mapping[str, str], address: str, guess: GuessLanguage
) -> Page:
    """Plain text: its first line is its title when it looks like one."""
    running = read_lines(text)
    whole, blocks = running.whole(), settle(running.pieces)
    said = language_said("", {}, headers)
    is_cut = len(text) > limits.LONGEST_TEXT
    return Page(
        address=address,
        state=PageState.READ if whole else PageState.EMPTY,
        medium=Medium.PLAIN,
        text=whole,
        blocks=blocks,
        title=_title(whole, blocks),
        language=language_of(whole, blocks, guess, said),
        language_said=said,
        times=_from_header(headers),
        headers=headers,
        reason="cut" if is_cut else "",
    )


def page_of_pdf(
    body: bytes, headers: Mapping[str, str], address: str, guess: GuessLanguage
) -> Page:
    """A PDF document; one of pictures only is empty."""
    document = read_portable(body)
    if document.failure:
        state, reason = _FAILURES[document.failure]
        return Page(address, state, Medium.PDF, headers=headers, reason=reason)
    whole = document.running.whole()
    blocks = settle(document.running.pieces)
    said = language_said(document.language, {}, headers)
    is_empty = len(whole) < HARDLY_A_WORD
    return Page(
        address=address,
        state=PageState.EMPTY if is_empty else PageState.READ,
        medium=Medium.PDF,
        text=whole,
        blocks=blocks,
        title=document.title or _title(whole, blocks),
        language=language_of(whole, blocks, guess, said),
        language_said=said,
        links=_links(document, address),
        times=(*_dates(document), *_from_header(headers)),
        headers=headers,
        bylines=((document.author, None),) if document.author else (),
        language_attribute=document.language,
        reason="cut" if document.is_cut else "",
    )


def _title(text: str, blocks: tuple[Block, ...]) -> str:
    headings = (b for b in blocks if b.kind is BlockKind.HEADING)
    first = next(headings, None) or next(iter(blocks), None)
    if first is None or first.end - first.start > limits.LONGEST_TITLE:
        return ""
    return text[first.start : first.end]


def _links(document: Portable, address: str) -> tuple[Link, ...]:
    addresses = Addresses(address)
    found = dict.fromkeys(map(addresses.absolute, document.links))
    return tuple(Link(one, "") for one in found if one)


def _dates(document: Portable) -> tuple[TimeMark, ...]:
    marks = (
        TimeMark("pdf:created", document.created),
        TimeMark("pdf:modified", document.modified),
    )
    return tuple(mark for mark in marks if mark.raw)


def _from_header(headers: Mapping[str, str]) -> tuple[TimeMark, ...]:
    raw = headers.get("last-modified", "")[: limits.LONGEST_RAW_DATE]
    return (TimeMark("last-modified", raw),) if raw else ()
