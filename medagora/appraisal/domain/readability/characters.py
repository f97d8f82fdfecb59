"""Chinese, Japanese and Korean: characters per sentence, no more than can be said.

No formula for these languages could be verified, and words are not parted by spaces in
Chinese and Japanese. So only the mean length of a sentence in characters is given, and
for Japanese the share of kanji; there are no bands.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from medagora.appraisal.domain.readability.counting import plain_blocks

LANGUAGES = frozenset({"zh", "yue", "ja", "ko"})

_CHARACTER = re.compile(
    "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7a3々]"
)
_KANJI = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々]")
#: Korean ends sentences with a Western full stop and a space.
_END = re.compile(r"[。！？!?｡]{1,6}|(?<=[가-힣])\.(?=\s|$)")


@dataclass(frozen=True, slots=True)
class CharacterCounts:
    """Characters are ideographs, kana or hangul; anything else is left out."""

    characters: int
    kanji: int
    sentences: int


def count_characters(blocks: Sequence[str]) -> CharacterCounts:
    """The figures of these blocks; a block has one sentence at least."""
    characters = kanji = sentences = 0
    for block in plain_blocks(blocks):
        found = len(_CHARACTER.findall(block))
        if found:
            characters += found
            kanji += len(_KANJI.findall(block))
            sentences += sum(1 for part in _END.split(block) if _CHARACTER.search(part))
    return CharacterCounts(characters, kanji, sentences)
