"""Codes of diagnoses as people type them."""

import re
from collections.abc import Iterator

#: Longer is neither a code nor the name of an illness.
LONGEST = 200
#: Shorter words would begin too many names.
SHORTEST_WORD = 3
#: ICD: a letter and two digits, and up to four more signs after an optional dot.
_ICD = re.compile(r"^[A-Z]\d[\dA-Z][\dA-Z]{0,4}$")
#: MeSH numbers its headings D000001 and so on; no ICD code of C or D is that long.
_MESH = re.compile(r"^[CD]\d{6}(\d{3})?$")
#: "ICD-10: E11.9", "mesh D001249": the name of the system before the code.
_SYSTEM = re.compile(
    r"^(icd[- ]?\d*[- ]?(?:cm|gm)?|bno|cim|cie|mesh|snomed(?:[- ]?ct)?|sct)[\s:=#]+",
    re.IGNORECASE,
)
_SPACES = re.compile(r"\s+")
#: Marks of the German and Austrian coding of causes and manifestations.
_MARKS = "*†+!"


def folded(code: str) -> str:
    """The form in which two writings of a code are equal."""
    return _SPACES.sub("", code).replace(".", "").upper().rstrip(_MARKS)


def forms_of(text: str) -> Iterator[str]:
    """The code, and for an ICD code those above it: E11.90 → E1190, E119, E11."""
    code = folded(_SYSTEM.sub("", text.strip()))
    if not code:
        return
    yield code
    if _ICD.match(code) and not _MESH.match(code):
        for end in range(len(code) - 1, 2, -1):
            yield code[:end]
