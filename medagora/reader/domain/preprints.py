"""Which papers are preprints, and which paper a preprint became.

A title alone proves nothing: the same title form, a surname in common and a date that
fits must come together. Preprints whose title changed are not found; better none than
a wrong one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from medagora.kernel.text import fold
from medagora.reader.domain.identity import title_form

#: DOIs of preprint servers, by the prefixes that Crossref and DataCite list for them.
#: bioRxiv and medRxiv share 10.1101 with the journals of Cold Spring Harbor, whose
#: names begin with letters; since December 2025 theirs is 10.64898
#: (connect.biorxiv.org/news/2025/11/18/preprint_dois).
_PREPRINT_DOI = re.compile(
    r"10\.1101/\d"  # bioRxiv, medRxiv until 2025
    r"|10\.64898/"  # bioRxiv, medRxiv of openRxiv
    r"|10\.21203/rs\."  # Research Square
    r"|10\.2139/ssrn\."  # SSRN, with Preprints with The Lancet
    r"|10\.20944/preprints"  # Preprints.org
    r"|10\.31219/osf\.io|10\.31234/|10\.31235/|10\.31222/|10\.31232/"  # OSF's family
    r"|10\.36227/techrxiv"  # TechRxiv
    r"|10\.22541/au\."  # Authorea
    r"|10\.26434/chemrxiv"  # ChemRxiv
    r"|10\.48550/arxiv\."  # arXiv
    r"|10\.1590/scielopreprints"  # SciELO Preprints
    r"|10\.2196/preprints\."  # JMIR Preprints
    r"|10\.7287/peerj\.preprints"  # PeerJ Preprints
)
_PREPRINT_HOST = re.compile(
    r"^https?://(?:www\.|connect\.|papers\.)?(?:biorxiv\.org|medrxiv\.org|arxiv\.org|"
    r"researchsquare\.com/article|ssrn\.com|preprints\.org|osf\.io/preprints|"
    r"psyarxiv\.com|chemrxiv\.org|techrxiv\.org|preprints\.scielo\.org|"
    r"preprints\.jmir\.org)(?:[/?]|$)",
    re.IGNORECASE,
)
#: How much newer the paper may be; and older, as issues are dated by their month.
LONGEST, SHORTEST = timedelta(days=3 * 365 + 1), timedelta(days=-45)
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[-\s]?){1,4}")


@dataclass(frozen=True, slots=True)
class Paper:
    """What is compared of an entry."""

    title: str
    authors: tuple[str, ...]
    doi: str
    link: str
    date: datetime

    @property
    def is_preprint(self) -> bool:
        return is_preprint(self.doi, self.link)


def is_preprint(doi: str, link: str) -> bool:
    """Whether it stands on a preprint server: by its DOI, else by its address."""
    if doi:
        return _PREPRINT_DOI.match(doi.lower()) is not None
    return _PREPRINT_HOST.match(link) is not None


def became(preprint: Paper, paper: Paper) -> bool:
    """Whether the preprint was published as the paper."""
    if not preprint.is_preprint or paper.is_preprint:
        return False
    form = title_form(preprint.title)
    if not form or form != title_form(paper.title):
        return False
    if not SHORTEST <= paper.date - preprint.date <= LONGEST:
        return False
    return not surnames(preprint.authors).isdisjoint(surnames(paper.authors))


def surnames(names: Iterable[str]) -> frozenset[str]:
    """The folded surnames of "Ada Lovelace", "Lovelace A", "Lovelace, Ada"."""
    return frozenset(filter(None, map(_surname, names)))


def _surname(name: str) -> str:
    head, comma, _rest = name.partition(",")
    if comma and head.strip():
        return fold(head)
    words = name.split()
    if len(words) > 1 and words[-1].isupper() and _INITIALS.fullmatch(words[-1]):
        return fold(" ".join(words[:-1]))
    return fold(words[-1]) if words else ""
