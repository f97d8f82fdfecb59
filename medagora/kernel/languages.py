"""Languages: codes, their own names, direction.

Codes are BCP 47 primary subtags ("hu"); names come from CLDR (by Babel).
"""

from functools import lru_cache

from babel import Locale
from babel.core import UnknownLocaleError

#: Languages whose interface is complete at every landing, in the order shown.
FINISHED = ("en", "hu", "de", "fr", "es", "ar")

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "yi", "dv", "ckb", "ug"})


def is_right_to_left(code: str) -> bool:
    return primary(code) in RIGHT_TO_LEFT


def direction(code: str) -> str:
    """The value of HTML's ``dir``."""
    return "rtl" if is_right_to_left(code) else "ltr"


def primary(code: str) -> str:
    """The primary subtag, lower case: ``pt-BR`` and ``PT_br`` give ``pt``."""
    return code.strip().replace("_", "-").split("-")[0].lower()


@lru_cache(maxsize=1024)
def locale_of(code: str) -> Locale | None:
    try:
        return Locale.parse(primary(code))
    except (UnknownLocaleError, ValueError):
        return None


def is_known(code: str) -> bool:
    """True for a language that CLDR can name."""
    return primary(code) in _names("en")


@lru_cache(maxsize=128)
def _names(code: str) -> dict[str, str]:
    locale = locale_of(code) or Locale("en")
    return dict(locale.languages)


def own_name(code: str) -> str:
    """What speakers call it ("magyar"), or the code when CLDR does not know."""
    locale = locale_of(code)
    name = locale.get_display_name() if locale else None
    return name or code


def name_in(code: str, reader: str) -> str:
    """What the reader's language calls it ("Hungarian"), or the code."""
    return _names(primary(reader)).get(primary(code), code)


@lru_cache(maxsize=1)
def common_codes() -> tuple[str, ...]:
    """Languages with a code of two letters (ISO 639-1) that CLDR can name."""
    return tuple(sorted(code for code in _names("en") if len(code) == 2))


@lru_cache(maxsize=8)
def codes_by_english_name() -> dict[str, str]:
    """``{"hungarian": "hu", …}``: how imported files name languages."""
    names = _names("en")
    plain = {name.casefold(): code for code, name in names.items() if len(code) <= 3}
    return plain | {
        "chinese, simplified": "zh",
        "chinese, traditional": "zh",
        "farsi": "fa",
        "haitian creole": "ht",
        "tagalog": "tl",
    }


@lru_cache(maxsize=64)
def countries_in(reader: str) -> dict[str, str]:
    """ISO 3166-1 alpha-2 codes with their names in the reader's language."""
    locale = locale_of(reader) or Locale("en")
    return {
        code: name
        for code, name in locale.territories.items()
        if len(code) == 2 and code.isalpha() and code not in {"EU", "EZ", "UN", "ZZ"}
    }
