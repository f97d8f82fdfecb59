"""DOIs as people and publishers write them, read in one way by every room."""

import re
from urllib.parse import unquote

_LONGEST = 200
_LONGEST_ADDRESS = 2_000
_AROUND = ".,;:'\"]}>/"
_ASCII = re.compile(r"[\x21-\x7e]+")
#: A DOI in running text or in an address.
PATTERN = re.compile(r"(?<![\d.])10\.\d{4,9}(?:\.\d{1,9}){0,4}/[^\s?#&\"<>]{1,250}")
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


def doi_in_address(address: str) -> str:
    """The DOI of an address at doi.org or of a publisher's page, bare and in lower
    case; "" without one."""
    if "10." not in address:
        return ""
    if "%" in address:
        address = unquote(address[:_LONGEST_ADDRESS])
    found = PATTERN.search(address)
    if found is None:
        return ""
    doi = _PAGE.sub("", found[0].rstrip("/"))
    if doi.startswith(_PREPRINTS):
        doi = _PREPRINT_VERSION.sub("", doi)
    return bare_doi(doi)


def bare_doi(doi: str) -> str:
    """Without the punctuation of the sentence around it, in lower case; "" if it is
    none."""
    doi = doi.rstrip(_AROUND)
    while doi.endswith(")") and doi.count(")") > doi.count("("):
        doi = doi[:-1].rstrip(_AROUND)
    has_suffix = not doi.endswith("/") and "/" in doi
    is_plain = len(doi) <= _LONGEST and _ASCII.fullmatch(doi)
    return doi.lower() if has_suffix and is_plain else ""
