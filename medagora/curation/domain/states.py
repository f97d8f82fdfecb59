"""How a resource moves, as data that is checked when this module loads.

    candidate --publish--> published --retire--> retired
    candidate --decline--> declined
    declined  --reopen---> candidate
    retired   --restore--> candidate

A restored resource goes back to the desk: two people decide again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from medagora.catalogue.domain.words import State
from medagora.kernel.refusals import Conflict


class Move(StrEnum):
    PUBLISH = "publish"
    DECLINE = "decline"
    REOPEN = "reopen"
    RETIRE = "retire"
    RESTORE = "restore"


@dataclass(frozen=True)
class Transition:
    move: Move
    start: State
    end: State


TRANSITIONS = (
    Transition(Move.PUBLISH, State.CANDIDATE, State.PUBLISHED),
    Transition(Move.DECLINE, State.CANDIDATE, State.DECLINED),
    Transition(Move.REOPEN, State.DECLINED, State.CANDIDATE),
    Transition(Move.RETIRE, State.PUBLISHED, State.RETIRED),
    Transition(Move.RESTORE, State.RETIRED, State.CANDIDATE),
)
INITIAL = State.CANDIDATE


def check_graph(transitions: tuple[Transition, ...], initial: State) -> None:
    """Raises ValueError for a graph with a hole: a doubled move, a state that
    cannot be reached, a state without a way out, or a move that is never used."""
    seen = [(t.move, t.start) for t in transitions]
    if len(seen) != len(set(seen)):
        raise ValueError("a move leads to two states")
    reached = {initial}
    for _state in State:
        reached |= {t.end for t in transitions if t.start in reached}
    if missing := set(State) - reached:
        raise ValueError(f"states that cannot be reached: {sorted(missing)}")
    if stuck := set(State) - {t.start for t in transitions}:
        raise ValueError(f"states without a way out: {sorted(stuck)}")
    if unused := set(Move) - {t.move for t in transitions}:
        raise ValueError(f"moves that are never used: {sorted(unused)}")


check_graph(TRANSITIONS, INITIAL)
_ENDS: Mapping[tuple[Move, State], State] = {
    (t.move, t.start): t.end for t in TRANSITIONS
}


def next_state(state: str, move: Move) -> State:
    """The state after the move; Conflict when the state does not allow it."""
    try:
        return _ENDS[move, State(state)]
    except KeyError:
        raise Conflict(
            "That step is not possible for this resource; "
            "perhaps somebody has moved it meanwhile."
        ) from None


def moves_from(state: str) -> list[Move]:
    return [t.move for t in TRANSITIONS if t.start == State(state)]


def path(start: str, end: str) -> list[Move] | None:
    """The fewest moves from one state to another; None where no way leads."""
    ways: dict[State, list[Move]] = {State(start): []}
    for _round in State:
        for step in TRANSITIONS:
            if step.start in ways and step.end not in ways:
                ways[step.end] = [*ways[step.start], step.move]
    return ways.get(State(end))
