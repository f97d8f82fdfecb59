"""How much dangerous advice is pointed at, of what was judged by hand."""

import pytest

from medagora.community.domain.safety import Certainty, find_dangerous_advice
from tests.community.safety.judging import (
    FINISHED,
    advice_share,
    judged,
)

pytestmark = pytest.mark.parametrize("language", FINISHED)
KINDS = ["stop_medicine", "dose", "miracle_cure", "refuse_care", "selling_medicine"]


def test_there_are_forty_judged_texts(language: str) -> None:
    assert sum(map(len, judged("advice", language).values())) >= 40


@pytest.mark.parametrize("kind", KINDS)
def test_dangerous_advice_is_pointed_at(language: str, kind: str) -> None:
    assert advice_share(judged("advice", language)[kind], language) >= 0.9


@pytest.mark.parametrize("kind", KINDS)
def test_advice_is_named_as_it_was_judged(language: str, kind: str) -> None:
    said = judged("advice", language)[kind]

    right = [
        text
        for text in said
        if kind in {found.kind for found in find_dangerous_advice(text, language)}
    ]

    assert len(right) >= 0.9 * len(said)


def test_questions_reports_and_warnings_are_no_advice(language: str) -> None:
    assert advice_share(judged("advice", language)["none"], language) <= 0.06


def test_what_professionals_say_of_doses_is_a_perhaps(language: str) -> None:
    for text in judged("advice", language)["maybe"]:
        found = find_dangerous_advice(text, language)

        assert {finding.certainty for finding in found} == {Certainty.MAYBE}


def test_advice_written_later_is_pointed_at(language: str) -> None:
    tables = judged("indirect", language)

    assert advice_share(tables["bad_advice"], language) >= 0.85
    assert advice_share(tables["good_advice"] + tables["harmless"], language) <= 0.05


def test_good_advice_in_other_words_is_left_alone(language: str) -> None:
    """The bad advice of this set is in words that no rule has: docs/safety.md."""
    tables = judged("hinted", language)

    assert advice_share(tables["good_advice"] + tables["harmless"], language) <= 0.15
