"""What the process keeps of the catalogue: bounded, and not for long."""

from typing import Any

import pytest

from medagora.api.queries import remembering
from medagora.api.queries.remembering import MOST, SECONDS, remembered


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1000.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    return now


def test_a_list_is_made_again_after_its_time(clock: list[float]) -> None:
    made: list[int] = []

    def make() -> Any:
        made.append(1)
        return len(made)

    assert [remembered("a", make), remembered("a", make)] == [1, 1]
    clock[0] += SECONDS
    assert [remembered("a", make), remembered("a", make)] == [2, 2]


def test_the_oldest_goes_when_there_are_too_many(clock: list[float]) -> None:
    for number in range(MOST + 1):
        remembered(number, lambda: "first")

    assert len(remembering._kept) == MOST
    assert remembered(1, lambda: "again") == "first"
    assert remembered(0, lambda: "again") == "again"


def test_what_is_made_again_is_the_newest(clock: list[float]) -> None:
    for number in range(MOST):
        remembered(number, lambda: "first")
    clock[0] += SECONDS
    remembered(0, lambda: "again")

    remembered("one more", lambda: "new")

    assert 0 in remembering._kept
    assert 1 not in remembering._kept
