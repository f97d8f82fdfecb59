"""DOI and PMID of an entry, wherever its feed put them."""

import re
from collections.abc import Iterable
from urllib.parse import unquote

_LONGEST = 200
_AROUND = ".,;:'\"]}>/"
_ASCII = re.compile(r"[\x21-\x7e]+")
#: Where a feed says that it is a DOI, short registrants are believed.
_SAID = re.compile(r"(?<![\d.])10\.\d{1,9}(?:\.\d{1,9}){0,4}/[^\s\"<>]{1,250}")
_FOUND = re.compile(r"(?<![\d.])10\.\d{4,9}(?:\.\d{1,9}){0,4}/[^\s?#&\"<>]{1,250}")
#: What pages of publishers append to the DOI in their address.
_PAGE = re.compile(
    r"(?:/(?:full|fulltext|abstract|abs|pdf|epdf|pdfdirect|html|meta|summary|"
    r"references|tables|figures|supplementary-material)|"
    r"\.(?:full|abstract|pdf|html|short|long|full-text|extract))+$",
    re.IGNORECASE,
)
#: bioRxiv and medRxiv append the version of the preprint, which is not in its DOI.
_PREPRINT_VERSION = re.compile(r"(?<=\d)v\d+$")
_PREPRINTS = ("10.1101/", "10.64898/")
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
        if "10." in text and (doi := _in_address(text)):
            return doi
    return ""


def _in_address(text: str) -> str:
    if "%" in text:
        text = unquote(text)
    found = _FOUND.search(text)
    if found is None:
        return ""
    doi = _PAGE.sub("", found[0].rstrip("/"))
    if doi.startswith(_PREPRINTS):
        doi = _PREPRINT_VERSION.sub("", doi)
    return bare_doi(doi)


def bare_doi(doi: str) -> str:
    """Without the punctuation of the sentence around it; "" if it is none."""
    doi = doi.rstrip(_AROUND)
    while doi.endswith(")") and doi.count(")") > doi.count("("):
        doi = doi[:-1].rstrip(_AROUND)
    has_suffix = not doi.endswith("/") and "/" in doi
    is_plain = len(doi) <= _LONGEST and _ASCII.fullmatch(doi)
    return doi.lower() if has_suffix and is_plain else ""


def find_pmid(texts: Iterable[str]) -> str:
    """The first PubMed number that is named as one: "pmid:1", an address at PubMed."""
    text = "\n".join(texts).lower()
    if "pmid" not in text and "med" not in text:
        return ""
    found = _PMID.search(text) or _EUROPE_PMC.search(text)
    return found[1] if found else ""
