"""Sections of a page found by their headings: what stands under "References"."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from medagora.appraisal.domain.criteria.evidence import Hits, standing_in
from medagora.appraisal.domain.page import Block, BlockKind, Page, Region
from medagora.appraisal.domain.phrases import Hit
from medagora.appraisal.domain.word_lists import word_list
from medagora.kernel.text import fold

#: A heading is short; a section of references can be long.
_LONGEST_HEADING, _MOST_BLOCKS, _MOST_SECTIONS = 80, 300, 12


@dataclass(frozen=True, slots=True)
class Section:
    """``head`` is the heading's phrase; ``run_in`` when its text follows in one line
    ("Sources: …")."""

    head: Hit
    block: Block
    blocks: tuple[Block, ...]
    run_in: bool = False


def sections(
    page: Page, hits: Hits, group: str, regions: Collection[Region]
) -> Iterator[Section]:
    """The sections whose heading is a phrase of this group, and nothing more."""
    places = {block.start: index for index, block in enumerate(page.blocks)}
    done: set[int] = set()
    for hit in _longest_first(standing_in(page, hits, group, regions)):
        block = page.block_at(hit.start)
        if block is None or block.start in done or len(done) >= _MOST_SECTIONS:
            continue
        if not _begins(page, block, hit):
            continue
        rest = page.text[hit.end : block.end].strip(" \u00a0*#")
        if _is_heading(block, rest, page.language):
            done.add(block.start)
            yield Section(hit, block, _under(page, places[block.start]))
        elif rest.startswith((":", "：")) and len(rest) > 3:
            done.add(block.start)
            yield Section(hit, block, (block,), run_in=True)


def _longest_first(hits: list[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: (hit.start, -hit.end))


def _begins(page: Page, block: Block, hit: Hit) -> bool:
    """Only a number or marks stand before the phrase."""
    return not any(char.isalpha() for char in page.text[block.start : hit.start])


def _is_heading(block: Block, rest: str, language: str) -> bool:
    """Nothing follows the phrase, or "and …": "Sources of iron" is no such heading."""
    if block.end - block.start > _LONGEST_HEADING or block.kind is BlockKind.CONTROL:
        return False
    words = fold(rest).split()
    has_joined = bool(words) and words[0] in _joiners(language)
    is_number = all(word.isdigit() for word in words)
    return is_number or (has_joined and len(words) <= 5)


@lru_cache(maxsize=32)
def _joiners(language: str) -> frozenset[str]:
    found = word_list(language, "trust")
    words = found.tables["negation"]["joiners"] if found else ()
    return frozenset(filter(None, map(fold, words)))


def _under(page: Page, index: int) -> tuple[Block, ...]:
    """The blocks up to the next heading, as far as they stand in the same part."""
    head = page.blocks[index]
    under: list[Block] = []
    for block in page.blocks[index + 1 : index + 1 + _MOST_BLOCKS]:
        ends = block.kind is BlockKind.HEADING or block.region is not head.region
        if ends:
            break
        under.append(block)
    return tuple(under)
