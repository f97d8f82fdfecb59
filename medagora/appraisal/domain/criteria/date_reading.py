"""Dates as people write them on pages: words, numbers, six languages and more.

Names of months come from CLDR (by Babel) for any language; English ones are always
read too. Nothing is guessed: "03/04/2023" on an English page has two readings, and
both are given.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from babel import Locale

from medagora.kernel.languages import locale_of, primary
from medagora.kernel.text import fold

#: Before the web there were no pages; what is older is told, not stamped on a page.
EARLIEST, LATEST = 1990, 2099
#: A longer piece is cut: a date near a label is never that far away.
_LONGEST = 400
#: Month names of the Levant, Algeria and Morocco stand beside the common ones.
_MORE_LOCALES = {"ar": ("ar_LB", "ar_DZ", "ar_MA")}
#: What people write and CLDR does not have.
_MORE_MONTHS = {"en": {"sept": 9}, "es": {"sep": 9, "set": 9}}
#: Arabic-Indic and Persian digits, each the length of one ASCII digit.
_DIGITS = {
    ord(zero) + n: str(n) for zero in ("\u0660", "\u06f0") for n in range(10)
} | {0xA0: " ", 0x202F: " ", 0x2009: " "}
#: English pages of both sides of the ocean look alike unless they say which.
_MONTH_FIRST = frozenset({"en-us", "en-ph"})


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date and where it stands. ``other`` is its second reading, if it has one."""

    year: int
    month: int | None
    day: int | None
    start: int
    end: int
    other: date | None = None

    @property
    def first(self) -> date:
        """The earliest day that it can mean."""
        first = date(self.year, self.month or 1, self.day or 1)
        return min(first, self.other) if self.other else first

    @property
    def last(self) -> date:
        """The latest day that it can mean."""
        month = self.month or 12
        last = date(self.year, month, self.day or monthrange(self.year, month)[1])
        return max(last, self.other) if self.other else last

    @property
    def iso(self) -> str:
        """As exact as it was written: "2023", "2023-07" or "2023-07-14"."""
        if self.other:
            return f"{self.first.isoformat()} / {self.last.isoformat()}"
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class _Form:
    pattern: re.Pattern[str]
    #: Only believed right beside a label such as "last updated".
    needs_label: bool = False


def read_dates(
    text: str, language: str, *, is_labelled: bool = False
) -> tuple[WrittenDate, ...]:
    """The dates of a short piece of text in order, longest reading first.

    ``language`` may carry a region ("en-GB"), which settles 03/04/2023. With
    ``is_labelled`` a bare year or "07/2023" is a date too.
    """
    plain = text[:_LONGEST].translate(_DIGITS)
    found: list[WrittenDate] = []
    if not any(char.isdigit() for char in plain):
        return ()
    for form in _forms(primary(language)):
        if form.needs_label and not is_labelled:
            continue
        for match in form.pattern.finditer(plain):
            taken = any(d.start < match.end() and match.start() < d.end for d in found)
            if not taken and (read := _read(match, language)):
                found.append(read)
    return tuple(sorted(found, key=lambda d: d.start))


def read_mark(raw: str, language: str = "en-us") -> WrittenDate | None:
    """The date of a value in the page's code: ISO, or as people write it."""
    dates = read_dates(raw.strip(), language, is_labelled=True)
    return dates[0] if dates else None


def _read(match: re.Match[str], language: str) -> WrittenDate | None:
    parts = match.groupdict()
    year = _year(parts["year"])
    if not EARLIEST <= year <= LATEST:
        return None
    span = match.span()
    if "first" in parts:
        return _read_numbers(
            year, (int(parts["first"]), int(parts["second"])), span, language
        )
    month = _month(parts.get("name"), parts.get("month"), primary(language))
    day = int(parts["day"]) if parts.get("day") else None
    if not _is_real(year, month, day):
        return None
    return WrittenDate(year, month, day, *span)


def _read_numbers(
    year: int, numbers: tuple[int, int], span: tuple[int, int], language: str
) -> WrittenDate | None:
    """14/07/2023 and 07/14/2023; on an English page 03/04/2023 keeps two readings."""
    first, second = numbers
    month_first = language.lower().replace("_", "-") in _MONTH_FIRST
    day, month = (second, first) if month_first else (first, second)
    if not _is_real(year, month, day):
        day, month = month, day
        if not _is_real(year, month, day) or primary(language) != "en":
            return None
        return WrittenDate(year, month, day, *span)
    other = None
    is_open = language == "en" and day != month and _is_real(year, day, month)
    if is_open:
        other = date(year, day, month)
    return WrittenDate(year, month, day, *span, other)


def _year(written: str) -> int:
    year = int(written)
    if len(written) == 2:  # "14.07.23" beside a label
        year += 2000 if year < 80 else 1900
    return year


def _month(name: str | None, number: str | None, language: str) -> int | None:
    if name:
        return _months(language).get(_bare(name))
    return int(number) if number else None


def _is_real(year: int, month: int | None, day: int | None) -> bool:
    if month is None:
        return day is None
    if not 1 <= month <= 12:
        return False
    return day is None or 1 <= day <= monthrange(year, month)[1]


def _bare(name: str) -> str:
    return fold(name).replace(" ", "")


@lru_cache(maxsize=256)
def _months(language: str) -> dict[str, int]:
    """Folded names and short forms of the months -> number."""
    names: dict[str, int] = {}
    for code in ("en", language, *_MORE_LOCALES.get(language, ())):
        for name, number in _names_of(code):
            names[_bare(name)] = number
    names.update(_MORE_MONTHS["en"] | _MORE_MONTHS.get(language, {}))
    return names


def _names_of(code: str) -> Iterator[tuple[str, int]]:
    locale = Locale.parse(code) if "_" in code else locale_of(code)
    if locale is None:
        return
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in locale.months[context][width].items():
                if len(_bare(name)) >= 2 and not _bare(name).isdigit():
                    yield name.rstrip("."), number


@lru_cache(maxsize=256)
def _forms(language: str) -> tuple[_Form, ...]:
    """The ways to write a date, the most exact first."""
    name = f"(?P<name>{_month_pattern(language)})"
    day = r"(?P<day>\d{1,2})"
    year = r"(?P<year>\d{4})(?!\d|\.\d)"
    of = r"(?:\s?(?:de|del|of|d[’'])?\s?|-)"
    ordinal = r"(?:st|nd|rd|th|er|ère|[.ºª°])?"
    # Levantine and common names side by side: "14 تموز/يوليو 2023"
    twin = r"(?:\s?/\s?[^\W\d_]{2,12}(?: [^\W\d_]{2,8})?)?"
    # CLDR has no case endings: Hungarian "júliusában"
    ending = r"(?:[^\W\d_]{0,6})" if language == "hu" else ""
    edge = r"(?<![\d.,/-])"
    written = (
        rf"{edge}(?P<year>\d{{4}})-(?P<month>\d{{1,2}})-{day}(?!\d)",
        rf"{edge}(?P<year>\d{{4}})年\s?(?P<month>\d{{1,2}})月\s?{day}日",
        rf"{edge}(?P<year>\d{{4}})(?P<sep>[./])\s?(?P<month>\d{{1,2}})(?P=sep)\s?"
        rf"{day}(?!\d)",
        rf"{edge}(?P<first>\d{{1,2}})(?P<sep>[./-])\s?(?P<second>\d{{1,2}})(?P=sep)"
        rf"\s?{year}",
        rf"{edge}{day}{ordinal}{of}{name}\.?{twin},?{of}{year}",
        rf"(?<![^\W\d_]){name}\.?\s{day}{ordinal},?\s?{year}",
        rf"{edge}(?P<year>\d{{4}})\.?\s{name}\.?\s?{day}(?!\d)",
        rf"(?<![^\W\d_]){name}\.?{twin},?{of}{year}",
        rf"{edge}(?P<year>\d{{4}})\.?\s{name}{ending}(?![^\W\d_])",
    )
    labelled = (
        rf"{edge}(?P<first>\d{{1,2}})(?P<sep>[./-])\s?(?P<second>\d{{1,2}})(?P=sep)"
        r"\s?(?P<year>\d{2})(?!\d)",
        rf"{edge}(?P<month>\d{{1,2}})[./]{year}",
        rf"{edge}(?P<year>\d{{4}})[-./]\s?(?P<month>\d{{1,2}})(?![\d/-])",
        rf"{edge}(?P<year>(?:19|20)\d\d)(?![\d/])",
    )
    return tuple(
        _Form(re.compile(pattern, re.IGNORECASE), needs_label)
        for patterns, needs_label in ((written, False), (labelled, True))
        for pattern in patterns
    )


def _month_pattern(language: str) -> str:
    names = {
        name
        for code in ("en", language, *_MORE_LOCALES.get(language, ()))
        for name, _ in _names_of(code)
    }
    names |= {fold(name) for name in names} | set(_months(language))
    # "März" is also written with two marks; longest first, or "juli" eats "julio"
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(re.escape(name) for name in ordered)
