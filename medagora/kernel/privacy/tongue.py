"""Which of the guard's languages a text is written in, by its small words."""

import re
from functools import lru_cache

from medagora.kernel.languages import primary
from medagora.kernel.privacy.lexicon import LANGUAGES, lexicon

_SPACED = ("en", "es", "de", "fr", "hu")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ARABIC = re.compile(r"[\u0621-\u064a]")
_LOOKED_AT = 4000
_MOST_WORDS = 150


@lru_cache(maxsize=1)
def _owners() -> dict[str, tuple[str, ...]]:
    owners: dict[str, tuple[str, ...]] = {}
    for code in _SPACED:
        for word in lexicon(code).sets["small_words"]:
            owners[word] = (*owners.get(word, ()), code)
    return owners


def guess_language(text: str, hint: str = "") -> str:
    """A code of the guard's languages; the hint, if the text does not say.

    Of a text in a language that the guard does not know, the answer is the hint or
    the nearest language: its names and forms are looked for all the same.
    """
    start = text[:_LOOKED_AT]
    letters = len(_WORD.findall(start[:400]))
    if letters and len(_ARABIC.findall(start[:400])) > 2 * letters:
        return "ar"
    counts = dict.fromkeys(_SPACED, 0.0)
    for word in _WORD.findall(start.lower().replace("’", "'"))[:_MOST_WORDS]:
        codes = _owners().get(word, ())
        for code in codes:
            counts[code] += 1 / len(codes)
        for code in _SPACED:
            if word in lexicon(code).words:
                counts[code] += 0.5
    hint = primary(hint) if hint else ""
    if hint in counts:
        counts[hint] += 0.6
    best = max(counts, key=lambda code: counts[code])
    if counts[best] == 0:
        return hint if hint in LANGUAGES else "en"
    return best
