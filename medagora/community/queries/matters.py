"""What waits for moderators, and everything that one matter shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from medagora.community.domain.moderation.deciding import marked
from medagora.community.domain.moderation.matters import MatterKind, MatterState
from medagora.community.domain.moderation.sanctions import SanctionState
from medagora.community.domain.words import State
from medagora.community.models import (
    Matter,
    MatterMessage,
    Picture,
    Post,
    PostReport,
    Question,
    Sanction,
)
from medagora.community.queries import moderators
from medagora.community.queries.impartial import blocked_by, standpoint_of
from medagora.curation.domain.claims import oldest_valid
from medagora.kernel.refusals import NotFound
from medagora.people import access
from medagora.people.access import Permission
from medagora.people.domain.roles import ROLES
from medagora.topics import queries as topics

if TYPE_CHECKING:
    from medagora.people.models import Hat, Person

#: What an author's history looks back on.
HISTORY = timedelta(days=730)


@dataclass(frozen=True)
class QueueSearch:
    """How a moderator narrows the queue."""

    kind: str = ""
    language: str = ""

    @classmethod
    def from_params(cls, params: Mapping[str, str]) -> "QueueSearch":
        kind = params.get("kind", "")
        return cls(
            kind=kind if kind in set(MatterKind) else "",
            language=params.get("language", "")[:12],
        )


def list_queue(person: "Person", search: QueueSearch) -> QuerySet[Matter]:
    """What this person may decide: the most urgent first, then what is due first."""
    rows = _for_moderator(person).filter(state=MatterState.OPEN)
    if search.kind:
        rows = rows.filter(kind=search.kind)
    if search.language:
        rows = rows.filter(post__question__language=search.language)
    return _with_rows(rows).order_by("urgency", "due_at", "pk")


def list_waiting_for_second(person: "Person") -> QuerySet[Sanction]:
    """Serious sanctions to which this person may say yes or no."""
    if not access.can(person, Permission.SANCTION_SERIOUS):
        return Sanction.objects.none()
    rows = Sanction.objects.filter(
        state=SanctionState.PROPOSED, matter__in=_for_moderator(person).values("pk")
    ).exclude(proposed_pseudonym=person.pseudonym)
    return rows.select_related("matter").order_by("proposed_at")


def unclaimed(at: datetime) -> Q:
    """Matters that nobody looks at: never claimed, let go, or forgotten."""
    return Q(claimed_by=None) | Q(claimed_at=None) | Q(claimed_at__lte=oldest_valid(at))


def count_waiting(person: "Person") -> int:
    if not moderators.can_moderate(person):
        return 0
    open_here = _for_moderator(person).filter(state=MatterState.OPEN)
    return open_here.count() + list_waiting_for_second(person).count()


def _for_moderator(person: "Person") -> QuerySet[Matter]:
    """Within their topics and languages; not what they are part of themselves.

    A call for help is everybody's.
    """
    mine = PostReport.objects.filter(reporter=person).values("post")
    return (
        Matter.objects.filter(Q(kind=MatterKind.CRISIS) | _in_scope(person))
        .exclude(person=person)
        .exclude(person__in=blocked_by(person))
        .exclude(post__in=mine)
        .exclude(appeals__decided_pseudonym=person.pseudonym)
    )


def _in_scope(person: "Person") -> Q:
    allowed = Q(pk__in=[])
    for grant in access.grants_of(person):
        if Permission.MODERATE not in ROLES[grant.role].permissions:
            continue
        part = Q()
        if grant.language:
            part &= Q(post__question__language=grant.language)
        if grant.topic:
            below = topics.ids_below([grant.topic]).get(grant.topic, [])
            inside = Question.objects.filter(topics__in=below)
            part &= Q(post__question__in=inside.values("pk"))
        if not part:
            return ~Q(pk__in=[])  # everything; an empty Q would vanish beside another
        allowed |= part
    return allowed


def _with_rows(rows: QuerySet[Matter]) -> QuerySet[Matter]:
    """What a line of the queue shows, in one query."""
    return rows.select_related("post__question").annotate(report_count=Count("reports"))


# ---- one matter ------------------------------------------------------------------


@dataclass(frozen=True)
class AuthorHistory:
    """Counts only: nothing of what somebody wrote, and no illness."""

    joined_at: datetime | None
    shown_posts: int
    outcomes: list[tuple[str, int]]
    sanctions: list[tuple[str, int]]


@dataclass(frozen=True)
class MatterView:
    """One matter as a moderator sees it; ``pieces``: (seen?, text) of the copy."""

    matter: Matter
    pieces: list[tuple[bool, str]]
    reports: list[PostReport]
    besides: list[Matter]
    history: AuthorHistory
    sanctions: list[Sanction]
    messages: list[MatterMessage]
    note: str
    is_changed: bool  # the post reads differently by now
    is_part: bool  # this moderator is part of it
    hats: "list[Hat]"
    #: Of the post as it is now; others may not see them while they are looked at.
    pictures: list[Picture]


def get_matter(uid: str, person: "Person | None") -> Matter:
    """NotFound, or NotAllowed outside the moderator's topics and languages."""
    rows = Matter.objects.select_related(
        "post__question", "post__author", "copy", "person", "appeals", "claimed_by"
    )
    matter = rows.filter(uid=uid).first()
    if matter is None:
        raise NotFound(_("There is no such matter."))
    moderators.require_for(person, matter)
    return matter


def get_sanction(uid: str, person: "Person | None") -> Sanction:
    moderators.require_moderator(person)
    rows = Sanction.objects.select_related("matter")
    sanction = rows.filter(uid=uid).first()
    if sanction is None:
        raise NotFound(_("There is no such sanction."))
    return sanction


def view_of(matter: Matter, person: "Person", at: datetime) -> MatterView:
    """A fixed number of queries, however many reported.

    A moderator whom it is about reads neither what readers said nor what moderators
    note for each other.
    """
    about = matter.appeals or matter
    standpoint = standpoint_of(person, matter)
    is_own = standpoint.is_about_them
    reports = about.reports.none() if is_own else about.reports.all()
    spans = [(start, end) for start, end in (about.concerned or about.spans)]
    open_besides = Matter.objects.filter(
        post=matter.post_id, state=MatterState.OPEN
    ).exclude(pk=matter.pk)
    return MatterView(
        matter=matter,
        pieces=marked(about.copy.text, spans),
        reports=list(reports.order_by("reported_at", "pk")),
        besides=list(open_besides.order_by("opened_at")),
        history=history_of(matter.person, at),
        sanctions=list(about.sanctions.select_related("hat").order_by("pk")),
        messages=list(matter.messages.order_by("at", "pk")),
        note="" if is_own else matter.note,
        is_changed=matter.post.text != about.copy.text,
        is_part=standpoint.is_part,
        hats=_hats_of(matter.person),
        pictures=list(matter.post.pictures.order_by("pk")),
    )


def _hats_of(person: "Person | None") -> "list[Hat]":
    """What could be taken off: verified hats that are worn."""
    if person is None:
        return []
    return list(person.hats.verified().filter(doffed_at=None).order_by("pk"))


def history_of(person: "Person | None", at: datetime) -> AuthorHistory:
    if person is None:
        return AuthorHistory(None, 0, [], [])
    matters = Matter.objects.filter(
        person=person, settled_with=None, decided_at__gte=at - HISTORY
    ).exclude(kind=MatterKind.CRISIS)
    decided = matters.exclude(outcome="").values_list("outcome")
    imposed = Sanction.objects.filter(
        person=person,
        starts_at__gte=at - HISTORY,
        state__in=[SanctionState.IN_FORCE, SanctionState.ENDED],
    ).values_list("kind")
    return AuthorHistory(
        joined_at=person.joined_at,
        shown_posts=Post.objects.filter(author=person, state=State.SHOWN).count(),
        outcomes=list(decided.annotate(n=Count("pk")).order_by("-n", "outcome")),
        sanctions=list(imposed.annotate(n=Count("pk")).order_by("-n", "kind")),
    )


def waiting_by_post(post_ids: Iterable[int]) -> dict[int, list[Matter]]:
    """Why posts wait, for the page of their author: what is open, by post; one query.
    Calls for help are not there, nor reports of what is still shown."""
    rows = Matter.objects.filter(
        Q(state=MatterState.OPEN) | Q(state=MatterState.AUTHOR),
        post__in=set(post_ids),
        appeals=None,
    ).exclude(kind=MatterKind.CRISIS)
    found: dict[int, list[Matter]] = {}
    for matter in rows.exclude(post__state=State.SHOWN).order_by("opened_at"):
        found.setdefault(matter.post_id, []).append(matter)
    return found
