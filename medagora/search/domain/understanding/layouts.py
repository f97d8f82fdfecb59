"""Words typed while the keyboard was set to another language."""

import re
from functools import lru_cache

from medagora.kernel.languages import primary
from medagora.search.domain.understanding.lists import tables_of

#: Keyboards on which y and z stand in each other's place.
_QWERTZ = frozenset({"hu", "de", "cs", "sk", "sl", "hr"})
_CYRILLIC_VOWELS = "аеёиоуыэюяіїє"
_NO_WORD = re.compile(
    rf"\b[ьъы]|[^{_CYRILLIC_VOWELS}\W\d_]{{5}}|\b[^{_CYRILLIC_VOWELS}\W\d_]{{2,}}\b"
)
_LATIN_NO_WORD = re.compile(r"[^aeiouy\W\d_]{5}|\b[^aeiouy\W\d_]{2,}\b")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


def wrong_layout(text: str, language: str) -> str:
    """What the same keys give on the other keyboard: "fcnvf" is "астма", "фыерьф" is
    "asthma", "syiv" is "szív" without its accent. "" where that cannot be a word, or
    ``language`` (of the reader or the question) has no second keyboard here."""
    code = primary(language)
    if code in _QWERTZ:
        swapped = text.translate(str.maketrans("yzYZ", "zyZY"))
        return swapped if swapped != text else ""
    tables = tables_of("scripts.toml")["layout"]
    if code == "latin" or code not in tables:
        return ""
    lowered = text.lower()
    is_cyrillic = bool(_CYRILLIC.search(lowered))
    typed = lowered.translate(_keys(code, to_latin=is_cyrillic))
    no_word = _LATIN_NO_WORD if is_cyrillic else _NO_WORD
    is_changed = typed != lowered and (is_cyrillic or _CYRILLIC.search(typed))
    return typed if is_changed and not no_word.search(typed) else ""


@lru_cache(maxsize=8)
def _keys(code: str, *, to_latin: bool) -> dict[int, str]:
    tables = tables_of("scripts.toml")["layout"]
    latin, other = tables["latin"], tables[code]
    pressed, meant = (other, latin) if to_latin else (latin, other)
    return dict(zip(map(ord, pressed), meant, strict=True))
