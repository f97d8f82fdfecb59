"""The words under which an entry is found, and those of a question.

Both engines (FTS5, PostgreSQL) only hold which words an entry has; order, fields and
phrases are judged by ``wanted`` on the few entries that come back. Thus a search, an
alert and a mute rule never disagree.
"""

import re

from medagora.kernel.text import fold

#: Scripts written without spaces are cut into pairs of letters.
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
    r"\uf900-\ufaff]+"
)
LONGEST_WORD = 60
MOST_WORDS = 4_000
_ASCII_WORD = re.compile(r"[a-z0-9_]+")


def words_of(text: str) -> list[str]:
    """The folded words in their order, unspaced scripts as pairs of letters."""
    if text.isascii():
        return _ASCII_WORD.findall(text.lower())
    folded = fold(text)
    if not _UNSPACED.search(folded):
        return folded.split()
    found: list[str] = []
    for word in folded.split():
        found += _cut(word) if _UNSPACED.search(word) else [word]
    return found


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
    """The different words of a text, separated by spaces, as the engines take them."""
    different = dict.fromkeys(words_of(text))
    kept = [word for word in different if len(word) <= LONGEST_WORD]
    return " ".join(kept[:MOST_WORDS])
