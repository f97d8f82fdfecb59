"""Pages made by hand, so that a test shows all that its criterion may see."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from medagora.appraisal.domain.page import (
    Block,
    BlockKind,
    Link,
    Page,
    PageState,
    Region,
)
from medagora.appraisal.domain.phrases import Hit, Phrases, words_in
from medagora.appraisal.domain.sight import Sight
from medagora.appraisal.domain.word_lists import word_list

TODAY = date(2026, 8, 1)

#: (kind, region, words); a str alone is a paragraph of the main text.
Piece = str | tuple[BlockKind, Region, str]


def build_page(*pieces: Piece, **others: Any) -> Page:
    """A page of these blocks, in English unless ``language`` is given."""
    blocks: list[Block] = []
    texts: list[str] = []
    at = 0
    for piece in pieces:
        kind, region, words = (
            (BlockKind.PARAGRAPH, Region.MAIN, piece)
            if isinstance(piece, str)
            else piece
        )
        level = 2 if kind is BlockKind.HEADING else 0
        blocks.append(Block(at, at + len(words), kind, region, level))
        texts.append(words)
        at += len(words) + 1
    filled = {
        "address": "https://health.example.org/page",
        "state": PageState.READ,
        "language": "en",
        **others,
    }
    return Page(text="\n".join(texts), blocks=tuple(blocks), **filled)


def heading(words: str, region: Region = Region.MAIN) -> Piece:
    return BlockKind.HEADING, region, words


def item(words: str, region: Region = Region.MAIN) -> Piece:
    return BlockKind.LIST_ITEM, region, words


def footer(words: str) -> Piece:
    return BlockKind.PARAGRAPH, Region.FOOTER, words


def link(address: str, words: str = "", region: Region = Region.MAIN) -> Link:
    return Link(address, words, region)


def sight(**others: Any) -> Sight:
    """What the criteria know beside the page: a fixed day, nothing retracted."""
    return Sight(**{"today": TODAY, **others})


@lru_cache(maxsize=32)
def _phrases(language: str, names: tuple[str, ...]) -> Phrases:
    groups: dict[str, Iterable[str]] = {}
    for name in names:
        words = word_list(language, name)
        groups.update(words.groups if words else {})
    return Phrases(groups)


def hits_of(page: Page, *names: str) -> Mapping[str, Sequence[Hit]]:
    """The phrase hits of a page by group, from the lists of these names."""
    hits: dict[str, list[Hit]] = defaultdict(list)
    for hit in _phrases(page.language, names).find(words_in(page.text)):
        hits[hit.group].append(hit)
    return hits
