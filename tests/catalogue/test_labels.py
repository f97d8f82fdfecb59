"""Every word of a closed list has a name for people."""

from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from medagora.catalogue import labels
from medagora.catalogue.domain.words import (
    Audience,
    Cost,
    Kind,
    LinkState,
    State,
    Visibility,
)
from medagora.web.templatetags.medagora import label


@pytest.mark.parametrize(
    ("words", "names", "registered"),
    [
        (Kind, labels.KINDS, "kind"),
        (Kind, labels.KIND_GROUPS, "kind_group"),
        (Audience, labels.AUDIENCES, "audience"),
        (Cost, labels.COSTS, "cost"),
        (State, labels.STATES, "state"),
        (LinkState, labels.LINK_STATES, "link_state"),
        (Visibility, labels.VISIBILITIES, "visibility"),
    ],
)
def test_each_word_has_a_label_that_templates_find(
    words: Iterable[str], names: Mapping[str, Any], registered: str
) -> None:
    assert set(names) == set(words)
    assert all(str(label(word, registered)) == str(names[word]) for word in words)
