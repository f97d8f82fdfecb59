from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.search.domain.understanding.codes import Code, System, read_code

ICD = st.from_regex(r"[A-Z][0-9][0-9AB](\.[0-9A-Z]{1,4})?", fullmatch=True)
MESH = st.from_regex(r"[CDQ][0-9]{6}([0-9]{3})?", fullmatch=True)
PMID = st.integers(1, 99_999_999).map(str)
DOI = st.from_regex(r"10\.[0-9]{4,5}/[a-z0-9]{1,8}([.-][a-z]{3,6})?", fullmatch=True)
CODES = (
    ICD.filter(lambda value: value[:3] not in {"B11", "B12", "B13", "B14"}).map(
        lambda value: Code(System.ICD10, value)
    )
    | MESH.map(lambda value: Code(System.MESH, value))
    | PMID.map(lambda value: Code(System.PMID, value))
    | DOI.filter(lambda value: not value.endswith((".pdf", ".full", ".html", ".long")))
    .filter(lambda value: "." not in value.split("/")[1])
    .map(lambda value: Code(System.DOI, value))
)


@pytest.mark.parametrize(
    ("text", "system", "value"),
    [
        ("E11", "icd10", "E11"),
        ("e11.9", "icd10", "E11.9"),
        ("E11.", "icd10", "E11"),
        ("E11.-", "icd10", "E11"),
        ("icd-10 E11", "icd10", "E11"),
        ("ICD10:E11.65", "icd10", "E11.65"),
        ("ICD-10-CM E11.65", "icd10", "E11.65"),
        ("ICD-10-GM: E11.90", "icd10", "E11.90"),
        ("icd e1165", "icd10", "E11.65"),
        ("BNO E11", "icd10", "E11"),
        ("CIM-10 E11", "icd10", "E11"),
        ("CIE10 E11.9", "icd10", "E11.9"),
        ("МКБ-10 E11", "icd10", "E11"),
        ("M01.3*", "icd10", "M01.3"),
        ("A17.0†", "icd10", "A17.0"),
        ("C7A.00", "icd10", "C7A.00"),
        ("S72.001A", "icd10", "S72.001A"),
        ("D003924", "mesh", "D003924"),
        ("MeSH D003924", "mesh", "D003924"),
        ("mesh:d000086382", "mesh", "D000086382"),
        ("https://id.nlm.nih.gov/mesh/D003924", "mesh", "D003924"),
        ("https://meshb.nlm.nih.gov/record/ui?ui=D003924", "mesh", "D003924"),
        ("31978945", "pmid", "31978945"),
        ("PMID: 31978945", "pmid", "31978945"),
        ("pmid 31978945", "pmid", "31978945"),
        ("PMID:123", "pmid", "123"),
        ("https://pubmed.ncbi.nlm.nih.gov/31978945/", "pmid", "31978945"),
        ("N Engl J Med 2020;382:727-33. PMID: 31978945.", "pmid", "31978945"),
        ("10.1056/NEJMoa2001017", "doi", "10.1056/nejmoa2001017"),
        ("https://doi.org/10.1056/NEJMoa2001017", "doi", "10.1056/nejmoa2001017"),
        ("doi:10.1056/NEJMoa2001017.", "doi", "10.1056/nejmoa2001017"),
        (" DOI 10.1056/NEJMoa2001017 ", "doi", "10.1056/nejmoa2001017"),
    ],
)
def test_codes_are_read_as_people_write_them(
    text: str, system: str, value: str
) -> None:
    assert read_code(text) == Code(System(system), value)


@pytest.mark.parametrize(
    "text",
    [
        *("", "asthma", "vitamin B12", "B12", "b12", "H1N1", "T1D", "A1C", "D3"),
        *("covid-19", "type 2", "120/80", "10:30", "2024", "1234567", "012345678"),
        *("E10-E14", "E1165", "E11 treatment", "C18.452.394.750", "omega-3", "G6PD"),
        *("pmid", "pmid 0", "10.1056", "10.5/2", "snomed 73211009", "MeSH", "icd-10"),
    ],
)
def test_what_is_no_code_is_left_to_the_words(text: str) -> None:
    assert read_code(text) is None


@pytest.mark.parametrize(
    ("text", "is_sure"),
    [
        ("Q10", False),
        ("ICD-10 Q10", True),
        ("E11.9", True),
        ("20240115", False),
        ("PMID 20240115", True),
        ("D003924", True),
    ],
)
def test_it_is_said_where_a_text_may_mean_something_else(
    text: str, is_sure: bool
) -> None:
    code = read_code(text)

    assert code is not None
    assert code.is_sure is is_sure


def test_a_code_of_icd_lies_in_wider_ones() -> None:
    assert Code(System.ICD10, "E11.65").parents == ("E11.6", "E11")
    assert Code(System.ICD10, "E11").parents == ()
    assert Code(System.MESH, "D003924").parents == ()
    assert Code(System.DOI, "10.1056/a.b").parents == ()


@given(CODES)
def test_reading_what_was_printed_gives_the_same(code: Code) -> None:
    assert read_code(str(code)) == code


@given(CODES)
def test_a_code_is_read_in_small_letters_too(code: Code) -> None:
    assert read_code(str(code).lower()) == code


@given(ICD)
def test_each_parent_is_the_beginning_of_its_child(value: str) -> None:
    line = (value, *Code(System.ICD10, value).parents)

    for child, parent in pairwise(line):
        assert child.startswith(parent)
        assert len(child) - len(parent) in {1, 2}
    assert line[-1] == value[:3]


@given(st.text() | st.from_regex(r"(icd|mesh|pmid|doi)?[ :-]*[a-z]?[0-9.]{0,9}.{0,3}"))
def test_no_text_is_too_strange(text: str) -> None:
    code = read_code(text)

    assert code is None or read_code(str(code)) == code
