"""What a page refers to: DOIs, PubMed numbers, and links by the kind of their host.

A DOI is bare and in lower case, as the list of retracted papers has it.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from urllib.parse import urlsplit

from medagora.appraisal.domain.criteria.domains import is_same_house
from medagora.appraisal.domain.criteria.evidence import exact_quote, quote_markup
from medagora.appraisal.domain.findings import Quote, Where
from medagora.appraisal.domain.page import Link, Page, Region
from medagora.kernel.dois import PATTERN, bare_doi, doi_in_address

MOST_DOIS = 300
_MOST_LINKS = 4000
_PMID = re.compile(r"\bpmid[:\s]{0,3}0*([1-9]\d{0,7})(?!\d)", re.IGNORECASE)
_PMC = re.compile(r"\b(PMC\d{4,9})(?!\d)")
_PUBMED_PATH = re.compile(r"^/(?:pubmed/|entrez/\D{0,40})?0*([1-9]\d{0,7})/?$")


class Kind(StrEnum):
    DOI = "doi"
    PUBMED = "pubmed"
    GUIDELINE = "guideline"
    JOURNAL = "journal"
    NEWS = "news"


@dataclass(slots=True)
class Referred:
    """What the page refers to by kind: an identifier or address -> its quote."""

    by_kind: dict[Kind, dict[str, Quote]] = field(
        default_factory=lambda: {kind: {} for kind in Kind}
    )

    def add(self, kind: Kind, what: str, quote: Quote) -> None:
        """Each once; a page of ten thousand references is not read to its end."""
        if len(self.by_kind[kind]) < MOST_DOIS:
            self.by_kind[kind].setdefault(what, quote)

    def count(self, *kinds: Kind) -> int:
        return sum(len(self.by_kind[kind]) for kind in kinds)

    def quotes(self, *kinds: Kind) -> list[Quote]:
        return [quote for kind in kinds for quote in self.by_kind[kind].values()]


def referred_by(page: Page) -> Referred:
    """The page's own references, in the text and in links; not those of comments,
    and not links to its own house."""
    referred = Referred()
    for link in page.links[:_MOST_LINKS]:
        if link.region not in {Region.COMMENTS, Region.NAVIGATION, Region.NOTICE}:
            _add_link(referred, page, link)
    _add_text(referred, page)
    return referred


def _add_link(referred: Referred, page: Page, link: Link) -> None:
    parts = _split(link.address)
    if parts is None:
        return
    host, path = parts
    if doi := doi_in_address(link.address):
        referred.add(Kind.DOI, doi, _quote_of(page, link))
    elif number := _pubmed_of(host, path):
        referred.add(Kind.PUBMED, number, _quote_of(page, link))
    elif link.region is not Region.FOOTER and len(path) > 1:
        kind = kind_of_host(host)
        if kind and not is_at_home(link.address, page):
            referred.add(kind, link.address.partition("#")[0], _quote_of(page, link))


def _add_text(referred: Referred, page: Page) -> None:
    text = page.text
    finders = (
        (Kind.DOI, "10.", PATTERN),
        (Kind.PUBMED, "pmid", _PMID),
        (Kind.PUBMED, "pmc", _PMC),
    )
    lower = text.lower()
    for kind, sign, pattern in finders:
        if sign not in lower:
            continue
        for found in pattern.finditer(text):
            if page.region_at(found.start()) is Region.COMMENTS:
                continue
            what = bare_doi(found[0]) if kind is Kind.DOI else found[1]
            if what:
                end = found.start() + (len(what) if kind is Kind.DOI else len(found[0]))
                referred.add(kind, what, exact_quote(page, found.start(), end))


def _quote_of(page: Page, link: Link) -> Quote:
    words = link.words.strip()
    if words and link.start is not None:
        return exact_quote(page, link.start, link.start + len(link.words))
    return quote_markup(page, words) if words else Quote(link.address, Where.MARKUP)


def _pubmed_of(host: str, path: str) -> str:
    """A PubMed or PMC number, "" for other pages."""
    if not host.endswith(("ncbi.nlm.nih.gov", "europepmc.org")):
        return ""
    if found := _PMC.search(path.upper()):
        return found[1]
    if "pubmed" in host or path.startswith("/pubmed/"):
        number = _PUBMED_PATH.match(path)
        return number[1] if number else ""
    last = path.rstrip("/").rpartition("/")[2]
    is_article = "/med/" in path.lower() and last.isascii() and last.isdigit()
    return last if is_article else ""


@lru_cache(maxsize=4096)
def _split(address: str) -> tuple[str, str] | None:
    try:
        parts = urlsplit(address[:2000])
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    return (host, parts.path) if host else None


def host_of(address: str) -> str:
    """The host without "www", "" when there is none."""
    parts = _split(address)
    return parts[0] if parts else ""


def is_at_home(address: str, page: Page) -> bool:
    """Whether an address belongs to the house that the page comes from."""
    own, other = _split(page.address), _split(address)
    if own is None or other is None:
        return False
    # both ways: one of them may be the house's own "www"
    return is_same_house(other[0], own[0]) or is_same_house(own[0], other[0])


@lru_cache(maxsize=1)
def _hosts() -> dict[str, Kind]:
    place = files("medagora.appraisal.domain.criteria") / "sources.toml"
    tables = tomllib.loads(place.read_text(encoding="utf-8"))
    return {
        host: Kind(kind) for kind, hosts in tables["hosts"].items() for host in hosts
    }


@lru_cache(maxsize=4096)
def kind_of_host(host: str) -> Kind | None:
    """Guideline body, journal or news by the host or what it belongs to."""
    return next(
        (_hosts()[name] for name in _parents(host.lower()) if name in _hosts()), None
    )


def _parents(host: str) -> Iterator[str]:
    labels = host.split(".")[-6:]
    for index in range(len(labels) - 1):
        yield ".".join(labels[index:])
