"""Everything that is told has its words."""

import pytest

from medagora.community import labels_safety as labels
from medagora.community.domain.safety import (
    AdviceKind,
    Certainty,
    CrisisKind,
    Grade,
    Reason,
    SpamReason,
    assess,
)


def test_every_word_of_a_closed_list_has_a_label() -> None:
    assert set(labels.CRISIS_KINDS) == {*CrisisKind}
    assert set(labels.GRADES) == {*Grade}
    assert set(labels.ADVICE_KINDS) == {*AdviceKind}
    assert set(labels.ADVICE_REASONS) == {*Reason}
    assert set(labels.CERTAINTIES) == {*Certainty}
    assert set(labels.SPAM_REASONS) == {*SpamReason}


@pytest.mark.parametrize("kind", CrisisKind)
@pytest.mark.parametrize("grade", Grade)
def test_there_are_human_words_for_every_kind_and_grade(
    kind: CrisisKind, grade: Grade
) -> None:
    words = labels.HUMAN_WORDS[kind][grade]

    assert 0 < len(str(words.heading)) < 60
    assert 0 < len(str(words.text)) < 320


def test_the_words_are_those_of_the_gravest_sign() -> None:
    found = assess("I just took all my pills", "en")

    assert found is not None
    assert "call now" in str(labels.human_words(found).heading)


def test_nobody_promises_to_be_there() -> None:
    assert "Nobody here is a crisis service" in str(labels.NOT_A_CRISIS_SERVICE)
