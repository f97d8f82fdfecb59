"""Every sentence of the instruments, and every word of a closed list, is translated."""

from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from medagora.appraisal import labels
from medagora.appraisal.domain.appraisals import Role, State
from medagora.appraisal.domain.findings import Answer
from medagora.appraisal.domain.instruments import list_instruments
from medagora.appraisal.labels_instruments import TEXTS
from medagora.web.templatetags.medagora import label


def test_the_lists_for_translation_and_the_files_say_the_same() -> None:
    in_files = {
        text
        for made in list_instruments()
        for text in made.texts()
        if not text.isdigit()
    }

    assert {str(text) for text in TEXTS} == in_files


def test_no_sentence_is_listed_twice() -> None:
    assert len({str(text) for text in TEXTS}) == len(TEXTS)


@pytest.mark.parametrize(
    ("words", "names", "registered"),
    [
        (Role, labels.ROLES, "rater_role"),
        (Role, labels.ROLE_GROUPS, "rater_group"),
        (State, labels.STATES, "appraisal_state"),
        (Answer, labels.SEEN, "seen_answer"),
    ],
)
def test_each_word_has_a_label_that_templates_find(
    words: Iterable[str], names: Mapping[str, Any], registered: str
) -> None:
    assert set(names) == set(words)
    assert all(str(label(word, registered)) == str(names[word]) for word in words)
