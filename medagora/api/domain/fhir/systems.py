"""Code systems by the addresses that FHIR gives them, and national editions."""

from medagora.api.domain.fhir.parts import Coding
from medagora.api.domain.fhir.tokens import Token
from medagora.api.domain.infobutton.codes import read_system, tidy_code
from medagora.topics.domain.words import URIS, CodeSystem

#: Languages need no system; whoever names one means this.
BCP_47 = "urn:ietf:bcp:47"
STATUSES = "http://hl7.org/fhir/document-reference-status"

_MESH = "http://terminology.hl7.org/CodeSystem/MSH"
_SNOMED_EDITIONS = "http://snomed.info/sct/"
#: National editions of ICD-10 share its categories, and mostly what is below them.
_ICD10_EDITIONS = {
    "http://fhir.de/CodeSystem/bfarm/icd-10-gm",
    "http://fhir.de/CodeSystem/dimdi/icd-10-gm",
    "http://hl7.org/fhir/sid/icd-10-am",
    "http://hl7.org/fhir/sid/icd-10-au",
    "http://hl7.org/fhir/sid/icd-10-ca",
    "http://hl7.org/fhir/sid/icd-10-gm",
    "http://hl7.org/fhir/sid/icd-10-nl",
    "http://hl7.org/fhir/sid/icd-10-uk",
    "http://hl7.org/fhir/sid/icd-10-vn",
}


def read_uri(system: str) -> CodeSystem | None:
    """The system that an address, or any other usual name, means."""
    bare = system.partition("|")[0].strip().rstrip("/")
    if bare in _ICD10_EDITIONS:
        return CodeSystem.ICD10
    if bare.startswith(_SNOMED_EDITIONS):
        return CodeSystem.SNOMED
    return CodeSystem.MESH if bare == _MESH else read_system(bare)


def as_coding(system: str, value: str) -> Coding:
    return Coding(URIS[CodeSystem(system)], value)


def systems_of(token: Token) -> tuple[CodeSystem, ...]:
    """Where a token is looked for: in one system, in all, or in none that we have."""
    if token.system is None:
        return tuple(CodeSystem)
    found = read_uri(token.system) if token.system else None
    return (found,) if found else ()


def codes_of(token: Token) -> list[tuple[str, str]]:
    """The (system, value) pairs that a token with a code means, as we write them."""
    return [
        (system.value, tidy_code(system, token.code)) for system in systems_of(token)
    ]
