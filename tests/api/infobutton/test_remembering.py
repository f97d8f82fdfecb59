"""What records ask for again and again is read once in half a minute."""

import pytest

from medagora.api.queries import remembering
from medagora.api.queries.remembering import remembered


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time; what stands first in it is now."""
    now = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    return now


def test_is_made_anew_after_half_a_minute(clock: list[float]) -> None:
    made = iter("ab")

    first = [remembered("asthma", lambda: next(made)) for _ in range(2)]
    clock[0] = remembering.SECONDS + 1

    assert first == ["a", "a"]
    assert remembered("asthma", lambda: next(made)) == "b"


def test_what_has_ended_makes_room_first(
    clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembering, "MOST", 3)
    remembered("old", str)
    clock[0] = remembering.SECONDS + 1
    for key in ("one", "two", "three"):
        remembered(key, str)

    assert set(remembering._kept) == {"one", "two", "three"}

    remembered("four", str)

    assert set(remembering._kept) == {"four"}
