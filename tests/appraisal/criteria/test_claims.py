"""Promises: what counts, what is denied, warned of, quoted or sober."""

import pytest

from medagora.appraisal.domain.criteria import claims
from medagora.appraisal.domain.criteria.reading import Reading
from medagora.appraisal.domain.findings import Answer, Finding
from tests.appraisal.building import Piece, build_page, heading, hits_of, item, sight

PLAIN = "The clinic lies in the north of the town, next to the station. " * 12


def look_at(*pieces: Piece) -> Finding:
    page = build_page(*pieces, PLAIN)
    (finding,) = claims.look(Reading(page, hits_of(page, "content"), sight()))
    return finding


def test_a_promise_is_told_with_its_words_and_sentence() -> None:
    found = look_at("Hello. This MIRACLE cure ends pain. Goodbye.")

    assert found.answer is Answer.PRESENT
    assert found.said == "claims.some"
    assert found.facts["phrases"] == ("miracle cure",)
    assert [quote.words for quote in found.quotes] == ["This MIRACLE cure ends pain."]


def test_an_ambiguous_word_alone_leaves_it_open() -> None:
    found = look_at("Doctors hope for a cure.")

    assert found.answer is Answer.CANNOT_TELL
    assert found.said == "claims.few"


def test_a_page_that_only_warns_of_promises_makes_none() -> None:
    found = look_at("Beware of every miracle cure on the internet.")

    assert found.answer is Answer.ABSENT
    assert found.said == "claims.warned_of"
    assert found.quotes


def test_a_list_under_a_warning_is_warned_of() -> None:
    found = look_at(
        "Be wary of products with words like these:",
        item("Miracle cure"),
        item("Guaranteed results"),
        item("100% natural"),
    )

    assert found.said == "claims.warned_of"


def test_a_section_under_a_warning_is_warned_of() -> None:
    found = look_at(heading("How to spot a scam"), "They sell a miracle cure.")

    assert found.said == "claims.warned_of"


def test_the_next_section_is_no_longer_warned_of() -> None:
    found = look_at(
        heading("How to spot a scam"),
        "Look twice.",
        heading("Our drops"),
        "A miracle cure for tired eyes.",
    )

    assert found.said == "claims.some"


@pytest.mark.parametrize(
    "sentence",
    [
        "There is no known miracle cure.",
        "A miracle cure does not exist.",
        "It isn't a miracle cure.",
        "The operation is not without side effects.",
        "Is it a miracle cure?",
        "The drug has breakthrough therapy status.",
    ],
)
def test_what_is_denied_asked_or_sober_is_no_promise(sentence: str) -> None:
    assert look_at(sentence).answer is Answer.ABSENT


@pytest.mark.parametrize(
    "sentence",
    [
        "Not only a miracle cure, it is cheap.",
        "No other town has it, and this miracle cure is yours.",
        "A miracle cure, not a drug.",
    ],
)
def test_a_no_that_means_something_else_takes_nothing_back(sentence: str) -> None:
    assert look_at(sentence).answer is Answer.PRESENT


def test_a_promise_in_quotation_marks_may_be_somebody_elses() -> None:
    found = look_at("They spoke of a “miracle cure” again.")

    assert found.answer is Answer.CANNOT_TELL
