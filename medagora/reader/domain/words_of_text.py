"""The words under which an entry is found, and those of a question.

Both engines (FTS5, PostgreSQL) only hold which words an entry has; order, fields and
phrases are judged by ``wanted`` on the few entries that come back. Thus a search, an
alert and a mute rule never disagree.
"""

import re
from collections.abc import Iterator

from medagora.kernel.text import fold

#: Scripts written without spaces are cut into pairs of letters.
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
    r"\uf900-\ufaff]+"
)
LONGEST_WORD = 60
MOST_WORDS = 4_000
_ASCII_WORD = re.compile(r"[a-z0-9_]+")
#: ASCII as words: letters small, everything that is no letter or figure a space.
_ASCII_PLAIN = {
    code: chr(code).lower() if _ASCII_WORD.fullmatch(chr(code).lower()) else " "
    for code in range(128)
}
#: What makes most English texts more than ASCII, and is no part of a word.
_TYPOGRAPHY = re.compile(r"[\u00a0\u2010-\u2027\u202f\u00b7\u2212]+")


def words_of(text: str) -> list[str]:
    """The folded words in their order, unspaced scripts as pairs of letters."""
    if text.isascii():
        return _ASCII_WORD.findall(text.lower())
    return [word for part in text.split() for word in _words_of_part(part)]


def _words_of_part(part: str) -> list[str]:
    """Of what stands between two spaces: folding is slow, and seldom needed."""
    if part.isascii():
        return _ASCII_WORD.findall(part.lower())
    folded = fold(part)
    if not _UNSPACED.search(folded):
        return folded.split()
    return [piece for word in folded.split() for piece in _cut(word)]


def _cut(word: str) -> list[str]:
    pieces: list[str] = []
    at = 0
    for run in _UNSPACED.finditer(word):
        pieces += filter(None, [word[at : run.start()]])
        letters = run.group()
        pairs = [letters[i : i + 2] for i in range(len(letters) - 1)]
        pieces += pairs or [letters]
        at = run.end()
    pieces += filter(None, [word[at:]])
    return pieces


def index_words(text: str) -> str:
    """The different words of a text, separated by spaces, as the engines take them.

    In the order of the text, which means nothing to them: sorting takes a third of the
    time."""
    different: dict[str, None] = {}
    if not text.isascii():
        text = "\n".join(_without_odd_parts(text, different))
    different.update(dict.fromkeys(text.translate(_ASCII_PLAIN).split()))
    longest = max(different, key=len, default="")
    if len(different) > MOST_WORDS or len(longest) > LONGEST_WORD:
        kept = sorted(word for word in different if len(word) <= LONGEST_WORD)
        return " ".join(kept[:MOST_WORDS])
    return " ".join(different)


def _without_odd_parts(text: str, different: dict[str, None]) -> Iterator[str]:
    """The lines in ASCII; the words of the rest go into ``different``. Most texts have
    one name with an accent, and should not be slow for it."""
    for line in text.split("\n"):
        if line.isascii() or (line := _TYPOGRAPHY.sub(" ", line)).isascii():
            yield line
            continue
        parts = line.split()
        for part in parts:
            if not part.isascii():
                different.update(dict.fromkeys(_words_of_part(part)))
        yield " ".join([part for part in parts if part.isascii()])
