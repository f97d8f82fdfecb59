"""What a moderator may decide about a matter, and what follows from it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from medagora.community.domain.moderation.matters import (
    AGAINST_THE_AUTHOR,
    STATE_AFTER,
    MatterKind,
    MatterState,
    Outcome,
    outcomes_of,
)
from medagora.community.domain.moderation.reasons import NEEDS_WORDS, Reason
from medagora.community.domain.moderation.sanctions import (
    SanctionDraft,
    SanctionKind,
    check_sanction,
    is_serious,
)
from medagora.community.domain.words import State
from medagora.kernel.refusals import BadInput, Conflict, NotAllowed

#: Where a post is out of the moderators' hands.
_ITS_AUTHORS = frozenset({State.WITHDRAWN, State.ERASED})
MOST_SPANS = 20

Span = tuple[int, int]


@dataclass(frozen=True)
class Case:
    """A matter as it stands when somebody decides it.

    ``moderators`` counts those who could speak on a serious sanction, the one who
    decides among them.
    """

    kind: MatterKind
    state: MatterState
    post_state: State | None
    has_author: bool = True
    has_crisis_call: bool = False
    moderators: int = 2
    has_picture: bool = False
    #: This is not about the post's words, and something else about them waits or was
    #: decided against them: only that can show the post.
    is_held_besides: bool = False


@dataclass(frozen=True)
class Verdict:
    """What a moderator says; ``words`` go to the author."""

    outcome: Outcome
    reason: Reason | None = None
    words: str = ""
    spans: tuple[Span, ...] = ()
    sanction: SanctionDraft | None = None


@dataclass(frozen=True)
class Plan:
    """What is to be done now; ``post_state`` None leaves the post as it is."""

    state: MatterState
    post_state: State | None
    sanction: SanctionDraft | None = None
    needs_second: bool = False


def decide(case: Case, verdict: Verdict) -> Plan:
    """Conflict, BadInput or NotAllowed for what cannot be decided like this."""
    if case.state is not MatterState.OPEN:
        raise Conflict("Somebody has decided about this one meanwhile.")
    possible = outcomes_of(case.kind, has_picture=case.has_picture)
    if case.kind is MatterKind.APPEAL or verdict.outcome not in possible:
        raise BadInput("This cannot be decided like that.", field="outcome")
    _check_words(case, verdict)
    needs_second = _check_sanction(case, verdict.sanction)
    return Plan(
        _state_after(verdict.outcome, needs_second=needs_second),
        _post_state_after(case, verdict.outcome),
        verdict.sanction,
        needs_second,
    )


def _check_words(case: Case, verdict: Verdict) -> None:
    """Whoever is told no is told why."""
    is_against = verdict.outcome in AGAINST_THE_AUTHOR or verdict.sanction is not None
    if not is_against:
        return
    if verdict.reason is None:
        raise BadInput("Choose a reason from the list.", field="reason")
    is_doffing = (
        verdict.sanction is not None and verdict.sanction.kind is SanctionKind.DOFFED
    )
    needs_words = verdict.reason in NEEDS_WORDS or is_doffing
    if needs_words and not verdict.words.strip():
        raise BadInput("Say in a sentence why.", field="words")
    if verdict.outcome is Outcome.EDIT and not (verdict.spans or verdict.words.strip()):
        raise BadInput("Say which words should be changed.", field="quoted")


def _check_sanction(case: Case, sanction: SanctionDraft | None) -> bool:
    """Whether a second moderator is needed."""
    if sanction is None:
        return False
    if case.kind is MatterKind.CRISIS or case.has_crisis_call:
        raise NotAllowed(
            "Nobody is silenced for being in pain: a call for help has no sanction."
        )
    if not case.has_author:
        raise BadInput("Its author has left; there is nobody to sanction.")
    check_sanction(sanction)
    if not is_serious(sanction):
        return False
    if case.moderators < 2:
        raise NotAllowed(
            "This needs two different moderators, and this site has only one. Up to "
            "24 hours of read-only, slow mode and a warning are possible."
        )
    return True


def _state_after(outcome: Outcome, *, needs_second: bool) -> MatterState:
    if needs_second:
        return MatterState.SECOND
    return MatterState.AUTHOR if outcome is Outcome.EDIT else MatterState.CLOSED


def _post_state_after(case: Case, outcome: Outcome) -> State | None:
    """What its author has taken back stays taken back."""
    if case.post_state is None or case.post_state in _ITS_AUTHORS:
        return None
    after = STATE_AFTER.get(outcome)
    if after is State.SHOWN and case.is_held_besides:
        return None
    return None if after == case.post_state else after


# ---- who may ----------------------------------------------------------------------


@dataclass(frozen=True)
class Standpoint:
    """How a moderator stands to a matter."""

    is_about_them: bool = False
    is_their_report: bool = False
    has_blocked_author: bool = False

    @property
    def is_part(self) -> bool:
        return self != Standpoint()


def require_impartial(standpoint: Standpoint) -> None:
    """NotAllowed for a moderator who is part of the matter."""
    if standpoint.is_about_them:
        raise NotAllowed("This is about you, so somebody else must decide.")
    if standpoint.is_their_report:
        raise NotAllowed("You reported this, so somebody else must decide.")
    if standpoint.has_blocked_author:
        raise NotAllowed("You have blocked its author, so somebody else must decide.")


def require_second(proposed_by: str, second: str) -> None:
    """The second voice is another person's (pseudonyms)."""
    if proposed_by == second:
        raise NotAllowed("You proposed this, so another moderator must agree.")


# ---- the words concerned ------------------------------------------------------------


def find_spans(text: str, quoted: Iterable[str]) -> tuple[Span, ...]:
    """Where the quoted words stand in the text; BadInput when they do not."""
    spans: list[Span] = []
    for words in quoted:
        wanted = words.strip()
        if not wanted:
            continue
        start = text.find(wanted)
        if start < 0:
            raise BadInput(
                "The post does not say “%(words)s”. Copy the words as they are.",
                field="quoted",
                words=wanted[:80],
            )
        spans.append((start, start + len(wanted)))
    return merge_spans(spans, len(text))


def merge_spans(spans: Sequence[Span], length: int) -> tuple[Span, ...]:
    """In order, within the text, without overlap; at most ``MOST_SPANS``."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        first, last = max(start, 0), min(end, length)
        if first >= last:
            continue
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return tuple(merged[:MOST_SPANS])


def marked(text: str, spans: Iterable[Span]) -> list[tuple[bool, str]]:
    """The text in pieces: (is it about these words?, piece)."""
    pieces, here = list[tuple[bool, str]](), 0
    for start, end in merge_spans([*spans], len(text)):
        pieces += [(False, text[here:start]), (True, text[start:end])]
        here = end
    pieces.append((False, text[here:]))
    return [piece for piece in pieces if piece[1]]


#: What the public log calls each kind of sanction.
VERB_OF_SANCTION = {
    SanctionKind.WARNING: "person_warned",
    SanctionKind.SLOW: "person_slowed",
    SanctionKind.READ_ONLY: "person_read_only",
    SanctionKind.SUSPENDED: "person_suspended",
    SanctionKind.CLOSED: "person_closed_out",
    SanctionKind.DOFFED: "hat_taken_off",
}
VERB_OF_OUTCOME = {
    Outcome.PICTURES: "pictures_removed",
    Outcome.HIDE: "post_hidden",
    Outcome.REMOVE: "post_removed",
}
