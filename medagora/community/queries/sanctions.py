"""What keeps a person from writing now, and the limits that they meet."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from medagora.community.domain.moderation import limits
from medagora.community.domain.moderation.limits import LimitFacts, Pace, Wanted
from medagora.community.domain.moderation.reasons import Reason
from medagora.community.domain.moderation.sanctions import (
    STOPS_WRITING,
    Restriction,
    SanctionKind,
    SanctionState,
    strictest,
)
from medagora.community.domain.words import State
from medagora.community.models import Post, Question, Sanction
from medagora.community.queries.footing import HOUR, Footing
from medagora.people import access
from medagora.people.access import Permission

if TYPE_CHECKING:
    from medagora.people.models import Person


def restriction_of(person: "Person", at: datetime) -> Restriction | None:
    """The strictest sanction that keeps the person from writing; one query."""
    rows = _in_force(person, at).filter(kind__in=[kind.value for kind in STOPS_WRITING])
    return strictest(
        Restriction(
            SanctionKind(row.kind),
            row.until,
            Reason(row.matter.reason),
            row.matter.uid,
        )
        for row in rows.select_related("matter")
    )


def restricted_ids(person_ids: Collection[int], at: datetime) -> set[int]:
    """Those of the people who may not write now; one query."""
    rows = _active(at).filter(
        person__in=person_ids, kind__in=[kind.value for kind in STOPS_WRITING]
    )
    return {pk for pk in rows.values_list("person_id", flat=True) if pk is not None}


def _in_force(person: "Person", at: datetime) -> QuerySet[Sanction]:
    return _active(at).filter(person=person)


def _active(at: datetime) -> QuerySet[Sanction]:
    lasting = Q(until=None) | Q(until__gt=at)
    return Sanction.objects.filter(lasting, state=SanctionState.IN_FORCE)


def limit_facts(
    person: "Person",
    question: Question | None,
    at: datetime,
    *,
    wanted: Wanted | None = None,
    footing: Footing | None = None,
) -> LimitFacts:
    """What ``limits.allowed`` needs; without a question it is about asking one.

    ``footing``: what was read already. Whether somebody is known is asked only in
    their first days: later it changes nothing.
    """
    own = Post.objects.filter(author=person)
    is_young = at - person.joined_at < limits.NEW_FOR
    is_known = is_young and _is_known(person, at)
    stood = own.filter(state=State.SHOWN, posted_at__lte=at - limits.STANDS_AFTER)
    counts_stood = is_young and not is_known
    return LimitFacts(
        joined_at=person.joined_at,
        stood=stood[: limits.NEW_UNTIL_STOOD].count() if counts_stood else 0,
        posts_last_hour=(
            footing.posts_last_hour
            if footing
            else own.filter(posted_at__gt=at - HOUR).count()
        ),
        paces=tuple(_paces(person, question, at, footing)),
        is_own_question=question is not None and question.author_id == person.pk,
        is_known=is_known,
        wanted=wanted or Wanted(),
    )


def _is_known(person: "Person", at: datetime) -> bool:
    is_moderator = access.can(person, Permission.MODERATE)
    return is_moderator or access.is_verified_professional(person, at)


def _paces(
    person: "Person", question: Question | None, at: datetime, footing: Footing | None
) -> "list[Pace]":
    """Their own slow mode, and the conversation's."""
    own = Post.objects.filter(author=person).order_by("-posted_at")
    found = []
    if footing is None or footing.has_sanction:
        slow = _in_force(person, at).filter(kind=SanctionKind.SLOW)
        seconds = slow.order_by("-seconds").values_list("seconds", flat=True).first()
        if seconds:
            last = own.values_list("posted_at", flat=True).first()
            found.append(Pace(seconds, last))
    if question is not None and question.slow_seconds:
        here = own.filter(question=question).values_list("posted_at", flat=True)
        found.append(Pace(question.slow_seconds, here.first()))
    return found


def require_within_limits(
    person: "Person",
    question: Question | None,
    at: datetime,
    *,
    wanted: Wanted | None = None,
    footing: Footing | None = None,
    is_edit: bool = False,
) -> None:
    """NotAllowed, with a sentence, when a limit is reached."""
    rule = limits.allowed_in_edit if is_edit else limits.allowed
    facts = limit_facts(person, question, at, wanted=wanted, footing=footing)
    answer = rule(facts, at)
    if isinstance(answer, limits.Refused):
        raise answer.refusal()
