"""DOI and PMID of an entry, wherever its feed put them."""

import re
from collections.abc import Iterable

from medagora.kernel.dois import bare_doi, doi_in_address

#: Where a feed says that it is a DOI, short registrants are believed.
_SAID = re.compile(r"(?<![\d.])10\.\d{1,9}(?:\.\d{1,9}){0,4}/[^\s\"<>]{1,250}")
_PMID = re.compile(
    r"p(?:mid|ubmed(?:\.ncbi\.nlm\.nih\.gov)?)[:/\s]\s*0*([1-9]\d{0,7})(?!\d)"
)
_EUROPE_PMC = re.compile(r"europepmc\.org/(?:abstract|article)/med/(\d{1,8})(?!\d)")


def find_doi(said: Iterable[str], addresses: Iterable[str]) -> str:
    """The first DOI: lower case, bare. ``said`` are values that hold identifiers,
    ``addresses`` pages and guids that may have one in them."""
    for text in said:
        if "10." in text and (found := _SAID.search(text)):
            doi = bare_doi(found[0])
            if doi:
                return doi
    for text in addresses:
        if doi := doi_in_address(text):
            return doi
    return ""


def find_pmid(texts: Iterable[str]) -> str:
    """The first PubMed number that is named as one: "pmid:1", an address at PubMed."""
    text = "\n".join(texts).lower()
    if "pmid" not in text and "med" not in text:
        return ""
    found = _PMID.search(text) or _EUROPE_PMC.search(text)
    return found[1] if found else ""
