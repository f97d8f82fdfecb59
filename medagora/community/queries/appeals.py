"""Decisions as the person whom they are about reads them, and their appeals."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from medagora.community.domain.moderation import appeals as rules
from medagora.community.domain.moderation.appeals import Decided, can_appeal
from medagora.community.domain.moderation.deciding import marked
from medagora.community.domain.moderation.matters import (
    MatterKind,
    MatterState,
    Outcome,
)
from medagora.community.domain.moderation.sanctions import SanctionState
from medagora.community.domain.words import State
from medagora.community.models import Matter, MatterMessage, PostReport, Sanction
from medagora.community.queries import moderators
from medagora.kernel.refusals import NotAllowed, NotFound

if TYPE_CHECKING:
    from medagora.people.models import Person

_IN_FORCE = (SanctionState.IN_FORCE.value, SanctionState.ENDED.value)


@dataclass(frozen=True)
class DecisionView:
    """What the author reads of one matter; ``pieces``: (concerned?, text)."""

    matter: Matter
    pieces: list[tuple[bool, str]]
    sanctions: list[Sanction]
    messages: list[MatterMessage]
    appeal: Matter | None
    can_appeal: bool
    waits_for_another: bool = False


def list_decisions(person: "Person") -> QuerySet[Matter]:
    """Everything that waits or was decided about one's own posts, the newest first.

    Not there: reports that nobody has looked at yet, as they may be about nothing, and
    calls for help, unless a moderator has written.
    """
    rows = Matter.objects.filter(person=person, appeals=None, settled_with=None)
    spoken = Exists(MatterMessage.objects.filter(matter=OuterRef("pk")))
    silent = Q(kind=MatterKind.CRISIS) & ~spoken
    unseen = Q(
        state=MatterState.OPEN,
        kind__in=[MatterKind.REPORT, MatterKind.HAT],
        post__state=State.SHOWN,
    )
    return (
        rows.exclude(silent)
        .exclude(unseen)
        .select_related("post__question", "copy", "appeal")
        .prefetch_related("sanctions")
        .order_by("-opened_at", "-pk")
    )


def get_decision(uid: str, person: "Person", at: datetime) -> DecisionView:
    """NotFound for what is not about this person."""
    matter = list_decisions(person).filter(uid=uid).first()
    if matter is None:
        raise NotFound(_("There is no such decision about you."))
    appeal: Matter | None = getattr(matter, "appeal", None)
    return DecisionView(
        matter=matter,
        pieces=marked(matter.copy.text, _spans(matter)),
        sanctions=[s for s in matter.sanctions.all() if s.state in _IN_FORCE],
        messages=list((appeal or matter).messages.order_by("at", "pk")),
        appeal=appeal,
        can_appeal=can_appeal(decided_of(matter), at),
        waits_for_another=appeal is not None and not list_hearers(appeal),
    )


def _spans(matter: Matter) -> list[tuple[int, int]]:
    """The words that moderators named; before they decided, those that were seen."""
    found = matter.concerned or matter.spans
    return [(start, end) for start, end in found]


def decided_of(matter: Matter) -> Decided:
    """What the rules of appeals need to know of a matter."""
    sanctions = Sanction.objects.filter(matter=matter, state__in=_IN_FORCE)
    return Decided(
        kind=MatterKind(matter.kind),
        state=MatterState(matter.state),
        outcome=Outcome(matter.outcome) if matter.outcome else None,
        decided_at=matter.decided_at,
        has_sanction=sanctions.exists(),
        has_appeal=Matter.objects.filter(appeals=matter).exists(),
    )


def standing_sanction(matter: Matter, at: datetime) -> Sanction | None:
    """The sanction of a decision that is in force, or still waits for a second."""
    lasting = Q(until=None) | Q(until__gt=at)
    states = [SanctionState.IN_FORCE.value, SanctionState.PROPOSED.value]
    rows = Sanction.objects.filter(lasting, matter=matter, state__in=states)
    return rows.order_by("pk").first()


# ---- who may hear an appeal -------------------------------------------------------


def require_hearer(person: "Person", appeal: Matter) -> None:
    """NotAllowed for whoever decided first."""
    if person not in list_hearers(appeal):
        raise NotAllowed("You decided first, so somebody else must hear the appeal.")


def list_hearers(appeal: Matter) -> "list[Person]":
    """The moderators who may decide it; nobody on a site with one moderator."""
    first = appeal.appeals
    if first is None:
        return []
    everybody = [
        person
        for person in moderators.list_moderators_of(appeal.post.question)
        if person.pk != appeal.person_id
    ]
    pseudonyms = [person.pseudonym for person in everybody]
    agreed_by = _agreed_by(first)
    return [
        person
        for person in everybody
        if rules.may_hear(
            person.pseudonym,
            decided_by=first.decided_pseudonym,
            agreed_by=agreed_by,
            moderators=pseudonyms,
        )
    ]


def _agreed_by(matter: Matter) -> str:
    rows = Sanction.objects.filter(matter=matter).exclude(second_pseudonym="")
    return rows.values_list("second_pseudonym", flat=True).first() or ""


def list_own_reports(person: "Person") -> QuerySet[PostReport]:
    """What somebody reported, and how it ended."""
    rows = PostReport.objects.filter(reporter=person)
    return rows.select_related("matter", "post__question").order_by(
        "-reported_at", "-pk"
    )
