"""Telephones, and numbers by which a register knows somebody."""

import re

from medagora.kernel.privacy import checks
from medagora.kernel.privacy.collecting import Found
from medagora.kernel.privacy.findings import Confidence, Kind, Why
from medagora.kernel.privacy.fixed_forms import words_before
from medagora.kernel.privacy.lexicon import anywhere
from medagora.kernel.privacy.near_digits import matches_near
from medagora.kernel.privacy.reading import Reading

_PHONE = re.compile(
    r"(?<![\w./-])\+?\(?\d[\d ()./\u00a0-]{5,22}\d(?:\s?(?:x"
    r"|ext\.?)\s?\d{1,5})?(?![\w-])"
)
_SHORT = re.compile(r"(?<![\w./-])\d{2,4}[ -]\d{2,4}(?:[ -]\d{2,4})?(?![\w-])")
_NUMBER = re.compile(r"(?<![\w.,/-])[A-Z]{0,3}\d{7,20}[A-Z]?(?![\w-])")
_PAPER = re.compile(
    r"(?<![\w.,/-])(?:\d{3}-\d{2}-\d{4}|\d{8}-?[A-Z]|[XYZ]-?\d{7}-?[A-Z]|[A-Z]\d{9}"
    r"|\d{3}[ -]\d{3}[ -]\d{3,4}|\d{2,3} \d{6,10} \d{2}|\d{2}-\d{8}-\d{2}"
    r"|[12] ?\d{2} ?\d{2} ?\d{2} ?\d{3} ?\d{3}(?: ?\d{2})?|\d-\d{6}-\d{4}"
    r"|[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]"
    r"|[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D])(?![\w-])"
)
_AFTER_CUE = re.compile(
    r"[^\w\n]{0,4}(?:[^\W\d_]{1,8}[^\w\n]{1,3}){0,2}("
    r"(?:[A-Za-z]{0,4}[ -]?)?\d[\d\w./-]*(?:[ -]\d[\w./-]*){0,5}(?: [A-Z]{2,3}\b)?)"
)
_TELLING = re.compile(r"(?:0|\+|\()")
_GROUPS = re.compile(r"\d+")
_YEARS = re.compile(r"(?:1[89]|20)\d\d\s?[-/–]\s?(?:1[89]|20)\d\d$")
_DATE_LIKE = re.compile(r"\d{1,4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{1,4}$")
_FREE_LINE = re.compile(
    r"\+?1?[ -]?\(?8(?:00|88|77|66|55|44|33)\b|0 ?80[0-9]\b|1800\b|116 ?\d{3}$"
    r"|0 ?82\d\b"
)


def find_numbers(reading: Reading, found: Found) -> None:
    text = reading.text
    _after_cues(reading, found)
    phones = list(matches_near(_PHONE, text, found.digits, 2))
    for match in phones:
        _phone(text, match, found, surely=True)
    for match in matches_near(_PAPER, text, found.digits, 6):
        _paper(text, match, found)
    for match in matches_near(_NUMBER, text, found.digits, 3):
        _number(text, match, found)
    for match in phones:
        _phone(text, match, found, surely=False)
    for match in matches_near(_SHORT, text, found.digits, 0):
        digits = sum(c.isdigit() for c in match.group())
        if 6 <= digits <= 9 and _is_announced(text, match.start()):
            found.add(Kind.PHONE, *match.span(), Why.CUE)


def _after_cues(reading: Reading, found: Found) -> None:
    """ "My passport number is 123456": short numbers count when words announce them."""
    for index, groups in reading.led.items():
        if "ids" not in groups:
            continue
        match = _AFTER_CUE.match(reading.text, reading.words[index - 1].end)
        if match is None:
            continue
        digits = sum(c.isdigit() for c in match[1])
        if 3 <= digits <= 24:
            found.add(Kind.NUMBER, *match.span(1), Why.CUE)


def _is_reference(text: str, start: int) -> bool:
    near = words_before(text, start, 16)[-2:]
    return bool(anywhere()["reference"].intersection(near))


def _has_unit(text: str, end: int) -> bool:
    after = text[end : end + 12].strip().lower()
    word = re.match(r"[^\W\d_]+|[€$£]", after)
    return bool(word and word.group() in anywhere()["units"])


def _paper(text: str, match: re.Match[str], found: Found) -> None:
    if _is_reference(text, match.start()) or _has_unit(text, match.end()):
        return
    words = match.group()
    if checks.is_paper(words):
        found.add(Kind.NUMBER, *match.span(), Why.CHECK_DIGIT, Confidence.SURE)
    elif re.fullmatch(
        r"\d{3}-\d{2}-\d{4}|\d{2,3} \d{6,10} \d{2}|\d{2}-\d{8}-\d{2}", words
    ):
        found.add(Kind.NUMBER, *match.span(), Why.FORM)


def _number(text: str, match: re.Match[str], found: Found) -> None:
    start, end = match.span()
    if _is_reference(text, start) or _has_unit(text, end):
        return
    if re.match(r"(?:NCT|PMC|RS|CD|ACTRN|DRKS)\d", match.group()):
        return
    if _is_announced(text, start) and match.group().isdigit() and end - start < 14:
        found.add(Kind.PHONE, start, end, Why.CUE)
    elif checks.is_paper(match.group()):
        found.add(Kind.NUMBER, start, end, Why.CHECK_DIGIT, Confidence.SURE)
    else:
        found.add(Kind.NUMBER, start, end, Why.FORM)


def _is_announced(text: str, start: int) -> bool:
    return bool(anywhere()["phone"].intersection(words_before(text, start, 30)[-4:]))


def _phone(text: str, match: re.Match[str], found: Found, *, surely: bool) -> None:
    words = match.group().strip()
    groups = _GROUPS.findall(words)
    digits = sum(map(len, groups))
    if not 7 <= digits <= 16 or _YEARS.match(words) or _DATE_LIKE.match(words):
        return
    if _is_reference(text, match.start()) or _has_unit(text, match.end()):
        return
    if _FREE_LINE.match(words):
        return
    cue = _is_announced(text, match.start())
    lengths = [len(group) for group in groups]
    telling = bool(_TELLING.match(words)) and digits >= 8
    shaped = (
        digits >= 8 and "/" not in words and len(set(words) - set("0123456789")) <= 2
    )
    plausible = max(lengths) >= 3 or len(groups) >= 4
    if (cue or telling) and surely and len(groups) > 1:
        found.add(Kind.PHONE, *match.span(), Why.CUE if cue else Why.FORM)
    elif not surely and shaped and plausible and digits >= 8:
        found.add(Kind.PHONE, *match.span(), Why.FORM, Confidence.MAYBE)
