"""What is said about a paper after it was published: that it was retracted, corrected,
or that there is concern about it.

Lists by DOI are sure (``notice_lists.py`` reads them). A title that begins with
"Correction to:" is not: it labels the entry that carries it, as seen by machine.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from medagora.kernel.dois import bare_doi
from medagora.reader.domain.words import NoticeKind

#: ``Notice.source`` of what was only seen in a title; the others name a list.
SEEN_BY_MACHINE = "seen by machine"
_RESOLVER = re.compile(
    r"^(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:?\s*)", re.IGNORECASE
)
_DOI = re.compile(r"10\.\d{1,9}(?:\.\d+)*/[\x21-\x7e]+")


class Listed(NamedTuple):
    """One notice of a list."""

    doi: str
    kind: NoticeKind
    notice_doi: str = ""
    noticed_on: date | None = None


class Nature(StrEnum):
    """What one row of Retraction Watch is: a notice, or that one was taken back."""

    RETRACTION = NoticeKind.RETRACTION.value
    CONCERN = NoticeKind.CONCERN.value
    CORRECTION = NoticeKind.CORRECTION.value
    REINSTATEMENT = "reinstatement"


class Row(NamedTuple):
    """One row of a list as it was read."""

    nature: Nature
    doi: str
    notice_doi: str = ""
    noticed_on: date | None = None


def clean_doi(text: str) -> str:
    """A DOI as entries carry it: lower case, bare; "" for what is none at all
    ("unavailable"). Nothing is cut out of the middle: half a DOI is another paper."""
    doi = bare_doi(_RESOLVER.sub("", text.strip()))
    return doi if _DOI.fullmatch(doi) else ""


@dataclass(frozen=True, slots=True)
class Settled:
    """What a whole list says: the notices that stand, and what was reinstated."""

    notices: dict[tuple[str, NoticeKind], Listed]
    reinstated: frozenset[str]


def settle(rows: Iterable[Row]) -> Settled:
    """One notice for each DOI and kind, the newest with a date.

    A correction or a concern that comes after a retraction does not take it back. Only
    a reinstatement does, and only if it is not older than the retraction: in doubt the
    warning stays.
    """
    notices: dict[tuple[str, NoticeKind], Listed] = {}
    back: dict[str, date] = {}
    for row in rows:
        when = row.noticed_on
        if row.nature is Nature.REINSTATEMENT:
            if when and when >= back.get(row.doi, when):
                back[row.doi] = when
            continue
        kind = NoticeKind(row.nature.value)
        kept = notices.get((row.doi, kind))
        if kept is None or (when or date.min) > (kept.noticed_on or date.min):
            notices[row.doi, kind] = Listed(row.doi, kind, row.notice_doi, when)
    reinstated = {doi for doi, when in back.items() if _is_over(notices, doi, when)}
    for doi in reinstated:
        notices.pop((doi, NoticeKind.RETRACTION), None)
    return Settled(notices, frozenset(reinstated))


def _is_over(
    notices: dict[tuple[str, NoticeKind], Listed], doi: str, when: date
) -> bool:
    retraction = notices.get((doi, NoticeKind.RETRACTION))
    if retraction is None:
        return True
    return retraction.noticed_on is not None and when >= retraction.noticed_on


# ---- titles ------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Announced:
    """What the title of an entry says about a paper.

    ``title``: of the paper that it is about, "" when it does not say.
    ``is_paper``: the entry is the paper itself, marked ("RETRACTED: …").
    """

    kind: NoticeKind
    title: str
    is_paper: bool = False


#: How notices begin, as publishers write them: Elsevier's and Springer's forms, and
#: COPE's terms (publicationethics.org, Retraction guidelines) in the six languages.
#: Left out is what is a word of medicine too: "Withdrawal", "Retrait", "Retracción".
_NOTICES: dict[NoticeKind, tuple[str, ...]] = {
    NoticeKind.RETRACTION: (
        r"retractions?(?: (?:note|notice|statement|letter))?",
        r"(?:notice|statement) of retraction",
        r"(?:withdrawal|removal) notice",
        r"notice of withdrawal",
        r"retraktion",
        r"(?:avis|note) de r[ée]tractation|r[ée]tractation",
        r"(?:aviso|nota|notificaci[óo]n) de retract?aci[óo]n|retractaci[óo]n",
        r"(?:(?:k[öo]zlem[ée]ny|cikk|tanulm[áa]ny) )visszavon[áa]sa",
        r"(?:إشعار )?سحب (?:مقال|المقال|بحث|البحث|ورقة|الورقة)(?: بحثية| علمية)?",
    ),
    NoticeKind.CONCERN: (
        r"(?:editorial )?expressions? of (?:editorial )?concern",
        r"(?:editorial )?note of concern|notice of concern",
        r"(?:ausdruck der )?besorgnis(?:erkl[äa]rung)",
        r"ausdruck der besorgnis",
        r"expression de pr[ée]occupation|expression d['\u2019]inqui[ée]tude",
        r"expresi[óo]n de (?:preocupaci[óo]n|inquietud)",
        r"aggodalom kifejez[ée]se|aggály(?:ok)? jelzése",
        r"(?:تعبير|إعراب) عن (?:ال)?قلق",
    ),
    NoticeKind.CORRECTION: (
        r"(?:author |publisher |editorial )?corrections?(?: notice)?",
        r"notice of correction",
        r"errat(?:um|a)|corrigend(?:um|a)|korrigend(?:um|a)",
        r"department of error",
        r"berichtigung|korrektur|richtigstellung",
        r"correctif|rectificatif",
        r"correcci[óo]n(?:es)?|fe de (?:erratas|errores)",
        r"helyesb[íi]t[ée]s|helyreigaz[íi]t[áa]s|hibaigaz[íi]t[áa]s",
        r"تصحيح|تصويب|استدراك",
    ),
}
#: How the paper itself is marked once it is gone; in capitals where the word alone is
#: a headline too ("Withdrawn: a painkiller").
_MARKED = (
    r"(?:retracted|(?-i:WITHDRAWN)|withdrawn article)(?: (?:article|paper|chapter))?",
    r"(?-i:ZUR[ÜU]CKGEZOGEN)|zur[üu]ckgezogener (?:artikel|beitrag)",
    r"(?-i:R[ÉE]TRACT[ÉE])|article r[ée]tract[ée]",
    r"(?-i:RETRACTADO)|art[íi]culo retractado",
    r"(?-i:VISSZAVONVA)|visszavont (?:k[öo]zlem[ée]ny|cikk)",
    r"(?:مقال|بحث) مسحوب",
)
#: Between the word and the title: "Correction to: …", "Erratum zu “…”".
_LINK = (
    r"(?:\s+(?:to|for|on|of|in|zu|zum|zur|[àa]|au|al|del?|sur|en|إلى|على|في))?"
    r"(?:\s+(?:the|a[nl]?|la|el|l['\u2019])?\s*(?:article|paper|art[íi]culo|artikel))?"
    r"\s*(?:[:\uff1a.\u2013\u2014]|\s-\s|(?=[\"\u201c\u201e\u00ab\u2018']))\s*"
)
_BEFORE = r"^[\[(]?\s*(?:{words})\s*[\])]?"
_BEGINS = [
    (
        kind,
        re.compile(
            _BEFORE.format(words="|".join(words)) + rf"(?:{_LINK}|\s*$)", re.IGNORECASE
        ),
    )
    for kind, words in _NOTICES.items()
]
_IS_MARKED = re.compile(
    r"^(?:\[\s*(?:{words})\s*\]|(?:{words})\s*[:\uff1a])\s*".format(
        words="|".join(_MARKED)
    ),
    re.IGNORECASE,
)
_QUOTES = {"\u201c": "\u201d", "\u201e": "\u201c\u201d", "\u00ab": "\u00bb"}
_QUOTES |= {'"': '"', "\u2018": "\u2019", "'": "'"}
#: "[J. Mol. Liq. 290 (2019) 111]", "[Lancet 2020; 395: 1]" behind the title.
_PLACE_BEHIND = re.compile(r"\s*[\[(][^\[\]]{3,200}\d[^\[\]]{0,100}[\])]\s*$")


def read_title(title: str) -> Announced | None:
    """What a title announces; None for nearly all."""
    text = unicodedata.normalize("NFC", title[:500]).strip()
    marked = _IS_MARKED.match(text)
    if marked:
        return Announced(NoticeKind.RETRACTION, text[marked.end() :].strip(), True)
    for kind, begins in _BEGINS:
        if found := begins.match(text):
            return Announced(kind, _title_behind(text[found.end() :]))
    return None


def _title_behind(text: str) -> str:
    """The title that a notice names: what stands in quotes, not where it appeared."""
    text = text.strip()
    closing = _QUOTES.get(text[:1], "")
    ends = [text.rfind(mark) for mark in closing]
    if ends and max(ends) > 1:
        return text[1 : max(ends)].strip()
    return _PLACE_BEHIND.sub("", text).strip()
