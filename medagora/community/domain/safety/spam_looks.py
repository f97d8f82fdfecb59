"""How a text looks: links, capitals, repetition, letters that deceive the eye."""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

_LINK = re.compile(r"(?:https?://|www\.)([^\s/?#:@<>()\[\]\"']{1,253})", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
#: Shorter texts may be one shouted word, or say "no no no".
SHORTEST_SHOUT = 20
SHORTEST_REPETITION = 8
#: Lines, or single words, that make up more of a text than this repeat it.
REPEATED_SHARE = 0.4
_HIDDEN = re.compile(r"(?<=[^\W\d_])[\u200b\u2060\ufeff\u00ad\u180e](?=[^\W\d_])")
#: Scripts with letters that look like those of another one.
_ALIKE = ("LATIN", "CYRILLIC", "GREEK")


def links_in(text: str) -> list[str]:
    """The hosts of the addresses in a text, in order, without "www."."""
    hosts = (match[1].lower().rstrip(".,;") for match in _LINK.finditer(text))
    return [host.removeprefix("www.") for host in hosts if host.strip(".")]


def shouted_share(text: str) -> float:
    """Of the letters that have two cases, the share in capitals; 0 for short texts."""
    capitals = sum(letter.isupper() for letter in text)
    small = sum(letter.islower() for letter in text)
    both = capitals + small
    return capitals / both if both >= SHORTEST_SHOUT else 0.0


def is_repetitive(text: str) -> bool:
    """Whether one line or one word of four letters makes up too much of a text."""
    lines = [line.strip().lower() for line in text.splitlines() if line.strip()]
    return _repeats(lines, 4) or _repeats(
        [word for word in text.lower().split() if len(word) > 3],
        SHORTEST_REPETITION,
    )


def _repeats(parts: list[str], least: int) -> bool:
    if len(parts) < least:
        return False
    return Counter(parts).most_common(1)[0][1] > REPEATED_SHARE * len(parts)


def has_hidden_letters(text: str) -> bool:
    """Whether invisible characters part the letters of a word."""
    return bool(_HIDDEN.search(text))


def has_mixed_scripts(text: str) -> bool:
    """Whether one word mixes scripts whose letters look alike ("раypal").

    A Greek letter beside Latin ones is how medicine writes ("βHCG", "TNFα"): only
    words with two of each are meant.
    """
    return any(_mixes(match[0]) for match in _WORD.finditer(text))


def _mixes(word: str) -> bool:
    if word.isascii():
        return False
    found = Counter(map(_script, word))
    cyrillic = found["CYRILLIC"] and found["LATIN"]
    greek = min(found["GREEK"], found["LATIN"]) > 1
    return bool(cyrillic or greek)


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    name = unicodedata.name(letter, "")
    return next((script for script in _ALIKE if name.startswith(script)), "")
