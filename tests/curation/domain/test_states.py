"""How a resource may move, checked as data."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.catalogue.domain.words import State
from medagora.curation.domain.states import (
    INITIAL,
    TRANSITIONS,
    Move,
    Transition,
    check_graph,
    moves_from,
    next_state,
)
from medagora.kernel.refusals import Conflict


def test_nothing_is_published_but_a_candidate() -> None:
    leading_there = [t for t in TRANSITIONS if t.end is State.PUBLISHED]

    assert [(t.move, t.start) for t in leading_there] == [
        (Move.PUBLISH, State.CANDIDATE)
    ]


@given(st.sampled_from(State), st.sampled_from(Move))
def test_a_move_is_allowed_exactly_where_it_is_offered(
    state: State, move: Move
) -> None:
    if move in moves_from(state):
        assert next_state(state, move) in set(State)
    else:
        with pytest.raises(Conflict):
            next_state(state, move)


@pytest.mark.parametrize(
    ("fault", "transitions"),
    [
        ("two states", (*TRANSITIONS, TRANSITIONS[0])),
        ("cannot be reached", TRANSITIONS[1:]),
        ("without a way out", tuple(t for t in TRANSITIONS if t.start != "retired")),
        (
            "never used",
            tuple(
                Transition(Move.RETIRE, t.start, t.end) if t.move == "reopen" else t
                for t in TRANSITIONS
            ),
        ),
    ],
)
def test_a_graph_with_a_hole_does_not_load(
    fault: str, transitions: tuple[Transition, ...]
) -> None:
    with pytest.raises(ValueError, match=fault):
        check_graph(transitions, INITIAL)
