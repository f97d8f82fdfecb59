"""What follows from what was heard in a post: pure rules on one page.

Nobody is silenced for being in pain: a crisis never holds a post back, it calls
people. Clear dangerous advice and likely spam wait for a moderator, with the reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from medagora.community.domain.moderation.matters import MatterKind
from medagora.community.domain.safety.advice import (
    AdviceFinding,
    AdviceKind,
    Certainty,
)
from medagora.community.domain.safety.crisis import Crisis, Grade
from medagora.community.domain.safety.spam import Spam

#: From this score on a post waits for a moderator.
SPAM_HELD = 0.6
#: What professionals tell under a verified hat is held only when nobody may say it.
_NEVER = frozenset({AdviceKind.MIRACLE_CURE, AdviceKind.SELLING_MEDICINE})


@dataclass(frozen=True)
class Screened:
    """What the engines heard in one post."""

    crisis: Crisis | None
    advice: Sequence[AdviceFinding]
    spam: Spam


@dataclass(frozen=True)
class Call:
    """One matter to open: its kind, the codes of its reasons, places in the text."""

    kind: MatterKind
    reasons: tuple[str, ...]
    spans: tuple[tuple[int, int], ...] = ()
    grade: str = ""


@dataclass(frozen=True)
class Decision:
    """``calls``: matters for moderators; ``is_held``: others do not read it until one
    of them has looked."""

    calls: tuple[Call, ...] = ()

    @property
    def is_held(self) -> bool:
        return any(call.kind != MatterKind.CRISIS for call in self.calls)


def decide(heard: Screened, *, is_professional: bool) -> Decision:
    """``is_professional``: the post wears a verified hat of a profession."""
    calls = []
    if heard.crisis and heard.crisis.grade >= Grade.MEDIUM:
        calls.append(_crisis(heard.crisis))
    if held := _held_advice(heard.advice, is_professional=is_professional):
        calls.append(_advice(held))
    if heard.spam.score >= SPAM_HELD:
        calls.append(Call(MatterKind.SPAM, tuple(map(str, heard.spam.reasons))))
    return Decision(tuple(calls))


def _crisis(crisis: Crisis) -> Call:
    """Every kind that is grave, so that a threat does not hide a wish to die."""
    kinds = [seen.kind for seen in crisis.seen if seen.grade >= Grade.MEDIUM]
    return Call(
        MatterKind.CRISIS,
        tuple(dict.fromkeys(map(str, [crisis.kind, *kinds]))),
        tuple((seen.start, seen.end) for seen in crisis.seen),
        grade=crisis.grade.name.lower(),
    )


def _held_advice(
    found: Sequence[AdviceFinding], *, is_professional: bool
) -> list[AdviceFinding]:
    """What is only perhaps dangerous, or a professional's own business, is shown."""
    clear = [finding for finding in found if finding.certainty == Certainty.CLEAR]
    if not is_professional:
        return clear
    return [finding for finding in clear if finding.kind in _NEVER]


def _advice(found: Sequence[AdviceFinding]) -> Call:
    return Call(
        MatterKind.ADVICE,
        tuple(dict.fromkeys(str(finding.reason) for finding in found)),
        tuple((finding.start, finding.end) for finding in found),
    )
