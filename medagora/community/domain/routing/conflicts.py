"""Who speaks about what for somebody that pays them: they are not asked about it.

A declared tie alone keeps nobody from being asked: it is shown where they answer. Who
holds a hat "speaks for …" of the organisation that employs, funds or belongs to them
can still answer, under that hat; but we do not send questions their way.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from medagora.kernel.text import fold

#: Kinds of ties by which money comes, as people declare them.
PAID = frozenset({"employment", "funding", "ownership"})


@dataclass(frozen=True)
class Spoken:
    """A hat "speaks for": the organisation, and topics if it names any."""

    organisation: str
    topics: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Bound:
    """A declared tie; ``until`` is the year in which it ended."""

    organisation: str
    nature: str
    until: int | None = None


@dataclass(frozen=True)
class PaidTies:
    """``topics``: about these they speak for pay. ``is_general``: they do without
    naming a topic, which counts where something is chosen (``fit.CHOICES``)."""

    topics: frozenset[str] = frozenset()
    is_general: bool = False


def paid_ties(spoken: Iterable[Spoken], bound: Iterable[Bound], year: int) -> PaidTies:
    """Names of organisations are compared as people type them: folded."""
    payers = {
        fold(tie.organisation)
        for tie in bound
        if tie.nature in PAID and (tie.until is None or tie.until >= year)
    }
    paid = [hat for hat in spoken if fold(hat.organisation) in payers]
    return PaidTies(
        frozenset().union(*(hat.topics for hat in paid)),
        any(not hat.topics for hat in paid),
    )
