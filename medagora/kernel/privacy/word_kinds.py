"""What a word may be: an ordinary word, a name, a title, the start of an address."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import lru_cache

from medagora.kernel.privacy.hungarian import stems
from medagora.kernel.privacy.lexicon import (
    Lexicon,
    anywhere,
    bare,
    country_words,
    known,
    lexicon,
    names,
)


class Is:
    """What a word may be, as bits; several at once. Plain numbers, for speed."""

    COMMON = 1  # an ordinary word of the language
    GIVEN = 2
    SURNAME = 4
    KNOWN = 8  # an eponym, a medicine, a maker
    PLACE = 16
    CAPITAL = 32  # begins with a capital
    SHOUTED = 64  # all capitals
    INITIAL = 128
    PARTICLE = 256
    TITLE = 512
    HEAD = 1024  # hospital, school, …
    ENDING = 2048  # ends as surnames do
    KIN = 1 << 12
    GREETING = 1 << 13
    FAREWELL = 1 << 14
    SAYS = 1 << 15  # what people do: says, lives
    COMPANY = 1 << 16
    NEAR = 1 << 17  # a place may follow: in, from
    STREET = 1 << 18  # a street's name may follow
    ROAD = 1 << 19  # a street's name may end with it
    AFTER_TITLE = 1 << 20
    AFTER_NAME = 1 << 21
    WORK = 1 << 22  # an occupation
    RARE = 1 << 23  # an illness that few have


#: Bits of which each says that a word may be a name.
NAME = Is.GIVEN | Is.SURNAME | Is.ENDING
#: Sets of a lexicon by the bit that a word of it gets.
_SETS = {
    "titles": Is.TITLE,
    "institution_heads": Is.HEAD,
    "kin": Is.KIN,
    "greetings": Is.GREETING,
    "farewells": Is.FAREWELL,
    "says": Is.SAYS,
    "company_forms": Is.COMPANY,
    "near_place": Is.NEAR,
    "street_before": Is.STREET,
    "street_after": Is.ROAD,
    "title_after": Is.AFTER_TITLE,
    "after_name": Is.AFTER_NAME,
}


@lru_cache(maxsize=8)
def classifier(language: str) -> Callable[[str], int]:
    """A function from a word to what it may be; it remembers words it has seen."""
    words = lexicon(language)

    @lru_cache(maxsize=20_000)
    def classify(text: str) -> int:
        return _classify(text, words)

    return classify


def _classify(text: str, words: Lexicon) -> int:
    low = text.lower().replace("’", "'")
    kind = _shape(text)
    for part in _forms(low, words.language, kind):
        kind |= _lists(part, words)
    if _is_ordinary(low, kind, words):
        kind |= Is.COMMON
    if words.has("occupations", low):
        kind |= Is.WORK
    if low in known("rare"):
        kind |= Is.RARE
    if "-" in low:
        kind |= _of_parts(low.split("-"), words)
    titles = words.sets.get("title_after", frozenset())
    if any(low.startswith(t) and len(low) - len(t) < 4 for t in titles):
        kind |= Is.AFTER_TITLE
    unlisted = kind & Is.CAPITAL and not kind & (Is.COMMON | Is.KNOWN)
    if unlisted and _ends(low, "name_endings"):
        kind |= Is.ENDING
    return kind


def _is_ordinary(low: str, kind: int, words: Lexicon) -> bool:
    if low in words.words:
        return True
    return bool(kind & Is.CAPITAL and not kind & NAME and _is_medical(low, words))


def _of_parts(parts: list[str], words: Lexicon) -> int:
    """Of a word with hyphens: a name only if every part is one."""
    kind = Is.COMMON if all(part in words.words for part in parts) else 0
    bits = [_lists(part, words) for part in parts]
    if all(bit & (NAME | Is.PARTICLE) for bit in bits):
        kind |= bits[0] & NAME | bits[-1] & Is.SURNAME
    for bit in bits:
        kind |= bit & (Is.KNOWN | Is.HEAD)
    return kind


def _shape(text: str) -> int:
    kind = 0
    if text[0].isupper():
        kind |= Is.CAPITAL
        if len(text) == 1:
            kind |= Is.INITIAL
        elif text.isupper():
            kind |= Is.SHOUTED
    return kind


def _is_medical(low: str, words: Lexicon) -> bool:
    """Made as words of medicine are, or the plural of an ordinary word."""
    return _ends(low, "word_endings") or (low.endswith("s") and low[:-1] in words.words)


def names_illness(low: str) -> bool:
    """What stands before such a word is whom an illness was named after."""
    return _ends(low, "illness_endings")


def _ends(low: str, which: str) -> bool:
    """One of the endings of a list, after two letters at least."""
    endings = known(which)
    return any(low[-size:] in endings for size in range(2, min(9, len(low) - 1)))


def _forms(low: str, language: str, kind: int) -> Iterator[str]:
    yield low
    if not low.isascii() and language != "ar":
        yield bare(low)
    if language == "hu" and kind & Is.CAPITAL:
        yield from stems(low)
    if language == "ar":
        yield from _arabic(low)


def _arabic(low: str) -> Iterator[str]:
    """Without "and", "for", "with", which are written as one word with the name."""
    if len(low) > 4 and low[0] in "ولبفك":
        yield low[1:]


def _lists(low: str, words: Lexicon) -> int:
    return _bits(words.language).get(low, 0)


@lru_cache(maxsize=8)
def _bits(language: str) -> dict[str, int]:
    """What the lists say of each word in them."""
    words, bits = lexicon(language), defaultdict[str, int](int)
    lists = [
        (names("given"), Is.GIVEN),
        (names("surnames"), Is.SURNAME),
        (known("eponyms") | known("medicines"), Is.KNOWN),
        (known("cities") | country_words(language), Is.PLACE),
        (anywhere()["particles"], Is.PARTICLE),
        *((words.sets.get(name, frozenset()), bit) for name, bit in _SETS.items()),
    ]
    for group, bit in lists:
        for word in group:
            bits[word] |= bit
    return dict(bits)
