"""Code systems by every name that records use, and codes from narrow to wide."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.api.domain.infobutton.codes import (
    CPT,
    NATIONAL_DRUG_CODE,
    connect_oid,
    ladder,
    read_system,
    tidy_code,
)
from medagora.topics.domain.words import CODE_NAMES, OIDS, URIS, CodeSystem


@pytest.mark.parametrize("system", list(CodeSystem))
def test_a_system_is_known_by_oid_address_and_names(system: CodeSystem) -> None:
    names = [OIDS[system], f"urn:oid:{OIDS[system]}", URIS[system], system.value]

    assert {read_system(name) for name in names} == {system}
    assert read_system(CODE_NAMES[system]) is system
    assert read_system(f"{URIS[system]}/".replace("http:", "https:")) is system
    assert read_system(f" {CODE_NAMES[system].upper()} ") is system


def test_no_identifier_stands_for_two_systems() -> None:
    assert len(set(OIDS.values())) == len(set(URIS.values())) == len(CodeSystem)


@pytest.mark.parametrize(
    ("name", "system"),
    [
        ("SNOMED-CT", CodeSystem.SNOMED),
        ("ICD9-CM", CodeSystem.ICD9CM),
        ("ICD10CM", CodeSystem.ICD10CM),
        ("2.16.840.1.113883.11.79", CodeSystem.LOINC),
        ("RxCUI", CodeSystem.RXNORM),
        ("2.16.840.1.113883.6.1.5", None),
        ("2.16.840.1.113883.6", None),
        ("", None),
        ("\x00", None),
    ],
)
def test_names_in_the_wild(name: str, system: CodeSystem | None) -> None:
    assert read_system(name) is system


def test_the_first_name_that_is_known_counts() -> None:
    assert read_system("1.2.3", "icd10") is CodeSystem.ICD10


@pytest.mark.parametrize(
    ("system", "written", "tidy"),
    [
        (CodeSystem.ICD10CM, "e1165", "E11.65"),
        (CodeSystem.ICD10, " J45.- ", "J45"),
        (CodeSystem.ICD10, "G30*", "G30"),
        (CodeSystem.ICD9CM, "25002", "250.02"),
        (CodeSystem.ICD9CM, "v5867", "V58.67"),
        (CodeSystem.ICD9CM, "E8880", "E888.0"),
        (CodeSystem.MESH, "http://id.nlm.nih.gov/mesh/D003924", "D003924"),
        (CodeSystem.SNOMED, "44054006", "44054006"),
        (CodeSystem.LOINC, "4548-4", "4548-4"),
    ],
)
def test_codes_are_read_as_records_write_them(
    system: CodeSystem, written: str, tidy: str
) -> None:
    assert tidy_code(system, written) == tidy


def test_a_code_is_looked_for_in_ever_wider_forms_and_in_both_editions() -> None:
    rungs = [
        (r.system.value, r.value, r.steps) for r in ladder(CodeSystem.ICD10CM, "E11.65")
    ]

    assert rungs == [
        ("icd10cm", "E11.65", 0),
        ("icd10", "E11.65", 0),
        ("icd10cm", "E11.6", 1),
        ("icd10", "E11.6", 1),
        ("icd10cm", "E11", 2),
        ("icd10", "E11", 2),
    ]


@pytest.mark.parametrize(
    "system", [CodeSystem.MESH, CodeSystem.SNOMED, CodeSystem.RXNORM, CodeSystem.LOINC]
)
def test_codes_without_a_place_in_their_form_are_not_cut(system: CodeSystem) -> None:
    assert len(ladder(system, "12345678")) == 1


@given(st.sampled_from(list(CodeSystem)), st.text(max_size=60))
def test_no_code_breaks_the_ladder(system: CodeSystem, text: str) -> None:
    rungs = ladder(system, text)

    assert len(rungs) <= 40
    assert all(len(rung.value) <= 20 for rung in rungs)
    assert [rung.steps for rung in rungs] == sorted(rung.steps for rung in rungs)
    assert all(rung.value for rung in rungs)


def test_a_long_code_still_leads_to_its_category() -> None:
    *_cut, last = ladder(CodeSystem.ICD11, "CA23.32&XK9J/XN3LN/MD11.5&XS25")

    assert last.value == "CA23"


@pytest.mark.parametrize(
    ("names", "oid"),
    [
        (("http://hl7.org/fhir/sid/icd-10-cm", ""), OIDS[CodeSystem.ICD10CM]),
        (("", "ICD9CM"), OIDS[CodeSystem.ICD9CM]),
        ((f"urn:oid:{NATIONAL_DRUG_CODE}", ""), NATIONAL_DRUG_CODE),
        (("CPT", ""), CPT),
        (("2.16.840.1.113883.6.3", ""), ""),  # the one of the World Health Organization
        (("MeSH", ""), ""),
        (("nonsense", "", ""), ""),
    ],
)
def test_medlineplus_knows_some_systems(names: tuple[str, ...], oid: str) -> None:
    assert connect_oid(*names) == oid
