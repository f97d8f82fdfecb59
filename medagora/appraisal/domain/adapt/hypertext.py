"""A page of HTML."""

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Any

from lxml import etree

from medagora.appraisal.domain.adapt import limits
from medagora.appraisal.domain.adapt.collector import Collector, Enough
from medagora.appraisal.domain.adapt.dates import dates_of
from medagora.appraisal.domain.adapt.gathered import Gathered, LinkSpan, Span
from medagora.appraisal.domain.adapt.linked_data import linked_data_of, types_of
from medagora.appraisal.domain.adapt.settling import settle
from medagora.appraisal.domain.adapt.spans import words_of
from medagora.appraisal.domain.adapt.tongue import (
    GuessLanguage,
    language_of,
    language_said,
)
from medagora.appraisal.domain.adapt.walls import Front, is_empty, wall_before, walls
from medagora.appraisal.domain.page import (
    Block,
    BlockKind,
    Colours,
    Link,
    Loaded,
    Page,
    PageState,
)

_LONGEST_BYLINE = 200


class _Read(Enum):
    WHOLE = "whole"
    CUT = "cut"
    NOT = "not"


def page_of_html(
    text: str, headers: Mapping[str, str], address: str, guess: GuessLanguage
) -> Page:
    """What a reader and a browser see of it."""
    collector = Collector(address, walls().robot_code)
    read = _read(text, collector)
    if read is _Read.NOT:
        return Page(address, PageState.BROKEN, headers=headers)
    whole = collector.text.whole()
    blocks = settle(collector.text.pieces)
    found = collector.page
    linked = (*linked_data_of(found.linked_scripts), *_microdata(whole, found))
    said = language_said(found.language_attribute, found.meta, headers)
    title = found.title or found.meta.get("og:title", "") or _first_title(whole, blocks)
    state, reason = _state(
        Front(
            title,
            whole,
            blocks,
            headers,
            linked,
            found.code_signs,
            found.has_password_field,
        ),
        found.loads,
        read,
    )
    return Page(
        address=address,
        state=state,
        text=whole,
        blocks=blocks,
        title=title[: limits.LONGEST_TITLE],
        description=_description(found.meta),
        language=language_of(whole, blocks, guess, said),
        language_said=said,
        links=tuple(_links(whole, found.links)),
        images=tuple(found.images),
        loads=tuple(found.loads),
        times=dates_of(whole, found.times, found.meta, linked, headers),
        colours=tuple(_colours(whole, found.colours)),
        meta=found.meta,
        linked_data=linked,
        headers=headers,
        bylines=tuple(_bylines(whole, found)),
        pop_ups=tuple(found.pop_ups),
        shop_signs=(*found.shop_signs, *_shop_signs(found.meta, linked)),
        language_attribute=found.language_attribute,
        reason=reason,
    )


def _read(text: str, collector: Collector) -> _Read:
    # the stubs ask for a target that also takes bytes and comments
    target: Any = collector
    parser = etree.HTMLParser(
        encoding="utf-8", target=target, no_network=True, huge_tree=False
    )
    try:
        # text may hold halves of surrogate pairs, which no encoding has
        etree.fromstring(text.encode("utf-8", "replace"), parser)
    except Enough:
        return _Read.CUT
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return _Read.WHOLE if collector.text.at else _Read.NOT
    return _Read.CUT if collector.text.is_full else _Read.WHOLE


def _state(front: Front, loads: Iterable[Loaded], read: _Read) -> tuple[PageState, str]:
    if wall := wall_before(front):
        return PageState.WALLED, wall
    if is_empty(front):
        return PageState.EMPTY, "scripts" if any(loads) else ""
    return PageState.READ, "cut" if read is _Read.CUT else ""


def _first_title(text: str, blocks: Iterable[Block]) -> str:
    for block in blocks:
        if block.kind is BlockKind.HEADING and block.level == 1:
            return text[block.start : block.end]
    return ""


def _description(meta: Mapping[str, str]) -> str:
    return meta.get("description") or meta.get("og:description", "")


def _links(text: str, spans: Iterable[tuple[LinkSpan, int]]) -> Iterator[Link]:
    for (start, address, rel, instead, region), end in spans:
        words, at = words_of(text, start, end)
        yield Link(address, words or instead, region, rel, at)


def _colours(text: str, spans: Iterable[Span]) -> Iterator[Colours]:
    for start, end, (colour, background) in spans:
        words, at = words_of(text, start, end, 100)
        if at is not None:
            yield Colours(colour, background, words)


def _bylines(text: str, found: Gathered) -> Iterator[tuple[str, int | None]]:
    seen: set[str] = set()
    for start, end, _ in sorted(found.bylines):
        words, at = words_of(text, start, end)
        if words and len(words) <= _LONGEST_BYLINE and words not in seen:
            seen.add(words)
            yield words, at
        if len(seen) >= limits.MOST_BYLINES:
            return
    words = found.meta.get("author", "")
    if words and words not in seen:
        yield words[:_LONGEST_BYLINE], None


def _microdata(text: str, found: Gathered) -> Iterator[Mapping[str, Any]]:
    """Reviewers and publishers named by microdata, written as JSON-LD has them."""
    named: dict[str, dict[str, str]] = {}
    for start, end, (name,) in found.properties:
        words, at = words_of(text, start, end, _LONGEST_BYLINE)
        if at is not None:
            named.setdefault(name, {"name": words})
    if named:
        yield {"@type": "Microdata", **named}


def _shop_signs(
    meta: Mapping[str, str], linked: Iterable[Mapping[str, Any]]
) -> Iterator[str]:
    if meta.get("product:price:amount") or meta.get("og:price:amount"):
        yield "product:price"
    if "woocommerce" in meta.get("generator", "").lower():
        yield "WooCommerce"
    if any(_is_offered(thing) for thing in linked):
        yield "schema.org Offer"


def _is_offered(thing: Mapping[str, Any]) -> bool:
    """A product with a price; a page that says "0" gives something away."""
    offers = thing.get("offers")
    first = offers[0] if isinstance(offers, list) and offers else offers
    offer = thing if {"Offer", "AggregateOffer"} & {*types_of(thing)} else first
    if not isinstance(offer, Mapping):
        return False
    price = offer.get("price", offer.get("lowPrice"))
    has_currency = bool(offer.get("priceCurrency"))
    return has_currency and str(price or "0").strip("0., ") != ""
