"""Codes and identifiers that professionals type instead of words.

ICD-10 with its national editions, MeSH, PubMed and DOI, as people write them.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from medagora.kernel.dois import doi_in_address
from medagora.kernel.text import tidy

_LONGEST = 2_000  # an address with a DOI in it


class System(StrEnum):
    ICD10 = "icd10"
    MESH = "mesh"
    PMID = "pmid"
    DOI = "doi"


@dataclass(frozen=True)
class Code:
    """``value`` is in the system's own spelling: "E11.65", "D003924", a bare DOI.

    ``is_sure`` is False where the same text is likely to mean something else too: a
    bare number may be a date, and Q10 (eyelids) is also a coenzyme.
    """

    system: System
    value: str
    is_sure: bool = field(default=True, compare=False)

    @property
    def parents(self) -> tuple[str, ...]:
        """The wider codes, the nearest first: E11.65 lies in E11.6, that in E11."""
        if self.system is not System.ICD10 or "." not in self.value:
            return ()
        category, detail = self.value.split(".")
        narrower = [
            f"{category}.{detail[:end]}" for end in range(len(detail) - 1, 0, -1)
        ]
        return (*narrower, category)

    def __str__(self) -> str:
        """As it is cited; reading it gives the same code."""
        names = {System.ICD10: "ICD-10 ", System.MESH: "MeSH ", System.PMID: "PMID "}
        return names.get(self.system, "https://doi.org/") + self.value


# The classification is called BNO in Hungary, CIM in France, CIE in Spain.
_ICD = re.compile(
    r"(?P<named>(?:icd|cim|cie|bno|мкб|мкх)(?:[\s-]?10)?(?:[\s-]?(?:cm|gm|who|am|ca))?"
    r"[\s:#]*)?"
    r"(?P<category>[a-z]\d[\dab])"
    r"(?:(?P<dot>\.)(?P<detail>[\da-z]{1,4}|-)?|(?P<run>\d{1,2}))?"
    r"\.?-?[\s*†+!]{0,3}",
    re.ASCII,
)
_MESH = re.compile(
    r"(?:mesh[\s:#-]*)?(?:https?://(?:id\.nlm\.nih\.gov/mesh|meshb\.nlm\.nih\.gov/"
    r"record/ui\?ui=|www\.ncbi\.nlm\.nih\.gov/mesh)/?)?(?P<value>[cdq]\d{6}(?:\d{3})?)",
    re.IGNORECASE | re.ASCII,
)
_PMID = re.compile(
    r"\b(?:pmid|pubmed)(?:[\s:#]|\bid\b)*(?P<value>[1-9]\d{0,7})\b"
    r"|\bpubmed\.ncbi\.nlm\.nih\.gov/(?P<page>[1-9]\d{0,7})\b"
    r"|\bncbi\.nlm\.nih\.gov/pubmed/(?P<old_page>[1-9]\d{0,7})\b",
    re.IGNORECASE | re.ASCII,
)
_BARE_PMID = re.compile(r"[1-9]\d{7}", re.ASCII)
#: Vitamin B12 is asked for daily; the classification has no such category.
_NO_CATEGORIES = frozenset({"B11", "B12", "B13", "B14"})


def read_code(text: str) -> Code | None:
    """The code that a text is or, for PMID and DOI, that a pasted citation holds."""
    clean = tidy(text[:_LONGEST])
    return (
        _read_doi(clean) or _read_pmid(clean) or _read_mesh(clean) or _read_icd(clean)
    )


def _read_doi(text: str) -> Code | None:
    doi = doi_in_address(text)
    return Code(System.DOI, doi) if doi else None


def _read_pmid(text: str) -> Code | None:
    if found := _PMID.search(text):
        return Code(System.PMID, found["value"] or found["page"] or found["old_page"])
    if _BARE_PMID.fullmatch(text):
        return Code(System.PMID, text, is_sure=False)
    return None


def _read_mesh(text: str) -> Code | None:
    found = _MESH.fullmatch(text)
    return Code(System.MESH, found["value"].upper()) if found else None


def _read_icd(text: str) -> Code | None:
    found = _ICD.fullmatch(text.casefold())
    if found is None:
        return None
    category = found["category"].upper()
    if category in _NO_CATEGORIES or (found["run"] and not found["named"]):
        return None
    detail = (found["detail"] or found["run"] or "").upper().strip("-")
    value = f"{category}.{detail}" if detail else category
    return Code(System.ICD10, value, is_sure=bool(found["named"] or detail))
