"""What changes on a question when one of its posts is shown, hidden or taken away."""

from dataclasses import dataclass

from medagora.community.domain.words import Part, State


@dataclass(frozen=True)
class Counted:
    """What of a post is counted on its question."""

    part: Part
    is_accepted: bool = False
    is_professional: bool = False


@dataclass(frozen=True)
class Change:
    """What to add to the counts of the question."""

    answers: int = 0
    accepted: int = 0
    professional: int = 0


def change_of(post: Counted, before: State, after: State) -> Change:
    """Only shown answers count; under a verified hat, only shown answers too."""
    step = (after is State.SHOWN) - (before is State.SHOWN)
    if post.part is not Part.ANSWER or not step:
        return Change()
    return Change(
        step,
        step if post.is_accepted else 0,
        step if post.is_professional else 0,
    )


#: What its author has done to a post, nobody undoes.
_FINAL = {
    State.WITHDRAWN: frozenset({State.ERASED}),
    State.ERASED: frozenset[State](),
}


def can_move(before: State, after: State) -> bool:
    return before not in _FINAL or after in _FINAL[before]
