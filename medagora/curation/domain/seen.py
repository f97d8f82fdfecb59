"""What findings suggest to a curator: a reason that may fit, never a verdict."""

from collections.abc import Iterable

from medagora.appraisal.domain.findings import Answer, Criterion, Finding
from medagora.curation.domain.verdicts import Reason

#: Weaker sights suggest nothing.
SURE = 0.6


def fitting_reasons(findings: Iterable[Finding]) -> list[Reason]:
    """Reasons to say no for which something on the page speaks, the weightiest first.

    A curator sees them beside the form. Nothing follows from them by itself.
    """
    seen = {(f.criterion, f.answer) for f in findings if f.confidence >= SURE}

    def has(criterion: Criterion, answer: Answer) -> bool:
        return (criterion, answer) in seen

    claims = has(Criterion.CLAIMS, Answer.PRESENT)
    unsupported = has(Criterion.NOT_RETRACTED, Answer.ABSENT) or (
        claims and has(Criterion.REFERENCES, Answer.ABSENT)
    )
    nobody = has(Criterion.AUTHOR, Answer.ABSENT) and has(
        Criterion.OWNER, Answer.ABSENT
    )
    found = {
        Reason.SELLS: claims and has(Criterion.SELLING, Answer.PRESENT),
        Reason.NOT_SUPPORTED: unsupported,
        Reason.NO_AUTHOR: nobody,
    }
    return [reason for reason, fits in found.items() if fits]
