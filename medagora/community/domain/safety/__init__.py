"""What a free text may tell of danger: crisis, dangerous advice, spam. Pure.

Each says what it saw and why; none decides what happens. docs/safety.md tells how
well each does it, and what it misses.
"""

from medagora.community.domain.safety.advice import (
    AdviceFinding,
    AdviceKind,
    Certainty,
    Reason,
    find_dangerous_advice,
)
from medagora.community.domain.safety.crisis import (
    Crisis,
    CrisisKind,
    Grade,
    Seen,
    assess,
)
from medagora.community.domain.safety.spam import (
    Spam,
    SpamFacts,
    SpamReason,
    spam_score,
)

__all__ = [
    "AdviceFinding",
    "AdviceKind",
    "Certainty",
    "Crisis",
    "CrisisKind",
    "Grade",
    "Reason",
    "Seen",
    "Spam",
    "SpamFacts",
    "SpamReason",
    "assess",
    "find_dangerous_advice",
    "spam_score",
]
