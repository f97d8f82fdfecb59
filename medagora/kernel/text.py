"""Text: folding for comparison, tidying of what people paste, short forms."""

import re
import unicodedata
from itertools import groupby

#: Letters that Unicode does not decompose but people type without thinking.
SAME_LETTERS: dict[str, str | None] = {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ð": "d",
    # Arabic: hamza seats, final ya and ta marbuta, and the stretching tatweel
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ٱ": "ا",
    "ى": "ي",
    "ئ": "ي",
    "ؤ": "و",
    "ة": "ه",
    "ـ": None,
}
_SAME = str.maketrans(SAME_LETTERS)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2060\ufeff]")
# Bidirectional overrides can make an address read as another one.
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile(r"\s+")
# XML 1.0, 2.2: what it cannot hold, not even as a reference.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_WORD = re.compile(r"[^\w]+")


def fit_for_xml(text: str) -> str:
    """The text without what no XML document can hold: most control characters, and
    halves of a character."""
    return text if text.isprintable() else _NOT_XML.sub("", text)


def fold(text: str) -> str:
    """The form in which two writings of one word are equal.

    Case, accents, Arabic letter variants and punctuation disappear:
    ``"Magas  vérnyomás!"`` and ``"magas vernyomas"`` are the same. Idempotent.
    """
    if text.isascii():  # most text is, and nothing else below would change it
        lowered = text.lower()
        if lowered.isalpha():  # a single word
            return lowered
        return _NOT_WORD.sub(" ", lowered).strip()
    bare = text.translate(_FOLDED)
    return _NOT_WORD.sub(" ", unicodedata.normalize("NFC", bare)).strip()


class _Folded(dict[int, str]):
    """What each letter becomes, found when it is met first: a folded text is the
    folded letters of the text, and most texts use few of them."""

    def __missing__(self, code: int) -> str:
        lowered = unicodedata.normalize("NFKC", chr(code)).casefold().translate(_SAME)
        decomposed = unicodedata.normalize("NFKD", lowered)
        bare = "".join(c for c in decomposed if not unicodedata.combining(c))
        # Compatibility forms can decompose into letters that are folded in turn.
        bare = unicodedata.normalize("NFC", bare.casefold().translate(_SAME))
        return self.setdefault(code, bare)


_FOLDED = _Folded()


def with_single_letters(text: str) -> str:
    """Each letter once where it stands several times in a row: "overrdosse" gives
    "overdose"."""
    return "".join(letter for letter, _run in groupby(text))


def tidy(text: str, *, limit: int | None = None) -> str:
    """One clean line: control and invisible characters gone, spaces single."""
    if text.isprintable() and "  " not in text:  # nothing below would change it
        clean = text.strip()
    else:
        clean = _SPACES.sub(" ", _BIDI.sub("", _CONTROL.sub("", text))).strip()
    return shorten(clean, limit) if limit else clean


def tidy_lines(text: str) -> str:
    """Several clean lines: as ``tidy``, but line breaks stay (two at most)."""
    lines = [tidy(line) for line in text.replace("\r\n", "\n").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def shorten(text: str, limit: int) -> str:
    """At most ``limit`` characters, cut at a word, with an ellipsis."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    cut = head.rfind(" ")
    return (head[:cut] if cut > limit // 2 else head).rstrip(" ,;:.") + "…"


def sort_key(text: str) -> tuple[str, str]:
    """Sorts names as a reader expects, accents deciding only between equals."""
    return fold(text), text


def initial(text: str) -> str:
    """The letter under which an A-Z list shows a name; ``#`` for the rest."""
    folded = fold(text)
    if not folded or not folded[0].isalpha():
        return "#"
    return folded[0].upper()


def sentences(text: str) -> list[str]:
    """Sentences of plain prose, split after . ! ? or the Arabic question mark."""
    parts = re.split(r"(?<=[.!?؟])\s+(?=\S)", text.strip())
    return [part for part in parts if part]


_LIST_COMMAS = re.compile(r"[,;،؛、，]")


def split_names(text: str) -> list[str]:
    """Names that somebody listed with commas, as their own script writes them."""
    return [name for part in _LIST_COMMAS.split(text) if (name := tidy(part))]
