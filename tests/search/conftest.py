"""Building the index of what a test has made, and counting queries."""

from collections.abc import Callable
from typing import Any

import pytest

from medagora.search import services


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
