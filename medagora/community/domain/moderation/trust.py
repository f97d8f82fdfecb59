"""When reports of readers hide a post, or its pictures, before a moderator looks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

#: So many trusted readers hide a post until it is decided.
HIDES_AT = 3
TRUSTED_AFTER = timedelta(days=7)
#: Readers whose reports were mostly unfounded are heard, but hide nothing.
_FAIR_SHARE = 0.4
_PRIOR = 2


@dataclass(frozen=True)
class ReporterFacts:
    """What is known of a reader who reports; None of it is shown to anybody."""

    joined_at: datetime | None  # None: without an account
    founded: int = 0  # their reports after which something was done
    unfounded: int = 0
    is_restricted: bool = False


def is_trusted(reporter: ReporterFacts, now: datetime) -> bool:
    """An account of a week whose reports were mostly right; nobody is born trusted."""
    if reporter.joined_at is None or reporter.is_restricted:
        return False
    if now - reporter.joined_at < TRUSTED_AFTER:
        return False
    told = reporter.founded + reporter.unfounded
    return (reporter.founded + _PRIOR) / (told + 2 * _PRIOR) >= _FAIR_SHARE


@dataclass(frozen=True)
class Reported:
    """One report of a post as it reads now."""

    is_trusted: bool
    is_about_picture: bool = False


def hides(reports: Iterable[Reported], *, was_kept: bool = False) -> bool:
    """Whether the post is hidden until a moderator has decided.

    ``was_kept``: a moderator has looked at these very words and let them stand, so a
    crowd cannot take them down again.
    """
    of_words = [report for report in reports if not report.is_about_picture]
    return not was_kept and sum(r.is_trusted for r in of_words) >= HIDES_AT


def covers(
    reports: Iterable[Reported], *, has_picture: bool, was_kept: bool = False
) -> bool:
    """Whether the post's pictures are covered until a moderator has decided, whoever
    reported one: the words stay. ``was_kept``: one has looked at them already."""
    is_reported = any(report.is_about_picture for report in reports)
    return has_picture and is_reported and not was_kept
