"""Code systems as records name them, and codes as records write them."""

import re
from dataclasses import dataclass

from medagora.topics.domain.words import CODE_NAMES, OIDS, URIS, CodeSystem

#: Other identifiers of a system that are met in the wild.
_FURTHER = {
    CodeSystem.MESH: ("mesh", "msh", "http://www.nlm.nih.gov/mesh"),
    CodeSystem.ICD10: ("icd10", "i10", "icd10who", "2.16.840.1.113883.6.3.1"),
    CodeSystem.ICD10CM: ("icd10cm", "i10c"),
    CodeSystem.ICD11: ("icd11", "icd11mms", "http://id.who.int/icd11/mms"),
    CodeSystem.SNOMED: ("snomed", "snomedct", "sct", "snomedctus"),
    CodeSystem.ICD9CM: ("icd9", "icd9cm", "i9c", "2.16.840.1.113883.6.104"),
    CodeSystem.RXNORM: ("rxnorm", "rxcui"),
    CodeSystem.LOINC: ("loinc", "ln", "2.16.840.1.113883.11.79"),
}
#: Systems that were meant but that no topic has codes of, by the same names.
NATIONAL_DRUG_CODE = "2.16.840.1.113883.6.69"
CPT = "2.16.840.1.113883.6.12"
_NO_LETTERS = re.compile(r"[^a-z0-9.:/]")


def _names() -> dict[str, CodeSystem]:
    names: dict[str, CodeSystem] = {}
    for system in CodeSystem:
        own = (system.value, CODE_NAMES[system], OIDS[system], URIS[system])
        for name in (*own, *_FURTHER[system]):
            names[_plain(name)] = system
    return names


def _plain(name: str) -> str:
    """As written by anybody: "ICD-10-CM", "urn:oid:2.16…", "https://loinc.org/"."""
    text = name.strip().casefold().removeprefix("urn:oid:")
    if text.startswith("https://"):
        text = f"http://{text.removeprefix('https://')}"
    return _NO_LETTERS.sub("", text).rstrip("/")


_SYSTEMS = _names()


def read_system(*names: str) -> CodeSystem | None:
    """The first of these names that we know: an OID, a FHIR URI or a short name."""
    found = (_SYSTEMS.get(_plain(name)) for name in names if name)
    return next((system for system in found if system), None)


@dataclass(frozen=True)
class Rung:
    """A code to look for; ``steps`` is how much wider than the one asked for."""

    system: CodeSystem
    value: str
    steps: int


def tidy_code(system: CodeSystem, text: str) -> str:
    """The code as we write it: "e1165" is E11.65, "25002" is 250.02."""
    value = text.strip().upper()
    if system is CodeSystem.MESH:
        return value.rsplit("/", 1)[-1]
    if system in {CodeSystem.ICD10, CodeSystem.ICD10CM}:
        return _with_point(value.rstrip("-*†+!.").strip(), 3)
    if system is CodeSystem.ICD9CM:
        return _with_point(value.rstrip("."), 4 if value.startswith("E") else 3)
    return value


def _with_point(value: str, whole: int) -> str:
    if "." in value or len(value) <= whole:
        return value
    return f"{value[:whole]}.{value[whole:]}"


#: Both editions have the same categories, and mostly the same first digit after them.
_SISTERS = {
    CodeSystem.ICD10: CodeSystem.ICD10CM,
    CodeSystem.ICD10CM: CodeSystem.ICD10,
}
_CUT = {
    CodeSystem.ICD10,
    CodeSystem.ICD10CM,
    CodeSystem.ICD11,
    CodeSystem.ICD9CM,
}
#: Of what is sent, and of what topics may have.
_LONGEST, _LONGEST_OURS = 40, 20


def ladder(system: CodeSystem, text: str) -> tuple[Rung, ...]:
    """The code, then the wider ones that hold it, the nearest first; at each step the
    other edition of ICD-10 after the one that was named."""
    value = tidy_code(system, text)
    if not 0 < len(value) <= _LONGEST:
        return ()
    values = _wider(value) if system in _CUT else [value]
    editions = [system, _SISTERS[system]] if system in _SISTERS else [system]
    return tuple(
        Rung(edition, one, steps)
        for steps, one in enumerate(values)
        for edition in editions
        if len(one) <= _LONGEST_OURS
    )


def _wider(value: str) -> list[str]:
    category, _point, detail = value.partition(".")
    cut = [f"{category}.{detail[:end]}" for end in range(len(detail), 0, -1)]
    return [*cut, category] if category else []


#: Of which MedlinePlus Connect knows codes, by OID.
_CONNECT = {
    OIDS[system]: OIDS[system]
    for system in (
        CodeSystem.ICD10CM,
        CodeSystem.ICD9CM,
        CodeSystem.SNOMED,
        CodeSystem.RXNORM,
        CodeSystem.LOINC,
    )
} | {
    NATIONAL_DRUG_CODE: NATIONAL_DRUG_CODE,
    "ndc": NATIONAL_DRUG_CODE,
    "http://hl7.org/fhir/sid/ndc": NATIONAL_DRUG_CODE,
    CPT: CPT,
    "cpt": CPT,
    "http://www.ama-assn.org/go/cpt": CPT,
}


def connect_oid(*names: str) -> str:
    """The OID under which MedlinePlus Connect knows the system; empty: it does not."""
    known = read_system(*names)
    if known:
        return _CONNECT.get(OIDS[known], "")
    return next((_CONNECT[_plain(n)] for n in names if _plain(n) in _CONNECT), "")
