"""Where somebody lives: streets with numbers, flats, post boxes, postcodes."""

import re

from medagora.kernel.privacy.collecting import Found
from medagora.kernel.privacy.findings import Kind, Why
from medagora.kernel.privacy.lexicon import countries
from medagora.kernel.privacy.near_digits import matches_near
from medagora.kernel.privacy.reading import NAME, Is, Reading
from medagora.kernel.privacy.streets import (
    house_number_before,
    is_street_word,
    streets_around,
)

_NUMBER = re.compile(
    r"(?<![\w.,/%-])(?:\d{1,5}(?:[-/]\d{1,4})?[A-Ha-h]?"
    r"|[sS]/[nN])(?![\w%]|[.,/-]\d)"
)
_UNIT = (
    r"(?:apt|apartment|suite|ste|unit|flat|floor|p\.? ?o\.? box|box|psc|piso|puerta"
    r"|portal|bloque|esc|bajo"
    r"|planta|izq|izda|dcha|whg|wohnung|etage|stock|appt|appartement|bât|bat|étage|em"
    r"|emelet|ajtó|lh|fsz"
    r"|lépcsőház|شقة|عمارة|بناية|الطابق|الدور|منزل|رقم)"
)
_STANDS_ALONE = re.compile(
    r"(?<!\w)(?:(?:apt|suite)\.?\s\d{1,4}\b|p\.? ?o\.? box\s\d{1,6}"
    r"|psc \d{2,5},? box \d{2,5}"
    r"|unit \d{3,5},? box \d{2,5}|(?:postfach|postafiók|apartado(?: de correos)?"
    r"|boîte postale|ص\.? ?ب\.?)\s{0,2}:?\s?\d{1,7})",
    re.IGNORECASE,
)
_CORNER = re.compile(
    r"(?<!\w)the corner of ([^\n.]{3,80}?) and ([^\W\d_][\w'’.]*(?: [^\W\d_][\w'’.]*"
    r"| \d{1,4}){0,3})"
)
_POSTCODES = re.compile(
    r"(?<![\w.-])(?:(?P<uk>[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})(?!\w)"
    r"|(?P<us>[A-Z]{2} \d{5}(?:-\d{4})?)(?!\w)"
    r"|(?P<place>(?:[A-Z]{1,2}-)?\d{4,5}(?:-\d{3})?|\d{3} \d{2}"
    r"|\d{4} ?[A-Z]{2}) (?=[^\W\d_]))"
)
_PIECE = re.compile(
    rf"(?:[\s,;.()>*–-]|\?(?=[? ])){{0,8}}(?:(?P<unit>(?:{_UNIT})\.?\s?[\wº]{{1,6}}"
    rf"(?!\w))"
    r"|(?P<code>\d{3,6}(?:[- ]\d{2,4})?(?!\w))"
    r"|(?P<door>\d{1,3}[ºª°]?\s?[A-Za-z]?(?:[,.]\d)?(?!\w))"
    r"|(?P<word>[^\W\d_][\w'’-]{0,40}))",
    re.IGNORECASE,
)
_ARABIC = re.compile(
    r"(?<!\w)(?:شارع [^\W\d_]{2,20}(?: (?!رقم|من|في|على|مع"
    r"|و)[^\W\d_]{2,20})?(?:[،, ]{1,2}(?:رقم )?\d{1,4})?"
    r"|(?:طريق|ميدان|حي|جادة|زقاق"
    r"|حارة) [^\W\d_]{2,20}(?: [^\W\d_]{2,20})?[،, ]{1,2}(?:شارع "
    r"|رقم )?\d{1,4})(?:[،, ]{1,2}(?:عمارة|شقة|بناية|منزل|فيلا|الدور"
    r"|الطابق) \w{1,6}){0,3}"
)


def find_addresses(reading: Reading, found: Found) -> None:
    text = reading.text
    for match in _CORNER.finditer(text) if "the corner of " in text else ():
        if any(
            w.kind & Is.CAPITAL for w in reading.inside(match.start() + 13, match.end())
        ):
            _add(reading, found, *match.span())
    if reading.lexicon.language == "ar":
        for match in _ARABIC.finditer(text):
            found.add(Kind.ADDRESS, *match.span(), Why.FORM)
    _numbered(reading, found)
    for match in _STANDS_ALONE.finditer(text):
        _add(reading, found, house_number_before(text, match.start()), match.end())
    for match in matches_near(_POSTCODES, text, found.digits, 3):
        _postcode(reading, found, match)
    _after_cues(reading, found)


def _numbered(reading: Reading, found: Found) -> None:
    text = reading.text
    without_one = "s/n" in text.lower()  # a street without numbers
    for match in (
        _NUMBER.finditer(text)
        if without_one
        else matches_near(_NUMBER, text, found.digits, 0)
    ):
        for start, end in streets_around(reading, match.start(), match.end()):
            _add(reading, found, start, end)


def _add(reading: Reading, found: Found, start: int, end: int) -> None:
    if found.is_free(start, end):
        end = _extended(reading, found, end)
        found.add(Kind.ADDRESS, start, end, Why.FORM)


def _postcode(reading: Reading, found: Found, match: re.Match[str]) -> None:
    if match["uk"] or match["us"]:
        _add(reading, found, match.start(), match.end())
        return
    index = reading.index_at(match.end())
    if not reading.is_(index, Is.CAPITAL) or reading.words[index].start != match.end():
        return
    word = reading.words[index]
    year = re.fullmatch(r"(?:19|20)\d\d", match["place"])
    good = bool(word.kind & Is.PLACE) or not word.kind & (Is.COMMON | Is.KNOWN | NAME)
    five = len(match["place"]) >= 5 and match["place"].isdigit()
    if not year and (word.kind & Is.PLACE or (five and good)):
        _add(reading, found, match.start(), word.end)


def _after_cues(reading: Reading, found: Found) -> None:
    """ "I live at 5 The Mews", "my new address is …": what follows is one."""
    for index, groups in reading.led.items():
        if "address_cues" not in groups or index > len(reading.words):
            continue
        start = reading.words[index - 1].end
        match = re.match(
            r"[\s:,]{1,3}(?:is |the )?(?=\d|\w)", reading.text[start : start + 12]
        )
        if match is None:
            continue
        start += match.end()
        end = _extended(reading, found, start)
        if any(c.isdigit() for c in reading.text[start:end]):
            found.add(Kind.ADDRESS, start, end, Why.CUE)


def _extended(reading: Reading, found: Found, end: int) -> int:
    """Over flat, town, region, postcode and country, as far as they look like such."""
    text = reading.text
    for _ in range(14):
        match = _PIECE.match(text, end)
        if match is None or ("\n\n" in match.group() and not _is_block(match.group())):
            break
        start = match.start(match.lastgroup or 0)
        if (
            not found.is_free(start, match.end())
            or text[match.end() : match.end() + 1] == ":"
        ):
            break
        if match["word"] and not _is_place_word(reading, start):
            break
        end = match.end()
    return end


def _is_block(piece: str) -> bool:
    """Lines of an envelope are indented."""
    return piece.startswith("\n\n ")


def _is_place_word(reading: Reading, start: int) -> bool:
    index = reading.index_at(start)
    if index >= len(reading.words) or reading.words[index].start != start:
        return False
    word = reading.words[index]
    if word.low == "nan" or (word.kind & Is.PLACE and word.kind & Is.CAPITAL):
        return True
    if f"{word.low} {reading.low(index + 1)}" in countries(reading.lexicon.language):
        return True
    if not word.kind & Is.CAPITAL:
        return bool(word.kind & Is.PARTICLE) and reading.is_(index + 1, Is.CAPITAL)
    if word.kind & Is.TITLE or (
        word.kind & Is.GIVEN
        and not word.kind & Is.PLACE
        and "\n" in reading.before(index)
    ):
        return False
    return (
        not word.kind & Is.COMMON
        or bool(word.kind & Is.SHOUTED)
        or is_street_word(reading, index)
        or _is_line_of_names(reading, index)
    )


def _is_line_of_names(reading: Reading, index: int) -> bool:
    """A line of an envelope: up to four words, each with a capital, and numbers."""
    text, start = reading.text, reading.words[index].start
    begin = text.rfind("\n", max(0, start - 40), start) + 1
    end = text.find("\n", start, start + 40)
    if not begin or (any(c in text[begin:end] for c in ".!?:") and end > 0):
        return False
    words = reading.inside(begin, end if end > 0 else min(len(text), start + 40))
    return 0 < len(words) <= 4 and all(word.kind & Is.CAPITAL for word in words)
