"""Building the index of what a test has made, a topic to find, and counting queries."""

from collections.abc import Callable
from typing import Any

import pytest

from medagora.search import services
from medagora.topics.domain.files import TermDraft
from medagora.topics.domain.files import TextDraft as TopicText
from medagora.topics.domain.words import Register


@pytest.fixture
def indexed(db: None) -> Callable[[], int]:
    """Builds the index of what the test has made so far."""
    return services.rebuild_index


@pytest.fixture
def count_queries(django_assert_max_num_queries: Any) -> Callable[..., int]:
    """How many queries a call needs."""

    def count(call: Callable[[], Any]) -> int:
        with django_assert_max_num_queries(1_000) as captured:
            call()
        return len(captured)

    return count


@pytest.fixture
def asthma_in_english_and_hungarian(make_topic: Callable[..., Any]) -> None:
    """The topic asthma with words of lay people and clinicians, below lungs."""
    make_topic("lungs")
    make_topic(
        "asthma",
        parent="lungs",
        texts={
            "en": TopicText(
                "Asthma",
                "It narrows the airways. It can be treated.",
                (
                    TermDraft("wheezy chest", Register.LAY),
                    TermDraft("bronchial asthma", Register.CLINICAL),
                ),
            ),
            "hu": TopicText(
                "Asztma",
                "Szűkíti a hörgőket. Kezelhető.",
                (TermDraft("fulladás", Register.LAY),),
            ),
        },
    )
