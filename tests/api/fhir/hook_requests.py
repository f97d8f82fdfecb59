"""Requests as a record system makes them, valid resources of FHIR R4 inside."""

from typing import Any

from fhir.resources.R4B.bundle import Bundle

PATH = "/cds-services/medagora-patient-view"
CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical"
VERIFIED = "http://terminology.hl7.org/CodeSystem/condition-ver-status"


def condition(value: str = "J45.9", /, **fields: Any) -> dict[str, Any]:
    coding = {"system": "http://hl7.org/fhir/sid/icd-10", "code": value}
    return {
        "resourceType": "Condition",
        "clinicalStatus": {"coding": [{"system": CLINICAL, "code": "active"}]},
        "code": {"coding": [coding]},
        "subject": {"reference": "Patient/1288992"},
        **fields,
    }


def bundle(*resources: dict[str, Any]) -> dict[str, Any]:
    found = {
        "resourceType": "Bundle",
        "type": "searchset",
        "entry": [{"resource": resource} for resource in resources],
    }
    Bundle.model_validate(found)
    return found


def patient(*languages: str, preferred: str = "") -> dict[str, Any]:
    return {
        "resourceType": "Patient",
        "communication": [
            {
                "language": {"coding": [{"system": "urn:ietf:bcp:47", "code": code}]},
                **({"preferred": True} if code == preferred else {}),
            }
            for code in languages
        ],
    }


def asked(prefetch: Any = None, **fields: Any) -> dict[str, Any]:
    return {
        "hook": "patient-view",
        "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
        "fhirServer": "http://127.0.0.1:9/fhir",
        "fhirAuthorization": {"access_token": "some-opaque-fhir-access-token"},
        "context": {"userId": "Practitioner/example", "patientId": "1288992"},
        **({} if prefetch is None else {"prefetch": prefetch}),
        **fields,
    }
