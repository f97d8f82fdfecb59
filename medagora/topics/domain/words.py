"""The closed lists of this room: kinds, body systems, code systems, registers."""

from enum import StrEnum


class TopicKind(StrEnum):
    CONDITION = "condition"
    SPECIALTY = "specialty"
    LIFE_STAGE = "life-stage"
    PROCEDURE = "procedure"
    PREVENTION = "prevention"
    MENTAL_HEALTH = "mental-health"
    RARE_DISEASE = "rare-disease"
    MEDICINE = "medicine"
    HEALTH_SYSTEM = "health-system"
    DIGITAL_HEALTH = "digital-health"


class BodySystem(StrEnum):
    """Where a topic stands on the body map; whole-body stands beside it."""

    NERVES = "nerves"
    MIND = "mind"
    EYES = "eyes"
    EARS = "ears"
    MOUTH = "mouth"
    HEART = "heart"
    LUNGS = "lungs"
    DIGESTION = "digestion"
    KIDNEYS = "kidneys"
    HORMONES = "hormones"
    BLOOD = "blood"
    IMMUNE = "immune"
    BONES = "bones"
    SKIN = "skin"
    REPRODUCTION = "reproduction"
    WHOLE_BODY = "whole-body"


class Register(StrEnum):
    """Whose word a term is."""

    LAY = "lay"
    CLINICAL = "clinical"


class CodeSystem(StrEnum):
    MESH = "mesh"
    ICD10 = "icd10"
    ICD10CM = "icd10cm"
    ICD11 = "icd11"
    SNOMED = "snomed"
    ICD9CM = "icd9cm"
    RXNORM = "rxnorm"
    LOINC = "loinc"


#: HL7 object identifiers, for records that name the system by number.
OIDS = {
    CodeSystem.MESH: "2.16.840.1.113883.6.177",
    CodeSystem.ICD10: "2.16.840.1.113883.6.3",
    CodeSystem.ICD10CM: "2.16.840.1.113883.6.90",
    CodeSystem.ICD11: "2.16.840.1.113883.6.347",
    CodeSystem.SNOMED: "2.16.840.1.113883.6.96",
    CodeSystem.ICD9CM: "2.16.840.1.113883.6.103",
    CodeSystem.RXNORM: "2.16.840.1.113883.6.88",
    CodeSystem.LOINC: "2.16.840.1.113883.6.1",
}

#: How FHIR names each system.
URIS = {
    CodeSystem.MESH: "http://id.nlm.nih.gov/mesh",
    CodeSystem.ICD10: "http://hl7.org/fhir/sid/icd-10",
    CodeSystem.ICD10CM: "http://hl7.org/fhir/sid/icd-10-cm",
    CodeSystem.ICD11: "http://id.who.int/icd/release/11/mms",
    CodeSystem.SNOMED: "http://snomed.info/sct",
    CodeSystem.ICD9CM: "http://hl7.org/fhir/sid/icd-9-cm",
    CodeSystem.RXNORM: "http://www.nlm.nih.gov/research/umls/rxnorm",
    CodeSystem.LOINC: "http://loinc.org",
}

#: How each system is written for people.
CODE_NAMES = {
    CodeSystem.MESH: "MeSH",
    CodeSystem.ICD10: "ICD-10",
    CodeSystem.ICD10CM: "ICD-10-CM",
    CodeSystem.ICD11: "ICD-11",
    CodeSystem.SNOMED: "SNOMED CT",
    CodeSystem.ICD9CM: "ICD-9-CM",
    CodeSystem.RXNORM: "RxNorm",
    CodeSystem.LOINC: "LOINC",
}

#: Their codes are short numbers, which mean much else where people search: "250".
NUMBERS = frozenset({CodeSystem.ICD9CM, CodeSystem.RXNORM, CodeSystem.LOINC})
