"""Reading requests: lenient with names, strict with what would change the answer."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medagora.api.domain.infobutton import names
from medagora.api.domain.infobutton.asked import Asked, Coded, Form, Person
from medagora.api.domain.infobutton.parameters import (
    LONGEST,
    MOST_PAIRS,
    form_of,
    read_request,
)
from medagora.kernel.refusals import BadInput

ICD10CM = "2.16.840.1.113883.6.90"
CODE = ("mainSearchCriteria.v.c", "E11.9")
SYSTEM = ("mainSearchCriteria.v.cs", ICD10CM)


def read(*pairs: tuple[str, str]) -> Asked:
    return read_request([CODE, SYSTEM, *pairs])


def fault(*pairs: tuple[str, str]) -> str:
    """The name of the parameter that is refused."""
    with pytest.raises(BadInput) as refusal:
        read_request(pairs)
    return refusal.value.field or ""


def test_a_whole_request_as_records_send_it() -> None:
    asked = read(
        ("representedOrganization.id.root", "1.2.840.1"),
        ("holder.assignedEntity.n", "drgrey"),
        ("holder.assignedEntity.certificateText", "secret"),
        ("patientPerson.administrativeGenderCode.c", "f"),
        ("age.v.v", "71"),
        ("age.v.u", "a"),
        ("taskContext.c.c", "PROBLISTREV"),
        ("subTopic.v.c", "Q000628"),
        ("subTopic.v.cs", "2.16.840.1.113883.6.177"),
        ("mainSearchCriteria.v.dn", "Type 2 diabetes"),
        ("informationRecipient", "PAT"),
        ("performer", "PROV"),
        ("informationRecipient.languageCode.c", "hu-HU"),
        ("performer.languageCode.c", "en"),
        ("knowledgeResponseType", "application/json"),
        ("somethingElse", "is left alone"),
    )

    assert asked == Asked(
        criteria=(Coded("E11.9", ICD10CM, name="Type 2 diabetes"),),
        sub_topics=(Coded("Q000628", "2.16.840.1.113883.6.177"),),
        task="PROBLISTREV",
        recipient=Person.PATIENT,
        performer=Person.PROVIDER,
        recipient_language="hu",
        performer_language="en",
        gender="F",
        age_group="D000368",
        form=Form.JSON,
    )


def test_who_asks_and_the_age_itself_are_let_go() -> None:
    asked = read(
        ("holder.assignedEntity.n", "drgrey"),
        ("holder.assignedEntity.certificateText", "hunter2"),
        ("representedOrganization.id.root", "1.2.840.99"),
        ("age.v.v", "73"),
    )

    for private in ("drgrey", "hunter2", "1.2.840.99", "73"):
        assert private not in repr(asked)


@pytest.mark.parametrize(
    "stem", ["mainSearchCriteria.v", "mainSearchCriteria.c", "MAINSEARCHCRITERIA.V"]
)
def test_older_names_and_any_case_are_understood(stem: str) -> None:
    asked = read_request([(f"{stem}.c", "J45"), (f"{stem}.cs", ICD10CM)])

    assert asked.criteria == (Coded("J45", ICD10CM),)


def test_a_record_that_sends_old_and_new_names_asks_once() -> None:
    older = [("mainSearchCriteria.c.c", "E11.9"), ("mainSearchCriteria.c.cs", "9.9")]

    assert read(*older).criteria == (Coded("E11.9", ICD10CM),)
    assert read_request([*older, CODE, SYSTEM]).criteria == (Coded("E11.9", ICD10CM),)


def test_both_spellings_of_a_task_are_understood() -> None:
    assert read(("task.c.c", "labrrev")).task == "LABRREV"
    assert read(("taskContext.c.c", "MLREV")).task == "MLREV"


def test_criteria_are_numbered_from_the_second_on() -> None:
    asked = read(
        ("mainSearchCriteria.v.c1", "I10"),
        ("mainSearchCriteria.v.cs1", "urn:oid:2.16.840.1.113883.6.3"),
        ("mainSearchCriteria.v.dn2", "Gout"),
        ("mainSearchCriteria.v.ot7", "tired all the time"),
    )

    assert [row.code or row.name or row.text for row in asked.criteria] == [
        "E11.9",
        "I10",
        "Gout",
        "tired all the time",
    ]


def test_a_name_that_comes_twice_without_a_number_is_a_repetition() -> None:
    asked = read(
        ("mainSearchCriteria.v.c", "I10"), ("mainSearchCriteria.v.cs", ICD10CM)
    )

    assert [row.code for row in asked.criteria] == ["E11.9", "I10"]


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("", Form.XML),
        ("text/xml", Form.XML),
        ("application/xml; charset=utf-8", Form.XML),
        ("application/json", Form.JSON),
        ("JSON", Form.JSON),
        ("text/html", Form.PAGE),
    ],
)
def test_forms_of_the_answer(word: str, form: Form) -> None:
    assert read(("knowledgeResponseType", word)).form is form


def test_a_script_names_the_function() -> None:
    asked = read(
        ("knowledgeResponseType", "application/javascript"), ("callback", "app.show")
    )

    assert (asked.form, asked.callback) == (Form.JSONP, "app.show")


def test_spanish_by_the_name_that_medlineplus_once_gave_it() -> None:
    assert (
        read(("informationRecipient.languageCode.c", "sp")).recipient_language == "es"
    )


def test_the_language_of_the_patient_is_not_that_of_the_clinician() -> None:
    spoken = ("performer.languageCode.c", "de")

    assert read(spoken, ("informationRecipient", "PAT")).language == ""
    assert read(spoken, ("informationRecipient", "PROV")).language == "de"


@pytest.mark.parametrize(
    ("pairs", "field"),
    [
        ([], "mainSearchCriteria.v.c"),
        ([("mainSearchCriteria.v.c", "  ")], "mainSearchCriteria.v.c"),
        ([SYSTEM], "mainSearchCriteria.v.c"),
        ([CODE], "mainSearchCriteria.v.cs"),
        (
            [CODE, SYSTEM, ("mainSearchCriteria.v.c1", "I10")],
            "mainSearchCriteria.v.cs1",
        ),
        ([CODE, SYSTEM, ("informationRecipient", "NURSE")], "informationRecipient"),
        ([CODE, SYSTEM, ("performer", "?")], "performer"),
        (
            [CODE, SYSTEM, ("informationRecipient.languageCode.c", "Klingonese")],
            "informationRecipient.languageCode.c",
        ),
        (
            [CODE, SYSTEM, ("performer.languageCode.c", "../")],
            "performer.languageCode.c",
        ),
        ([CODE, SYSTEM, ("age.v.v", "old")], "age.v.v"),
        ([CODE, SYSTEM, ("age.v.v", "-3")], "age.v.v"),
        ([CODE, SYSTEM, ("age.v.v", "151")], "age.v.v"),
        ([CODE, SYSTEM, ("age.v.v", "9" * 200)], "age.v.v"),
        ([CODE, SYSTEM, ("age.v.v", "5"), ("age.v.u", "years")], "age.v.u"),
        ([CODE, SYSTEM, ("knowledgeResponseType", "pdf")], "knowledgeResponseType"),
        ([CODE, SYSTEM, ("knowledgeResponseType", "text/javascript")], "callback"),
        ([SYSTEM, (CODE[0], "E\x0011")], "mainSearchCriteria.v.c"),
        ([SYSTEM, (CODE[0], "E" * (LONGEST + 1))], "mainSearchCriteria.v.c"),
        ([CODE, SYSTEM, ("subTopic.v.dn3", "a\ud800")], "subTopic.v.dn3"),
        ([CODE, SYSTEM, *[("x", "")] * MOST_PAIRS], "mainSearchCriteria.v"),
        ([SYSTEM, *[CODE] * 21], "mainSearchCriteria.v.c"),
    ],
)
def test_each_fault_names_its_parameter(
    pairs: list[tuple[str, str]], field: str
) -> None:
    assert fault(*pairs) == field


def test_refusals_never_repeat_what_was_sent() -> None:
    with pytest.raises(BadInput) as refusal:
        read(("informationRecipient", "hunter2"))

    assert "hunter2" not in str(refusal.value)


@pytest.mark.parametrize(
    "pair",
    [
        ("ageGroup.v.c", "D999999"),
        ("patientPerson.administrativeGenderCode.c", "X"),
        ("taskContext.c.c", "DANCING"),
        ("subTopic.v.c", "unknown"),
        ("mainSearchCriteria.v.cs", "1.2.3.4.5"),
        ("observation.v.v", "\x00" * 9),
    ],
)
def test_codes_that_nobody_knows_are_no_fault(pair: tuple[str, str]) -> None:
    assert read_request([CODE, SYSTEM, pair]).criteria


def test_the_form_is_known_although_the_rest_is_faulty() -> None:
    assert form_of([("knowledgeResponseType", "application/json")]) is Form.JSON
    assert form_of([("knowledgeResponseType", "pdf")]) is Form.XML
    assert form_of([("mainSearchCriteria.v.c", "\x00")]) is Form.XML


_NAMES = st.sampled_from(
    [
        *(
            f"{stem}.{part}"
            for stem in (names.MAIN, names.SUB_TOPIC)
            for part in names.CODED
        ),
        "mainSearchCriteria.v.c1",
        "mainSearchCriteria.v.cs99",
        "mainSearchCriteria.c.c",
        "age.v.v",
        "age.v.u",
        "ageGroup.v.c",
        "informationRecipient",
        "informationRecipient.languageCode.c",
        "knowledgeResponseType",
        "callback",
    ]
)


@settings(max_examples=400)
@given(
    st.lists(
        st.tuples(_NAMES | st.text(max_size=30), st.text(max_size=40)), max_size=30
    )
)
def test_whatever_comes_is_read_or_refused_by_name(
    pairs: list[tuple[str, str]],
) -> None:
    found = read_or_refused(pairs)

    if isinstance(found, BadInput):
        assert found.field
        assert str(found)
    else:
        assert 0 < len(found.criteria) <= 20


def read_or_refused(pairs: list[tuple[str, str]]) -> Asked | BadInput:
    try:
        return read_request(pairs)
    except BadInput as refusal:
        return refusal
