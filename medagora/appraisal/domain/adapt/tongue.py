"""The language of a page: what its text is in, and what it says of itself."""

import re
from collections.abc import Callable, Iterable, Mapping

from medagora.appraisal.domain.page import Block, BlockKind, Region
from medagora.kernel import languages

#: Given a text, its language's code, or "" when it cannot be told.
GuessLanguage = Callable[[str], str]

#: Fewer letters tell no language; in scripts that write a word in one or two of
#: them a quarter is enough.
_ENOUGH = 120
_SAMPLE = 4_000
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
#: Codes of CLDR that name no language: undetermined, several, no words at all.
_NO_LANGUAGE = {"", "und", "mul", "zxx"}
_PROSE = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}


def language_of(
    text: str, blocks: Iterable[Block], guess: GuessLanguage, said: str
) -> str:
    """Of the main text where there is enough of it, else as the page says."""
    sample = _sample(text, blocks)
    if len(sample) + 3 * len(_DENSE.findall(sample)) >= _ENOUGH:
        guessed = languages.primary(guess(sample) or "")
        if guessed not in _NO_LANGUAGE and languages.is_known(guessed):
            return guessed
    return said


def _sample(text: str, blocks: Iterable[Block]) -> str:
    """Prose of the main text; headings and menus are full of names."""
    pieces, length = [], 0
    for block in blocks:
        if block.region is Region.MAIN and block.kind in _PROSE:
            pieces.append(text[block.start : block.end])
            length += block.end - block.start
            if length >= _SAMPLE:
                break
    return "\n".join(pieces)[:_SAMPLE]


def language_said(
    attribute: str, meta: Mapping[str, str], headers: Mapping[str, str]
) -> str:
    """The primary code that the page gives itself; "" for none or several."""
    for said in (
        attribute,
        meta.get("content-language", ""),
        headers.get("content-language", ""),
        meta.get("dc.language", ""),
        meta.get("og:locale", ""),
    ):
        code = languages.primary(said[:40])
        if code not in _NO_LANGUAGE and "," not in said and languages.is_known(code):
            return code
    return ""
