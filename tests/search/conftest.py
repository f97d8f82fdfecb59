"""A search index of its own for each test."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from medagora.search import services


@pytest.fixture(autouse=True)
def search_folder(settings: Any, tmp_path: Path) -> Path:
    folder = tmp_path / "search"
    settings.SEARCH_FOLDER = folder
    return folder


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
