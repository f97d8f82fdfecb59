"""Every word of a closed list has a name for people."""

from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from medagora.topics import labels
from medagora.topics.domain.words import BodySystem, CodeSystem, Register, TopicKind
from medagora.web.templatetags.medagora import label


@pytest.mark.parametrize(
    ("words", "names", "registered"),
    [
        (TopicKind, labels.KINDS, "topic_kind"),
        (BodySystem, labels.BODY_SYSTEMS, "body_system"),
        (CodeSystem, labels.CODE_SYSTEMS, "code_system"),
        (Register, labels.REGISTERS, "register"),
    ],
)
def test_each_word_has_a_label_that_templates_find(
    words: Iterable[str], names: Mapping[str, Any], registered: str
) -> None:
    assert set(names) == set(words)
    assert all(str(label(word, registered)) == str(names[word]) for word in words)
