"""What becomes of a line when the catalogue changes: decided here, done elsewhere."""

from dataclasses import dataclass

from medagora.prescriptions.domain.words import GONE, LineState


@dataclass(frozen=True)
class Seen:
    """A line as it is stored and what is known of its thing now.

    ``state``: of the resource that the line leads to today. ``successor``: the uid of
    the catalogue's own replacement, or empty.
    """

    flag: str
    state: str
    successor: str = ""


@dataclass(frozen=True)
class Verdict:
    """The flag and replacement to store; ``tells`` what the author hears, if
    anything."""

    flag: str
    replacement: str = ""
    tells: str = ""


def decide(seen: Seen) -> Verdict | None:
    """None when nothing changes. A flag is told once, whatever sort of gone it is; a
    link that works again loses its flag without a word."""
    if seen.state not in GONE:
        return Verdict("") if seen.flag else None
    if seen.successor:
        return Verdict("", seen.successor, tells=LineState.REPLACED)
    if seen.flag == seen.state:
        return None
    return Verdict(seen.state, tells="" if seen.flag else LineState.BROKEN)
