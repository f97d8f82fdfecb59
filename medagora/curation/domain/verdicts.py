"""What a curator may say, and what follows from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from medagora.curation.domain.states import Move
from medagora.kernel.refusals import BadInput, Conflict, NotAllowed


class Verdict(StrEnum):
    AGREE = "agree"  # publish it
    DECLINE = "decline"  # do not
    RENEW = "renew"  # a due resource is still good
    RETIRE = "retire"  # a published resource is no longer


class Reason(StrEnum):
    """Why something is declined or retired; words say the rest."""

    NOT_HEALTH = "not-health"
    DUPLICATE = "duplicate"
    NO_AUTHOR = "no-author"
    OUTDATED = "outdated"
    NOT_SUPPORTED = "not-supported"
    SELLS = "sells"
    HARMFUL = "harmful"
    NOT_ACCESSIBLE = "not-accessible"
    PRIVACY = "privacy"
    GONE = "gone"
    OTHER = "other"


class Interest(StrEnum):
    """What the curator says of their own interests, asked at every verdict."""

    NONE = "none"
    DECLARED = "declared"


NEEDS_A_REASON = frozenset({Verdict.DECLINE, Verdict.RETIRE})
#: With an interest one may say no, never yes.
NEEDS_NO_INTEREST = frozenset({Verdict.AGREE, Verdict.RENEW})


@dataclass(frozen=True)
class Given:
    """A verdict already given in this round: by whom (pseudonym) and what."""

    by: str
    verdict: Verdict


@dataclass(frozen=True)
class Opinion:
    """A verdict as it comes in."""

    by: str
    verdict: Verdict
    interest: Interest
    reason: str = ""
    words: str = ""
    interest_words: str = ""


@dataclass(frozen=True)
class Decision:
    """What to do: a move, or None to wait for a second person."""

    move: Move | None
    agreed_by: tuple[str, ...] = ()
    is_single_review: bool = False


def check_opinion(opinion: Opinion) -> None:
    """Raises BadInput or NotAllowed for an opinion that cannot count."""
    if opinion.verdict in NEEDS_A_REASON:
        if opinion.reason not in set(Reason):
            raise BadInput("Choose a reason from the list.", field="reason")
        if not opinion.words.strip():
            raise BadInput("Say in a sentence why.", field="words")
    has_interest = opinion.interest is Interest.DECLARED
    if has_interest and opinion.verdict in NEEDS_NO_INTEREST:
        raise NotAllowed(
            "You declared an interest in this resource, so somebody else must decide."
        )
    if has_interest and not opinion.interest_words.strip():
        raise BadInput("Say what your interest is.", field="interest_words")


def decide(
    earlier: Sequence[Given],
    opinion: Opinion,
    *,
    single_review: bool = False,
) -> Decision:
    """What follows from an opinion about a candidate.

    Two different people must agree; the one who suggested it may be one of them.
    One declines for all. Raises Conflict when this person already agreed.
    """
    check_opinion(opinion)
    if opinion.verdict is Verdict.DECLINE:
        return Decision(Move.DECLINE)
    if opinion.verdict is not Verdict.AGREE:
        raise BadInput("A suggestion is agreed to or declined.", field="verdict")
    agreed = [given.by for given in earlier if given.verdict is Verdict.AGREE]
    if opinion.by in agreed:
        raise Conflict("You have already agreed. A second person must agree too.")
    agreed.append(opinion.by)
    if len(agreed) >= 2:
        return Decision(Move.PUBLISH, tuple(agreed))
    if single_review:
        return Decision(Move.PUBLISH, tuple(agreed), is_single_review=True)
    return Decision(None, tuple(agreed))


def decide_due(opinion: Opinion) -> Decision:
    """What follows from an opinion about a published resource.

    Renewing changes only its dates (move None); retiring takes it from the pages.
    """
    check_opinion(opinion)
    if opinion.verdict is Verdict.RENEW:
        return Decision(None, (opinion.by,))
    if opinion.verdict is Verdict.RETIRE:
        return Decision(Move.RETIRE)
    raise BadInput("A published resource is renewed or retired.", field="verdict")
