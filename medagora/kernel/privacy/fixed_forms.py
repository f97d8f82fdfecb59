"""What has a form in every language: mail, pages, numbers, cards, accounts, plates.

Forms: RFC 5322 (what people type of it), ISO 13616 (IBAN), ISO/IEC 7812 (cards),
ISO 3779 (vehicles), RFC 4291 (IP).
"""

import re

from medagora.kernel.privacy import checks
from medagora.kernel.privacy.collecting import Found
from medagora.kernel.privacy.findings import Confidence, Kind, Why
from medagora.kernel.privacy.lexicon import anywhere
from medagora.kernel.privacy.near_digits import matches_near

_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_SPELT = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}\s?[\[({]\s?(?:at|ät|arroba|kukac|arobase)\s?[\])}]\s?"
    r"[\w-]{1,63}(?:\s?[\[({]\s?(?:dot|punto|punkt|pont|point)\s?[\])}]\s?[\w-]{2,63}"
    r"|\.[\w-]{2,63}){1,4}",
    re.IGNORECASE,
)
_SPELT_AT = re.compile(
    r"[\[({]\s?(?:at|ät|arroba|kukac|arobase)\s?[\])}]", re.IGNORECASE
)
_TOP_DOMAIN = re.compile(
    r"\.(?:com|org|net|eu|info|me|blog|hu|de|fr|es|uk|at|ch|it|eg|sa|ma|app|social)\b"
)
_PROFILE = re.compile(r"\.(?:com|net|app|me|social)/")
_URL = re.compile(r"\b(?:https?://|www\.)[^\s<>\"“”]{1,2000}", re.IGNORECASE)
_DOI = re.compile(r"\b10\.\d{4,9}/\S{1,300}")
_SOCIAL = re.compile(
    r"(?:facebook|instagram|twitter|x|tiktok|threads|linkedin|youtube|vk|mastodon\.\w+|"
    r"bsky|snapchat|pinterest|t)\.(?:com|net|app|me|social)/(?!watch|share|hashtag"
    r"|groups|search)"
    r"(?:in/|@|profile/|u/|user/|c/)?[\w.@-]{2,}",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?<![\w@.-])[\w-]{1,40}(?:\.[\w-]{1,40}){0,2}$")
_PATH = re.compile(r"(?:/[\w./%-]{0,200})?(?![\w@])")
_HANDLE = re.compile(r"(?<![\w@/.])@[A-Za-z_][\w.]{2,30}\b")
_IP4 = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]*\d)")
_IP6 = re.compile(
    r"(?<![\w:])(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4}(?![\w:])", re.IGNORECASE
)
_IBAN = re.compile(
    r"(?<![\w])[A-Za-z]{2}\d{2}(?:[ ]?[A-Za-z0-9]{4}){2,7}(?:[ ]?[A-Za-z0-9]{1,3})?"
    r"(?!\w)"
)
_CARD = re.compile(r"(?<![\w.,/-])\d(?:[ -]?\d){11,18}(?![\w-])")
_VIN = re.compile(r"(?<!\w)[A-HJ-NPR-Z\d]{13}\d{4}(?!\w)")
_PLATE = re.compile(
    r"(?<![\w-])(?:[A-Z]{2}\d{2} ?[A-Z]{3}|[A-Z]{2}-\d{3}-[A-Z]{2})(?![\w-])"
)
_LOOSE_PLATE = re.compile(
    r"(?<![\w-])(?:[A-ZÄÖÜ]{1,3}[- ][A-Z]{1,2} ?\d{1,4}[EH]?|[A-Z]{2} ?[A-Z]{2}-\d{3}"
    r"|[A-Z]{3}[- ]?\d{3,4}"
    r"|\d{4} ?[B-DF-HJ-NP-TV-Z]{3}|[A-Z]{1,2}-?\d{4}-?[A-Z]{2}"
    r"|[أ-ي](?: ?[أ-ي]){1,2} ?\d{3,4})(?![\w-])"
)
_BEFORE = re.compile(r"[^\W\d_]+")


def words_before(text: str, start: int, size: int = 40) -> list[str]:
    """The words of the line before a place, lower case, the nearest last."""
    line = text[max(0, start - size) : start].rpartition("\n")[2]
    return [word.lower() for word in _BEFORE.findall(line)]


def find_fixed_forms(text: str, found: Found) -> None:
    _addresses_of_machines(text, found)
    for match in matches_near(_IBAN, text, found.digits, 2):
        _account(match, found)
    for match in matches_near(_CARD, text, found.digits, 0):
        if checks.is_card(match.group()):
            found.add(Kind.CARD, *match.span(), Why.CHECK_DIGIT, Confidence.SURE)
    _vehicles(text, found)


def _account(match: re.Match[str], found: Found) -> None:
    """An IBAN; words of the sentence after it may have been taken for its groups."""
    words = match.group()
    while words:
        if checks.is_iban(words):
            end = match.start() + len(words)
            found.add(Kind.BANK, match.start(), end, Why.CHECK_DIGIT, Confidence.SURE)
            return
        words = words.rpartition(" ")[0]
    digits = sum(c.isdigit() for c in match.group())
    if digits >= 10 and " " not in match.group():
        found.add(Kind.BANK, *match.span(), Why.FORM)


def _addresses_of_machines(text: str, found: Found) -> None:
    """Mail, pages, accounts, computers; a pattern is tried where its sign occurs."""
    has_at = "@" in text
    for match in _EMAIL.finditer(text) if has_at else ():
        found.add(Kind.EMAIL, *match.span(), Why.FORM, Confidence.SURE)
    for match in _SPELT.finditer(text) if _SPELT_AT.search(text) else ():
        found.add(Kind.EMAIL, *match.span(), Why.FORM)
    _pages(text, found)
    for match in _HANDLE.finditer(text) if has_at else ():
        found.add(Kind.HANDLE, *match.span(), Why.FORM)
    _computers(text, found)


def _pages(text: str, found: Found) -> None:
    for match in _URL.finditer(text):
        _page(text, *match.span(), found)
    for match in matches_near(_DOI, text, found.digits, 0):
        found.cover(*match.span())
    for match in _SOCIAL.finditer(text) if _PROFILE.search(text) else ():
        found.add(Kind.URL, *match.span(), Why.FORM)
    for match in _TOP_DOMAIN.finditer(text):
        host = _HOST.search(text[max(0, match.start() - 130) : match.start()])
        path = _PATH.match(text, match.end())
        if host and path:
            _page(text, match.start() - len(host.group()), path.end(), found)


def _computers(text: str, found: Found) -> None:
    for match in matches_near(_IP4, text, found.digits, 0):
        parts = [int(part) for part in match.group().split(".")]
        if 25 < max(parts) < 256:  # smaller ones are numbers of versions and chapters
            found.add(Kind.IP, *match.span(), Why.FORM)
    for match in _IP6.finditer(text) if text.count(":") > 3 else ():
        found.add(Kind.IP, *match.span(), Why.FORM)


def _page(text: str, start: int, end: int, found: Found) -> None:
    """Pages are public; a profile, or what the writer calls their own, is not."""
    near = words_before(text, start)[-3:]
    line_before = [w.lower() for w in _BEFORE.findall(text[max(0, start - 14) : start])]
    own = anywhere()["own_page"] & {*near, *line_before}
    if _SOCIAL.search(text[start:end]) or own:
        found.add(Kind.URL, start, end, Why.CUE if own else Why.FORM)
    elif found.is_free(start, end):
        found.cover(start, end)


def _vehicles(text: str, found: Found) -> None:
    for match in matches_near(_VIN, text, found.digits, 13):
        letters = sum(c.isalpha() for c in match.group())
        if 2 <= letters <= 13:
            found.add(Kind.VEHICLE, *match.span(), Why.FORM)
    for match in matches_near(_PLATE, text, found.digits, 3):
        found.add(Kind.VEHICLE, *match.span(), Why.FORM)
    for match in matches_near(_LOOSE_PLATE, text, found.digits, 7):
        after = _BEFORE.findall(text[match.end() : match.end() + 24].lower())[:2]
        if anywhere()["plate"].intersection(
            [*words_before(text, match.start())[-4:], *after]
        ):
            found.add(Kind.VEHICLE, *match.span(), Why.CUE)
