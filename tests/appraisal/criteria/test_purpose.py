"""What the page is for, for whom, what to do, and the short version."""

from collections.abc import Callable
from typing import Any

import pytest

from medagora.appraisal.domain.criteria import purpose
from medagora.appraisal.domain.criteria.reading import Reading
from medagora.appraisal.domain.findings import Answer, Finding, Where
from tests.appraisal.building import Piece, build_page, heading, hits_of, sight

PLAIN = "The clinic lies in the north of the town, next to the station. " * 12


def look_at(
    look: Callable[[Reading], Finding], *pieces: Piece, **others: Any
) -> Finding:
    page = build_page(*pieces, PLAIN, **others)
    return look(Reading(page, hits_of(page, "content"), sight()))


def test_an_aim_is_looked_for_near_the_beginning() -> None:
    early = look_at(purpose.look_for_aim, "This leaflet explains eye drops.")
    late = look_at(purpose.look_for_aim, PLAIN * 4, "This leaflet explains eye drops.")

    assert early.answer is Answer.PRESENT
    assert late.answer is Answer.ABSENT


def test_linked_data_may_say_for_whom_the_page_is() -> None:
    found = look_at(
        purpose.look_for_audience,
        linked_data=(
            {
                "@type": "MedicalWebPage",
                "medicalAudience": "https://schema.org/Patient",
            },
        ),
    )

    assert found.answer is Answer.PRESENT
    assert found.said == "audience.marked"
    assert found.facts["audience"] == "Patient"
    assert found.quotes[0].where is Where.MARKUP


@pytest.mark.parametrize(
    "value",
    [None, 7, "", [], [None], {}, {"@type": []}, {"name": {"a": "b"}}, [[["x"]]], "a/"],
)
def test_odd_linked_data_says_nothing(value: object) -> None:
    found = look_at(purpose.look_for_audience, linked_data=({"audience": value},))

    assert found.answer is Answer.ABSENT


def test_things_to_do_that_address_nobody_leave_it_open() -> None:
    found = look_at(
        purpose.look_for_action, "Wear a patch. Swallow the pill. Avoid alcohol."
    )

    assert found.answer is Answer.CANNOT_TELL
    assert found.said == "action.impersonal"


def test_things_to_do_for_the_reader_are_an_action() -> None:
    found = look_at(
        purpose.look_for_action,
        "Take your pill at night. Tell your doctor if you fall.",
    )

    assert found.answer is Answer.PRESENT


def test_a_heading_of_its_own_is_a_summary_and_a_title_with_the_word_is_none() -> None:
    own = look_at(purpose.look_for_summary, heading("Key points"))
    other = look_at(
        purpose.look_for_summary,
        heading("Highlights of the town's garden party in the summer"),
    )

    assert own.answer is Answer.PRESENT
    assert other.answer is not Answer.PRESENT


def test_a_line_set_like_a_heading_counts_and_a_word_in_a_sentence_does_not() -> None:
    line = look_at(purpose.look_for_summary, "Key points:")
    word = look_at(purpose.look_for_summary, "She wrote a summary of it.")

    assert line.answer is Answer.PRESENT
    assert word.answer is Answer.ABSENT
