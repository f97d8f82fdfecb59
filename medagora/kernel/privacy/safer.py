"""Safer words for what was found, in the language of the text."""

import re
from dataclasses import replace

from medagora.kernel.privacy.findings import Finding, Kind, Why
from medagora.kernel.privacy.lexicon import Lexicon
from medagora.kernel.privacy.reading import Reading

_KEYS = {
    Kind.ADDRESS: "address",
    Kind.PLACE: "city",
    Kind.PHONE: "phone",
    Kind.EMAIL: "email",
    Kind.URL: "url",
    Kind.HANDLE: "handle",
    Kind.IP: "ip",
    Kind.NUMBER: "number",
    Kind.CARD: "card",
    Kind.BANK: "bank",
    Kind.VEHICLE: "vehicle",
}
_SCHOOLS = (
    "schul",
    "school",
    "college",
    "colegio",
    "escuela",
    "lycée",
    "école",
    "iskola",
    "gimnázium",
    "óvoda",
    "kindergarten",
    "kita",
    "gymnasium",
    "universi",
    "facultad",
    "faculté",
    "egyetem",
    "مدرسة",
    "جامعة",
    "nursery",
)
_HOSPITALS = (
    "hospi",
    "klini",
    "clini",
    "clíni",
    "kórház",
    "krankenhaus",
    "hôpital",
    "spital",
    "infirmary",
    "مستشفى",
    "عيادة",
    "rendel",
    "praxis",
    "surgery",
    "cabinet",
    "maternité",
    "szanatórium",
    "policl",
)
_SEASONS = ("winter", "spring", "summer", "autumn")
#: What stands before a day but not before a season.
_ON_A_DAY = re.compile(
    r"(?<!\w)(?:on|on the|am|vom|dem|el|del|le|du|في|بتاريخ) {1,2}$", re.IGNORECASE
)
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")


def with_safer(reading: Reading, findings: list[Finding]) -> list[Finding]:
    return [replace(f, safer=_words(reading, f)) for f in findings]


def _words(reading: Reading, finding: Finding) -> str:
    words = reading.lexicon.safer
    text = reading.text[finding.start : finding.end]
    match finding.kind:
        case Kind.PERSON:
            return _person(reading, finding, words)
        case Kind.DATE | Kind.BIRTH_DATE:
            return _date(reading.lexicon, finding, text)
        case Kind.AGE:
            return words.get("over_89", "90+")
        case Kind.INSTITUTION:
            return words.get(_institution(text.lower()), "…")
        case Kind.DETAIL:
            return _detail(reading, text, words)
        case kind:
            return words.get(_KEYS[kind], "…")


def _person(reading: Reading, finding: Finding, words: dict[str, str]) -> str:
    """Nothing after "my son"; "my doctor" for a doctor; else "someone"."""
    if finding.why in {Why.KIN, Why.SIGNATURE}:
        return words.get("kin", "")
    if finding.why is Why.LABEL or "introductions" in reading.led.get(
        reading.index_at(finding.start), ()
    ):
        return words.get("first", "…")
    first = reading.low(reading.index_at(finding.start))
    if finding.why is Why.TITLE and first.startswith(
        ("dr", "doc", "doktor", "dok", "د", "الد")
    ):
        return words.get("doctor", "…")
    return words.get("person", "…")


def _institution(text: str) -> str:
    if any(part in text for part in _HOSPITALS):
        return "hospital"
    if any(part in text for part in _SCHOOLS):
        return "school"
    return "company"


def _date(lexicon: Lexicon, finding: Finding, text: str) -> str:
    """The season and the year of a date, the year of a birth."""
    year = _YEAR.search(text)
    if year is None:
        return lexicon.safer.get("some_day", "…")
    if finding.kind is Kind.BIRTH_DATE:
        return year.group()
    month = _month(lexicon, text, year.group())
    if not month:
        return year.group()
    return lexicon.safer.get(_SEASONS[month % 12 // 3], "%s") % year.group()


def _month(lexicon: Lexicon, text: str, year: str) -> int:
    """In numbers the middle one, when no order of day and month contradicts it."""
    for word in re.findall(r"[^\W\d_]+", text.lower()):
        if word in lexicon.months:
            return lexicon.months[word]
    numbers = [int(n) for n in re.findall(r"\d+", text.split(":")[0])][:3]
    if len(numbers) < 3:
        return 0
    middle = numbers[1]
    if middle <= 12:
        return middle
    return numbers[0] if numbers[0] <= 12 else 0


def _detail(reading: Reading, text: str, words: dict[str, str]) -> str:
    number = re.search(r"\d{1,3}", text)
    if number is None:
        return "…"
    age = int(number.group())
    year = _YEAR.search(text)
    if year:
        return year.group()
    if age > 120 or not words:
        return "…"
    if age < 13:
        return words["child"]
    if age < 20:
        return words["teenager"]
    return words["decade"] % (age // 10 * 10)


def suggest_safer(text: str, findings: list[Finding]) -> str:
    """The text with the safer words of these findings in their places."""
    parts, position = [], 0
    for finding in sorted(findings, key=lambda f: f.start):
        if finding.start < position or finding.end > len(text):
            continue
        before = text[position : finding.start]
        if not finding.safer:
            before = before.rstrip(" ,:(")
        elif finding.kind is Kind.DATE and not finding.safer.isdecimal():
            before = _ON_A_DAY.sub("", before)
        parts += [before, finding.safer]
        position = finding.end
    return "".join([*parts, text[position:]])
