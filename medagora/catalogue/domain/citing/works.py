"""What a reference manager is told about a resource, before it is written in a form."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote

from stdnum import issn

from medagora.catalogue.domain.records import ResourceRecord
from medagora.catalogue.domain.words import Kind
from medagora.kernel.dois import doi_in_address
from medagora.kernel.text import tidy

#: What no form of a reference can hold: XML's forbidden ones too, since managers
#: keep XML, and halves of surrogate pairs, which are no text.
_UNFIT = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ISSN = re.compile(r"(?<![\dA-Za-z])(\d{4}-\d{3}[\dXx])(?![\dA-Za-z])")
#: Where a bare group of eight digits is an ISSN and not a day or a number.
_ISSN_PLACE = re.compile(r"issn[/:=-]", re.IGNORECASE)


@dataclass(frozen=True)
class Work:
    """One reference. ``kind`` is None for a collection: a page of ours.

    Nobody here knows when something on the web was published, so there is no year;
    ``seen_on`` is the day on which the reference is taken.
    """

    key: str  # letters, digits, hyphens
    title: str
    address: str
    seen_on: date
    kind: Kind | None = None
    #: What the reader's language calls its kind.
    genre: str = ""
    authors: tuple[str, ...] = ()  # names that are not taken apart
    publisher: str = ""
    country: str = ""  # in words
    languages: tuple[str, ...] = ()  # BCP 47 codes
    doi: str = ""
    issn: str = ""
    abstract: str = ""
    topics: tuple[str, ...] = ()  # names
    note: str = ""
    #: The site that it was found on.
    found_in: str = ""

    @property
    def is_paper(self) -> bool:
        return self.kind is Kind.ARTICLE and bool(self.doi)


@dataclass(frozen=True)
class Teller:
    """How this site tells of its works to one reader."""

    language: str
    site: str
    on: date
    kinds: Mapping[str, str]  # kind -> what the reader calls it
    countries: Mapping[str, str]
    topics: Mapping[str, str]  # slug -> name

    def work_of(self, record: ResourceRecord, *, page: str, note: str = "") -> Work:
        """``page`` is our own page about it; ``note`` a collector's words."""
        draft = record.draft
        _code, text = record.text_in(self.language)
        addresses = (draft.address, *draft.further_addresses)
        return Work(
            key=record.uid,
            title=line(text.title) or draft.address,
            address=draft.address,
            seen_on=self.on,
            kind=Kind(draft.kind),
            genre=self.kinds.get(draft.kind, ""),
            publisher=line(draft.publisher),
            country=self.countries.get(draft.country, ""),
            languages=draft.languages,
            doi=_first(map(doi_in_address, addresses)),
            issn=_first(map(issn_in_address, addresses)),
            abstract=line(text.description),
            topics=tuple(
                line(self.topics[slug]) for slug in draft.topics if slug in self.topics
            ),
            note=" ".join(filter(None, (line(note), f"{self.site}: {page}"))),
            found_in=self.site,
        )


def line(text: str) -> str:
    """One clean line: references know no other."""
    return tidy(_UNFIT.sub(" ", text))


def issn_in_address(address: str) -> str:
    """The ISSN that an address names (portal.issn.org/resource/ISSN/1756-1833), with
    a right check digit; "" without one."""
    if not _ISSN_PLACE.search(unquote(address)):
        return ""
    found = _ISSN.search(unquote(address))
    return found[1].upper() if found and issn.is_valid(found[1]) else ""


def _first(values: Iterable[str]) -> str:
    return next(filter(None, values), "")
