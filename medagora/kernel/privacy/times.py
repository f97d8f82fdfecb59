"""Dates with a day, dates of birth, and ages over 89.

A bare year, a month or "three weeks ago" is none of them: the year alone is what the
HIPAA safe harbour leaves (45 CFR 164.514(b)(2)), a month is looked at in combination.
"""

import re
from functools import lru_cache

from medagora.kernel.privacy.collecting import Found
from medagora.kernel.privacy.findings import Confidence, Kind, Why
from medagora.kernel.privacy.fixed_forms import words_before
from medagora.kernel.privacy.lexicon import LANGUAGES, anywhere, lexicon
from medagora.kernel.privacy.near_digits import matches_near
from medagora.kernel.privacy.reading import Reading

_DIGITS = re.compile(
    r"(?<![\d./-])(?:(?:19|20)\d\d\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{1,2}\b\.?"
    r"|\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:(?:18|19|20)\d\d|\d\d)(?![\d/-]))"
    r"(?:[ T]\d{1,2}:\d\d(?::\d\d)?)?"
)
_AGE_NUMBER = re.compile(r"(?<![\d.,/-])(?:9\d|1[01]\d|12[0-5])(?![\d.,/%]*\d|\s?%)")


@lru_cache(maxsize=8)
def _written(language: str) -> re.Pattern[str]:
    """12 March 1984, March 12th 1984, 12 de marzo de 1984, 1984. március 12."""
    codes = [language] if language in LANGUAGES else list(LANGUAGES)
    names = sorted({m for code in codes for m in lexicon(code).months}, key=len)
    month = "(?:" + "|".join(reversed(names)) + r")\.?"
    day, year = r"\d{1,2}(?:st|nd|rd|th|er|º|\.)?", r"(?:18|19|20)\d\d"
    return re.compile(
        rf"(?<!\w)(?:{day} (?:of |de |del )?{month}(?:,? (?:de |del )?{year})?(?!\w)"
        rf"|{month} {day}(?!\d)(?:,? {year})?"
        rf"|{year}\.? {month} \d{{1,2}}(?:\.|-\w+)?)",
        re.IGNORECASE,
    )


def find_dates(reading: Reading, found: Found) -> None:
    text = reading.text
    for match in (
        *matches_near(_DIGITS, text, found.digits, 0),
        *(_written(reading.lexicon.language).finditer(text) if found.digits else ()),
    ):
        _date(text, match, found)


def _date(text: str, match: re.Match[str], found: Found) -> None:
    numbers = [int(n) for n in re.findall(r"\d+", match.group())]
    if not any(1 <= number <= 31 for number in numbers):
        return
    near = words_before(text, match.start(), 40)
    if anywhere()["public_date"].intersection(near[-4:]):
        return
    after = re.findall(r"[^\W\d_]+", text[match.end() : match.end() + 20].lower())[:2]
    if anywhere()["birth"].intersection([*near[-5:], *after]):
        found.add(Kind.BIRTH_DATE, *match.span(), Why.CUE, Confidence.SURE)
    else:
        found.add(Kind.DATE, *match.span(), Why.EXACT_DATE)


def find_old_ages(reading: Reading, found: Found) -> None:
    text, words = reading.text, reading.lexicon
    before, after = words.sets.get("age_before", ()), words.sets.get("age_after", ())
    for match in matches_near(_AGE_NUMBER, text, found.digits, 0):
        rest = text[match.end() : match.end() + 16].lower().lstrip(" -\u00a0")
        lead = " ".join(words_before(text, match.start(), 24)[-2:])
        announced = any(
            lead == w or lead.endswith(" " + w) for w in before if len(w) > 3
        )
        if announced or any(
            rest.startswith(w.lstrip("-")) for w in after if len(w) > 1
        ):
            found.add(Kind.AGE, *match.span(), Why.OLD_AGE)
